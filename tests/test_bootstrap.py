"""The set-up script: what it does again, what it does not, and what it says without rights."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import bootstrap
import system
from pcss_publish.engines import weasy

INSTALL = "apt-get install --yes --no-install-recommends"
COMMAND = f"apt-get update && {INSTALL} libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The environments made; making one is a matter of a moment, and Pango is there."""
    environments: list[Path] = []

    def make(venv: Path) -> None:
        shutil.rmtree(venv, ignore_errors=True)
        venv.mkdir()
        environments.append(venv)

    monkeypatch.setattr(bootstrap, "_make_environment", make)
    monkeypatch.setattr(system, "has_pango", lambda: True)
    return environments


def set_up(monkeypatch: pytest.MonkeyPatch, venv: Path) -> int:
    monkeypatch.setattr("sys.argv", ["bootstrap.py", str(venv)])
    return bootstrap.main()


def test_a_second_set_up_makes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, made: list[Path]
) -> None:
    venv = tmp_path / "venv"
    assert [set_up(monkeypatch, venv), set_up(monkeypatch, venv)] == [0, 0]
    assert made == [venv]
    assert (venv / "ready").is_file()


def test_an_interrupted_set_up_is_begun_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, made: list[Path]
) -> None:
    venv = tmp_path / "venv"
    venv.mkdir()
    (venv / "half").touch()
    assert set_up(monkeypatch, venv) == 0
    assert sorted(path.name for path in venv.iterdir()) == ["installed", "ready"]


def test_other_requirements_are_another_set_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, made: list[Path]
) -> None:
    for name in ("pyproject.toml", "requirements.lock", "requirements-tools.lock", "scripts/bootstrap.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(bootstrap.ROOT / name, tmp_path / name)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    venv = tmp_path / "venv"
    set_up(monkeypatch, venv)
    (tmp_path / "requirements.lock").write_text("click==9 --hash=sha256:0\n")
    set_up(monkeypatch, venv)
    assert made == [venv, venv]


@pytest.mark.parametrize(
    ("sudo", "expected"), [(None, COMMAND), ("/usr/bin/sudo", f"sudo sh -c '{COMMAND}'")], ids=["su", "sudo"]
)
def test_without_rights_one_command_is_named_and_the_rest_is_set_up(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    made: list[Path],
    sudo: str | None,
    expected: str,
) -> None:
    found = {"apt-get": "/usr/bin/apt-get", "sudo": sudo}
    monkeypatch.setattr("system.shutil.which", found.get)
    monkeypatch.setattr(system, "has_pango", lambda: False)
    monkeypatch.setattr(system, "rights", lambda: None)
    venv = tmp_path / "venv"
    assert set_up(monkeypatch, venv) == 0
    assert [line.strip() for line in capsys.readouterr().err.splitlines() if "apt-get" in line] == [expected]
    assert made == [venv]
    assert not (venv / "ready").exists()


def test_a_folder_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, made: list[Path]
) -> None:
    assert set_up(monkeypatch, tmp_path / "absent" / "venv") == bootstrap.UNAVAILABLE
    assert str(tmp_path / "absent" / "venv.lock") in capsys.readouterr().err
    assert made == []


def test_windows_gets_a_plain_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, made: list[Path]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("bootstrap.os.name", "nt")
        patch.setattr("sys.argv", ["bootstrap.py", "venv"])
        patch.setattr(bootstrap, "Path", type(tmp_path))
        assert bootstrap.main() == bootstrap.UNAVAILABLE
    assert "WSL" in capsys.readouterr().err
    assert made == []


def test_an_old_python_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, made: list[Path]
) -> None:
    monkeypatch.setattr("bootstrap.shutil.which", lambda _: None)
    monkeypatch.setattr("bootstrap.sys.version_info", (3, 9, 2))
    assert set_up(monkeypatch, tmp_path / "venv") == bootstrap.UNAVAILABLE
    assert "python3 here is 3.9" in capsys.readouterr().err
    assert made == []


def test_the_program_names_the_same_command_as_the_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"apt-get": "/usr/bin/apt-get", "sudo": "/usr/bin/sudo"}
    monkeypatch.setattr("system.shutil.which", found.get)
    assert weasy.COMMANDS["linux"] == system.command_for(system.PANGO)
