"""Each form in which pages print comments: read right, and nowhere wrong without a question to an editor."""

from __future__ import annotations

import functools
import itertools
import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes

CASES = Path(__file__).parents[1] / "cases" / "reading" / "comments.toml"
FORMS: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["form"]
TRAPS: list[dict[str, Any]] = tomllib.loads(CASES.with_name("traps.toml").read_text(encoding="utf-8"))["case"]
ARTICLE = """Garden Notes
Home About Contact

Water on the slope
By Ann Lee | March 1, 2021

The mail this month was mostly about water, and about who has to carry it up the hill when the pump is off.

Q: How often should I water the young trees on the slope?

A: Less often than you think, and more each time. A soaking every ten days reaches the roots; a sprinkle every
evening reaches only the grass that competes with them.

This column was supported by the Fictional Water Fund (grant TEST-0001).

"""
FOOTS = {
    "links": "\nPrevious post: Seeds\nNext post: Rain\n",
    "promise": "\nThe Garden Notes newsletter goes out once a month, more often if there is a glut.\nSign up\n",
    "notice": "\nThis page was made possible by the Fictional Soil Fund (grant TEST-0002).\n",
    "sentence": "\nThe garden is open on the first Sunday of the month, whatever the weather does.\n",
    "nothing": "",
}
READERS = (
    ("Maud Perrin", "That soaking advice saved my plums last year, thank you."),
    ("Otto K.", "What about clay soil? Ours holds water for three weeks and the trees sulk."),
    ("tinwhistle22", "I carry it in two buckets on a yoke. My knees have opinions about that."),
    ("Dr. Ines Vallon", "Please mention that softened water is not suitable, because of the salt."),
)


def _fields(place: int, name: str, text: str) -> dict[str, Any]:
    return {
        "name": name, "text": text, "n": place + 1, "day": 3 + place, "minute": place,
        "begin": " ".join(text.split()[:3]), "handle": name.replace(" ", "").replace(".", ""), "initials": name[0],
    }  # fmt: skip


def comments(form: dict[str, Any], count: int = len(READERS)) -> str:
    return "\n".join(form["comment"].format(**_fields(n, *one)) for n, one in enumerate(READERS[:count]))


def read(*parts: str) -> Normalized:
    return normalize(read_bytes("\n".join(parts).encode(), "case.txt", limit=10_000_000))


def shown(form: dict[str, Any]) -> list[str]:
    """The names as the form prints them."""
    return [form.get("shown", "{name}").format(**_fields(n, *reader)) for n, reader in enumerate(READERS)]


def asked(read: Normalized) -> bool:
    return any(one.blocking and one.code in {"C001", "C007"} for one in read.findings)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_a_form_is_read(form: dict[str, Any]) -> None:
    found = read(ARTICLE, form["heading"], "", comments(form), FOOTS["links"])
    items = found.document.comments.items
    assert [item.name.text if item.name else "" for item in items] == shown(form)
    assert [item.text.replace("\n", " ") for item in items] == [text for _, text in READERS]
    titles = [form.get("title", "").format(**_fields(n, *one)) for n, one in enumerate(READERS)]
    assert [item.title.text if item.title else "" for item in items] == titles
    assert asked(found) == form.get("asks", False)
    assert len(found.document.statements) == 1


EDGES = list(itertools.product(("heading", "none", "policy"), FOOTS))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_no_words_stand_under_a_wrong_name_unasked(form: dict[str, Any]) -> None:
    names = shown(form)
    for above, foot in EDGES:
        if above == "none" and form.get("headed"):
            continue
        heading = {
            "heading": form["heading"],
            "none": "",
            "policy": f"{form['heading']}\n\nThe desk reads along.",
        }
        found = read(ARTICLE, heading[above], "", comments(form), FOOTS[foot])
        if asked(found):
            continue
        items = found.document.comments.items
        assert [item.name.text if item.name else "" for item in items] == names, (above, foot)
        assert all("glut" not in item.text and "Soil Fund" not in item.text for item in items), (above, foot)


#: Depth and number of each comment; whether a number is missing where the copy shows it.
NUMBERED = {
    "answers counted afresh": ([(0, 1), (1, 1), (2, 1), (0, 2), (1, 1), (1, 2), (0, 3)], False),
    "one row, answers indented": ([(0, 1), (1, 2), (0, 3), (1, 4)], False),
    "an answer is missing": ([(0, 1), (1, 1), (1, 3), (0, 2)], True),
    "the first answer is missing": ([(0, 1), (1, 2), (0, 2)], True),
    "a comment is missing": ([(0, 1), (1, 1), (0, 3), (1, 1)], True),
    "counted afresh, and nothing shows why": ([(0, 1), (0, 1), (0, 2)], True),
}


@pytest.mark.parametrize(("rows", "doubtful"), NUMBERED.values(), ids=NUMBERED)
def test_numbers_that_begin_again_among_answers_are_no_doubt(
    rows: list[tuple[int, int]], doubtful: bool
) -> None:
    form = "{n}. {name} says:\nMarch {day}, 2021 at 5:0{minute} pm\n\n{text}\n\nReply\n"
    shown = [
        textwrap.indent(form.format(**{**_fields(place, *READERS[place % 4]), "n": number}), " " * 4 * depth)
        for place, (depth, number) in enumerate(rows)
    ]
    found = read(ARTICLE, f"{len(rows)} Comments\n", "\n".join(shown))
    assert len(found.document.comments.items) == len(rows)
    assert any(one.code == "C007" for one in found.findings) == doubtful


OWN_WORDS = (
    "How long can cookies be stored in a tin?",
    "There is a newsletter on pumps, and it is worth its price.",
    "I am sure this article was sponsored by the pump makers.",
    "The pump makers donate a pump to each new garden.",
)


@pytest.mark.parametrize("words", OWN_WORDS)
@pytest.mark.parametrize("after", ["", "\nIn any case, carry less.\n"], ids=["last", "amid"])
def test_a_writers_second_paragraph_stays_with_the_writer(words: str, after: str) -> None:
    head = "2 Comments\n\nMaud Perrin says:\nMarch 3, 2021 at 8:01 am\nThank you.\n"
    last = f"Otto K. says:\nMarch 4, 2021 at 8:02 am\nWhat about clay soil?\n\n{words}\n{after}"
    found = read(ARTICLE, head, last, FOOTS["links"])
    _, otto = found.document.comments.items
    assert otto.text.split("\n")[1] == words
    assert len(otto.text.split("\n")) == (3 if after else 2)
    assert len(found.document.statements) == 1


def test_letters_with_words_that_pages_use_too_are_all_read() -> None:
    letters = [f"{name}: {words}" for (name, _), words in zip(READERS, OWN_WORDS, strict=True)]
    found = read(ARTICLE, "Readers write", "", "\n\n".join(letters))
    assert [item.text for item in found.document.comments.items] == list(OWN_WORDS)
    assert asked(found)


def test_a_notice_below_the_last_comment_is_asked_about() -> None:
    head = "1 Comment\n\nOtto K. says:\nMarch 4, 2021 at 8:02 am\nWhat about clay soil?\n"
    found = read(ARTICLE, head, FOOTS["notice"])
    assert [item.text for item in found.document.comments.items] == ["What about clay soil?"]
    assert asked(found)


SHORT = """Water on the slope
By Ann Lee | March 1, 2021

Q: How often should I water?

A: Less often than you think.
"""


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
@pytest.mark.parametrize("copied", [4, 3], ids=["all", "one is missing"])
def test_below_a_short_article_readers_words_are_no_answer_unasked(form: dict[str, Any], copied: int) -> None:
    heading = form["heading"] if "4" in form["heading"] else "4 Comments"
    found = read(SHORT, heading, "", comments(form, copied))
    names = [item.name.text if item.name else "" for item in found.document.comments.items]
    if not asked(found):
        assert (copied, names) == (4, shown(form))
    assert {*names} <= {"", *shown(form)}


@pytest.mark.parametrize("heading", [True, False], ids=["heading", "none"])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_words_that_a_text_browser_broke_into_lines_stand_under_no_wrong_name_unasked(
    form: dict[str, Any], heading: bool
) -> None:
    said = {text: textwrap.fill(text, 34) for _, text in READERS}
    broken = functools.reduce(lambda page, text: page.replace(text, said[text]), said, comments(form))
    found = read(ARTICLE, "Comments\n" if heading else "", broken, FOOTS["links"])
    own = dict(zip(shown(form), said, strict=True))
    for item in found.document.comments.items:
        if item.name and not asked(found):
            assert " ".join(item.text.split()) == own[item.name.text]


def test_a_number_that_the_page_counts_by_is_nobodys_name() -> None:
    posts = "".join(
        f"  • {name}\n  • Offline\n\n1{n} Jun 2016 08:35 #10{n}\nReplied by {name} on topic Water\n\n{text}\n\n"
        for n, (name, text) in enumerate(READERS)
    )
    found = read(ARTICLE, "Replies\n", posts)
    assert asked(found)
    assert not [item for item in found.document.comments.items if item.name and item.name.text[0] == "#"]


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case["name"])
def test_what_leads_to_a_wrong_name_is_read_right_or_asked_about(case: dict[str, Any]) -> None:
    found = read(ARTICLE, case["text"])
    read_as = [(item.name.text if item.name else "", item.text) for item in found.document.comments.items]
    right = [name for name, _ in read_as] == [name for name, _ in case["read"]] and all(
        text.startswith(begins) for (_, text), (_, begins) in zip(read_as, case["read"], strict=True)
    )
    assert right or asked(found)
