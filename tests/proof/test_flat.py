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
    unit("n1-1", "Funded (in part) by TEST-0001.", "statement"),
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
    found = compare(UNITS, HOUSE, text, links={"a1-1": ("https://example.org/note",)})
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
        ("Funded (in", "Funded\u00a0(in", "altered", "n1-1"),
        ("part.\nTwice", "part. Twice", "altered", "a1-1"),
        ("see the\nnote", "see the\n\nnote", "altered", "a1-1"),
        ("\n\nFunded", " Funded", "parting", "n1-1"),
        ("\n\nFunded", "\nFunded", "parting", "n1-1"),
        (" <https://example.org/note>", "", "link", "a1-1"),
        ("© 2031 Pond Weekly\n", "", "house", "h-rights"),
        ("© 2031 Pond Weekly\n", "© 2031 Pond Weekly\n\n© 2031 Pond Weekly\n", "doubled", "h-rights"),
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
    assert compare(units, (), "\n\n".join(one.text for one in units)).faults == []


TABLE = [
    unit("a1-1", "Prices", "answer"),
    unit("a1-2-r1c1", "Oil"),
    unit("a1-2-r1c2", "11"),
    unit("a1-2-r2c1", "Wax"),
    unit("a1-2-r2c2", "14"),
    unit("a1-3-l1", "One line,"),
    unit("a1-3-l2", "two lines."),
    unit("a1-4-i1-1", "First."),
    unit("a1-4-i2-1", "Second."),
]
ROWS = "Prices\n\nOil | 11\nWax | 14\n\nOne line,\ntwo lines.\n\n* First.\n* Second.\n"


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("Oil | 11", "Oil   11", "a1-2-r1c2"),
        ("11\nWax", "11 | Wax", "a1-2-r2c1"),
        ("line,\ntwo", "line, two", "a1-3-l2"),
        ("First.\n* S", "First. S", "a1-4-i2-1"),
        ("14\n\nOne", "14\nOne", "a1-3-l1"),
    ],
)
def test_cells_lines_and_items_are_set_apart(old: str, new: str, name: str) -> None:
    assert compare(TABLE, (), ROWS).faults == []
    assert old in ROWS
    found = compare(TABLE, (), ROWS.replace(old, new)).faults
    assert [(fault.kind, fault.id) for fault in found] == [("parting", name)]
