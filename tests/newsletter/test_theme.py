"""The colours of mails are legible on their grounds, by day and by night (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import pytest

from pcss_publish.compose.mail import tokens
from pcss_publish.compose.templates import template
from pcss_publish.errors import ConfigError
from pcss_publish.theme import load

SEEN = {name: tokens(load(name), "ltr") for name in ("magazine", "plain")}
GROUNDS = {
    "ink": ("paper", "tint", "warm"),
    "muted": ("paper", "warm"),
    "accent": ("paper", "tint", "warm"),
    "spark": ("paper", "tint"),
    "proof": ("paper",),
    "foot": ("page",),
}
PAIRS = [
    (name, mode, text, ground)
    for name in SEEN
    for mode in ("light", "night")
    for text, grounds in GROUNDS.items()
    for ground in grounds
]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, definition of contrast ratio)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_measure_is_right_at_its_ends() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize(("name", "mode", "text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(name: str, mode: str, text: str, ground: str) -> None:
    assert contrast(SEEN[name][mode][text], SEEN[name][mode][ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "night"])
@pytest.mark.parametrize("name", SEEN)
def test_no_colour_is_pure_black_or_white(name: str, mode: str) -> None:
    assert {"#000000", "#ffffff"} & set(SEEN[name][mode].values()) == set()


def test_a_theme_without_a_template_is_a_wrong_configuration() -> None:
    with pytest.raises(ConfigError, match="magazine has no absent"):
        template(load("magazine"), "absent.html.j2")
