"""Copyfit: the few steps by which a page may be set tighter or looser."""

from __future__ import annotations

from typing import NamedTuple


class Fit(NamedTuple):
    """One setting of sizes, as variables of the style sheet."""

    name: str
    variables: tuple[tuple[str, str], ...] = ()

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
    Fit("text and comments a little smaller", _sizes(9.7, 13, 8.2, 10.8, 11)),
    Fit("text a little larger", _sizes(10.3, 14, 8.7, 11.7, 20)),
    Fit("text larger", _sizes(10.8, 14.75, 9, 12.25, 24)),
)
