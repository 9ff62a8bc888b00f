"""Made-up articles that use every kind of node, and hostile text in every place that holds text."""

from __future__ import annotations

from pcss_publish.exporters.base import Job
from pcss_publish.model import (
    Answer,
    Block,
    BlockQuote,
    BulletList,
    Byline,
    CallToAction,
    Comment,
    CommentDesk,
    Comments,
    DateClaim,
    Document,
    Emph,
    Figure,
    Header,
    LineBlock,
    LineBreak,
    Link,
    ListItem,
    LostLink,
    OrderedList,
    Para,
    Person,
    Published,
    Question,
    Section,
    SoftBreak,
    Source,
    Statement,
    Str,
    Strong,
    Subscript,
    Superscript,
    Table,
    Withheld,
)
from pcss_publish.settings import Config, Publication
from pcss_publish.theme import load

HOSTILE = "</p><script>alert(1)</script> & \"'<!-- ]]> {{ 7*7 }} \\input{x} ../../etc"


def s(text: str) -> Str:
    return Str(text=text)


def para(text: str) -> Para:
    return Para(inlines=(s(text),))


def rich_blocks() -> tuple[Block, ...]:
    water = (
        s("Heavy  water, D"),
        Subscript(inlines=(s("2"),)),
        s("O, is "),
        Emph(inlines=(s("not"),)),
        s(" H"),
        Subscript(inlines=(s("2"),)),
        s("O."),
        Superscript(inlines=(s("1"),)),
    )
    link = Link(target="https://example.org/a?b=1&c=2", inlines=(s("a page"),))
    bad = Link(target="javascript:alert(1)", inlines=(s("a trap"),))
    first = ListItem(label=s("3)"), blocks=(para("Third, first shown."), para("And a second paragraph.")))
    cells = ((s("Year"),), (s("Count"),)), ((s("2021"),), (s("7"),))
    lines = ((s("A line,"),), (s("  another \u05e9\u05dc\u05d5\u05dd."),))
    return (
        Para(inlines=water),
        Para(
            inlines=(
                s("See "),
                link,
                s(" or "),
                bad,
                SoftBreak(),
                LostLink(id="l1", text="the guideline"),
                s(". "),
                Strong(inlines=(s("Don't"),)),
                LineBreak(),
                s("\u201cquote\u201d 2-3 -- ... \ufb01"),
            )
        ),
        Header(level=1, inlines=(s("Inside"),)),
        Header(level=3, inlines=(s("Deeper"),)),
        OrderedList(items=(first, ListItem(label=s("4)"), blocks=(para("Fourth."),)))),
        BulletList(items=(ListItem(label=s("•"), blocks=(para("Bullet."),)),)),
        BlockQuote(mark=s(">"), blocks=(para("Quoted \U0001f600 e\u0301."),)),
        LineBlock(lines=lines),
        Table(rows=cells),
    )


def document(**change: object) -> Document:
    """An article with every kind of node."""
    questions = (
        Question(id="q1", label=s("1)"), blocks=(para("Does it rust?"),)),
        Question(id="q2", label=s("2)"), blocks=(para("Does it  float?"),)),
        Question(id="q3", label=s("Q:"), blocks=(para("And in winter?"),)),
        Question(
            id="q4", blocks=(para("Dear desk,"), para("My well is dry. " * 20)), signature=s("Dry, Nowhere")
        ),
    )
    answers = (
        Answer(id="a1", label=s("Answer"), answers=("q1", "q2"), blocks=rich_blocks()),
        Answer(id="a2", label=s("A:"), answers=("q3",), blocks=(para("In winter too."),)),
        Answer(id="a3", answers=("q4",), blocks=(para("Dig deeper."),)),
    )
    statements = (
        Statement(
            id="s1", label=s("Correction:"), blocks=(para("An earlier page said otherwise."),), roles=()
        ),
        Statement(
            id="s2", heading=s("Funding"), blocks=(para("Paid for (in part) by grant TEST-0001. "),), roles=()
        ),
        Statement(id="s3", blocks=(para("Not advice."), para("Nor an endorsement - at all.")), roles=()),
    )
    values: dict[str, object] = {
        "id": "sample",
        "sources": (Source(name="sample.txt", sha256="0" * 64, media_type="text/plain", encoding="utf-8"),),
        "section": s("Wells & Springs"),
        "series": s("Ask the Well Desk:"),
        "title": s("Does Iron Float?"),
        "subtitle": s("A sub  title"),
        "byline": Byline(
            kind="person",
            raw="by A. Example and B. \u05d3\u05d2\u05de\u05d4",
            names=(
                Person(name="A. Example, MD"),
                Person(name="B. \u05d3\u05d2\u05de\u05d4", role="interviewer"),
            ),
        ),
        "dates": (
            DateClaim(role="published", raw="March 3, 2021", value="2021-03-03", precision="day"),
            DateClaim(role="updated", raw="a week ago"),
        ),
        "intro": Section(id="intro", kind="intro", blocks=(para("A reader asks."),)),
        "questions": questions,
        "answers": answers,
        "statements": statements,
        "sections": (
            Section(id="b1", kind="aside", heading=s("In a box"), blocks=rich_blocks()),
            Section(id="b2", kind="references", heading=s("Notes"), blocks=(para("1 A book."),)),
        ),
        "ctas": (
            CallToAction(
                id="t1",
                label=s("•"),
                inlines=(
                    s("Write to us: "),
                    Link(target="https://example.org/", inlines=(s("example.org"),), bare=True),
                ),
            ),
            CallToAction(id="t2", inlines=(s("Call us"),)),
        ),
        "figures": (
            Figure(
                id="f1",
                placeholder=s("A graphic"),
                label=s("Fig. 1"),
                caption=(s("A well"),),
                credit=(s("Photo: nobody"),),
            ),
        ),
        "comments": Comments(
            items=(
                Comment(
                    id="c1",
                    ordinal=2,
                    title=s("On rust"),
                    name=s("Reader One"),
                    affiliation=s("Nowhere\nand Elsewhere"),
                    blocks=(para("I doubt it."),),
                    stamp=DateClaim(
                        role="stamp",
                        raw="Mar 04, 2021 - 12:07 AM",
                        value="2021-03-04T00:07",
                        precision="minute",
                    ),
                ),
                Comment(
                    id="c2",
                    ordinal=1,
                    parent="c1",
                    name=s("\u0642\u0627\u0631\u0626"),
                    blocks=(para("\u0645\u0631\u062d\u0628\u0627"), para("Me too.")),
                ),
                Comment(id="c3", ordinal=3, blocks=(para("No name."),)),
            )
        ),
        "order": (
            "s1",
            "f1",
            "intro",
            "q1",
            "q2",
            "a1",
            "b1",
            "q3",
            "a2",
            "q4",
            "a3",
            "b2",
            "t1",
            "t2",
            "s2",
            "s3",
        ),
    }
    return Document.model_validate(values | change)


def published(doc: Document | None = None, **change: object) -> Published:
    """A release of :func:`document`."""
    desk = CommentDesk(declared=5, printed=3, withheld=(Withheld(reason="spam", count=2),))
    values: dict[str, object] = {
        "document": doc or document(),
        "state": "release",
        "date": "2021-03-03",
        "standfirst": "What is known.",
        "editors_note": (para("Shortened nowhere."),),
        "reprint": "The Example Post",
        "comments": desk,
        "original_url": "https://example.org/wells?id=1&x=2",
        "captured": "2022-01-01",
        "keywords": ("wells",),
    }
    return Published.model_validate(values | change)


def bare() -> Published:
    """An essay without anything that can be absent."""
    section = Section(id="b1", kind="body", blocks=(para("Only a text."),))
    empty: dict[str, object] = dict.fromkeys(("section", "series", "title", "subtitle", "byline", "intro"))
    empty |= dict.fromkeys(("dates", "questions", "answers", "statements", "ctas", "figures", "sources"), ())
    doc = document(**empty, sections=(section,), comments=Comments(), order=("b1",))
    return Published(document=doc, state="release")


def proof() -> Published:
    """An article with open queries and two undecided comments."""
    desk = CommentDesk(declared=3, printed=3, undecided=("c1", "c2"))
    return published(state="proof", open=("C003:c1", "C001"), comments=desk)


def hostile() -> Published:
    """Markup, template code and traversal in every text."""

    def planted(value: object) -> object:
        match value:
            case {"t": "Str", "text": str(text), **rest}:
                return {"t": "Str", "text": text + HOSTILE, **rest}
            case {"label": mark, "blocks": list(inner), **rest} if not rest:  # a list's number stays a number
                return {"label": mark, "blocks": planted(inner)}
            case dict():
                return {key: planted(item) for key, item in value.items()}
            case list():
                return [planted(item) for item in value]
        return value

    doc = Document.model_validate_json(_json(planted(document().model_dump(mode="json"))))
    return published(
        doc, standfirst=HOSTILE, reprint=HOSTILE, keywords=(HOSTILE,), original_url=f"javascript:{HOSTILE}"
    )


def _json(value: object) -> str:
    import json

    return json.dumps(value)


ALL = {"full": published, "bare": bare, "proof": proof, "hostile": hostile}


def job(view: Published, language: str = "en") -> Job:
    """A job with the shipped theme and a made-up house."""
    house = Publication(
        name="The Example Review", publisher="Example House", rights="© Example & Sons", language=language
    )
    return Job(view, load("magazine"), Config(publication=house))
