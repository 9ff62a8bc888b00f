"""The ``theme.toml`` that a new theme begins with: nothing changed yet, what is mostly changed at hand."""

from __future__ import annotations

from typing import Any, Final

from pcss_publish.theme.model import Theme
from pcss_publish.theme.tokens import known

_USUAL: Final = {
    "color": ("ink", "muted", "accent", "spark", "tint", "warm", "line"),
    "type": ("text", "display", "subhead", "sans", "body", "leading", "title"),
    "page": ("columns",),
    "mail": ("serif", "sans"),
    "mail.light": ("page",),
    "mail.dark": ("page", "paper", "tint", "warm"),
}
"""Tokens that a house most often changes, by table."""
_HEAD: Final = """\
# The theme {name} stands on {base}: what it does not say is as it is there, and gets better as that does.
# Take the # from a line and change its value; `pcss-publish theme check {name}` says whether all can be read.
# docs/themes.md has all tokens, and what style sheets and templates in this folder would do.

base = "{base}"
about = "The house's own theme"
"""
_FOOT: Final = """
[logo]              # a file in this folder
# file = "logo.svg"
# alt = "The name of the magazine"
# height = "24pt"
# url = "https://example.org/logo.png"   # for mails, which show no SVG

# Fonts of the house: TTF or OTF, one table a file. A family needs what its place in [type] needs: text and
# sans a regular, an italic and a bold, display a regular, subhead an italic. Characters that they lack are
# taken from the fonts that ship.
# [[font]]
# family = "House Serif"
# file = "fonts/HouseSerif-Regular.ttf"
#
# [[font]]
# family = "House Serif"
# file = "fonts/HouseSerif-Italic.ttf"
# style = "italic"
#
# [[font]]
# family = "House Serif"
# file = "fonts/HouseSerif-Bold.ttf"
# weight = 700
"""


def starter(name: str, base: str, theme: Theme) -> str:
    """The text of the file.

    Args:
        name: of the new theme.
        base: of the theme that it stands on, as ``base`` calls it.
        theme: that theme; its values are shown.
    """
    parts = [_HEAD.format(name=name, base=base)]
    for table, keys in _USUAL.items():
        parts.append(f"\n[{table}]\n")
        parts += (_line(f"{table}.{key}", theme) for key in keys)
    return "".join((*parts, _FOOT))


def _line(name: str, theme: Theme) -> str:
    value: Any = theme.tokens
    for part in name.split("."):
        value = value[part]
    shown = str(value) if isinstance(value, int) else f'"{value}"'
    return f"# {name.rpartition('.')[2]} = {shown}".ljust(34) + f"  # {known()[name]['means']}\n"
