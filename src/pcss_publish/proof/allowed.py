"""Which texts may stand in a file beside the units: those that the house declared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pcss_publish.model import HouseText, Unit, house_element_id
from pcss_publish.proof import bidi
from pcss_publish.proof.faults import Fault, parted, shortened
from pcss_publish.proof.fold import folded, has_rtl, spaced
from pcss_publish.proof.lines import agree
from pcss_publish.proof.pieces import HOUSE_PREFIX, ID_PREFIX, LANDMARKS, Aside, Piece

_LETTER = re.compile(r"[^\W\d_]|\ufffd")  # a glyph without a meaning may be a letter
_WORD = re.compile(r"\w|\ufffd")
_TURNED = str.maketrans("()[]{}«»", ")(][}{»«")
_HEADS = frozenset({"section", "series", "title", "subtitle", "byline", "date", "heading", "label"})


class Allowed:
    """Which texts may stand beside the units.

    Args:
        required: an alternative text, a bookmark or a running head may repeat a unit.
        house: what was declared.
        exact: the file holds texts as they are written, not as they are drawn.
    """

    def __init__(self, required: Sequence[Unit], house: Sequence[HouseText], *, exact: bool) -> None:
        self._house, self._exact = house, exact
        self._required = required
        self._by_id = {house_element_id(item.id): item for item in house}
        self._units = {folded(unit.text).strip() for unit in required}
        self._texts = {folded(item.text).strip() for item in house} - {""}
        self._declared = _any_of(self._texts if exact else {*self._texts, *_as_drawn(self._texts)})
        self._seen: set[str] = set()
        self._ids: set[str] = set()
        self._flow: Counter[str] = Counter()

    @cached_property
    def _heads(self) -> re.Pattern[str]:
        """Heads of the article and declared texts; few products have an aside that asks for them."""
        own = (folded(unit.text).strip() for unit in self._required if unit.role in _HEADS)
        return _any_of({*self._texts, *own})

    def stray(self, piece: Piece) -> list[Fault]:
        """Faults of a piece that is no required unit."""
        text = folded(piece.text).strip()
        if not text or piece.kind == "marker":
            return []
        if piece.id.startswith(HOUSE_PREFIX):
            return self._house_piece(piece)
        self._flow.update(match[0] for match in self._declared.finditer(text))
        if piece.id or not self._accounted(text, _WORD):
            return [_unknown(piece.id.removeprefix(ID_PREFIX) or "no element", piece.text)]
        return []

    def _house_piece(self, piece: Piece) -> list[Fault]:
        item = self._by_id.get(piece.id)
        name = piece.id.removeprefix(ID_PREFIX)
        if item is None:
            return [_unknown(name, piece.text)]
        if item.id in self._ids and item.kind == "editorial":
            return [Fault(kind="doubled", id=name, found=shortened(piece.text))]
        self._ids.add(item.id)
        self._flow[folded(item.text).strip()] += 1
        if piece.hidden not in {"", LANDMARKS} and item.kind == "editorial":
            return [Fault(kind="hidden", id=name, found=piece.hidden)]
        if self._exact and spaced(item.text).strip() == spaced(piece.text).strip():
            return []
        found = agree(item.text, piece.text)
        if found.at is None:
            return []
        return [parted("house", name, found.at, found.expected, found.found)]

    def aside(self, aside: Aside) -> list[Fault]:
        """Faults of a text outside the reading order; numbers there are folios."""
        text = folded(aside.text).strip()
        shown = aside.printed or aside.spoken
        known = self._accounted(text, _LETTER, shown=shown) or (not aside.printed and self._repeats(text))
        return [] if known else [_unknown(aside.where, aside.text)]

    def _repeats(self, text: str) -> bool:
        """Whether it is a unit once more, or made of heads, as the bookmark of a title with its series is."""
        return text in self._units or not _LETTER.search(self._heads.sub(" ", text))

    def _accounted(self, text: str, letter: re.Pattern[str], *, shown: bool = True) -> bool:
        """Whether it is made of declared texts; each of them counts as seen where it is ``shown``."""
        if shown:
            self._seen.update(match[0] for match in self._declared.finditer(text))
        return not letter.search(self._declared.sub(" ", text))

    def unshown(self) -> list[Fault]:
        """Faults of editorial texts that were declared and are nowhere; to be called last."""
        return [
            Fault(kind="house", id=item.id, expected=shortened(item.text))
            for item in self._house
            if item.kind == "editorial"
            and item.id not in self._ids
            and folded(item.text).strip() not in self._seen
        ]

    def overdone(self) -> Iterator[Fault]:
        """Faults of editorial texts that stand in the flow more often than declared; to be called last."""
        declared = Counter(folded(item.text).strip() for item in self._house)
        repeats = {folded(item.text).strip() for item in self._house if item.kind == "repeat"}
        for item in self._house:
            text = folded(item.text).strip()
            if text not in repeats and self._flow[text] > declared.pop(text, self._flow[text]):
                yield Fault(kind="doubled", id=f"h-{item.id}", found=shortened(text))


def _as_drawn(texts: Iterable[str]) -> Iterator[str]:
    """Texts from right to left as a page draws them: outside of its structure there is nothing else."""
    for text in filter(has_rtl, texts):
        for base in (0, 1):
            line = bidi.drawn(text, bidi.levels(text, base))
            yield from (line, line.translate(_TURNED))


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Matches any of ``texts`` as whole words, the longest first."""
    ordered = sorted({*texts} - {""}, key=lambda text: (-len(text), text))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)" if ordered else r"(?!)")


def _unknown(where: str, text: str) -> Fault:
    return Fault(kind="unknown", id=where, found=shortened(" ".join(text.split())))
