"""What stands over the comments is true of every state that they can be in, in every language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files

import pytest

from desk import sample
from pcss_publish.compose.lines import comment_lines, replies
from pcss_publish.desk import Policy, decide, parse
from pcss_publish.desk.reasons import reasons
from pcss_publish.model import Document, Published, Withheld

LANGUAGES = sorted(tomllib.loads(files("pcss_publish.compose").joinpath("words.toml").read_text("utf-8")))
NAMES = {c.ordinal: c.name.text if c.name else "" for c in sample.COMMENTS}
EXTRA = {
    "redact": 'reason = "privacy"\nredact = ["half the tree"]',
    "excerpt": 'reason = "length"\nkeep = ["I thinned half the tree."]',
    "anonymise": 'reason = "writer-asked"',
    "publish": 'reason = "contributes"',
    "omit": 'reason = "off-topic"',
}


def view(actions: Mapping[int, str], more: str = "", document: Document | None = None) -> Published:
    text = "".join(
        f'[[comment]]\ncomment = {n}\nname = "{NAMES[n]}"\naction = "{action}"\nby = "x"\n{EXTRA[action]}\n'
        for n, action in actions.items()
    )
    return decide(document or sample.document(), (), parse(text + more, "case.desk.toml")).published


def words(published: Published, language: str = "en", room: int | None = None) -> dict[str, str]:
    return {line.key: line.words for line in comment_lines(published, language, room)}


def everyone(action: str, *others: tuple[int, str]) -> dict[int, str]:
    return dict.fromkeys(NAMES, action) | dict(others)


EDIT = '[[edit]]\nunit = "c4-1"\nfind = "half"\nreplace = "a half of"\nreason = "x"\nby = "x"\n'
STATES: dict[str, tuple[Mapping[int, str], str]] = {
    "untouched": (everyone("publish"), ""),
    "redacted": (everyone("publish", (4, "redact")), ""),
    "excerpted": (everyone("publish", (4, "excerpt")), ""),
    "anonymised": (everyone("publish", (4, "anonymise")), ""),
    "edited": (everyone("publish"), EDIT),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_printed_as_posted_is_said_of_none_that_was_changed(language: str) -> None:
    said = {name: words(view(*state), language)["comments-policy"] for name, state in STATES.items()}
    plain = said["untouched"].rstrip(".")
    assert len(set(said.values())) == len(STATES)
    assert all(text.startswith(plain) for text in said.values())
    assert all(("1" in text) == (name != "untouched") for name, text in said.items())


def test_nowhere_is_a_changed_comment_called_unedited() -> None:
    every = files("pcss_publish.compose").joinpath("words.toml").read_text("utf-8")
    assert not re.search("unedited|unbearbeitet|sin editar|sans modification", every)


SUMS: dict[str, tuple[Mapping[int, str], int | None, list[int]]] = {
    "some withheld": (everyone("publish", (1, "omit"), (3, "omit")), None, [7, 5, 2]),
    "one withheld": (everyone("publish", (1, "omit")), None, [7, 6, 1]),
    "one printed": (everyone("omit", (4, "publish")), None, [7, 1, 6]),
    "some undecided": ({1: "omit", 4: "publish"}, None, [7, 1, 5, 1]),
    "one undecided": ({n: "publish" for n in NAMES if n != 4}, None, [7, 6, 1]),
    "none decided": ({}, None, [7, 7]),
    "no room": (everyone("publish", (1, "omit")), 4, [7, 4, 2, 1]),
    "all": (everyone("publish"), None, [7]),
    "none": (everyone("omit"), None, [7, 7]),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", SUMS)
def test_the_sum_is_exact_and_names_every_part(case: str, language: str) -> None:
    actions, room, numbers = SUMS[case]
    text = words(view(actions), language, room)["comments-count"]
    assert sorted(int(n) for n in re.findall(r"\d+", text)) == sorted(numbers), text
    parts = [int(n) for n in re.findall(r"\d+", text)]
    assert len(parts) == 1 or parts[0] == sum(parts[1:]), text


def test_one_and_many_are_told_apart() -> None:
    one = words(view(everyone("publish", (1, "omit"))))["comments-count"]
    assert one == (
        "Of 7 comments on the original page, 6 are printed here and 1 is left out as off the topic."
    )
    many = words(view(everyone("omit", (4, "publish"))))
    assert many["comments-count"].startswith(
        "Of 7 comments on the original page, 1 is printed here and 6 are left"
    )
    assert many["comments-policy"] == "The comment is printed as posted."


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_reasons_are_counted_and_make_up_the_sum(language: str) -> None:
    mixed = view(everyone("publish", (1, "omit"), (2, "omit"))).comments
    withheld = (*mixed.withheld, Withheld(reason="writer-asked", count=1))
    text = words(
        with_withheld(everyone("publish", (1, "omit"), (2, "omit"), (3, "omit")), withheld), language
    )
    assert [int(n) for n in re.findall(r"\d+", text["comments-count"])] == [7, 4, 3, 2, 1]


def with_withheld(actions: Mapping[int, str], withheld: tuple[Withheld, ...]) -> Published:
    published = view(actions)
    return published.model_copy(
        update={"comments": published.comments.model_copy(update={"withheld": withheld})}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_words(language: str) -> None:
    table = tomllib.loads(files("pcss_publish.compose").joinpath("words.toml").read_text("utf-8"))[language]
    for code, reason in reasons().items():
        if "omit" in reason.actions:
            assert not re.search(r"\d|\(", table[f"withheld-{reason.general}"]), code
    assert reasons()["writer-asked"].general == "writer-asked"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_editor_decided_is_not_called_unreviewed(language: str) -> None:
    said = words(view(everyone("publish")), language)["comments-views"]
    assert not re.search("review|geprüft|revisad|vérifi", said)


def test_exceptions_make_one_sentence() -> None:
    both = view(everyone("publish", (4, "redact"), (3, "anonymise")))
    assert words(both)["comments-policy"] == (
        "Comments are printed as posted, oldest first, except that words are withheld and marked in 1 "
        "and 1 stands without its writer’s name."
    )
    alone = view(everyone("omit", (4, "redact")))
    assert words(alone)["comments-policy"] == (
        "The comment is printed as posted, except that words are withheld and marked."
    )


def test_a_reply_to_a_withheld_name_says_so_in_words() -> None:
    open_, hidden = (view(everyone("publish", (4, action))) for action in ("publish", "anonymise"))
    assert replies(open_.document, "en")["c5"] == "In reply to Maren Holt"
    assert replies(hidden.document, "en")["c5"] == "In reply to a writer whose name is withheld"


def test_a_proof_counts_each_undecided_comment() -> None:
    published = view(everyone("publish"))
    comments = published.comments.model_copy(update={"undecided": ("c1", "c2", "c3")})
    update = {"state": "proof", "open": ("C013", "C001"), "comments": comments}
    assert published.model_copy(update=update).queries == 4


def test_an_undecided_comment_is_not_called_printed() -> None:
    assert "printed here" not in words(view({}))["comments-count"]


@pytest.mark.parametrize(("stated", "where"), [(None, "in the copy received"), (9, "the page states 9")])
def test_the_original_page_is_only_named_where_its_number_fits(stated: int | None, where: str) -> None:
    document = sample.document()
    declared = document.comments.declared
    assert declared
    changed = declared.model_copy(update={"count": stated}) if stated else None
    comments = document.comments.model_copy(update={"declared": changed})
    received = document.model_copy(update={"comments": comments})
    text = words(view(everyone("publish"), "", received))["comments-count"]
    assert where in text
    assert "original page" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_told_whose_views_they_read(language: str) -> None:
    many, one = (words(view(everyone(rest, (4, "publish"))), language) for rest in ("publish", "omit"))
    assert many["comments-views"] != one["comments-views"]


def test_house_policy_says_that_none_is_printed() -> None:
    published = decide(sample.document(), (), None, Policy(comments="none")).published
    assert words(published) == {
        "comments-count": "Of 7 comments on the original page, none is printed here "
        "and 7 are left out for other reasons."
    }
