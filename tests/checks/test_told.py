"""What a person says of copied comments: which system printed them, on which line they begin."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checks.test_comment_forms import ARTICLE, FOOTS, FORMS, READERS, asked, comments, shown
from pcss_publish.errors import ConfigError, PublishError, UsageError
from pcss_publish.model.guidance import Guidance
from pcss_publish.normalization import Normalized, normalize
from pcss_publish.normalization.comments.layouts import LAYOUTS
from pcss_publish.normalization.comments.region import _UNSTAMPED
from pcss_publish.profiles import profiles
from pcss_publish.readers import read_bytes
from readers.describing import CASES

FILE = Path(__file__).parents[1] / "cases" / "reading" / "told.toml"
TOLD: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
DOC = Path(__file__).parents[2] / "docs" / "sources.md"


def read(text: str, **said: Any) -> Normalized:
    guidance = Guidance(**said, place="one.desk.toml:2", by_file=True) if said else None
    return normalize(read_bytes((ARTICLE + text).encode(), "one.txt", limit=10_000_000), guidance)


def known(case: dict[str, Any]) -> dict[str, Any]:
    return {key: case[key] for key in ("profile", "comments_from") if key in case}


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case["name"])
def test_comments_are_read_as_a_person_says(case: dict[str, Any]) -> None:
    found = read(case["text"], **known(case))
    pairs = [(one.name.text if one.name else "", one.text) for one in found.document.comments.items]
    assert len(pairs) == len(case["read"])
    for (name, text), (whose, begins) in zip(pairs, case["read"], strict=True):
        assert name == whose
        assert text.startswith(begins)
    assert asked(found) == case["asks"]
    assert [one.code for one in found.findings].count("S006") == 1


@pytest.mark.parametrize("case", [case for case in TOLD if not case["asks"]], ids=lambda case: case["name"])
def test_without_that_they_are_asked_about_or_read_otherwise(case: dict[str, Any]) -> None:
    found = read(case["text"])
    assert asked(found) or len(found.document.comments.items) != len(case["read"])
    assert "S006" not in {one.code for one in found.findings}


@pytest.mark.parametrize("profile", profiles())
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_a_wrong_system_never_puts_words_under_a_wrong_name_unasked(
    form: dict[str, Any], profile: str
) -> None:
    found = read(f"{form['heading']}\n\n{comments(form)}\n{FOOTS['links']}", profile=profile)
    items = found.document.comments.items
    right = [one.name.text if one.name else "" for one in items] == shown(form)
    whole = [one.text.replace("\n", " ") for one in items] == [text for _, text in READERS]
    assert asked(found) or (right and whole)


@pytest.mark.parametrize("profile", profiles())
def test_a_system_names_forms_that_there_are_and_one_side_for_each_kind_of_head(profile: str) -> None:
    every = {form.name: form for form in (*LAYOUTS, *(form for form, _ in _UNSTAMPED))}
    named = [every[name] for name in profiles()[profile].layouts]
    sides: dict[tuple[str, ...], set[str]] = {}
    for form in named:
        sides.setdefault((*form.anchor, *form.above, *form.below), set()).add(form.body)
    assert {kind: sorted(found) for kind, found in sides.items() if len(found) > 1} == {}


def test_the_documentation_has_each_system_as_the_table_has_it() -> None:
    text = DOC.read_text(encoding="utf-8")
    for key, profile in profiles().items():
        assert f"| `{key}` | {profile.name} | {profile.copied} |" in text


HEAD = range(1, 8)


@pytest.mark.parametrize("line", HEAD)
def test_comments_cannot_begin_in_the_head(line: int) -> None:
    with pytest.raises(ConfigError, match="only the head") as caught:
        read(TOLD[0]["text"], comments_from=line)
    assert caught.value.place == "one.desk.toml:2"


def test_comments_cannot_begin_behind_the_end() -> None:
    last = ARTICLE.count("\n") + 4
    assert read("2 comments\n\nJo Fenn says:\nWater it well.", comments_from=last)
    with pytest.raises(ConfigError, match=f"line {last + 1}: the source ends with line {last}") as caught:
        read("2 comments\n\nJo Fenn says:\nWater it well.\n\n", comments_from=last + 1)
    assert caught.value.place == "one.desk.toml:2"


def test_what_an_option_says_wrongly_is_an_error_of_the_call() -> None:
    received = read_bytes(ARTICLE.encode(), "one.txt", limit=10_000_000)
    with pytest.raises(UsageError, match="--comments-from"):
        normalize(received, Guidance(comments_from=99, place="--comments-from"))


def test_the_line_of_a_saved_page_is_the_file_s() -> None:
    page = CASES / "html" / "pasted-fragment.html"
    received = read_bytes(page.read_bytes(), page.name, limit=10_000_000)
    last = (
        page.read_text(encoding="utf-8")
        .splitlines()
        .index("<p>Sow it in rows, under glass, and keep it moist.</p>")
        + 1
    )
    with pytest.raises(UsageError, match=f"ends with line {last}"):
        normalize(received, Guidance(comments_from=last + 1, place="--comments-from"))


def test_markup_that_says_who_wrote_what_is_not_overruled() -> None:
    page = CASES / "html" / "wordpress.html"
    received = read_bytes(page.read_bytes(), page.name, limit=10_000_000)
    plain = normalize(received)
    told = normalize(received, Guidance(profile="typepad", place="one.desk.toml:2", by_file=True))
    assert told.document == plain.document
    assert [one.code for one in told.findings if one not in plain.findings] == ["K002"]


Cli = Callable[..., int]
AMBIGUOUS = ARTICLE + TOLD[0]["text"]


def test_the_desk_file_s_word_is_part_of_the_key_and_an_option_goes_before_it(
    folder: Path, cli: Cli, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "sources" / "one.txt").write_text(AMBIGUOUS, encoding="utf-8")
    assert cli("normalize", "sources/one.txt") == 0
    assert "C007" in capfd.readouterr().err
    assert cli("normalize", "sources/one.txt", "--profile", "typepad") == 0
    assert "C007" not in capfd.readouterr().err
    assert cli("build", "-t", "epub") == 0
    (folder / "sources" / "one.desk.toml").write_text('[reading]\nprofile = "typepad"\n', encoding="utf-8")
    assert cli("check", "sources/one.txt") == 1  # comments wait for a decision
    told = capfd.readouterr().err
    assert "C007" not in told
    assert "S006 Comments are read in the form of TypePad, as one.desk.toml:1 says." in told
    assert cli("build", "-t", "epub") == 0
    assert "1 built, 1 unchanged" in capfd.readouterr().err
    assert cli("normalize", "sources/one.txt", "--profile", "wordpress") == 0
    assert "C007" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("table", "place", "said"),
    [
        ('profile = "bloger"', ":2", "did you mean “blogger”"),
        ("comments_from = 0", ":2", "greater than or equal to 1"),
        ("comments_from = 999", ":2", "the source ends with line"),
        ("\ncomments_from = 4", ":3", "only the head"),
        ("comment_from = 4", ":2", "Did you mean `comments_from`"),
    ],
)
def test_a_wrong_word_is_refused_with_file_and_line(
    folder: Path, cli: Cli, capfd: pytest.CaptureFixture[str], table: str, place: str, said: str
) -> None:
    (folder / "sources" / "one.txt").write_text(AMBIGUOUS, encoding="utf-8")
    (folder / "sources" / "one.desk.toml").write_text(f"[reading]\n{table}\n", encoding="utf-8")
    for command in (("check", "sources/one.txt"), ("normalize", "sources/one.txt")):
        assert cli(*command) == 78
        told = capfd.readouterr().err
        assert f"one.desk.toml{place}: " in told
        assert said in told


def test_an_option_that_cannot_be_ends_with_2(cli: Cli, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli("export", "sources/one.txt", "-t", "epub", "-o", "-", "--comments-from", "999") == 2
    assert "--comments-from: " in capfd.readouterr().err
    with pytest.raises(PublishError):
        read("", comments_from=999)
