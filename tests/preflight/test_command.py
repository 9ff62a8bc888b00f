"""``pcss-publish preflight``: what it prints, where to, and with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pcss_publish.cli import run
from pcss_publish.preflight import NOTE
from pcss_publish.preflight.tables import profiles, table
from preflight.planting import planted
from press.made import archived, data, edition

PAGE = Path(__file__).parents[2] / "docs" / "press.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("press.pdf").write_bytes(data(edition()))
    Path("archive.pdf").write_bytes(data(archived()))
    Path("rgb.pdf").write_bytes(planted("text-in-rgb", "press"))
    Path("hair.pdf").write_bytes(planted("hairline", "press"))
    Path("text.pdf").write_bytes(b"Dear printer,")
    return tmp_path


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ("press.pdf", 0), ("archive.pdf press.pdf", 0), ("rgb.pdf", 1), ("hair.pdf", 0), ("--strict hair.pdf", 1),
        ("none.pdf", 66), ("text.pdf", 65), ("none.pdf rgb.pdf", 1), ("--profile x-9 press.pdf", 2),
        ("--profile x-4 archive.pdf", 1), ("--ink-limit 150 press.pdf", 1), ("--ink-limit 320 press.pdf", 0),
    ],
)  # fmt: skip
def test_exit_codes(folder: Path, args: str, code: int) -> None:
    assert run(["preflight", *args.split()]) == code


def test_the_report_says_what_it_is_worth(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["preflight", "rgb.pdf", "press.pdf"])
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert lines[0] == "rgb.pdf: 2 pages, held against x-4, as the file says: 1 finding, 1 of them faults"
    assert lines[1] == "rgb.pdf: block X301 page 1: text in DeviceRGB"
    assert lines[3:] == ["press.pdf: 2 pages, held against x-4, as the file says: nothing found", NOTE]
    assert "no validator" in NOTE


def test_reports_as_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["preflight", "--json", "--profile", "print", "rgb.pdf"])
    [row] = json.loads(capsys.readouterr().out)
    assert (row["profile"], row["claimed"], row["pages"], row["note"]) == ("print", False, 2, NOTE)
    assert [one["code"] for one in row["findings"]] == ["X301"]
    assert "X301" in row["codes"]
    assert "X703" not in row["codes"]


def test_every_code_stands_in_the_documentation_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (X\d{3}) \| (.+?) \|", page, re.MULTILINE))
    expected = {
        code: f"{row['severity']} | {row['name']} | {', '.join(row['of'])}"
        for code, row in table("codes").items()
    }
    told = {
        code: " | ".join(part.strip() for part in line)
        for code, *line in re.findall(r"^\| (X\d{3}) \| (\w+) \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    }
    assert rows.keys() == told.keys()
    assert told == expected
    assert all(f"`{name}`" in page for name in profiles())
