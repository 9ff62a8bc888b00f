"""The text alternative: every word and address, 72 columns, line ends only where a space stood."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter import made, reading
from pcss_publish.compose.wrapping import aligned, underlined, width, wrapped
from pcss_publish.exporters.newsletter import export
from pcss_publish.model import Link, Para, Statement, Str

MADE = export(made.job()).products
TEXT = MADE[".newsletter.txt"].data.decode()


def test_every_unit_stands_in_the_text_once_and_in_order_after_the_headline() -> None:
    text = reading.joined(TEXT)
    at = 0
    for unit in made.PUBLISHED.units():
        if unit.role != "title":
            found = text.find(unit.text.replace("\n", " "), at)
            assert found >= 0, unit
            at = found + len(unit.text)


def test_a_release_starts_with_its_headline_underlined() -> None:
    text = (
        export(made.job(made.PUBLISHED.model_copy(update={"state": "release"})))
        .products[".newsletter.txt"]
        .data
    )
    title = made.PUBLISHED.title
    assert text.decode().startswith(f"{title}\n{'=' * len(title)}\n\n")


def test_lines_have_72_columns_unless_one_word_is_longer() -> None:
    long = [line for line in TEXT.split("\n") if width(line.rstrip()) > 72]
    assert long == []
    address = "https://example.org/" + "x" * 90
    article = made.PUBLISHED.model_copy(update={"original_url": address})
    text = export(made.job(article)).products[".newsletter.txt"].data.decode()
    assert [line for line in text.split("\n") if width(line.rstrip()) > 72] == [address]


def test_every_address_of_the_html_stands_in_the_text() -> None:
    hrefs = [e.get("href", "") for e in reading.elements(MADE[".newsletter.html"].data) if e.tag == "a"]
    assert len(hrefs) >= 4
    for href in hrefs:
        assert re.sub(r"^https?://", "", href) in TEXT


def test_an_address_that_is_hidden_in_a_link_stands_on_a_line_of_its_own() -> None:
    assert "\nnote).\n<https://example.org/kettles?a=1&b=2>\n" in TEXT
    assert "<http://www.example.org>" not in TEXT


def test_statements_stand_code_point_for_code_point() -> None:
    words = "  Award TEST-0001 (in part) 2-3;  the U.S. “views”…\u00a0and so on, "
    long = Statement(id="n9", blocks=(Para(inlines=(Str(text=words * 9),)),), roles=())
    article = made.plain(statements=(*made.FULL.statements, long), order=(*made.FULL.order, "n9"))
    text = export(made.job(article)).products[".newsletter.txt"].data.decode()
    assert words * 9 in reading.joined(text)


def test_links_to_nowhere_safe_stay_text() -> None:
    link = Para(inlines=(Link(target="javascript:alert(1)", inlines=(Str(text="press"),)),))
    article = made.PUBLISHED.model_copy(update={"editors_note": (link,)})
    text = export(made.job(article)).products[".newsletter.txt"].data.decode()
    assert "\npress\n" in text
    assert "javascript" not in text


@given(st.text(alphabet=st.sampled_from("ab \u00a0\u0301日😀-"), max_size=200), st.integers(1, 40))
def test_wrapping_changes_spaces_into_line_ends_and_nothing_else(text: str, columns: int) -> None:
    made_text = wrapped(text, columns)
    assert reading.joined(made_text) == text
    for line in made_text.split("\n"):
        assert width(line) <= columns or " " not in line.strip(" ")


@given(st.text(max_size=60))
def test_own_line_ends_stay(text: str) -> None:
    assert reading.joined(wrapped(text)) == reading.joined(text)


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("\u200b", 0), ("שלום", 4)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_heading_is_underlined_as_far_as_its_longest_line() -> None:
    assert underlined("word " * 20 + "end", "-").endswith("end\n" + "-" * 69)
    assert underlined("One", "=") == "One\n==="
    assert underlined("", "=") == ""


def test_labels_run_in_as_received_unless_they_are_headings() -> None:
    assert "\n1) Why does it sing?\n" in TEXT
    assert "\nAda Tinsmith: A pan hums.\n" in TEXT
    assert "\nAnswer\n------\n\nA kettle sings" in TEXT
    assert "\nCorrection, 5 March: It was tin.\n" in TEXT


def test_cells_stand_under_one_another_where_there_is_room() -> None:
    assert aligned([["Tin", "1.5"], ["日本", "2 "], ["x"]]) == "Tin  | 1.5\n日本 | 2 \nx"
    assert aligned([["a" * 40, "b"], ["c", "d" * 40]]) == f"{'a' * 40} | b\nc | {'d' * 40}"
    assert aligned([]) == ""
