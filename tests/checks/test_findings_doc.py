"""``docs/findings.md`` and the catalogue say the same, code for code; and every code can be raised."""

from __future__ import annotations

import re
from pathlib import Path

from pcss_publish.findings import CODES, finding

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| ([A-Z]\d{3}) \| (block|warn|info) \| ([^|]+) \| ([^|]{20,}) \|$", re.MULTILINE)


def rows() -> dict[str, tuple[str, str]]:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    return {code: (severity, name) for code, severity, name, _ in _ROW.findall(text)}


def test_docs_list_every_code_and_no_other() -> None:
    assert rows() == {code: (entry.severity, entry.name) for code, entry in CODES.items()}


def test_every_code_is_raised_somewhere() -> None:
    """Those of products are raised, and tested, where products are made."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    never = [code for code in CODES if code[0] != "P" and source.count(f'"{code}"') < 2]
    assert never == []


def test_no_unknown_code_is_raised() -> None:
    paths = [path for room in ("checks", "desk") for path in (ROOT / "src/pcss_publish" / room).rglob("*.py")]
    named = {
        code for path in paths for code in re.findall(r'"([A-Z]\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 30
    assert named - CODES.keys() == set()


def test_key_names_the_node() -> None:
    assert (finding("A004", "m", node="a1").key, finding("D001", "m").key) == ("A004:a1", "D001")
