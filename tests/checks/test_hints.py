"""A hint names what can really be done: a settlement that is taken, a table, a key, a command that exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pcss_publish.cli import COMMANDS
from pcss_publish.desk import schema, settle
from pcss_publish.desk.reasons import reasons
from pcss_publish.findings import CODES, finding

ROOT = Path(__file__).parents[2] / "src" / "pcss_publish"
#: Done, not settled: docs/findings.md.
WORK = {"C013", "F002", "K001", "K002"}
#: Raised when products are finished, too late for a decision.
FINISHED = {"P002", "P003", "P004"}
_TABLE = re.compile(r"\[\[?(\w+)\]\]?")
_KEY = re.compile(r"\b(\w+) = ")
_COMMAND = re.compile(r"`pcss-publish (\w+)")
_REASON = re.compile(r'reason = "([\w-]+)"')


def _text(node: ast.expr | None) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_text(value) for value in values)
        case ast.FormattedValue():
            return "…"
        case ast.BinOp(left=left, right=right):
            return _text(left) + _text(right)
    return ""


def _calls(path: Path) -> Iterator[tuple[str, str]]:
    """Code and hint of each finding that a module raises; a hint in a variable is looked up by its name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        target.id: _text(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _text(node.args[0]) in CODES:
            given = next((one.value for one in node.keywords if one.arg == "hint"), None)
            given = given or (node.args[2] if len(node.args) > 2 else None)
            yield (
                _text(node.args[0]),
                _text(given) or named.get(given.id if isinstance(given, ast.Name) else "", ""),
            )


@cache
def hints() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        for code, hint in _calls(path):
            if path.name != "findings.py":
                found.setdefault(code, set()).add(hint)
    found["K001"] = {
        "Compare with the source and mend or remove the decision."
    }  # said once for all, in Record
    return found


def _settles(code: str) -> bool:
    raised = finding(code, "m", node="n1")
    for key in (code, f"{code}:n1"):
        decision = schema.SettleDecision(finding=key, reason="Looked at.", by="x")
        open_, done = settle((raised,), (decision,))
        if (open_, done) != ((), (raised,)):
            return False
    return True


@pytest.mark.parametrize("code", CODES)
def test_every_finding_says_what_to_do(code: str) -> None:
    assert hints()[code]
    assert all(len(hint) > 12 and hint.endswith((".", '…".', "]].")) for hint in hints()[code]), hints()[code]


@pytest.mark.parametrize("code", CODES)
def test_what_a_hint_says_is_settled_can_be_settled(code: str) -> None:
    said = any(re.search(r"\bsettle\b", hint, re.IGNORECASE) for hint in hints()[code])
    if said:
        assert _settles(code)
        assert code not in FINISHED
    assert _settles(code) == (code not in WORK)


@pytest.mark.parametrize("code", CODES)
def test_a_hint_settles_its_own_code(code: str) -> None:
    named = {one for hint in hints()[code] for one in re.findall(r"\b[A-Z]\d{3}\b", hint)}
    assert named <= {code}


@pytest.mark.parametrize("code", CODES)
def test_tables_keys_reasons_and_commands_in_hints_exist(code: str) -> None:
    tables = set(schema.Desk.model_fields)
    decisions = (
        schema.ArticleDecision, schema.CommentDecision, schema.LinkDecision, schema.FigureDecision,
        schema.EditDecision,
    )  # fmt: skip
    keys = {key for one in decisions for key in one.model_fields} | {"source"}
    for hint in hints()[code]:
        assert set(_TABLE.findall(hint)) <= tables, hint
        assert set(_KEY.findall(hint)) <= keys, hint
        assert set(_COMMAND.findall(hint)) <= set(COMMANDS), hint
        assert set(_REASON.findall(hint)) <= set(reasons()), hint


def test_what_can_only_be_done_is_not_settled_by_the_hint() -> None:
    assert not [code for code in WORK if any("ettle" in hint for hint in hints()[code])]


@pytest.mark.parametrize(
    ("code", "actions"), [("author-reply", {"publish", "redact"}), ("no-consent", {"omit", "redact"})]
)
def test_a_reason_that_a_finding_asks_for_serves_a_redaction_too(code: str, actions: set[str]) -> None:
    assert actions <= set(reasons()[code].actions)
