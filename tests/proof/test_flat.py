"""Plain text: units in order, and only declared texts between them."""

import pytest

from pcss_publish.model import HouseText
from pcss_publish.proof.flat import compare
from proof.pages import unit

UNITS = [
    unit("title", "Why the Pond Froze", "title"),
    unit("q1-label", "1", "label"),
    unit("q1-1", "Did it freeze?", "question"),
    unit("a1-1", "It did - in part.\nTwice, see the note."),
    unit("n1-1", "Funded (in part) by  TEST-0001.", "statement"),
]
HOUSE = [
    HouseText(id="answer", kind="editorial", text="Answer"),
    HouseText(id="rights", kind="editorial", text="© 2031 Pond Weekly"),
]
TEXT = """\
Why the Pond Froze
==================

1. Did it freeze?

ANSWER_
------

It did - in part.
Twice, see the
note. <https://example.org/note>

Funded (in part) by TEST-0001.

© 2031 Pond Weekly
""".replace("ANSWER_", "Answer")


def faults(text: str) -> list[tuple[str, str]]:
    found = compare(UNITS, HOUSE, text, targets={"https://example.org/note"})
    return [(fault.kind, fault.id) for fault in found.faults]


def test_a_whole_text_has_no_fault() -> None:
    assert faults(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "name"),
    [
        ("Did it freeze?\n", "", "altered", "q1-1"),
        ("freeze?", "freze?", "altered", "q1-1"),
        (" - in", " – in", "altered", "a1-1"),
        ("TEST-0001", "TEST-000", "altered", "n1-1"),
        ("TEST-0001.", "TEST-00010.", "altered", "n1-1"),
        ("1. Did", "12. Did", "altered", "q1-label"),
        ("Did it freeze?", "Did it freeze? Did it freeze?", "unknown", "text"),
        ("example.org/note", "example.com/note", "unknown", "text"),
        ("© 2031", "© 2032", "unknown", "text"),
        ("Answer", "Reply", "unknown", "text"),
        ("Weekly\n", "Weekly\nBuy now\n", "unknown", "text"),
    ],
)
def test_a_faulty_text_is_caught(old: str, new: str, kind: str, name: str) -> None:
    assert old in TEXT
    assert (kind, name) in faults(TEXT.replace(old, new, 1))


def test_units_out_of_order_are_caught() -> None:
    lines = TEXT.split("\n\n")
    lines[1], lines[4] = lines[4], lines[1]
    assert faults("\n\n".join(lines)) != []


def test_a_long_text_is_walked_in_one_pass() -> None:
    units = [unit(f"a{n}-1", f"Sentence number {n} of many.") for n in range(20_000)]
    assert compare(units, (), "\n".join(one.text for one in units)).faults == []
