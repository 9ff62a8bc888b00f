"""A document with one of everything, plainly fictional, and the jobs made of it and of the gold articles."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from struct import pack

from pcss_publish import theme
from pcss_publish.checks import check
from pcss_publish.desk import Policy, decide, load
from pcss_publish.exporters.base import Export, Job
from pcss_publish.exporters.pdf import export
from pcss_publish.model import (
    Answer,
    Block,
    BulletList,
    Byline,
    CallToAction,
    Comment,
    CommentDesk,
    Comments,
    DateClaim,
    Document,
    Figure,
    Header,
    LineBlock,
    Link,
    ListItem,
    OrderedList,
    Para,
    Person,
    Published,
    Question,
    Section,
    Statement,
    Str,
    Table,
)
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from pcss_publish.settings import Build, Config, Publication

WIDTH, HEIGHT = 40, 30  # of the picture
CASES = Path(__file__).parents[1] / "cases"
ARTICLES = sorted((CASES / "articles").glob("*.txt"))
HOUSE = Config(
    publication=Publication(
        name="The Test Quarterly", rights="Printed with the permission of the Test Society."
    ),
    build=Build(paper="a4"),
)


def text(words: str) -> Para:
    return Para(inlines=(Str(text=words),))


def cell(words: str) -> tuple[Str, ...]:
    return (Str(text=words),)


BODY: tuple[Block, ...] = (
    text("Moss grows where it is let alone, and nobody at the test society has ever found out why. " * 4),
    Header(level=1, inlines=(Str(text="What to carry"),)),
    BulletList(items=(ListItem(blocks=(text("a lens"),)), ListItem(blocks=(text("a patient friend"),)))),
    OrderedList(items=(ListItem(label=Str(text="a)"), blocks=(text("Kneel."),)),)),
    Table(rows=((cell("Shade"), cell("Days")), (cell("deep"), cell("12")))),
    LineBlock(lines=((Str(text="Green is the stone,"),), (Str(text="and slow."),))),
    Para(
        inlines=(
            Str(text="More at "),
            Link(target="https://example.org/moss", inlines=(Str(text="the moss page"),)),
        )
    ),
)


def document(**changes: object) -> Document:
    """A Q&A with two questions, one answer, a picture that is missing, notices and two comments."""
    made = Document(
        id="moss",
        sources=(),
        section=Str(text="Field notes"),
        series=Str(text="Ask the test society"),
        title=Str(text="Why does moss grow on the north side?"),
        byline=Byline(kind="person", raw="Ada Example", names=(Person(name="Ada Example"),)),
        dates=(DateClaim(role="published", raw="May 2, 2020", value="2020-05-02", precision="day"),),
        intro=Section(id="intro", kind="intro", blocks=(text("Two readers wrote to us."),)),
        questions=(
            Question(id="q1", label=Str(text="1)"), blocks=(text("Is it true?"),)),
            Question(id="q2", label=Str(text="2)"), blocks=(text("And on the south side?"),)),
        ),
        answers=(Answer(id="a1", label=Str(text="Answer"), answers=("q1", "q2"), blocks=BODY),),
        ctas=(CallToAction(id="cta1", inlines=(Str(text="Write to moss@example.org."),)),),
        statements=(
            Statement(
                id="st1", roles=(), blocks=(text("Supported by the Example Fund (TEST-0001), in part."),)
            ),
        ),
        figures=(Figure(id="f1", placeholder=Str(text="[image: a stone]")),),
        comments=Comments(
            items=(
                Comment(id="c1", ordinal=1, name=Str(text="B. Tester"), blocks=(text("It is so at ours."),)),
                Comment(
                    id="c2",
                    ordinal=2,
                    parent="c1",
                    name=Str(text="C. Tester"),
                    blocks=(text("Not at ours."),),
                ),
            )
        ),
        order=("f1", "intro", "q1", "q2", "a1", "cta1", "st1"),
    )
    return Document.model_validate(made.model_copy(update=changes).model_dump())


def published(**changes: object) -> Published:
    return Published(
        document=document(**changes), state="release", date="2020-05-02", comments=CommentDesk(printed=2)
    )


def job(one: Published, config: Config | None = None, pictures: Mapping[str, bytes] | None = None) -> Job:
    return Job(one, theme.load("magazine"), config or Config(), pictures or {})


@cache
def sample() -> Export:
    return export(job(published()))


def png() -> bytes:
    """A picture of grey dots."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    rows = b"".join(bytes([0]) + bytes([n % 256] * WIDTH) for n in range(HEIGHT))
    dots = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + dots + chunk(b"IEND", b"")


@cache
def pictured() -> Export:
    """The sample with its picture, and its table with a head."""
    figure = Figure(id="f1", asset="stone.png", alt="A stone with moss", credit=cell("Photo: B. Tester"))
    return export(job(published(figures=(figure,)), pictures={"f1": png()}))


@cache
def article(path: Path) -> Published:
    """What may be seen of a gold article, as its desk file says."""
    normal = normalize(read_bytes(path.read_bytes(), path.name, limit=10_000_000))
    found = normal.document.model_copy(update={"id": path.stem})
    desk = path.with_suffix(".desk.toml")
    decided = decide(
        found, (*normal.findings, *check(found)), load(desk) if desk.is_file() else None, Policy()
    )
    return decided.published


@cache
def printed(path: Path) -> Export:
    return export(job(article(path)))


def pdf(made: Export) -> bytes:
    return made.products[".pdf"].data
