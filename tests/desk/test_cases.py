"""What each kind of decision does. A case is a desk file and, beside it, what must come of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from desk import sample
from pcss_publish.checks import check
from pcss_publish.desk import Decided, Policy, decide, parse
from pcss_publish.errors import ConfigError

CASES = Path(__file__).parents[1] / "cases" / "desk"
NAMES = sorted(path.name.removesuffix(".desk.toml") for path in CASES.glob("*.desk.toml"))


def _decided(name: str, **policy: Any) -> Decided:
    desk = parse((CASES / f"{name}.desk.toml").read_text(encoding="utf-8"), f"{name}.desk.toml")
    return decide(sample.document(), sample.findings(), desk, Policy(**policy), check)


def _expected(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.expect.toml").read_text(encoding="utf-8"))


def _outcome(decided: Decided) -> dict[str, Any]:
    view = decided.published
    units = {unit.id: unit.text for unit in view.units()}
    return {
        "state": view.state,
        "order": [comment.ordinal for comment in view.document.comments.items],
        "states": {c.id: c.state for c in view.document.comments.items},
        "parents": {c.id: c.parent for c in view.document.comments.items if c.parent},
        "withheld": {item.reason: item.count for item in view.comments.withheld},
        "declared": view.comments.declared,
        "undecided": list(view.comments.undecided),
        "blocking": list(view.open),
        "open": sorted({found.key for found in decided.findings}),
        "settled": sorted({found.key for found in decided.settled}),
        "messages": [found.message for found in decided.findings],
        "places": sorted(f"{f.key} {f.source}:{f.line}" for f in decided.findings if f.code[0] == "K"),
        "dropped": list(view.dropped),
        "edits": [f"{edit.unit} {edit.by}" for edit in view.edits],
        "omitted": {o.node: f"{o.action} {o.reason}" for o in decided.omissions},
        "units": units,
        "json": view.model_dump_json(),
    }


def _agrees(key: str, wanted: Any, got: Any) -> bool:
    if key == "units":
        return all(got.get(unit, "") == text for unit, text in wanted.items())
    if key == "states":
        return all(got.get(comment) == state for comment, state in wanted.items())
    if key in {"messages", "open", "settled"}:
        return all(any(text in one for one in got) for text in wanted)
    return bool(wanted == got)


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    expected = _expected(name)
    policy = expected.pop("policy", {})
    error = expected.pop("error", None)
    if error:
        with pytest.raises(ConfigError) as raised:
            _decided(name, **policy)
        shown = str(raised.value)
        assert all(part in shown for part in error), shown
        return
    got = _outcome(_decided(name, **policy))
    for text in expected.pop("absent", []):
        assert text not in got["json"], text
    for text in expected.pop("present", []):
        assert text in got["json"], text
    for key in expected.pop("not_open", []):
        assert key not in got["open"]
    for key, wanted in expected.items():
        assert _agrees(key, wanted, got[key]), f"{key}: {got[key]}"


def test_every_desk_file_has_its_expectation() -> None:
    assert len(NAMES) > 30
    assert all((CASES / f"{name}.expect.toml").is_file() for name in NAMES)
