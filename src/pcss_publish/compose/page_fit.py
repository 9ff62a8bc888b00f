"""Copyfit: the few steps to set a page tighter or looser, and the style sheets of galley and plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pcss_publish.engines.galley import Rules
from pcss_publish.theme import Theme

PAPER = {"letter": ("8.5in", "11in"), "a4": ("210mm", "297mm")}
HEIGHTS = {"letter": 11 * 96.0, "a4": 297 / 25.4 * 96}  # pixels
ENDLESS = 10_000_000.0  # pixels; a galley is one page
COLUMNS = {
    "columns": 2,
    "columns-of-comments": 3,
}  # by class, where the text is not wide; page.css says the same
FOOT = 66  # points below the text of a page; page.css says the same


class Fit(NamedTuple):
    """One setting of sizes, as variables of the style sheet.

    Attributes:
        text: what the size of the text is called; settings of one name set it alike.
    """

    name: str
    variables: tuple[tuple[str, str], ...] = ()
    text: str = "designed"

    @property
    def gap(self) -> str:
        """The space between parts; empty where it is the designed one."""
        return dict(self.variables).get("space-gap", "")

    @property
    def css(self) -> str:
        """A style sheet that sets the variables."""
        return (
            f":root{{{''.join(f'--{key}:{value};' for key, value in self.variables)}}}"
            if self.variables
            else ""
        )


DESIGNED = Fit("as designed")


class _Step(NamedTuple):
    """A setting as what it adds to the theme's own sizes, in points; ``gap``: to the space between parts."""

    name: str
    body: float
    leading: float
    small: float
    small_leading: float
    gap: float
    text: str = "designed"


_STEPS = (
    _Step("less space between parts", 0, 0, 0, 0, -7),
    _Step("comments a little smaller", 0, 0, -0.2, -0.45, -7),
    _Step("text and comments a little smaller", -0.2, -0.5, -0.2, -0.45, -7, "smaller"),
    _Step("text a little larger", 0.4, 0.5, 0.3, 0.45, 2, "a little larger"),
    _Step("text larger", 0.9, 1.25, 0.6, 1, 6, "larger"),
)


def steps(theme: Theme) -> tuple[Fit, ...]:
    """The settings that are tried, the most welcome first."""
    return tuple(Fit(step.name, tuple(_variables(theme, step)), step.text) for step in _STEPS)


def _variables(theme: Theme, step: _Step) -> Iterator[tuple[str, str]]:
    added = (
        ("type", "body", step.body), ("type", "leading", step.leading), ("space", "line", step.leading),
        ("type", "small", step.small), ("type", "small-leading", step.small_leading),
        ("space", "gap", step.gap),
    )  # fmt: skip
    for table, name, more in added:
        own = float(theme.tokens[table][name].removesuffix("pt"))
        yield f"{table}-{name}", f"{max(own + more, 1):.4g}pt"


def galley_css(paper: str) -> str:
    """A style sheet for one endless page, on which what runs in columns stands in one of the same width."""
    rules = [f"@page{{size:{PAPER[paper][0]} {ENDLESS:.0f}px}}.wide .columns{{columns:auto}}"]
    for name, count in COLUMNS.items():
        scope = ".narrow " if name == "columns" else ""
        width = f"calc((100% - {count - 1} * var(--space-gutter)) / {count})"
        rules.append(f"{scope}.{name}{{columns:auto;width:{width}}}")
    return "".join(rules)


def rules_css(rules: Rules) -> str:
    """A plan's rules as a style sheet."""
    sheet = [f"{name}{{height:{height:.2f}px;column-fill:auto}}" for name, height in rules.heights.items()]
    sheet += [
        f"{name}{{margin-{side}:{space:.2f}px!important}}" for (name, side), space in rules.gaps.items()
    ]
    sheet += [f"{name}{{break-before:page}}" for name in sorted(rules.breaks)]
    sheet += [
        f"@page :nth({page + 1}){{margin-bottom:calc({FOOT}pt + {space:.2f}px)}}"
        for page, space in rules.early.items()
    ]
    return "\n".join(sheet)
