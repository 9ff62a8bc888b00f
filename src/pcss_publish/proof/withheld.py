"""Looks for what decisions keep out: in what a product shows, and in what it only carries."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Protocol

from pcss_publish.model import Unit
from pcss_publish.proof.faults import Fault
from pcss_publish.proof.pieces import LINE_END, Aside, Reading

RUN = 8
_WORD = re.compile(r"\w+")
_APART = "\n__\n"  # a word of its own, so that no run goes from one text into the next
# Values under these keys of a document JSON are the model's own words, never a person's.
_TECHNICAL = frozenset({"t", "role", "kind", "state", "precision", "shown_order", "order", "action"})


def words(text: str) -> list[str]:
    """Words as compared: compatibility forms and case do not matter, punctuation is left out."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


class Omitted(Protocol):
    """Words that a decision keeps out of every product; ``desk.Omission`` is one."""

    @property
    def node(self) -> str:
        """Id of the node that is withheld in whole or in part."""

    @property
    def action(self) -> str:
        """The decision's."""

    @property
    def reason(self) -> str:
        """Code of the decision's reason."""

    @property
    def by(self) -> str:
        """Who decided."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """What is withheld."""


_PHRASES: Final = frozenset({"comment-name", "comment-stamp"})


def _whole(omission: Omitted, unit: Unit) -> bool:
    """Whether not even a few words of a unit may appear: who signed, when, and what was blacked out."""
    return unit.role in _PHRASES or omission.action == "redact"


class Withheld:
    """What may not appear.

    Args:
        omissions: authorised omissions.
        required: units; what stands in them is published elsewhere and may appear.
    """

    def __init__(self, omissions: Iterable[Omitted], required: Sequence[Unit]) -> None:
        omissions = tuple(omissions)
        published = words(" ".join(unit.text for unit in required)) if omissions else []
        elsewhere = set(_runs(published))
        self._published = _padded(published)
        self._runs: dict[tuple[str, ...], str] = {}
        self._several: list[tuple[str, str]] = []
        self._single: list[tuple[str, str]] = []
        for omission in omissions:
            whole = [unit.text for unit in omission.units if _whole(omission, unit)]
            body = " ".join(unit.text for unit in omission.units if not _whole(omission, unit))
            self._runs |= dict.fromkeys(set(_runs(words(body))) - elsewhere, omission.node)
            for text in whole:
                self._phrase(omission.node, text)

    def _phrase(self, node: str, text: str) -> None:
        tokens = words(text)
        if not tokens or _padded(tokens) in self._published:
            return
        if len(tokens) > 1:
            self._several.append((node, _padded(tokens)))
        elif not tokens[0].isdigit():
            # A single word may be a word of the language too: it must stand as it was signed.
            self._single.append((node, _as_signed(text)))

    def faults(self, reading: Reading) -> list[Fault]:
        """One fault for each withheld node and place where something of it was found."""
        if not (self._runs or self._several or self._single):
            return []
        found = {(node, where) for where, text in _texts(reading) for node in self._in(text)}
        return [Fault(kind="withheld", id=node, found=where) for node, where in sorted(found)]

    def _in(self, text: str) -> set[str]:
        own = words(text)
        nodes = {self._runs[run] for run in _runs(own) if run in self._runs} if self._runs else set()
        shown, verbatim = _padded(own), _as_signed(text)
        nodes |= {node for node, phrase in self._several if phrase in shown}
        return nodes | {node for node, word in self._single if word in verbatim}


def _as_signed(phrase: str) -> str:
    return _padded(_WORD.findall(unicodedata.normalize("NFKC", phrase)))


def _padded(tokens: Sequence[str]) -> str:
    return f" {' '.join(tokens)} "


def _runs(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(tokens[n:] for n in range(RUN)), strict=False)


def _texts(reading: Reading) -> Iterator[tuple[str, str]]:
    """Everything in a product as place and text; the flow both with and without line-end hyphens."""
    flow = "\n".join(piece.text for piece in reading.pieces)
    yield "text", flow
    if f"-{LINE_END}" in flow:
        yield "text", flow.replace(f"-{LINE_END}", "")
    beside: dict[str, list[str]] = {}
    for aside in (*reading.asides, *reading.buried):
        beside.setdefault(aside.where, []).append(_plain(aside))
    yield from ((where, _APART.join(texts)) for where, texts in beside.items())


def _plain(aside: Aside) -> str:
    if not aside.text.lstrip().startswith(("{", "[")):
        return aside.text
    try:
        return "\n".join(strings(json.loads(aside.text)))
    except (ValueError, RecursionError):
        return aside.text


def strings(value: Any) -> Iterator[str]:
    """The texts in a JSON value, without the model's own words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _TECHNICAL or not isinstance(item, str):
                yield from strings(item)
