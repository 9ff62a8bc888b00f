"""A small fictional article, as read: question and answer, calls to action, a picture, seven comments."""

from __future__ import annotations

from typing import Any

from pcss_publish.findings import Finding, finding
from pcss_publish.model import (
    Answer,
    BulletList,
    Byline,
    CallToAction,
    Comment,
    Comments,
    DateClaim,
    Declared,
    Document,
    Figure,
    Inline,
    ListItem,
    LostLink,
    Para,
    Person,
    Question,
    RoleSpan,
    Section,
    Segment,
    Source,
    Span,
    Statement,
    Str,
    Strong,
)

SHA = "ab" * 32
COPIED = "Thin when the fruitlets are the size of a hazelnut, and not one day later than that, says my aunt."
HEALTH = "My brother was in hospital after such an apple. His name is Rufus Fernhill."
TRIAL = (
    "I thinned half the tree.",
    "I left the other half as an experiment, with a label.",
    "More in autumn.",
)
FUNDING = "Funding for this series was made possible (in part) by TEST-0001 from the Meadow Trust."


def para(*inlines: Inline | str) -> Para:
    return Para(inlines=tuple(Str(text=part) if isinstance(part, str) else part for part in inlines))


def comment(ordinal: int, name: str, stamp: str, *texts: str, **more: Any) -> Comment:
    claim = DateClaim(role="stamp", raw=stamp.replace("T", " at "), value=stamp, precision="minute")
    return Comment(
        id=f"c{ordinal}", ordinal=ordinal, name=Str(text=name) if name else None, stamp=claim,
        blocks=tuple(para(text) for text in texts), **more,
    )  # fmt: skip


COMMENTS = (
    comment(1, "Ada Fernhill", "2021-06-07T08:15", HEALTH, affiliation=Str(text="Nurse, Fernhill Clinic")),
    comment(2, "pippin_fan", "2021-06-06T09:00", COPIED),
    comment(3, "Tobias Quince", "2021-06-05T19:40", "Thank you."),
    comment(4, "Maren Holt", "2021-06-04T18:05", *TRIAL),
    comment(5, "Orchard Desk", "2021-06-04T20:00", "Maren Holt, do tell us.", parent="c4"),
    comment(6, "Ida Quist", "2021-06-03T10:00", COPIED),
    comment(7, "", "2021-06-02T10:00", "Write to ida@mail.example.org for grafts."),
)  # fmt: skip

_FUNDS = RoleSpan(role="funding", span=Span(0, len(FUNDING)))
_BOX = Section(id="box1", kind="aside", heading=Str(text="Key facts"), blocks=(para("Hens help."),))


def document() -> Document:
    """The article."""
    text = "the source as received"
    return Document(
        id="orchard",
        sources=(Source(name="orchard.txt", sha256=SHA, media_type="text/plain", encoding="utf-8"),),
        title=Str(text="Should I Thin Young Apples by Hand?"),
        byline=Byline(kind="person", raw="by Maud Peet", names=(Person(name="Maud Peet"),)),
        dates=(DateClaim(role="published", raw="May 4, 2021", value="2021-05-04", precision="day"),),
        questions=(Question(id="q1", blocks=(para("Is it worth thinning?"),)),),
        answers=(Answer(id="a1", answers=("q1",), blocks=_answer()),),
        ctas=(
            CallToAction(id="cta1", inlines=(Str(text="For more visit our page"),)),
            CallToAction(id="cta2", inlines=(Str(text="To ask "), LostLink(id="l2", text="CLICK HERE"))),
            CallToAction(id="cta3", inlines=(Str(text="To join "), LostLink(id="l3", text="CLICK HERE"))),
        ),
        statements=(Statement(id="s1", blocks=(para(FUNDING),), roles=(_FUNDS,)),),
        sections=(_BOX,),
        figures=(Figure(id="f1", placeholder=Str(text="Orchard Graphic")),),
        order=("f1", "q1", "a1", "box1", "cta1", "cta2", "cta3", "s1"),
        comments=Comments(
            declared=Declared(count=7, span=Span(3, 9)), shown_order="newest-first", items=COMMENTS
        ),
        ledger=(Segment(start=0, end=len(text), kind="chrome", text=text),),
    )


def _answer() -> tuple[Para | BulletList, ...]:
    return (
        para("It is worth the afternoon, ", Strong(inlines=(Str(text="recieve"),)), " help and go."),
        para("See the ", LostLink(id="l1", text="society’s leaflet"), " on pruning."),
        BulletList(items=(ListItem(blocks=(para("The king fruit first."),)),)),
    )


def findings() -> tuple[Finding, ...]:
    """What reader and checks would ask about it."""
    return (
        finding("A004", "A label is glued to the answer.", node="a1"),
        finding("F001", "The picture did not come along.", node="f1"),
        finding("L001", "A lost link.", node="l1"),
        finding("L001", "A lost link.", node="l2"),
        finding("L001", "A lost link.", node="l3"),
        finding("C002", "One paragraph, two names.", node="c2"),
        finding("C003", "Somebody's health.", node="c1"),
        finding("C004", "Says little.", node="c3"),
        finding("C009", "A private contact.", node="c7"),
    )
