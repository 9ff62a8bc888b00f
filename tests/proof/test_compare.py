"""Every kind of fault is found, and found for what it is."""

from dataclasses import replace

import pytest

from pcss_publish.model import HouseText
from pcss_publish.proof import Aside, Fault, Piece, Reading
from pcss_publish.proof.compare import compare
from pcss_publish.proof.pieces import LANDMARKS, LINE_END
from proof.pages import piece, reading, unit

UNITS = [
    unit("title", "Why the Pond Froze", "title"),
    unit("q1-label", "1", "label"),
    unit("q1-1", "Did it freeze?", "question"),
    unit("a1-1", "It did - in part.\nTwice."),
    unit("n1-1", "Funded (in part) by TEST-0001.", "statement"),
]
HOUSE = [
    HouseText(id="answer", kind="editorial", text="Answer"),
    HouseText(id="head", kind="repeat", text="Why the Pond Froze"),
]
GOOD = (
    piece("title", "Why the Pond Froze"),
    piece("q1-label", "1"),
    piece("q1-1", "Did it freeze?"),
    piece("h-answer", "Answer"),
    piece("a1-1", "It did - in part.\nTwice."),
    piece("n1-1", "Funded (in part) by TEST-0001."),
)


def faults(*pieces: Piece, asides: tuple[Aside, ...] = (), exact: bool = True) -> list[Fault]:
    return compare(UNITS, HOUSE, reading(*pieces, asides=asides, exact=exact)).faults


def kinds(found: list[Fault]) -> list[tuple[str, str]]:
    return [(fault.kind, fault.id) for fault in found]


def with_(place: int, *new: Piece) -> tuple[Piece, ...]:
    return (*GOOD[:place], *new, *GOOD[place + 1 :])


@pytest.mark.parametrize("exact", [True, False])
def test_a_whole_product_has_no_fault(exact: bool) -> None:
    found = compare(UNITS, HOUSE, reading(*GOOD, exact=exact))
    assert found.faults == []
    assert found.proved == [one.id for one in UNITS]


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize(
    ("text", "at", "wanted", "shown"),
    [
        ("It did - in part\nTwice.", 16, "U+002E", "U+000A"),
        ("It did – in part.\nTwice.", 7, "U+002D", "U+2013"),
        ("It did - in  part.\nTwice.", 12, "U+0070", "U+0020"),
        ("It did - in part.\nTwice", 23, "U+002E", ""),
        ("It did - in part.\nTwice. No.", 24, "", "U+0020"),
    ],
)
def test_an_altered_text_is_shown_by_its_first_code_point(
    text: str, at: int, wanted: str, shown: str, exact: bool
) -> None:
    found = faults(*with_(4, piece("a1-1", text)), exact=exact)
    if exact:
        assert [(f.kind, f.id, f.at, f.expected_char, f.found_char) for f in found] == [
            ("altered", "a1-1", at, wanted, shown)
        ]
    else:
        # Where lines are broken anew, a run of spaces is one space.
        assert kinds(found) == ([] if "  " in text else [("altered", "a1-1")])


def test_a_lost_unit_is_missing() -> None:
    assert kinds(faults(*with_(2))) == [("missing", "q1-1")]


def test_an_empty_unit_needs_no_element() -> None:
    assert compare([unit("a1-1-r1c1", "")], (), reading()).faults == []


def test_a_unit_printed_twice_is_doubled() -> None:
    assert kinds(faults(*with_(2, GOOD[2], GOOD[2]))) == [("doubled", "q1-1")]


def test_a_word_of_a_statement_is_never_hyphenated() -> None:
    broken = piece("n1-1", f"Fun-{LINE_END}ded (in part) by TEST-0001.")
    assert kinds(faults(*GOOD[:5], broken, exact=False)) == [("altered", "n1-1")]
    answer = unit("n1-1", "Funded (in part) by TEST-0001.", "answer")
    assert compare([answer], (), reading(broken, exact=False)).faults == []


def test_a_unit_repeated_without_its_id_is_unknown() -> None:
    assert kinds(faults(*GOOD, piece("", "Did it freeze?"))) == [("unknown", "no element")]


def test_swapped_units_are_out_of_order() -> None:
    swapped = (GOOD[0], GOOD[2], GOOD[1], *GOOD[3:])
    assert kinds(faults(*swapped)) == [("order", "q1-1")]


def test_exchanged_texts_are_both_altered() -> None:
    one, two = piece("q1-1", GOOD[5].text), piece("n1-1", GOOD[2].text)
    assert kinds(faults(*GOOD[:2], one, *GOOD[3:5], two)) == [("altered", "q1-1"), ("altered", "n1-1")]


def test_a_text_in_another_element_is_in_the_wrong_place() -> None:
    found = faults(*with_(2, piece("q9-1", "Did it freeze?")))
    assert kinds(found) == [("place", "q1-1"), ("unknown", "q9-1")]


def test_a_unit_that_nobody_sees_is_hidden() -> None:
    assert kinds(faults(*with_(2, Piece("pcss-q1-1", "Did it freeze?", hidden="display:none")))) == [
        ("hidden", "q1-1")
    ]


def test_a_text_that_nobody_declared_is_unknown() -> None:
    assert kinds(faults(*GOOD, piece("h-extra", "Read more"))) == [("unknown", "h-extra")]
    assert kinds(faults(*GOOD, piece("", "Read more"))) == [("unknown", "no element")]
    assert kinds(faults(*GOOD, asides=(Aside("img alt", "Read more"),))) == [("unknown", "img alt")]


def test_an_altered_house_text_is_a_fault() -> None:
    assert kinds(faults(*with_(3, piece("h-answer", "Answers")))) == [("house", "h-answer")]


def test_a_house_text_shown_twice_is_doubled() -> None:
    assert kinds(faults(*GOOD, GOOD[3])) == [("doubled", "h-answer")]


def test_a_declared_text_has_to_be_shown() -> None:
    assert kinds(faults(*GOOD[:3], *GOOD[4:])) == [("house", "answer")]
    assert kinds(faults(*GOOD[:3], *GOOD[4:], asides=(Aside("alt", "Answer", spoken=True),))) == []


def test_what_a_file_only_carries_is_not_shown() -> None:
    read = Reading("test", (*GOOD[:3], *GOOD[4:]), buried=(Aside("metadata", "Answer"),))
    assert kinds(compare(UNITS, HOUSE, read).faults) == [("house", "answer")]
    for where in ("title", "bookmark", "OPS/p.opf creator", "a title"):
        assert kinds(faults(*GOOD[:3], *GOOD[4:], asides=(Aside(where, "Answer"),))) == [("house", "answer")]


def test_a_house_text_shown_again_in_no_element_is_doubled() -> None:
    assert kinds(faults(*GOOD, piece("", "Answer"))) == [("doubled", "h-answer")]


def test_a_house_text_that_is_hidden_is_a_fault_but_landmarks_are_not() -> None:
    away, landmarks = (replace(GOOD[3], hidden=why) for why in ("display: none", LANDMARKS))
    assert kinds(faults(*with_(3, away))) == [("hidden", "h-answer")]
    assert kinds(faults(*with_(3, landmarks))) == []


def test_a_running_head_may_hold_declared_texts_and_folios_only() -> None:
    good = Aside("artefacts of page 2", "12 Why the Pond Froze | 13", printed=True)
    unit_again = Aside("artefacts of page 2", "Did it freeze?", printed=True)
    altered = Aside("artefacts of page 2", "Why the Pond Frozen 12", printed=True)
    assert faults(*GOOD, asides=(good,)) == []
    assert kinds(faults(*GOOD, asides=(unit_again, altered))) == [("unknown", "artefacts of page 2")] * 2


def test_a_bookmark_may_repeat_a_unit() -> None:
    assert faults(*GOOD, asides=(Aside("bookmark", "Did it freeze?"),)) == []
    assert kinds(faults(*GOOD, asides=(Aside("bookmark", "Did it thaw?"),))) == [("unknown", "bookmark")]


def test_a_fault_says_what_is_wrong_in_one_line() -> None:
    (fault,) = faults(*with_(4, piece("a1-1", "It did – in part.\nTwice.")))
    told = "expected '- in part.\\nTwice.', found '– in part.\\nTwice.'"
    assert str(fault) == f"altered a1-1 at 7 (U+002D, found U+2013): {told}"


def test_a_hundred_thousand_units_are_compared_in_one_pass() -> None:
    many = [unit(f"a{n}-1", f"Sentence {n}.") for n in range(100_000)]
    pieces = [piece(one.id, one.text) for one in many]
    assert compare(many, HOUSE[1:], reading(*pieces)).faults == []


@pytest.mark.parametrize(
    ("text", "exact", "found"),
    [
        ("هل تحتاج الفاصولياء؟", True, []),
        ("هل تحتاج؟", True, [("house", "h-head")]),
        ("هل تحتاج الفاصولياء؟", False, [("house", "h-head")]),  # a page draws it from right to left
    ],
)
def test_house_texts_from_right_to_left_stand_as_written_in_files_and_as_drawn_on_pages(
    text: str, exact: bool, found: list[tuple[str, str]]
) -> None:
    house = [HouseText(id="head", kind="repeat", text="هل تحتاج الفاصولياء؟")]
    assert kinds(compare([], house, reading(piece("h-head", text), exact=exact)).faults) == found
