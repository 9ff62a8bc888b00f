"""Every planted fault is found under its code and no other, and sound files raise nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish.exporters.base import Export
from pcss_publish.preflight import preflight
from pcss_publish.preflight.tables import table
from preflight.planting import PLANTS, planted
from press.made import archived, data, edition

CASES = Path(__file__).parents[1] / "cases" / "preflight"
FAULTS = tomllib.loads((CASES / "faults.toml").read_text(encoding="utf-8"))
WITHOUT_A_FAULT = {"X404"}  # a picture that cannot be looked into: see test_hostile.py


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(name: str) -> None:
    row = FAULTS[name]
    report = preflight(planted(name, row.get("base", "press")), name, profile=row.get("profile", ""))
    assert {one.code for one in report.findings} == set(row["codes"]), report.findings
    for one in report.findings:
        assert (one.source, one.severity) == (name, table("codes")[one.code]["severity"])
        assert one.hint.endswith(".")


@pytest.mark.parametrize(
    ("made", "profile"), [(edition, "x-4"), (archived, "a-2a")], ids=["press", "archive"]
)
def test_a_sound_file_raises_nothing(made: Callable[[], Export], profile: str) -> None:
    report = preflight(data(made()), "sound.pdf")
    assert report.findings == ()
    assert (report.profile, report.claimed) == (profile, True)


def test_every_fault_is_planted_and_every_code_has_one() -> None:
    assert set(PLANTS) == set(FAULTS)
    assert {code for row in FAULTS.values() for code in row["codes"]} == set(table("codes")) - WITHOUT_A_FAULT


def test_pages_are_named_and_the_same_finding_is_told_once() -> None:
    [found] = preflight(planted("no-bleed-box", "press"), "x").findings
    assert found.message == "page 2: 0.0 pt of bleed"
