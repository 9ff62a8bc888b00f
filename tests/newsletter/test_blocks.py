"""Lists and tables as mail clients show them without a style sheet."""

from __future__ import annotations

import pytest

from newsletter import made, reading
from pcss_publish.compose.blocks import invitation
from pcss_publish.compose.mail_lists import runs
from pcss_publish.exporters.newsletter import export
from pcss_publish.model import Award, Link, OrderedList, Str, Table, text_of


def markers(*labels: str) -> list[tuple[str, list[int]]]:
    """Type and values of each list that the labels make."""
    items = [made.item("text", label or None) for label in labels]
    return [(run.type, [value for _, value, _ in run.items]) for run in runs(items)]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("1)", "2)", "5)"), [("1", [1, 2, 5])]),
        (("a)", "b)"), [("a", [1, 2])]),
        (("B.", "C."), [("A", [2, 3])]),
        (("(i)", "(ii)", "(iv)"), [("i", [1, 2, 4])]),
        (("h)", "i)", "j)"), [("a", [8, 9, 10])]),
        (("iv.", "v.", "vi."), [("i", [4, 5, 6])]),
        (("c)",), [("a", [3])]),
        (("XII", "XIII"), [("I", [12, 13])]),
        (("1.", "a)"), [("1", [1]), ("a", [1])]),
        (("", "", ""), [("1", [0, 0, 0])]),
        (("99999999999999999999",), [("1", [0])]),
        (("iiii",), [("1", [0])]),
    ],
)
def test_labels_become_types_and_values(
    labels: tuple[str, ...], expected: list[tuple[str, list[int]]]
) -> None:
    assert markers(*labels) == expected


def note(block: OrderedList | Table) -> str:
    """The fragment of an article whose editor's note is this block."""
    article = made.changed(made.PUBLISHED, editors_note=(block,))
    return export(made.job(article)).products[".fragment.html"].data.decode()


def test_a_list_bears_its_own_numbers_and_parts_where_their_kind_changes() -> None:
    labels = ("1)", "3)", "4)", "b)")
    html = note(OrderedList(items=tuple(made.item(f"Item {label}", label) for label in labels)))
    lists = [e for e in reading.elements(html) if e.tag == "ol"][:2]
    assert [e.get("type") for e in lists] == [None, "a"]
    assert [e.get("value") for e in reading.elements(html) if e.tag == "li"][:4] == [None, "3", None, "2"]
    assert [key for key, _ in reading.by_id(html) if key.startswith("pcss-note-1-i")] == [
        f"pcss-note-1-i{n}-1" for n in (1, 2, 3, 4)
    ]


def table(*rows: str) -> Table:
    """A table whose cells stand between bars."""
    return Table(rows=tuple(tuple((Str(text=cell),) for cell in row.split("|")) for row in rows))


def widths(html: str) -> list[str | None]:
    """Widths of the cells of the first data table."""
    data = next(e for e in reading.elements(html) if e.tag == "table" and e.get("role") is None)
    return [e.get("width") for e in data.iter() if e.tag in ("th", "td")]


def test_a_narrow_table_breaks_no_word_and_a_wide_one_shares_the_room() -> None:
    assert widths(note(table("Kettle|Litres", "Tin|2"))) == [None] * 4
    wide = note(table("Kettle|Temperature|Observation", "Tin|hot|incomprehensible", "a|b|c"))
    shares = [int((share or "0%").rstrip("%")) for share in widths(wide)[:3]]
    assert shares == sorted(shares)
    assert 99 <= sum(shares) <= 101
    assert widths(wide)[3:] == [None] * 6


def test_a_table_of_unequal_or_empty_rows_comes_through() -> None:
    for rows in (("a|b|c", "d"), ("", "x|" + "y" * 90)):
        assert "pcss-note-1-r2c1" in note(table(*rows))
    assert widths(note(table("x" * 40, "a|b")))[1:] == [None, None]


def test_an_invitation_is_a_link_as_a_whole_unless_it_names_the_address() -> None:
    some = (Str(text="To sign up,  "), Link(target="https://example.org/up", inlines=(Str(text="click"),)))
    assert text_of(invitation(some)) == text_of(some)
    assert [(type(node), text_of((node,))) for node in invitation(some)] == [(Link, "To sign up,  click")]
    bare = (
        Str(text="See "),
        Link(target="https://example.org", inlines=(Str(text="example.org"),), bare=True),
    )
    two = (*some, Link(target="https://example.org/2", inlines=(Str(text="or here"),)))
    unsafe = (Str(text="Do "), Link(target="javascript:x", inlines=(Str(text="this"),)))
    for kept in (bare, two, unsafe, (Str(text="Ring."),)):
        assert invitation(kept) == kept


def test_award_numbers_stay_on_one_line_unless_they_are_longer_than_a_phone_is_wide() -> None:
    html = export(made.job()).products[".fragment.html"].data
    spans = [e for e in reading.elements(html) if "nowrap" in e.get("style", "")]
    assert [reading.shown(e) for e in spans] == ["TEST-0001"]
    long = made.plain(awards=(Award(id="Made possible (in part) by the Kettle Fund", statement="n1"),))
    assert "nowrap" not in export(made.job(long)).products[".fragment.html"].data.decode()
