"""What ``normalize -o x.md`` writes reads back with equal content, for any document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcss_publish.cli import run
from pcss_publish.model import (
    Answer,
    BlockQuote,
    BulletList,
    Byline,
    CallToAction,
    Comment,
    Comments,
    DateClaim,
    Document,
    Emph,
    Figure,
    Header,
    LineBlock,
    Link,
    ListItem,
    LostLink,
    OrderedList,
    Para,
    Person,
    Question,
    RoleSpan,
    Section,
    Span,
    Statement,
    Str,
    Strong,
    Table,
)  # fmt: skip
from pcss_publish.normalization import normalize
from pcss_publish.readers import markdown, read_bytes
from projects import SEED
from readers.describing import CASES, read

ARTICLES = sorted(Path(CASES.parent).glob("articles*/*.txt"))
LINES = "\n\r\v\f\x85\u2028\u2029"
LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cn", "Co"],
    exclude_characters="\ufeff\u200b\u2060\ufffe\uffff",
)
SIGNS = st.sampled_from(
    [
        *list("*_[]<>&#+-=:.|~`\\!(){}\"'123"),
        " ",
        "  ",
        "\xa0",
        "a",
        ":::",
        "1. ",
        "- ",
        "www.example.org",
        "&amp;",
        "<em>",
        "](x)",
    ]
)
TEXT = (
    st.lists(st.one_of(SIGNS, LETTERS), min_size=1, max_size=14)
    .map("".join)
    .map(lambda s: s.strip(" \u00a0"))
    .filter(lambda s: s.strip() != "" and s == s.strip())
)
STR = TEXT.map(lambda text: Str(text=text))
INLINES = st.lists(
    st.one_of(
        STR, STR, STR.map(lambda one: Emph(inlines=(one,))), STR.map(lambda one: Strong(inlines=(one,))),
        STR.map(lambda one: Strong(inlines=(Emph(inlines=(one,)), Str(text="x")))),
        STR.map(lambda one: Link(target="https://example.org/a_b?c=*", inlines=(one,))),
        TEXT.map(lambda text: LostLink(id="l1", text=text)),
    ),
    min_size=1, max_size=3,
).map(tuple)  # fmt: skip
PARA = INLINES.map(lambda inlines: Para(inlines=inlines))
ITEMS = st.lists(
    st.tuples(st.sampled_from(["•", "–", "a)", "1.", "2.", "(3)"]), PARA), min_size=1, max_size=3
).map(lambda rows: tuple(ListItem(label=Str(text=mark), blocks=(para,)) for mark, para in rows))
ROWS = st.lists(st.tuples(INLINES, INLINES), min_size=2, max_size=3).map(tuple)
BLOCKS = st.lists(
    st.one_of(
        PARA, PARA, INLINES.map(lambda inlines: Header(inlines=inlines)), ITEMS.map(lambda items: BulletList(items=items)),
        ITEMS.map(lambda items: OrderedList(items=items)), PARA.map(lambda para: BlockQuote(blocks=(para, para))),
        st.tuples(STR, STR).map(lambda pair: LineBlock(lines=((pair[0],), (pair[1],)))),
        st.builds(lambda rows, header: Table(rows=rows, header=header), ROWS, st.booleans()),
    ),
    min_size=1, max_size=4,
).map(tuple)  # fmt: skip
MAYBE = st.none() | STR


@st.composite
def documents(draw: st.DrawFn) -> Document:
    question = Question(id="q1", label=draw(MAYBE), blocks=draw(BLOCKS), signature=draw(MAYBE))
    answer = Answer(id="a1", label=draw(MAYBE), answers=("q1",), blocks=draw(BLOCKS))
    notes = Section(
        id="sec1",
        kind=draw(st.sampled_from(["aside", "notes", "body"])),
        heading=draw(MAYBE),
        blocks=draw(BLOCKS),
    )
    paid = Statement(
        id="st1",
        heading=draw(MAYBE),
        label=draw(MAYBE),
        blocks=draw(BLOCKS),
        roles=(RoleSpan(role="funding", span=Span(0, 1)),),
    )
    cta = CallToAction(id="cta1", inlines=draw(INLINES))
    figure = Figure(
        id="fig1", placeholder=draw(STR), label=draw(MAYBE), caption=draw(INLINES), credit=(draw(STR),)
    )
    comments = [
        Comment(
            id=f"c{n}", ordinal=n + 3, parent="c1" if n > 1 else None, title=draw(MAYBE), name=draw(MAYBE), affiliation=draw(MAYBE),
            stamp=DateClaim(role="stamp", raw=draw(TEXT)), blocks=draw(BLOCKS),
        )
        for n in range(1, draw(st.integers(1, 3)))
    ]  # fmt: skip
    byline = Byline(
        kind="person", raw="x", names=(Person(name=draw(TEXT)), Person(name=draw(TEXT), role="reviewer"))
    )
    return Document(
        id="x", sources=(), section=draw(MAYBE), series=draw(MAYBE), title=draw(STR), subtitle=draw(MAYBE), byline=byline,
        dates=(DateClaim(role="published", raw=draw(TEXT)), DateClaim(role="updated", raw=draw(TEXT))),
        questions=(question,), answers=(answer,), sections=(notes,), statements=(paid,), ctas=(cta,), figures=(figure,),
        comments=Comments(items=tuple(comments)), order=("q1", "a1", "sec1", "fig1", "st1", "cta1"),
    )  # fmt: skip


def again(document: Document) -> Document:
    return normalize(read_bytes(markdown.write(document).encode(), "x.md", limit=10_000_000)).document


@settings(max_examples=60, deadline=None)
@given(documents())
def test_any_document_comes_back_with_equal_content(document: Document) -> None:
    back = again(document)
    assert back.content() == document.content()
    shown = [(one.ordinal, one.parent) for one in document.comments.items]
    assert [(one.ordinal, one.parent) for one in back.comments.items] == shown


@pytest.mark.parametrize(
    "text",
    ["_a_", "*a*", "**a**", "[a](b)", "<em>", "&amp;", "`a`", "```", "# a", "1. a", "1) a", "- a", "+ a", "> a", ":::", "a!", "~~a~~",
     "| a | b |", "---", "===", "\\", "a  b", "    a", "<https://example.org>", "http://example.org/a_b*c", "\u00a0a", "![a](b)"],
)  # fmt: skip
def test_signs_of_markup_come_back_as_text(text: str) -> None:
    link = Link(target="https://example.org", inlines=(Str(text=f"x{text}"),))
    blocks = (
        Para(inlines=(Str(text=text.strip()), link, Str(text=f" {text}x"))),
        Header(inlines=(Str(text=text.strip()),)),
    )
    lines = LineBlock(lines=((Str(text=text.strip()),), (Str(text=":::"),)))
    document = Document(
        id="x",
        sources=(),
        sections=(Section(id="sec1", kind="body", blocks=(*blocks, lines)),),
        order=("sec1",),
    )
    assert (
        again(Document.model_validate_json(document.model_dump_json())).content()[0:4] == document.content()
    )


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_copied_article_comes_back_with_equal_content(path: Path) -> None:
    document = read(path).document
    back = again(document)
    assert back.content() == document.content()
    assert served(back) == served(document)


def served(document: Document) -> list[list[int]]:
    places = [one.id for one in document.questions]
    return [[places.index(one) for one in answer.answers] for answer in document.answers]


def test_normalize_writes_markdown_to_a_file_of_that_name(tmp_path: Path) -> None:
    target = tmp_path / "seed.md"
    assert run(["normalize", str(SEED), "-o", str(target)]) == 0
    assert read(target).document.content() == read(SEED).document.content()
