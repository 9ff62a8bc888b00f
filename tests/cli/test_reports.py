"""What reports claim: only what is so, of what was looked at, in words that help."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pcss_publish.builder.outcome import Outcome, Result
from pcss_publish.cli import console, summary
from pcss_publish.errors import ConfigError
from pcss_publish.proof.faults import difference
from pcss_publish.toml import parse
from projects import article

Cli = Callable[..., int]
Read = pytest.CaptureFixture[str]


@pytest.fixture
def rows(cli: Cli, capfd: Read, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[dict[str, Any]]]:
    """Run a command; give its reports as a machine sees them."""
    monkeypatch.setattr(console, "_format", "plain")

    def call(*args: str) -> list[dict[str, Any]]:
        capfd.readouterr()
        cli("--log-format", "json", *args)
        return [json.loads(line) for line in capfd.readouterr().err.splitlines()]

    return call


def test_formats_that_are_not_read_back_are_not_said_to_be_proved(cli: Cli, capsys: Read) -> None:
    assert cli("build", "-t", "docx,newsletter", "sources/one.txt") == 0
    assert "read back from each product but docx, none lost" in capsys.readouterr().err
    assert cli("build", "-t", "docx", "sources/two.txt") == 0
    assert "  proved    nothing: docx is not read back" in capsys.readouterr().err


def test_removed_products_are_named() -> None:
    names = tuple(f"{name}/{name}.docx" for name in "abcdefg")
    said = summary.result(Result((), pruned=names))
    assert said.endswith("7 products removed (a.docx, b.docx, c.docx, d.docx, e.docx …)")


def test_a_source_without_any_text_is_no_article(folder: Path, cli: Cli, capsys: Read) -> None:
    source = folder / "sources" / "one.txt"
    source.write_text("just a shopping list\n\nmilk\n\neggs\n", encoding="utf-8")
    for args in (("build", "sources/one.txt"), ("export", "sources/one.txt", "-t", "epub")):
        assert cli(*args) == 65
        assert "no text of an article is in it; 3 lines were left out" in capsys.readouterr().err
    assert not (folder / "outputs" / "one").exists()
    assert not (folder / "one.epub").exists()
    assert cli("normalize", "sources/one.txt", "--show-dropped") == 0
    assert "5: eggs" in capsys.readouterr().out


def test_verify_takes_the_name_that_it_prints(folder: Path, cli: Cli, capsys: Read) -> None:
    assert cli("build") == 0
    assert cli("verify", "one") == 0
    assert "1 verified, 0 failed" in capsys.readouterr().err
    (folder / "one").mkdir()
    assert cli("verify", "one") == 0


@pytest.mark.parametrize("name", ["ones", "elsewhere/one.txt", "one.md"])
def test_a_name_of_nothing_is_no_failed_verification(folder: Path, cli: Cli, capsys: Read, name: str) -> None:
    assert cli("build") == 0
    before = (folder / "outputs" / "one" / "one.certificate.json").read_bytes()
    capsys.readouterr()
    assert cli("verify", name) == 66
    err = capsys.readouterr().err
    assert f"{name}: there is no such source or article" in err
    assert "not verified" not in err
    assert (folder / "outputs" / "one" / "one.certificate.json").read_bytes() == before


def test_a_report_of_a_failed_verification_says_what_is_so(
    folder: Path, cli: Cli, rows: Callable[..., list[dict[str, Any]]]
) -> None:
    for slug in ("one", "two"):
        decided = '[[settle]]\nfinding = "{}"\nreason = "looked at"\nby = "a test"\n'
        desk = "".join(decided.format(key) for key in ("R002",))
        (folder / "sources" / f"{slug}.desk.toml").write_text(desk, encoding="utf-8")
    cli("build")
    (folder / "outputs" / "one" / "one.newsletter.txt").unlink()
    (folder / "sources" / "two.txt").unlink()
    told = {row["slug"]: row for row in rows("verify") if row["event"] == "article"}
    for slug in ("one", "two"):
        assert told[slug]["state"] == "release"
        assert f"{slug}/{slug}.newsletter.txt" in told[slug]["products"]
    assert told["one"]["comments"]["printed"] == 0
    assert told["two"]["comments"] is None


def test_a_report_of_a_failed_build_claims_nothing(
    folder: Path, rows: Callable[..., list[dict[str, Any]]]
) -> None:
    (folder / "sources" / "one.txt").write_bytes(b"\xff\xff")
    [told] = [row for row in rows("build") if row.get("slug") == "one" and row["event"] == "article"]
    assert told["state"] is None
    assert told["comments"] is None


def test_findings_are_alike_in_the_report_and_on_standard_output(
    folder: Path, cli: Cli, capfd: Read, rows: Callable[..., list[dict[str, Any]]]
) -> None:
    comments = "\n2 comments\n\n  1. Ada Jun 06, 2019 - 12:07 AM\n    It grew well with us in the garden.\n"
    (folder / "sources" / "one.txt").write_text(article() + comments, encoding="utf-8")
    reported = [row for row in rows("check", "sources/one.txt") if row["event"] == "finding"]
    capfd.readouterr()
    cli("check", "--json", "sources/one.txt")
    printed = json.loads(capfd.readouterr().out)
    assert [{"event": "finding", **row} for row in printed] == reported
    assert {row["line"] for row in printed} > {None}
    assert 0 not in {row["line"] for row in printed}
    [built] = [row for row in rows("build", "sources/one.txt") if row["event"] == "article"]
    assert {row["key"] for row in built["open"]} >= {"C001"}


def test_code_points_are_told_only_where_the_eye_needs_them() -> None:
    plain = str(difference("altered", "a1", "two ditches", "two witches"))
    assert plain == "altered a1 at 4: expected 'ditches', found 'witches'"
    assert "(U+002D, found U+2013)" in str(difference("altered", "a1", "a - b", "a – b"))
    assert "(U+0020, found end)" in str(difference("altered", "a1", "a b", "a"))


def test_an_open_quotation_mark_is_called_so() -> None:
    with pytest.raises(ConfigError, match="a quotation mark is not closed") as caught:
        parse('a = 1\nby = "Ada\n', "one.desk.toml")
    assert caught.value.place == "one.desk.toml:2"
    assert '"""' in caught.value.hint
    with pytest.raises(ConfigError, match="not TOML: ") as caught:
        parse("[a\n", "x")
    assert caught.value.hint == "Mend the line that is named."


def test_a_source_in_another_encoding_is_told_how_it_can_be_built(
    folder: Path, cli: Cli, capsys: Read
) -> None:
    (folder / "sources" / "one.txt").write_bytes(article(answer="Déjà vu.").encode("cp1252"))
    assert cli("build", "sources/one.txt") == 65
    assert "`iconv -f windows-1252 -t utf-8 one.txt`" in capsys.readouterr().err


def test_an_outcome_without_an_article_has_no_state() -> None:
    assert Outcome("one", "one.txt", "failed").state is None
