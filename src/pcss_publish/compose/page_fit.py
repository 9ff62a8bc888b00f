"""Copyfit: the few steps to set a page tighter or looser, and the style sheets of galley and plan."""

from __future__ import annotations

from typing import NamedTuple

from pcss_publish.engines.galley import Rules

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


def _sizes(
    body: float, leading: float, small: float, small_leading: float, gap: float
) -> tuple[tuple[str, str], ...]:
    """Variables of the style sheet for sizes in points."""
    return (
        ("type-body", f"{body}pt"),
        ("type-leading", f"{leading}pt"),
        ("space-line", f"{leading}pt"),
        ("type-small", f"{small}pt"),
        ("type-small-leading", f"{small_leading}pt"),
        ("space-gap", f"{gap}pt"),
    )


STEPS = (
    Fit("less space between parts", _sizes(9.9, 13.5, 8.4, 11.25, 11)),
    Fit("comments a little smaller", _sizes(9.9, 13.5, 8.2, 10.8, 11)),
    Fit("text and comments a little smaller", _sizes(9.7, 13, 8.2, 10.8, 11), "smaller"),
    Fit("text a little larger", _sizes(10.3, 14, 8.7, 11.7, 20), "a little larger"),
    Fit("text larger", _sizes(10.8, 14.75, 9, 12.25, 24), "larger"),
)


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
