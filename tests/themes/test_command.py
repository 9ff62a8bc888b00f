"""``pcss-publish theme``: a theme of one's own that changes nothing yet, checked, and listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish import theme
from pcss_publish.cli import run

Cli = Callable[..., int]


def test_a_new_theme_is_sound_and_changes_nothing(folder: Path, cli: Cli) -> None:
    assert cli("theme", "new", "society", "--from", "plain") == 0
    made, base = theme.load("society", houses=folder / "themes"), theme.load("plain")
    assert (made.tokens, made.fonts, made.logo) == (base.tokens, base.fonts, None)
    assert made.folders.roots[1:] == base.folders.roots
    assert sorted(p.name for p in (folder / "themes" / "society").rglob("*")) == [
        ".gitkeep",
        "fonts",
        "theme.toml",
    ]


def test_every_line_of_a_new_theme_can_be_taken(folder: Path, cli: Cli) -> None:
    """What stands there commented out is TOML with the values of the base."""
    assert cli("theme", "new", "society") == 0
    path = folder / "themes" / "society" / "theme.toml"
    head, mark, rest = path.read_text(encoding="utf-8").partition("[color]")
    tables = rest.partition("\n[logo]")[0]
    path.write_text(head + mark + tables.replace("\n# ", "\n"), encoding="utf-8")
    own, base = theme.load("society", houses=folder / "themes").tokens, theme.load("magazine").tokens
    assert own["color"] == base["color"]
    assert own["type"] == base["type"]
    assert own["mail"]["dark"].keys() == base["mail"]["dark"].keys()


def test_a_new_theme_may_stand_on_one_of_the_house(project: Path) -> None:
    assert run(["theme", "new", "winter", "--from", "house"]) == 0
    made = theme.load("winter", houses=project / "themes")
    assert made.tokens["color"]["accent"] == "#7a1f3d"
    assert 'base = "../house"' in (project / "themes" / "winter" / "theme.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["magazine", "plain", "A House", "../house", "", "-x"])
def test_names_that_lead_elsewhere_are_refused(folder: Path, cli: Cli, name: str) -> None:
    assert cli("theme", "new", "--", name) == 2
    assert not (folder / "themes").exists()


def test_nothing_that_is_there_is_touched(project: Path) -> None:
    before = (project / "themes" / "house" / "theme.toml").read_bytes()
    assert run(["theme", "new", "house"]) == 73
    assert (project / "themes" / "house" / "theme.toml").read_bytes() == before


def test_a_check_shows_every_pair(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["theme", "check"]) == 0
    told = capsys.readouterr().out
    assert "color.accent #7a1f3d on color.paper #ffffff: 10.04:1, needs 4.5:1" in told
    assert "logo: 96 by 24 pt; in mails: https://example.org/logo.png" in told
    assert run(["theme", "check", "plain"]) == 0


def test_a_check_refuses_what_cannot_be_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "themes" / "house" / "theme.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("#7a1f3d", "#d7a1b3"), encoding="utf-8")
    assert run(["theme", "check"]) == 78
    assert "color.accent #d7a1b3 on color.paper #ffffff: 2.1" in capsys.readouterr().err
    assert run(["build"]) == 78


def test_a_theme_that_is_not_there_is_asked_for_by_its_nearest_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["theme", "check", "hose"]) == 78
    assert "Did you mean 'house'?" in capsys.readouterr().err


def test_the_list_has_those_that_ship_and_those_of_the_house(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["theme", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == ["magazine", "plain"]
    assert "* house < magazine" in lines[-1]
