"""What `make validate` makes of outloud's and veraPDF's reports, with fake programs in their place."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from pcss_publish import theme
from validators import pdf, tools
from validators.specimens import ARTICLES, THEMES

PYTHON = sys.executable
NO_TOOLS = tools.Tools("", "", "", Path(), "")
RULE = {"clause": "7.1", "testNumber": 3, "description": "Content shall be marked"}


def fake(folder: Path, name: str, said: str, code: int = 0) -> Path:
    """A program that notes its arguments and prints ``said``."""
    path = folder / name
    noted = folder / "arguments"
    path.write_text(
        f"#!{PYTHON}\nimport sys\nfrom pathlib import Path\n"
        f"with Path({str(noted)!r}).open('a') as note: note.write(' '.join(sys.argv[1:]) + chr(10))\n"
        f"print({said!r})\nsys.exit({code})\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def job(*rules: dict[str, Any], compliant: bool = False) -> dict[str, Any]:
    return {"validationResult": [{"compliant": compliant, "details": {"ruleSummaries": list(rules)}}]}


def report(*jobs: dict[str, Any]) -> str:
    return json.dumps({"report": {"jobs": list(jobs)}})


def told(said: str, folder: Path, files: int = 1) -> list[str]:
    program = fake(folder, "verapdf", said)
    return [str(one) for one in pdf.verapdf([Path(f"{n}.pdf") for n in range(files)], str(program))]


def test_verapdf_is_asked_for_both_standards_of_all_files(tmp_path: Path) -> None:
    assert told(report(job(compliant=True), job(compliant=True)), tmp_path, files=2) == []
    assert (tmp_path / "arguments").read_text().splitlines() == [
        "--format json --flavour ua1 0.pdf 1.pdf",
        "--format json --flavour 3a 0.pdf 1.pdf",
    ]


@pytest.mark.parametrize("status", ["failed", "FAILED"])
def test_a_rule_that_fails_is_a_complaint(tmp_path: Path, status: str) -> None:
    found = told(report(job(compliant=True), job(RULE | {"status": status})), tmp_path, files=2)
    assert found[0] == "1.pdf: veraPDF: ua1 7.1-3 Content shall be marked"
    assert len(found) == 2


def test_an_older_verapdf_gives_one_result(tmp_path: Path) -> None:
    old = {"validationResult": job(RULE | {"status": "failed"})["validationResult"][0]}
    assert "7.1-3" in told(report(old), tmp_path)[0]


def test_a_file_that_was_not_read_is_a_complaint(tmp_path: Path) -> None:
    broken = {"taskException": {"exceptionMessage": "Couldn't parse stream"}}
    assert told(report(broken), tmp_path)[0] == "0.pdf: veraPDF: ua1 not read: Couldn't parse stream"


def test_a_file_that_fails_without_a_rule_is_a_complaint(tmp_path: Path) -> None:
    assert "not compliant" in told(report(job()), tmp_path)[0]


def test_a_report_that_forgets_a_file_is_a_complaint(tmp_path: Path) -> None:
    assert "1 of 2 files" in told(report(job(compliant=True)), tmp_path, files=2)[0]


@pytest.mark.parametrize("said", ["", "no JSON", "{}"])
def test_no_report_is_a_complaint(tmp_path: Path, said: str) -> None:
    assert "made no report" in told(said, tmp_path)[0]


def test_a_program_that_is_not_there_is_a_complaint() -> None:
    (found,) = pdf.verapdf([Path("0.pdf")], "/nowhere/verapdf")
    assert "made no report" in found.message


def heard(monkeypatch: pytest.MonkeyPatch, folder: Path, said: str, code: int = 0) -> list[str]:
    """What comes of outloud's report: it lies beside the Python that runs."""
    fake(folder, "outloud", said, code)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    return [str(one) for one in pdf.outloud([Path("0.pdf")], NO_TOOLS)]


def heard_findings(*found: dict[str, Any], error: str | None = None) -> str:
    return "preamble\n" + json.dumps({"results": [{"error": error, "findings": list(found)}]})


def test_outloud_fails_on_warnings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    warning = {"rule": "TAG-020", "severity": "warning", "page": 2, "message": "an empty P"}
    whole = {"rule": "DOC-001", "severity": "error", "message": "no title"}
    hint = {"rule": "X-1", "severity": "info", "page": None, "message": "fine"}
    assert heard(monkeypatch, tmp_path, heard_findings(warning, whole, hint), 1) == [
        "0.pdf: outloud: TAG-020 page 2: an empty P",
        "0.pdf: outloud: DOC-001 no title",
    ]
    asked = (tmp_path / "arguments").read_text()
    assert "--fail-on warning" in asked
    assert all(f"--skip {rule}" in asked for rule in pdf.TOLERATED)


def test_outloud_must_read_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert heard(monkeypatch, tmp_path, heard_findings(error="damaged"), 2) == ["0.pdf: outloud: damaged"]
    assert "made no report" in heard(monkeypatch, tmp_path, "nothing")[0]
    assert "ended with 3" in heard(monkeypatch, tmp_path, heard_findings(), 3)[0]


def test_there_are_articles_to_read() -> None:
    assert list(ARTICLES.glob("*.txt"))


def test_every_theme_that_ships_is_validated() -> None:
    assert sorted(THEMES) == sorted(theme.shipped())
