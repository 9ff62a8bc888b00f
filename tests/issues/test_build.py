"""Issues in a build: after their articles, made again when one of these changes, and never of half of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from pcss_publish.builder import schemas
from pcss_publish.builder.outcome import Result
from projects import article, process, products, status

Build = Callable[..., Result]
Cli = Callable[..., int]
FILE = """title = "Early and late"
articles = ["one"]

[[department]]
name = "Ask"
articles = ["two"]
"""
ASKED = f"""{article("Is It Early?")}
1 comment

  1. Ada Jun 06, 2019 - 12:07 AM
    I sowed late and it grew.
"""


@pytest.fixture
def issue(folder: Path) -> Path:
    (folder / "sources" / "three.txt").write_text(article("Is It Three?"), encoding="utf-8")
    (folder / "issues").mkdir()
    path = folder / "issues" / "spring.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_makes_issues_beside_their_articles(folder: Path, issue: Path, build: Build) -> None:
    assert status(build()) == dict.fromkeys(("one", "two", "three", "spring"), "built")
    assert {name for name in products(folder) if name.startswith("spring/")} == {
        f"spring/spring{suffix}"
        for suffix in (".epub", ".newsletter.html", ".newsletter.txt", ".fragment.html", ".document.json", ".certificate.json")
    }  # fmt: skip
    entry = json.loads(products(folder)["manifest.json"])["articles"]
    assert (entry["spring"]["kind"], "kind" in entry["one"]) == ("issue", False)
    assert set(status(build()).values()) == {"unchanged"}


def test_an_edit_of_an_article_makes_it_and_its_issue_again_and_nothing_else(
    folder: Path, issue: Path, build: Build, exported: list[tuple[str, str]]
) -> None:
    build()
    exported.clear()
    edit(folder / "sources" / "two.txt", "A little.", "A lot.")
    assert status(build()) == {"one": "unchanged", "two": "built", "three": "unchanged", "spring": "built"}
    assert {slug for slug, _ in exported} == {"two", "spring"}
    exported.clear()
    edit(folder / "sources" / "three.txt", "Not yet.", "Now.")
    assert status(build()) == {
        "one": "unchanged",
        "two": "unchanged",
        "three": "built",
        "spring": "unchanged",
    }
    edit(issue, "Early and late", "Late and early")
    assert status(build()) == {
        "one": "unchanged",
        "two": "unchanged",
        "three": "unchanged",
        "spring": "built",
    }


def test_a_decision_on_an_article_makes_its_issue_again(folder: Path, issue: Path, build: Build) -> None:
    build()
    (folder / "sources" / "one.desk.toml").write_text(
        '[article]\nreason = "from the publisher"\nby = "The Editor"\nstandfirst = "Sow on."\n',
        encoding="utf-8",
    )
    assert status(build())["spring"] == "built"
    assert b"Sow on." in products(folder)["spring/spring.newsletter.html"]


def test_what_was_deleted_is_put_back_and_what_has_no_issue_file_any_more_goes(
    folder: Path, issue: Path, build: Build
) -> None:
    build()
    before = products(folder)
    (folder / "outputs" / "spring" / "spring.epub").unlink()
    assert status(build())["spring"] == "restored"
    assert products(folder) == before
    issue.unlink()
    assert "spring/spring.epub" in build().pruned
    assert not (folder / "outputs" / "spring").exists()


def test_an_article_that_fails_bars_its_issue(folder: Path, issue: Path, build: Build) -> None:
    build()
    before = products(folder)
    (folder / "sources" / "two.txt").write_bytes(b"\xff\xfe\x00\x00")
    result = build()
    assert status(result) == {"one": "unchanged", "two": "failed", "three": "unchanged", "spring": "failed"}
    error = next(one.error for one in result.outcomes if one.slug == "spring")
    assert error
    assert (error.place, "its article two could not be" in error.message) == ("spring.toml:6", True)
    after = products(folder)
    assert {n: d for n, d in after.items() if n.startswith("spring/")} == {
        n: d for n, d in before.items() if n.startswith("spring/")
    }


def test_an_issue_named_alone_tells_of_its_article_too(folder: Path, issue: Path, build: Build) -> None:
    (folder / "sources" / "two.txt").write_bytes(b"\xff\xfe\x00\x00")
    result = build("../issues/spring.toml")
    assert [one.slug for one in result.outcomes] == ["spring"]
    assert result.outcomes[0].error
    assert "two could not be" in result.outcomes[0].error.message
    assert result.outcomes[0].error.place == "spring.toml:6"


def test_open_queries_mark_the_issue_and_keep_it_from_a_release(
    folder: Path, issue: Path, build: Build
) -> None:
    (folder / "sources" / "two.txt").write_text(ASKED, encoding="utf-8")
    result = build()
    states = {one.slug: one.state for one in result.outcomes}
    assert states == {"one": "release", "two": "proof", "three": "release", "spring": "proof"}
    refused = {one.slug: one.error.message for one in build(release=True).outcomes if one.error}
    assert set(refused) == {"two", "spring"}
    assert "its article two" in refused["spring"]


def test_an_article_that_is_not_there_is_told_with_file_and_line(
    issue: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(issue, '"two"', '"tow"')
    for command in (("build", issue), ("check",)):
        assert cli(*command) != 0
        told = capsys.readouterr().err
        assert "spring.toml:6: there is no article 'tow'" in told
        assert "Did you mean 'two'?" in told


def test_an_issue_and_an_article_of_one_name_are_refused(
    issue: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    issue.rename(issue.with_name("one.toml"))
    assert cli("build") == 65
    assert "would both be built as 'one'" in capsys.readouterr().err


def test_why_inspect_and_verify_know_issues(
    folder: Path, issue: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli("build", "--executor", "serial") == 0
    capsys.readouterr()
    edit(folder / "sources" / "two.txt", "A little.", "A lot.")
    assert cli("why", "spring") == 0
    assert capsys.readouterr().err.splitlines()[:2] == ["spring epub: to be made", "  article two changed"]
    assert cli("inspect") == 0
    assert "3 articles, 1 issue;" in capsys.readouterr().out
    edit(folder / "sources" / "two.txt", "A lot.", "A little.")
    assert cli("verify", "spring") == 0
    book = folder / "outputs" / "spring" / "spring.epub"
    book.write_bytes(book.read_bytes() + b" ")
    capsys.readouterr()
    assert cli("verify", "--manifest", "spring") == 1
    assert "spring/spring.epub: changed since the build" in capsys.readouterr().err
    assert cli("verify", "spring") == 1
    assert cli("clean") == 0
    assert not (folder / "outputs").exists()


def test_clean_unused_keeps_what_an_issue_needs(folder: Path, issue: Path, build: Build, cli: Cli) -> None:
    build()
    assert cli("clean", "--unused") == 0
    assert set(status(build()).values()) == {"unchanged"}
    (folder / "outputs" / "spring" / "spring.epub").unlink()
    assert status(build())["spring"] == "restored"


def test_init_lists_all_articles(folder: Path, issue: Path, cli: Cli, build: Build) -> None:
    assert cli("init", "--issue", "Summer 2031") == 0
    made = folder / "issues" / "summer-2031.toml"
    assert '"one",\n  "three",\n  "two",' in made.read_text(encoding="utf-8")
    assert cli("init", "--issue", "Summer 2031") == 73
    assert cli("init", "--issue", "one") == 2
    assert cli("init") == 2
    assert status(build())["summer-2031"] == "built"


def test_one_issue_is_exported(folder: Path, issue: Path, build: Build, cli: Cli) -> None:
    build()
    assert cli("export", issue, "-t", "epub", "-o", folder / "alone.epub") == 0
    assert (folder / "alone.epub").read_bytes() == products(folder)["spring/spring.epub"]
    assert cli("export", issue, "-t", "docx", "-o", folder / "alone.docx") == 2


@pytest.mark.parametrize(
    "commands",
    [["build -j2"], ["build --shard 1/2 -j1", "build --shard 2/2 -j1", "merge"]],
    ids=["workers", "shards"],
)
def test_wherever_it_is_built_it_is_the_same(
    folder: Path, issue: Path, build: Build, commands: list[str]
) -> None:
    build()
    serial = products(folder)
    for command in ("clean", *commands):
        done = process(*command.split(), cwd=folder)
        assert done.returncode == 0, done.stderr.decode()
    assert products(folder) == serial


def test_pictures_of_cover_and_articles_are_part_of_the_key(folder: Path, issue: Path, build: Build) -> None:
    from PIL import Image

    cover = folder / "issues" / "cover.png"
    Image.new("RGB", (60, 90), "teal").save(cover)
    edit(
        issue,
        'title = "Early and late"\n',
        'title = "Early and late"\ncover = "cover.png"\ncover_alt = "A field"\n',
    )
    result = build(formats=("pdf", "epub"))
    assert status(result)["spring"] == "built", [one.error for one in result.outcomes]
    assert set(status(build(formats=("pdf", "epub"))).values()) == {"unchanged"}
    Image.new("RGB", (60, 90), "olive").save(cover)
    assert status(build(formats=("pdf", "epub"))) == {
        "one": "unchanged",
        "two": "unchanged",
        "three": "unchanged",
        "spring": "built",
    }


def test_the_document_of_an_issue_holds_to_its_schema(folder: Path, issue: Path, build: Build) -> None:
    build()
    schema = {
        kind: jsonschema.Draft202012Validator(schemas.schema(kind))
        for kind in ("issue", "certificate", "manifest")
    }
    written = products(folder)
    for kind, name in (
        ("issue", "spring/spring.document.json"),
        ("certificate", "spring/spring.certificate.json"),
        ("manifest", "manifest.json"),
    ):
        schema[kind].validate(json.loads(written[name]))
    assert [
        one["document"]["id"] for one in json.loads(written["spring/spring.document.json"])["articles"]
    ] == ["one", "two"]


def test_a_date_for_programs_is_printed_in_words(folder: Path, issue: Path, build: Build) -> None:
    edit(issue, "title = ", 'date = "2031-04"\ntitle = ')
    build()
    shown = (folder / "outputs/spring/spring.newsletter.txt").read_text(encoding="utf-8")
    assert "April 2031" in shown
    assert "2031-04" not in shown
