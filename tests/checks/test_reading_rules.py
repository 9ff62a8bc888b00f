"""What the reading itself has to notice, tried on pages around a snippet. The cases are files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish.checks import check
from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes

CASES = Path(__file__).parents[1] / "cases" / "rules"
HEAD = "A Column of the Shed\n\nWhat to do in the spring\n\nBy Maud Peet\nMay 4, 2021\n\n"
ASKED = (
    "Q: Is it worth the work that it makes every spring?\n\n"
    "A: It is worth the afternoon, if the afternoon is dry and somebody holds the ladder for you.\n\n"
)


def page(text: str) -> Normalized:
    return normalize(read_bytes((HEAD + text).encode(), "case.txt", limit=10_000_000))


COMMENTS = "3 comments\n\n" + "".join(
    f"{name}\nMay {day}, 2021 at 10:00\nI did the same with {day} trees and was glad of it.\n\n"
    for day, name in ((5, "Ada Fernhill"), (6, "Tobias Quince"), (7, "Ida Holt"))
)


def _pictures(text: str) -> list[str]:
    document = page(ASKED + text + "\n\nMore of it stands in the next answer, which is a long one.").document
    return [found.message for found in check(document) if found.code == "F001"]


def _doubts(text: str) -> list[str]:
    read = page(text)
    assert not read.document.answers
    return [found.message for found in read.findings if found.code == "A006" and found.blocking]


def _rights(text: str) -> list[str]:
    """Below the comments, where all else is the page's."""
    read = page(ASKED + COMMENTS + text).document
    assert len(read.comments.items) == 3
    assert "©" not in "".join(comment.text for comment in read.comments.items)
    return [one.text for one in read.statements if "licence" in {part.role for part in one.roles}]


RULES: dict[str, Callable[[str], list[str]]] = {
    "missing-image": _pictures, "unlabelled-letter": _doubts, "rights-line": _rights,
}  # fmt: skip


def _cases(kind: str) -> list[object]:
    return [
        pytest.param(RULES[rule], path, id=f"{rule}-{path.stem}")
        for rule in RULES
        for path in sorted((CASES / rule / kind).glob("*.txt"))
    ]


@pytest.mark.parametrize(("found", "path"), _cases("positive"))
def test_the_reading_notices(found: Callable[[str], list[str]], path: Path) -> None:
    assert found(path.read_text(encoding="utf-8").strip())


@pytest.mark.parametrize(("found", "path"), _cases("negative"))
def test_the_reading_leaves_alone(found: Callable[[str], list[str]], path: Path) -> None:
    assert not found(path.read_text(encoding="utf-8").strip())


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", ["positive", "negative"])
def test_rule_has_cases(rule: str, kind: str) -> None:
    assert len(list((CASES / rule / kind).glob("*.txt"))) >= 3


@pytest.mark.parametrize("line", ["[Photo of Maud Peet]", "(photo: Maud Peet in her shed)"])
@pytest.mark.parametrize("place", range(4))
def test_a_picture_in_the_head_is_no_title(line: str, place: int) -> None:
    head = ["Thinning apples by hand", "By Maud Peet", "May 4, 2021"]
    head.insert(place, line)
    text = "\n\n".join(head) + "\n\n" + ASKED
    document = normalize(read_bytes(text.encode(), "case.txt", limit=10_000_000)).document
    assert document.title
    assert document.title.text == "Thinning apples by hand"
    assert [one.placeholder and one.placeholder.text for one in document.figures] == [line]


def test_a_letter_whose_beginning_is_a_guess_is_asked_about() -> None:
    letter = (
        "My kiln cracks every third pot since we moved it to the shed.\n\nShould I go back to the cellar?\n\n"
    )
    answer = (
        "— Cracked in Lower Wend\n\nLeave the kiln where it is and look at the door, which is what cracks it."
    )
    assert [found.code for found in page(letter + answer).findings if found.blocking] == ["A006"]
    whole = page("Each month she takes a letter.\n\n" + letter.partition("\n\n")[2] + answer)
    assert not [found for found in whole.findings if found.blocking]


def test_what_is_left_to_the_page_is_listed() -> None:
    text = ASKED + "Home | Contact | Privacy\n\nShare\nPrint\n"
    document = page(text).document
    (found,) = [one for one in check(document) if one.code == "S004"]
    lines = (HEAD + text).split("\n")
    first, share = lines.index("Home | Contact | Privacy") + 1, lines.index("Share") + 1
    assert found.message.startswith("3 line(s)")
    assert found.message.endswith(f": {first}, {share}–{share + 1}.")
    assert (found.line, found.severity) == (first, "info")


def test_nothing_is_listed_where_nothing_was_left_out() -> None:
    document = page(ASKED).document
    assert not [one for one in check(document) if one.code == "S004"]
