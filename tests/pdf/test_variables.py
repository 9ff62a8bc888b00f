"""Variables put in before the engine sees them: nothing that a browser would compute is changed."""

from __future__ import annotations

import pytest

from pcss_publish.engines.variables import resolved

ROOT = ':root{--ink:#123;--type-text:"Source Serif",serif;--small:8pt;}'
FIT = ":root{--small:7pt;}"
CASES = {
    "put in": ("p{color:var(--ink);font:var(--small)/2 var(--type-text)}", 'p{color:#123;font:8pt/2 "Source Serif",serif}'),
    "with a fallback": ("p{color:var(--ink, red)}", "p{color:var(--ink, red)}"),
    "unknown": ("p{color:var(--inks)}", "p{color:var(--inks)}"),
    "set elsewhere too": ("p{color:var(--ink)}em{--ink:red}", "p{color:var(--ink)}em{--ink:red}"),
    "inside a calculation": ("p{margin:calc(0.5 * var(--small))}", "p{margin:calc(0.5 * 8pt)}"),
}  # fmt: skip


@pytest.mark.parametrize(("sheet", "found"), CASES.values(), ids=CASES)
def test_a_sheet(sheet: str, found: str) -> None:
    assert resolved((ROOT, sheet))[1] == found


def test_the_last_value_holds() -> None:
    assert resolved((ROOT, "p{font-size:var(--small)}", FIT))[1] == "p{font-size:7pt}"


def test_one_variable_may_hold_another_and_a_circle_ends() -> None:
    sheets = (
        ":root{--a:var(--b);--b:1px;--c:var(--d);--d:var(--c);}",
        "p{margin:var(--a)}",
        "p{top:var(--c)}",
    )
    assert resolved(sheets)[1] == "p{margin:1px}"
    assert "var(--" in resolved(sheets)[2]
