"""Where an article's links go, and whether a file's links go there too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pcss_publish.model import (
    Block,
    BlockQuote,
    BulletList,
    CallToAction,
    Figure,
    Inline,
    LineBlock,
    Link,
    Node,
    OrderedList,
    Table,
    Unit,
    element_id,
)
from pcss_publish.proof.faults import Fault, shortened

Links = Mapping[str, Sequence[str]]
"""Addresses by the unit, or the element, that leads there, in order."""

_LED_TO = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def of_nodes(nodes: Iterable[Node]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Addresses in calls to action, captions and credits."""
    for node in nodes:
        match node:
            case CallToAction():
                yield f"{node.id}-1", _targets(node.inlines)
            case Figure():
                yield f"{node.id}-caption", _targets(node.caption)
                yield f"{node.id}-credit", _targets(node.credit)


def of_blocks(blocks: Iterable[Block], prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Addresses in the leaves of some blocks; paths as in ``model.leaves``."""
    for number, block in enumerate(blocks, 1):
        path = f"{prefix}-{number}"
        match block:
            case BulletList() | OrderedList():
                for n, item in enumerate(block.items, 1):
                    yield from of_blocks(item.blocks, f"{path}-i{n}")
            case BlockQuote():
                yield from of_blocks(block.blocks, f"{path}-q")
            case LineBlock():
                yield from ((f"{path}-l{n}", _targets(line)) for n, line in enumerate(block.lines, 1))
            case Table():
                for r, row in enumerate(block.rows, 1):
                    yield from ((f"{path}-r{r}c{c}", _targets(cell)) for c, cell in enumerate(row, 1))
            case _ if hasattr(block, "inlines"):
                yield path, _targets(block.inlines)


def _targets(inlines: Iterable[Inline]) -> tuple[str, ...]:
    return tuple(target for target in _every(inlines) if _LED_TO.match(target))


def _every(inlines: Iterable[Inline]) -> Iterator[str]:
    for node in inlines:
        if isinstance(node, Link):
            yield node.target
        elif hasattr(node, "inlines"):
            yield from _every(node.inlines)


def external(target: str) -> bool:
    """Whether an address leads out of the file."""
    return bool(_LED_TO.match(target))


def faults(required: Iterable[Unit], expected: Links, found: Links) -> list[Fault]:
    """One fault for each unit whose links do not lead where the article's do.

    Args:
        required: units of the product.
        expected: addresses by unit.
        found: addresses by element; a link that is broken over lines may be told more than once.
    """
    told = []
    for unit in required:
        wanted, shown = _distinct(expected.get(unit.id, ())), _distinct(found.get(element_id(unit.id), ()))
        if wanted != shown:
            told.append(
                Fault(
                    kind="link",
                    id=unit.id,
                    expected=shortened(" ".join(wanted)),
                    found=shortened(" ".join(shown)),
                )
            )
    return told


def _distinct(targets: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(targets))
