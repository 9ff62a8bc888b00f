"""Lines of mixed direction, drawn as the Unicode Bidirectional Algorithm has them (UAX #9)."""

import pytest

from pcss_publish.proof.bidi import drawn, levels


@pytest.mark.parametrize(
    ("base", "text", "seen"),
    [
        (0, "abc", "abc"),
        (0, "אבג", "גבא"),
        (0, "car אבג car", "car גבא car"),
        (1, "car אבג", "גבא car"),
        (1, "אבג 123 דהו", "והד 123 גבא"),
        (0, "אבג 123", "123 גבא"),
        (0, "אבג-123", "123-גבא"),
        (0, "ابج 123", "123 جبا"),
        (0, "אבג 1,234.5", "1,234.5 גבא"),
        (0, "אבג 5%", "5% גבא"),
        (0, "ابج 5%", "5 جبا%"),
        (0, "אבג, דהו", "והד ,גבא"),
        (1, "abc.", ".abc"),
        (0, "abc.", "abc."),
        (0, "אב\u05b4ג", "ג\u05b4בא"),
        (0, "", ""),
    ],
)
def test_drawn_order(base: int, text: str, seen: str) -> None:
    assert drawn(text, levels(text, base)) == seen
