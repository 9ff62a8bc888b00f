"""Characters that the PDF cannot show."""

from __future__ import annotations

from pcss_publish.engines import glyphs
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Published
from pcss_publish.theme import Theme


def missing_characters(published: Published, theme: Theme) -> tuple[Finding, ...]:
    """A blocking finding (P001) for each unit with characters that no font of the theme has.

    Reads font files; nothing is laid out.
    """
    units = published.units()
    gone = glyphs.missing("".join(unit.text for unit in units), theme.fonts)
    found = []
    for unit in units if gone else ():
        chars = sorted(gone & set(unit.text))
        if chars:
            shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in chars)
            hint = "Add a font that has them to fonts.extra in pcss.toml; the PDF shows boxes in their place."
            found.append(finding("P001", f"no font has {shown}", hint=hint, node=unit.id))
    return tuple(found)
