"""Rules on the article as a whole, its dates, links, pictures, comments and statements."""

from __future__ import annotations

from typing import Any

import pytest

from checks import making
from pcss_publish.checks import check
from pcss_publish.findings import CODES, Finding
from pcss_publish.model import (
    Award,
    Byline,
    CallToAction,
    DateClaim,
    Document,
    Figure,
    Link,
    LostLink,
    Opaque,
    Para,
    Person,
    Question,
    RoleSpan,
    Segment,
    Span,
    Statement,
    Str,
)


def found(document: Document, code: str) -> list[Finding]:
    return [item for item in check(document) if item.code == code]


def dated(*dates: DateClaim, **more: Any) -> Document:
    return making.document(dates=dates, **more)


def published(raw: str, role: Any = "published") -> DateClaim:
    return DateClaim(role=role, raw=raw, value="2016-03-01", precision="day", span=Span(0, len(raw)))


def stamped(raw: str, precision: Any, value: str = "", zone: str | None = None) -> Document:
    claim = DateClaim(role="stamp", raw=raw, precision=precision, value=value, zone=zone)
    comment = making.comment(1, "Ada", "A comment of some substance on apples.")
    return making.with_comments(comment.model_copy(update={"stamp": claim}))


PERSON = Byline(kind="person", raw="by A", names=(Person(name="Ada Fernhill"),))
NOBODY = PERSON.model_copy(update={"names": ()})
TEAM = PERSON.model_copy(update={"kind": "collective"})
QUESTION = Question(id="q1", blocks=making.paragraphs("Why?"))
OPAQUE = Opaque(api_version="1.23.1", pandoc={"t": "Math"}, text="x = y")


def statement(text: str, *roles: Any) -> Statement:
    spans = tuple(RoleSpan(role=role, span=Span(0, len(text))) for role in roles)
    return Statement(id="s1", blocks=making.paragraphs(text), roles=spans)


def figure(**parts: Any) -> Document:
    return making.document(figures=(Figure(id="f1", **parts),))


def credit(text: str) -> Document:
    return figure(asset="a.jpg", credit=(Str(text=text),))


def awards(*awards: Award) -> Document:
    return making.document(awards=awards)


def comment(text: str, name: str = "Reader") -> Document:
    return making.with_comments(making.comment(1, name, text, "2015-12-18T10:00"))


def pair(first: str, second: str, names: tuple[str, str] = ("Ada", "Ada")) -> Document:
    return making.with_comments(making.comment(1, names[0], first), making.comment(2, names[1], second))


ARTICLE = "The king fruit in the middle of a cluster ripens early and keeps badly. Take it first."
REPEATED = "We voted in class and we all want the kettle stamp."
CORRECTION = statement("Correction, 5 October: a name was wrong.", "correction")
FEDERAL = "Supported by the National Institutes of Health, $100 and 5 % of the costs."
DISCLAIMED = FEDERAL + " The views are not necessarily those of the NIH."


def repeats(text: str) -> Document:
    base = making.with_answer(ARTICLE)
    comments = base.comments.model_copy(update={"items": (making.comment(1, "B", text),)})
    return base.model_copy(update={"comments": comments})


CASES: dict[str, tuple[list[Document], list[Document]]] = {
    "A001": (
        [making.document(), making.with_answer("Yes."), making.document(series=Str(text="Ask"))],
        [making.document(title=Str(text=text)) for text in ("Thinning", "?", "Äpfel")],
    ),
    "A002": (
        [making.document(), making.with_answer("Yes."), making.document(byline=NOBODY)],
        [
            making.document(byline=PERSON), making.document(byline=TEAM),
            making.document(byline=PERSON, title=Str(text="T")),
        ],
    ),
    "A003": (
        [
            making.document(questions=(QUESTION,)),
            making.document(questions=(QUESTION,), title=Str(text="T")),
            making.document(questions=(QUESTION, QUESTION.model_copy(update={"id": "q2"}))),
        ],
        [making.document(), making.with_answer("Yes."),
         making.document(questions=(QUESTION,), answers=making.with_answer("Yes.").answers)],
    ),
    "A007": (
        [making.with_answer(text) for text in (
            "A zero\u200bwidth space.", "Itâ€™s mojibake.", "Fish &amp; chips.", "A lost \ufffd letter.",
            "The w\u043erd has a Cyrillic letter.", "\u202eoverride",
        )],
        [making.with_answer(text) for text in (
            "Ça coûte 5 € – naïve.", "पक्\u200dष and می\u200cخواهم need their joiners.", "Москва and London.",
            "AT&T; R&D", "A\u00a0no-break space.", "α-tocopherol",
        )],
    ),
    "A008": (
        [
            making.document(questions=(QUESTION.model_copy(update={"blocks": (OPAQUE,)}),)),
            making.document(statements=(CORRECTION.model_copy(update={"blocks": (OPAQUE,)}),)),
            making.with_comments(making.comment(1, "A", "x").model_copy(update={"blocks": (OPAQUE,)})),
        ],
        [making.document(questions=(QUESTION,)), making.document(statements=(CORRECTION,)), comment("x")],
    ),
    "A009": (
        [
            making.document(statements=(CORRECTION,)), comment("An earlier version of answer 5 said twelve."),
            comment("It now says “3 to 4”."), comment("Eine frühere Fassung nannte zwölf."),
        ],
        [
            making.document(statements=(statement("Views are ours.", "disclaimer"),)),
            comment("An earlier spring would have helped."), comment("I corrected my own hive."),
        ],
    ),
    "A010": (
        [making.with_answer(text) for text in (
            "Mia, aged 9, asked.", "We met Tom, 12 years old.",
            "Preguntó Lucía, 11 años.", "Jan, 8 Jahre, fragt.",
        )],
        [making.with_answer(text) for text in (
            "Mia, aged 39, asked.", "The wine was aged 9 months.", "Tom turned up after 12 years.",
            "Lucía Vega, 41 años, pregunta.",
        )],
    ),
    "C003": (
        [comment(text) for text in (
            "After the stroke my neighbour sold his boat.", "My wife's cancer came back in May.",
            "One of my pupils was diagnosed in March.", "Mon mari a été hospitalisé.",
            "Meine Mutter hat Krebs.",
        )],
        [comment(text) for text in (
            "My wife's bicycle is older than the hospital.", "My doctor told me that I have gout.",
            "My dog was sick. She had a fever, says the vet.", "Hospitals are full in winter.",
        )],
    ),
    "C006": (
        [comment(text) for text in (
            "The comment above is right.", "Wie mein Vorredner schrieb.",
            "El comentario anterior se equivoca.",
            "Comme dit plus haut.",
        )],
        [comment(text) for text in (
            "Above all, wash it cold.", "As the table above shows, it rains.", "The above article was a joy.",
            "It lies further up the valley.",
        )],
    ),
    "C008": (
        [comment(text) for text in (
            "This comment has been removed by the author.", "[deleted]", "Dieser Kommentar wurde gelöscht.",
            "Este comentario ha sido eliminado por un administrador.",
        )],
        [comment(text) for text in (
            "I removed the old glue with vinegar.",
            "Was my comment deleted? I asked about the glue of 1950 twice.",
            "The varnish has been removed by the restorer.",
        )],
    ),
    "C010": (
        [
            pair(REPEATED, REPEATED), pair(REPEATED + " Really!", REPEATED),
            pair("First of all, hello.\n\n" + REPEATED * 2, REPEATED * 2),
        ],
        [
            pair(REPEATED, "Nobody in our class wants the hedgehog stamp or any other animal."),
            pair("Yes.", "Yes."),
            pair(REPEATED, REPEATED, ("Ada", "Ida")),
        ],
    ),
    "C011": (
        [repeats(text) for text in (
            "The king fruit in the middle of a cluster ripens early and keeps badly. So true!",
            "the king fruit in the middle of a cluster ripens early and keeps badly.",
            "I love it. The king fruit in the middle of a cluster ripens early and keeps badly. Thanks.",
        )],
        [repeats(text) for text in (
            "“The king fruit in the middle of a cluster ripens early and keeps badly.” Not on my trees.",
            "> The king fruit in the middle of a cluster ripens early and keeps badly.",
            "Take it first.", "Take the king fruit out early.",
        )],
    ),
    "C012": (
        [
            comment("I am 12 years old and I have a tree."),
            comment("We voted and want a kettle.", "ROOM 12B"),
            comment("I'm a pupil at the school."), comment("Tengo 11 años y un manzano."),
            comment("My teacher said I could write to you."),
        ],
        [
            comment("I am 42 years old and I have a tree."), comment("I am a medical student in Leeds."),
            comment("We cleared room 12 of the museum."), comment("My teacher died in 1962, a great man."),
        ],
    ),
    "C016": (
        [
            making.with_comments(making.comment(1, name, "Thank you for asking about it."), ).model_copy(
                update={"byline": PERSON})
            for name in ("Ada Fernhill", "ada fernhill", "ADA  FERNHILL")
        ],
        [
            making.with_comments(making.comment(1, name, "Thank you for asking about it.")).model_copy(
                update={"byline": PERSON})
            for name in ("Ada", "Ada Fernhillson", "Ida Fernhill", "")
        ],
    ),
    "D001": (
        [making.document(), dated(published("March 2016", "updated")), making.with_statement("May 4, 2011")],
        [dated(published(raw)) for raw in ("March 1, 2016", "1.3.2016", "2016-03-01")],
    ),
    "D002": (
        [stamped(raw, precision, "2015-12-18T10:00") for raw, precision in (
            ("Dec 18, 2015 - 10:00", "minute"), ("18.12.2015, 10:00:01", "second"),
            ("10:00, 18 Dec 2015", "minute"),
        )],
        [
            stamped("Dec 18, 2015", "day", "2015-12-18"),
            stamped("10:00 UTC", "minute", "2015-12-18T10:00", "UTC"),
            comment("No stamp with a time.").model_copy(update={"comments": making.document().comments}),
        ],
    ),
    "D005": (
        [
            dated(published("March 1, 2016"), published("March 4, 2016", "updated")),
            dated(published("March 1, 2016"), published("May 2, 2016")),
            dated(published("1 mars", "updated"), published("2 mars", "updated"), published("3 mars")),
        ],
        [dated(), dated(published("March 1, 2016")), dated(published("March 1, 2016", "updated"))],
    ),
    "D006": (
        [stamped("3 years ago", "none"), stamped("2015", "year", "2015"), stamped("May", "month", "2015-05")],
        [stamped("Dec 18", "day", "2015-12-18"), comment("Dated."), making.document()],
    ),
    "F001": (
        [figure(placeholder=Str(text="Orchard Graphic")), figure(caption=(Str(text="A tree."),)), figure()],
        [figure(asset="a.jpg"), figure(asset="a.jpg", caption=(Str(text="A tree."),)), making.document()],
    ),
    "F003": (
        [credit(text) for text in (
            "Photo: Ada. Not to be reused without permission.", "© Ada, all rights reserved",
            "Foto: Ada, Nachdruck verboten", "Prohibida su reproducción",
        )],
        [credit(text) for text in ("Photo: Ada", "Photo: Ada, CC BY 4.0", "Free to reuse with this credit")],
    ),
    "L001": (
        [
            making.document(ctas=(CallToAction(id="cta1", inlines=(LostLink(id="l1", text=text),)),))
            for text in ("CLICK HERE", "sign up", "aquí")
        ],
        [
            making.document(ctas=(CallToAction(id="cta1", inlines=inlines),))
            for inlines in (
                (Str(text="CLICK HERE"),), (Link(target="https://a.example.org", inlines=()),), (),
            )
        ],
    ),
    "L002": (
        [
            making.with_answer("x").model_copy(update={"answers": (
                making.with_answer("x").answers[0].model_copy(update={"blocks": (
                    Para(inlines=(Link(target=target, inlines=(Str(text=text),), bare=True),)),)}),)})
            for target, text in (
                ("http://www.a.example.org", "www.a.example.org"), ("https://a.example.org", "https://a.example.org"),
                ("https://a.example.org/b?c", "a.example.org/b?c"),
            )
        ],
        [
            making.with_answer("Nothing to see."), making.with_answer("a.example.org"),
            making.document(ctas=(CallToAction(id="cta1", inlines=(
                Link(target="https://a.example.org", inlines=(Str(text="our page"),)),)),)),
        ],
    ),
    "N004": (
        [
            awards(Award(id="", statement="s1", funder="Meadow Trust")), awards(Award(id="", statement="s1")),
            awards(Award(id="TEST-1", statement="s1", funder="Meadow Trust"),
                   Award(id="", statement="s1", funder="Hill Trust")),
        ],
        [
            awards(), awards(Award(id="TEST-1", statement="s1", funder="Meadow Trust")),
            awards(Award(id="TEST-1", statement="s1", funder="NIH"),
                   Award(id="", statement="s2", funder="the National Institute of Health")),
        ],
    ),
    "N005": (
        [making.document(statements=(statement(text, "funding"),)) for text in (
            FEDERAL, "Funded by USDA.", "This project was made possible by federal funds.",
        )],
        [
            making.document(statements=(statement(DISCLAIMED, "funding"),)),
            making.document(statements=(statement("Funded by the Meadow Trust.", "funding"),)),
            making.document(statements=(statement(FEDERAL, "funding", "disclaimer"),)),
            making.document(statements=(statement("Bring samples to the USDA office.", "about"),)),
        ],
    ),
    "R004": (
        [
            *(making.document(statements=(statement(text, "republication"),)) for text in (
                "First published in Hive, issue 4.",
                "Reprinted from Orchard by kind permission of its editors.",
            )),
            making.with_answer("Here is a neighbour's table, with permission."),
            making.document(statements=(statement("Zuerst erschienen in Bienen heute.", "republication"),)),
        ],
        [making.with_answer(text) for text in (
            "The book was first published in 1931.", "You need permission to keep bees here.",
            "Ask before you reprint.",
        )],
    ),
}  # fmt: skip


def params(which: int) -> list[Any]:
    return [
        pytest.param(code, doc, id=f"{code}-{n}")
        for code in CASES
        for n, doc in enumerate(CASES[code][which])
    ]


@pytest.mark.parametrize(("code", "document"), params(0))
def test_finds(code: str, document: Document) -> None:
    assert found(document, code)


@pytest.mark.parametrize(("code", "document"), params(1))
def test_leaves_alone(code: str, document: Document) -> None:
    assert found(document, code) == []


@pytest.mark.parametrize("code", CASES)
def test_has_three_of_each(code: str) -> None:
    assert min(len(CASES[code][0]), len(CASES[code][1])) >= 3
    assert code in CODES


def test_older_of_two_copies_is_told_by_the_stamps() -> None:
    text = "In heavy soil the leek wants a hole made with a dibber and filled with water."
    newer = making.comment(1, "Ada", text, "2019-02-14T04:50")
    older = making.comment(2, "Ida", text, "2015-12-18T11:41")
    (one,) = found(making.with_comments(newer, older), "C002")
    assert (one.node, one.key, one.blocking) == ("c1", "C002:c1", True)
    assert "Comment 1 (Ada) and comment 2 (Ida) hold the same paragraph" in one.message
    assert "comment 2 is the older one" in one.message


def test_without_stamps_no_copy_is_called_the_older() -> None:
    text = "In heavy soil the leek wants a hole made with a dibber and filled with water."
    pairs = making.with_comments(making.comment(1, "Ada", text), making.comment(2, "Ida", text))
    (one,) = found(pairs, "C002")
    assert "cannot be told" in one.message


def test_a_quoted_comment_is_nobodys_copy() -> None:
    text = "“In heavy soil the leek wants a hole made with a dibber and filled with water.” Does it?"
    assert found(pair(text.partition("”")[0].strip("“"), text, ("Ada", "Ida")), "C002") == []


def test_template_message_shows_the_words_that_differ() -> None:
    text = (
        "Funding for this workshop was made possible by TEST-0001 from the National Cancer Institute. The "
        "views expressed in written conference materials or publications and by speakers and moderators do "
        "not necessarily represent the official policies of the NIH; nor does mention of trade names, "
        "commercial practices, or organizations imply endorsement by the U.S. Government."
    )
    messages = [item.message for item in found(making.with_statement(text), "N003")]
    assert [message.partition("template: ")[2] for message in messages] == [
        "“in part” absent.", "“represent” for “reflect”.",
    ]  # fmt: skip


def test_line_and_file_are_told() -> None:
    source = "Title\r\nby nobody\n\nIt was said recently."
    body = source[source.index("It") :]
    ledger = (
        Segment(start=0, end=18, kind="chrome", text=source[:18]),
        Segment(start=18, end=len(source), kind="content", owner="a1", text=body),
    )
    made = making.with_answer(body)
    answers = tuple(a.model_copy(update={"blocks": making.paragraphs(body, 18)}) for a in made.answers)
    (one,) = found(made.model_copy(update={"answers": answers, "ledger": ledger}), "D003")
    assert (one.source, one.line) == ("case.txt", 4)
    assert one.span is not None
    assert source[one.span.start : one.span.end] == "recently"


def test_findings_stand_in_order_of_place() -> None:
    document = making.with_answer("He came recently.\n\nIt sold a zero\u200bwidth space last year.")
    spans = [item.span or (-1, -1) for item in check(document)]
    assert len(spans) > 3
    assert spans == sorted(spans)


def test_same_findings_every_time() -> None:
    document = repeats(ARTICLE)
    assert check(document) == check(document)
    assert check(Document.model_validate_json(document.model_dump_json())) == check(document)


def test_a_sample_may_be_put_otherwise() -> None:
    text = (
        "This work was supported by the National Institute on Aging of the National Institutes of Health "
        "under award number TEST-0001. The content is solely the responsibility of the authors and does not "
        "necessarily represent the official views of the National Institutes of Health."
    )
    assert found(making.with_statement(text), "N003") == []
    (one,) = found(making.with_statement(text.replace("not necessarily", "not")), "N003")
    assert one.message.endswith("“necessarily” absent.")


def test_wording_of_one_funder_is_not_asked_of_another() -> None:
    text = (
        "This material is based upon work supported by the Environmental Protection Agency under Grant "
        "TEST-1. Any opinions and findings expressed in this material are those of the author and do not "
        "reflect the views of the EPA."
    )
    assert found(making.with_statement(text), "N003") == []


RESEARCH = (
    "This material is based upon work supported by the National Science Foundation under Grant {number}. Any "
    "opinions, findings, and conclusions or recommendations expressed in this material are those of the "
    "author and do not {necessarily}reflect the views of the {funder}."
)


@pytest.mark.parametrize(
    ("number", "necessarily", "funder", "expected"),
    [
        ("No. TEST-0001", "necessarily ", "National Science Foundation", []),
        ("TEST-0001", "necessarily ", "NSF", []),
        ("No. TEST-0001", "", "National Science Foundation", ["“necessarily” absent."]),
        ("No. TEST-0001", "necessarily ", "Meadow Trust", ["“meadow trust” for “the agency’s name”."]),
    ],
)
def test_each_funder_has_its_own_wording(
    number: str, necessarily: str, funder: str, expected: list[str]
) -> None:
    text = RESEARCH.format(number=number, necessarily=necessarily, funder=funder)
    messages = [item.message for item in found(making.with_statement(text), "N003")]
    assert [message.partition("template: ")[2] for message in messages] == expected
