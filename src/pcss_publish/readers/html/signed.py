"""Comments that are signed at their end, as on talk pages of MediaWiki: no element holds one of them.

Where a comment begins is told by a marker of the extension DiscussionTools; else it is the signed paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.html.signatures import (
    BLOCKS,
    JOINED,
    LISTS,
    NESTED,
    Signature,
    signature_of,
    user_of,
)
from pcss_publish.readers.html.tree import select, set_line, words

DOUBT: Final = "data-pcss-doubt"
SIGNED: Final = "data-pcss-signed"
_DASH: Final = re.compile(r"\s*[-–—~]{0,3}\s*$")
_STARTS: Final = "[data-mw-comment-start]"


class Signed(NamedTuple):
    """One comment, put into an element of its own."""

    item: Element
    name: Element
    stamp: Element
    body: tuple[Element, ...]


def read_signed(page: Element, names: Sequence[str]) -> list[Signed]:
    """Put each signed comment into an element of its own; ``names`` are what pages of users are called."""
    blocks: dict[Element, None] = {}
    for link in select(page, "a[href]"):
        block = next((one for one in link.iterancestors() if one.tag in NESTED or one.tag in BLOCKS), None)
        if block is not None and block.tag in BLOCKS and user_of(link, tuple(names)):
            blocks[block] = None
    found = [one for one in (signature_of(block, tuple(names)) for block in blocks) if one]
    signed = {one.block for one in found}
    made = [_put(one, number, signed) for number, one in enumerate(found, 1)]
    for one in made:
        _relate(one.item)
    if made and (left := _unsigned(page, made)):
        made[0].item.set(DOUBT, f"words among the signed comments bear no signature: “{left[:60]}”")
    return made


def _put(sign: Signature, number: int, signed: set[Element]) -> Signed:
    """Part words and signature of a comment, and put both into an element of its own."""
    from lxml import etree

    block = sign.block
    run, said, below = (etree.Element(tag) for tag in ("pcss-run", "p", "div"))
    for one in (run, said, below):
        set_line(one, block.sourceline or 1)
    run.set("id", f"signed-{number}")
    run.set(SIGNED, "yes")
    above, doubt = _above(block, signed)
    doubt = doubt if sign.alone else "its paragraph holds more than one signature, or words behind it"
    if doubt:
        run.set(DOUBT, doubt)
    children = list(block)
    own = children[: next((n for n, one in enumerate(children) if one.tag in NESTED), len(children))]
    stamp = _stamped(own[sign.last], sign)
    said.text, block.text = block.text, None
    said.extend(own[: sign.first])
    below.extend(own[sign.first : sign.last + 1])
    if stamp is not own[sign.last]:
        below.append(stamp)
    below.extend(own[sign.last + 1 :])
    _cut_dash(said, below)
    block.insert(0, run)
    run.extend([*above, said, below])
    if block.tag == "li":
        block.tag = "div"  # its sign is no part of the words
    bodies = tuple(one for one in (*above, said) if words(one))
    return Signed(run, sign.name, stamp, bodies)


def _stamped(last: Element, sign: Signature) -> Element:
    """The element of the time, made where it is mere text."""
    from lxml import etree

    stamp = last
    if sign.end:
        stamp = etree.Element("time")
        set_line(stamp, last.sourceline or 1)
        text = last.tail or ""
        last.tail, stamp.text, stamp.tail = text[: sign.start], text[sign.start : sign.end], text[sign.end :]
    if sign.value:
        stamp.set("datetime", sign.value)
    return stamp


def _cut_dash(said: Element, below: Element) -> None:
    """A dash before the signature is the signature's."""
    text = said[-1].tail if len(said) else said.text
    cut = _DASH.search(text or "")
    if cut:
        below.text = (text or "")[cut.start() :]
        if len(said):
            said[-1].tail = (text or "")[: cut.start()]
        else:
            said.text = (text or "")[: cut.start()]


def _above(block: Element, signed: set[Element]) -> tuple[list[Element], str]:
    """What stands above a signed paragraph and belongs to it, and what is doubtful about that."""
    if any(True for _ in select(block, _STARTS)):
        return [], ""
    found: list[Element] = []
    for one in block.itersiblings(preceding=True):
        ends = (
            one.tag not in JOINED
            or any(each in signed for each in one.iter())
            or len(select(one, "pcss-run"))
        )
        if block.tag != "p" or ends or (one.tail or "").strip():
            bounded = block.tag == "p" and (one.tag in NESTED)
            break
        found.insert(0, one)
        if any(True for _ in select(one, _STARTS)):
            return found, ""
    else:
        bounded = False
    if not found:
        return [], ""
    return (found if bounded else []), "unsigned words stand above its paragraph"


def _relate(item: Element) -> None:
    """Name the comment that it stands below."""
    node = item.getparent()
    while node is not None:
        above, before = node.getparent(), node.getprevious()
        for one in (
            before if node.tag in LISTS else None,
            above if above is not None and above.tag in {"dd", "div"} else None,
        ):
            run = None if one is None or not len(one) or one[0].tag != "pcss-run" else one[0]
            if run is not None and run is not item:
                item.set("data-parent", run.get("id"))
                return
        node = above


def _unsigned(page: Element, made: list[Signed]) -> str:
    """The first words between the first comment and the last that are in none of them."""
    ours = {one.item for one in made}
    begun, left = 0, ""
    for element in page.iter():
        if element in ours:
            begun += 1
            if begun == len(ours):
                return ""
        elif (
            begun > 0
            and element.tag in BLOCKS
            and not any(above in ours for above in element.iterancestors())
        ):
            left = (element.text or "").strip() or "".join(
                (one.tail or "").strip() for one in element if one.tag != "pcss-run"
            )
            if left or (element.tag == "p" and words(element) and not select(element, "pcss-run")):
                return left or words(element)
    return ""
