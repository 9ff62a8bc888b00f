"""What the proof asks of a published view, worked out once for all its products."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pcss_publish.model import (
    Block,
    BlockQuote,
    BulletList,
    CallToAction,
    Edit,
    Figure,
    Model,
    OrderedList,
    Published,
    Unit,
    label_text,
    leaves,
)
from pcss_publish.model.document import node_units
from pcss_publish.proof import links
from pcss_publish.proof.links import Links
from pcss_publish.proof.markers import Markers

_WORD = re.compile(r"\w+")


def word_count(units: Iterable[Unit]) -> int:
    r"""Matches of ``\w+``."""
    return sum(len(_WORD.findall(unit.text)) for unit in units)


@dataclass(frozen=True)
class Article:
    """A published view as the proof sees it."""

    published: Published

    @property
    def name(self) -> str:
        """Its id."""
        return self.published.document.id

    @property
    def sources(self) -> tuple[str, ...]:
        """Digests of what it was read from."""
        return tuple(source.sha256 for source in self.published.document.sources)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Ids of nodes that a decision removed."""
        return self.published.dropped

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Marked edits."""
        return self.published.edits

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units, in reading order."""
        return self.published.units()

    @cached_property
    def statements(self) -> dict[str, tuple[Unit, ...]]:
        """The units of each statement by its id."""
        return {node.id: tuple(node_units(node)) for node in self.published.document.statements}

    @cached_property
    def awards(self) -> dict[str, str]:
        """The statement of each numbered award by its number."""
        return {award.id: award.statement for award in self.published.document.awards if award.id}

    @cached_property
    def comments(self) -> tuple[str, ...]:
        """Ids of the comments that are printed, in order."""
        return tuple(comment.id for comment in self.published.document.comments.items)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Addresses that any text may lead to."""
        return frozenset({self.published.original_url or ""})

    @property
    def models(self) -> tuple[Model, ...]:
        """What an attached file may hold."""
        return self.published, self.published.document

    @property
    def stated(self) -> tuple[str, ...]:
        """Texts that the house has to show: none, for an article alone."""
        return ()

    @staticmethod
    def in_text(required: Iterable[Unit]) -> tuple[Unit, ...]:
        """The units in the order of a plain text, whose first line mail programs show in their lists."""
        return tuple(sorted(required, key=lambda unit: unit.role != "title"))

    def required(self, left_out: Sequence[str]) -> tuple[Unit, ...]:
        """The units without those of whole comments that a product leaves out by rule."""
        gone = set(left_out) & set(self.comments)
        return tuple(unit for unit in self.units if unit.id.split("-", 1)[0] not in gone)

    @cached_property
    def blocks(self) -> dict[str, tuple[Block, ...]]:
        """The blocks of every node by its id."""
        document = self.published.document
        nodes = [node for node in document.nodes() if not isinstance(node, (CallToAction, Figure))]
        owners = {node.id: node.blocks for node in (*nodes, *document.comments.items)}
        return {"note": self.published.editors_note, **owners}

    @cached_property
    def markers(self) -> Markers:
        """Labels of list items by the unit that they introduce; ``""`` where the article gives none."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, blocks in self.blocks.items():
            for unit, label in _markers(blocks, name):
                found[unit].append(label)
        return found

    @cached_property
    def links(self) -> Links:
        """Where the links of each unit go, by its id."""
        found = dict(links.of_nodes(self.published.document.nodes()))
        for name, blocks in self.blocks.items():
            found |= links.of_blocks(blocks, name)
        return {unit: targets for unit, targets in found.items() if targets}


def _markers(blocks: Iterable[Block], prefix: str) -> Iterator[tuple[str, str]]:
    """First leaf and label of each numbered item, outer ones first; paths as in ``model.leaves``."""
    for number, block in enumerate(blocks, 1):
        path = f"{prefix}-{number}"
        match block:
            case BulletList() | OrderedList():
                for n, item in enumerate(block.items, 1):
                    first = next(leaves(item.blocks, f"{path}-i{n}"), None)
                    if first and isinstance(block, OrderedList):
                        yield first.path, label_text(item.label)
                    yield from _markers(item.blocks, f"{path}-i{n}")
            case BlockQuote():
                yield from _markers(block.blocks, f"{path}-q")
