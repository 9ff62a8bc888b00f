"""What the terminal says: true, in grammar, and something that can really be typed."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish.builder.outcome import Outcome, Result
from pcss_publish.cli import summary
from pcss_publish.findings import finding
from pcss_publish.model import CommentDesk, Withheld
from projects import article

Cli = Callable[..., int]
Read = pytest.CaptureFixture[str]
COMMENTS = "\n2 comments\n\n" + "".join(
    f"  {n}. {name} Jun 0{n}, 2019 - 12:07 AM\n    It grew well with us, in row {n} of the garden.\n"
    for n, name in ((1, "Ada"), (2, "Ben"))
)
BLOCKS, WARNS = finding("C013", "one"), finding("R002", "two")


def made(**more: object) -> Outcome:
    return Outcome("one", "one.txt", "built", path=Path("sources/one.txt"), **more)  # type: ignore[arg-type]


def test_withheld_comments_are_counted_with_their_reasons() -> None:
    withheld = (Withheld(reason="duplicate", count=1), Withheld(reason="spam", count=2))
    desk = CommentDesk(declared=9, printed=6, withheld=withheld, undecided=("c4",))
    assert "  comments  5 printed, 3 withheld (duplicate 1, spam 2), 1 undecided" in summary.article(
        made(comments=desk)
    )


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ((BLOCKS,), "  open      1 finding that blocks a release"),
        ((BLOCKS, BLOCKS, WARNS), "  open      2 findings that block a release; 1 warning"),
        ((WARNS, WARNS), "  open      2 warnings"),
    ],
)
def test_what_is_open_is_said_in_grammar(findings: tuple[object, ...], said: str) -> None:
    assert said in summary.article(made(findings=findings))


def test_a_next_command_is_named_only_where_something_blocks() -> None:
    assert any("next" in line for line in summary.article(made(findings=(BLOCKS, WARNS))))
    assert not any("next" in line for line in summary.article(made(findings=(WARNS,), state="release")))


def test_the_next_command_can_be_pasted(cli: Cli, folder: Path, capsys: Read) -> None:
    source = folder / "sources" / "one & two.txt"
    source.write_text(article() + COMMENTS, encoding="utf-8")
    cli("build", "-t", "newsletter", source)
    [line] = [line for line in capsys.readouterr().err.splitlines() if line.startswith("  next")]
    words = shlex.split(line)
    assert words[:3] == ["next", "pcss-publish", "check"]
    assert cli(*words[2:]) == 1


def test_a_program_that_is_not_on_the_path_is_named_by_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "my env" / "pcss-publish"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program)])
    monkeypatch.setenv("PATH", "/nowhere")
    assert shlex.split(summary.here("Run `pcss-publish build` now.").replace("`", ""))[1] == str(program)
    monkeypatch.setenv("PATH", str(program.parent))
    assert summary.here("Run `pcss-publish build` now.") == "Run `pcss-publish build` now."


def test_check_sets_articles_apart_under_a_heading_each(cli: Cli, capsys: Read) -> None:
    assert cli("check") == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("sources/one.txt: ")
    assert lines[0].endswith("none blocks a release")
    second = next(n for n, line in enumerate(lines) if line.startswith("sources/two.txt: "))
    assert lines[second - 1] == ""


def test_check_counts_nothing_after_an_error(cli: Cli, folder: Path, capsys: Read) -> None:
    (folder / "sources" / "one.txt").write_bytes(b"\xff\xfe\x00")
    assert cli("check", "sources/one.txt") == 65
    err = capsys.readouterr().err
    assert "error: " in err
    assert "finding" not in err


@pytest.mark.parametrize(("number", "said"), [(0, "nothing found"), (1, "1 finding, 1 blocks a release")])
def test_findings_are_counted_in_grammar(number: int, said: str) -> None:
    assert summary.counts([BLOCKS] * number) == said
    assert summary.counts([BLOCKS, WARNS, BLOCKS]) == "3 findings, 2 block a release"


def test_strict_says_which_findings_made_it_fail(cli: Cli, capsys: Read) -> None:
    assert cli("build", "--strict") == 1
    err = capsys.readouterr().err
    assert "--strict allows no open findings:\n  one: R002" in err
    assert cli("build") == 0
    assert "--strict" not in capsys.readouterr().err


def test_a_refused_release_gives_advice_that_can_be_followed(cli: Cli, folder: Path, capsys: Read) -> None:
    (folder / "sources" / "one.txt").write_text(article() + COMMENTS, encoding="utf-8")
    assert cli("build", "--release", "sources/one.txt") == 1
    err = capsys.readouterr().err
    assert "C013" in err
    assert "ettle" not in err


def test_the_last_line_names_who_failed() -> None:
    total = Result(tuple(Outcome(str(n), f"{n}.txt", "failed") for n in range(7)), pruned=("a", "b"))
    assert (
        summary.result(total) == "0 built, 0 unchanged, 7 failed (0, 1, 2, 3, 4 …), 2 products removed (a, b)"
    )


def test_check_prints_a_desk_file_to_start_from(
    cli: Cli, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "sources" / "one.txt").write_text(article() + COMMENTS, encoding="utf-8")
    assert cli("check", "sources/one.txt") == 1
    assert "Decide in sources/one.desk.toml; to begin: pcss-publish check --desk sources/one.txt" in (
        capfd.readouterr().err
    )
    assert cli("check", "--desk", "sources/one.txt") == 0
    found = capfd.readouterr()
    assert "# comment = 2\n" in found.out
    assert found.err == ""
    (folder / "sources" / "one.desk.toml").write_text(found.out, encoding="utf-8")
    assert cli("build", "sources/one.txt") == 0
    assert cli("check", "--desk", "--json", "sources/one.txt") == 2
