"""What the proof can find wrong, as coded data."""

from __future__ import annotations

from typing import Literal

from pcss_publish.model import Model

FaultKind = Literal[
    "file",  # the file is missing, or not the one that was built
    "unreadable",  # the file is none of its kind
    "missing",  # a unit stands nowhere
    "altered",  # a unit's element shows another text
    "doubled",  # a unit's text stands twice
    "order",  # a unit stands before one that it has to follow
    "place",  # a unit's text stands in another element
    "hidden",  # a unit is in the file and nobody sees it
    "marker",  # a list item bears another number or letter than in the article
    "parting",  # units are not set apart where the article parts them
    "link",  # a link leads elsewhere than in the article, or is gone
    "unknown",  # a text that is neither a unit nor declared by the house
    "house",  # a house text differs from its declaration or is not shown
    "withheld",  # something that a decision keeps out
    "count",  # comments do not add up
    "page",  # the book marks the beginning of a page elsewhere than the PDF has it
]
_SHOWN = 60


class Fault(Model):
    """One thing wrong with one product.

    Attributes:
        id: the unit or house text concerned (without ``pcss-``), the place, or the withheld node.
        expected: what had to stand there, from the first difference on, shortened.
        found: what stands there instead.
        at: code points before the first difference, -1 where there is no text to count in.
        expected_char: the first differing code point as ``U+002D``, empty at an end of text.
        found_char: the same for what was found.
    """

    kind: FaultKind
    id: str
    expected: str = ""
    found: str = ""
    at: int = -1
    expected_char: str = ""
    found_char: str = ""

    def __str__(self) -> str:
        where = f" at {self.at}"
        if not (_plain(self.expected) and _plain(self.found)):
            where += f" ({self.expected_char or 'end'}, found {self.found_char or 'end'})"
        texts = f": expected {self.expected!r}, found {self.found!r}" if self.expected or self.found else ""
        return f"{self.kind} {self.id}{where if self.at >= 0 else ''}{texts}"


def _plain(text: str) -> bool:
    """Whether the text begins with what nobody takes for another sign."""
    return text[:1].isascii() and text[:1].isalnum()


def shortened(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def difference(kind: FaultKind, name: str, expected: str, found: str) -> Fault:
    """A fault that names the first code point in which two texts differ."""
    at = common(expected, found)
    return parted(kind, name, at, expected[at:], found[at:])


def common(one: str, other: str) -> int:
    """How many code points two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def parted(kind: FaultKind, name: str, at: int, expected: str, found: str) -> Fault:
    """A fault for two texts that agree up to ``at`` and go on differently."""
    return Fault(
        kind=kind,
        id=name,
        expected=shortened(expected),
        found=shortened(found),
        at=at,
        expected_char=_code_point(expected),
        found_char=_code_point(found),
    )


def _code_point(text: str) -> str:
    return f"U+{ord(text[0]):04X}" if text else ""
