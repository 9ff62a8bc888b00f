"""Nothing of what a decision keeps out stands anywhere in a product."""

import json
from dataclasses import dataclass

import pytest

from pcss_publish.model import Unit
from pcss_publish.proof import Aside, Fault, Reading, read
from pcss_publish.proof.pieces import LINE_END, Piece
from pcss_publish.proof.withheld import Withheld
from proof.pages import epub, page, pdf, unit

BODY = "My cousin fell through the ice in March and never walked again on any pond."
EIGHT = "fell through the ice in March and never"


@dataclass(frozen=True)
class Omission:
    node: str
    action: str
    units: tuple[Unit, ...]
    reason: str = "third-party-health"
    by: str = "test desk"


OMITTED = Omission(
    "c1",
    "omit",
    (
        unit("c1-name", "Hal Winter", "comment-name"),
        unit("c1-stamp", "Mar 02, 2031 - 04:15 PM", "comment-stamp"),
        unit("c1-1", BODY, "comment"),
        unit("c1-2", "Thank you.", "comment"),
    ),
)
REQUIRED = (unit("a1-1", "The ice was thin, and many ponds were closed."),)


def faults(
    read_back: Reading, omission: Omission = OMITTED, required: tuple[Unit, ...] = REQUIRED
) -> list[Fault]:
    return Withheld([omission], required).faults(read_back)


def found(text: str, omission: Omission = OMITTED, required: tuple[Unit, ...] = REQUIRED) -> bool:
    return bool(faults(Reading("test", (Piece("", text),)), omission, required))


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        EIGHT,
        EIGHT.upper(),
        EIGHT.replace(" ", "\u00a0"),
        EIGHT.replace(" ", ", "),
        f"fell through the ice{LINE_END}in March and never",
        f"fell thr-{LINE_END}ough the ice in March and never",
        "In reply to Hal Winter",
        "hal winter",
        "HAL\u00a0WINTER",
        "on Mar 02, 2031 - 04:15 PM",
        "Mar 02 2031, 04:15 PM",
    ],
)
def test_it_is_found(text: str) -> None:
    assert found(f"The ice was thin. {text} And so on.")


@pytest.mark.parametrize(
    "text",
    [
        "through the ice in March and never",
        "Thank you.",
        "Winter came, and Hal the dog ran.",
        "Mar 02, 2031",
        "Halwinter",
    ],
)
def test_it_is_not_found(text: str) -> None:
    assert not found(f"The ice was thin. {text} And so on.")


def test_what_is_published_elsewhere_may_stand() -> None:
    published = (unit("c2-name", "Hal Winter", "comment-name"), unit("c2-1", BODY, "comment"))
    assert not found(f"{BODY} Hal Winter", required=published)
    assert found("Mar 02, 2031 - 04:15 PM", required=published)


def test_a_run_may_cross_paragraphs() -> None:
    pieces = (Piece("a", "fell through the ice"), Piece("b", "in March and never"))
    assert faults(Reading("test", pieces)) == [Fault(kind="withheld", id="c1", found="text")]


def test_a_single_name_has_to_stand_as_it_was_signed() -> None:
    omission = Omission("c1", "omit", (unit("c1-name", "Brook", "comment-name"),))
    assert found("Brook wrote", omission)
    assert not found("a brook ran", omission)
    assert not found("Brooks wrote", omission)


def test_a_bare_number_is_no_name_to_look_for() -> None:
    numbered = Omission("c1", "omit", (unit("c1-name", "2031", "comment-name"),))
    assert not found("In 2031 it froze.", numbered)


def test_what_was_blacked_out_is_found_however_short() -> None:
    redacted = Omission("c1", "redact", (unit("c1-1", "555 0100", "comment"),))
    assert found("Ring 555-0100 now", redacted)
    assert not found("Thank you.", OMITTED)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".html", page(f"<p>{BODY}</p>")),
        (".html", page("<p>x</p><!-- Hal Winter -->")),
        (".html", page("<p data-by='Hal Winter'>x</p>")),
        (".html", page("<img src=x.png alt='Hal Winter'>")),
        (".epub", epub("<p>x</p>", metadata=f"<dc:description>{BODY}</dc:description>")),
        (".epub", epub("<p>x</p>", nav="<nav><ol><li><a href='c0.xhtml'>Hal Winter</a></li></ol></nav>")),
        (".epub", epub("<p>x</p>", css="p::before{content:'Hal Winter'}")),
        (".epub", epub("<p title='Hal Winter'>x</p>")),
        (".pdf", pdf(f"<p>{BODY}</p>", "p{hyphens:auto;width:25mm}")),
        (".pdf", pdf("<p>x</p>", model=json.dumps({"comments": [{"name": "Hal Winter"}]}))),
        (".pdf", pdf("<p>x</p>", model=json.dumps({"a": BODY.replace("ice", "i\u0063e")}))),
        (".pdf", pdf("<p>x</p>", "@page{@top-left{content:'Hal Winter'}}")),
        (".pdf", pdf("<p><a href='https://example.org/?by=Hal+Winter'>x</a></p>")),
        (".pdf", pdf("<h1>Hal Winter</h1>")),
        (".txt", b"Hal\nWinter"),
    ],
)
def test_no_part_of_a_file_is_passed_over(suffix: str, data: bytes) -> None:
    assert {fault.id for fault in faults(read(suffix, data))} == {"c1"}


def test_a_models_own_words_are_no_names() -> None:
    omission = Omission("c1", "omit", (unit("c1-name", "Para", "comment-name"),))
    model = Aside("attachment", json.dumps({"t": "Para", "text": "x"}))
    assert faults(Reading("test", (), buried=(model,)), omission) == []
    named = Aside("attachment", json.dumps({"t": "Str", "text": "Para"}))
    assert faults(Reading("test", (), buried=(named,)), omission) != []


def test_five_hundred_long_omissions_are_searched_in_one_pass() -> None:
    omissions = [
        Omission(f"c{n}", "omit", (unit(f"c{n}-1", " ".join(f"word{n}x{k}" for k in range(300)), "comment"),))
        for n in range(500)
    ]
    text = " ".join(f"other{n}" for n in range(50_000))
    leak = text + " " + " ".join(f"word77x{k}" for k in range(8))
    looked = Withheld(omissions, ())
    assert looked.faults(Reading("test", (Piece("", text),))) == []
    assert [fault.id for fault in looked.faults(Reading("test", (Piece("", leak),)))] == ["c77"]
