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
STEPS = (
    Fit("comments a little smaller", (("type-small", "8.2pt"), ("type-small-leading", "10.8pt"))),
    Fit(
        "text and comments a little smaller",
        (
            ("type-body", "9.7pt"), ("type-leading", "13pt"), ("space-line", "13pt"),
            ("type-small", "8.2pt"), ("type-small-leading", "10.8pt"),
        ),
    ),
    Fit(
        "text a little larger",
        (("type-body", "10.3pt"), ("type-leading", "14pt"), ("space-line", "14pt"),
         ("type-small", "8.7pt"), ("type-small-leading", "11.7pt")),
    ),
)  # fmt: skip
