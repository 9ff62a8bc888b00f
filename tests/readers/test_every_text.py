"""Every text of a file is in the ledger once, or named as dropped: seen with another parser than the reader's."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from pcss_publish.model.ledger import joined
from pcss_publish.readers import read_bytes
from readers.describing import CASES, read
from readers.packing import bytes_of

TEXTS = sorted(path for path in CASES.glob("*/*") if not path.name.endswith(".expect.txt"))
PAGES = [path for path in TEXTS if path.suffix in {".html", ".mhtml"}]
#: What no browser shows as text of the page (https://html.spec.whatwg.org/#rendering), or shows by another program.
CODE = {
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "applet",
    "frameset", "noframes", "map",
}  # fmt: skip


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def page_of(path: Path) -> str:
    """The page as text, decoded here; of an archive the part that is one."""
    data = bytes_of(path)
    if path.suffix == ".mhtml":
        message = email.message_from_bytes(data, policy=email.policy.default)
        page = next(part for part in message.walk() if part.get_content_type() == "text/html")
        return str(page.get_content())
    declared = re.search(rb"charset=[\"']?([\w-]+)", data)
    codec = declared[1].decode().lower() if declared else "utf-8"
    return data.decode("cp1252" if codec == "iso-8859-1" else codec)  # as every browser reads it


def texts(root: Any) -> Iterator[tuple[str, str]]:
    """Each text node with the tag that holds it; what code is stays in one piece."""
    for node in root.childNodes:
        if node.nodeType == node.TEXT_NODE:
            yield root.nodeName, node.data
        elif node.nodeType == node.COMMENT_NODE:
            yield "comment", node.data
        elif node.nodeType == node.ELEMENT_NODE and node.nodeName in {*CODE, "title"}:
            yield node.nodeName, "".join(text for _, text in texts(node))
        else:
            yield from texts(node)


def words(text: str) -> str:
    """A text without its blanks, which a layout may set anew."""
    return "".join(text.split())


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_the_ledger_put_together_is_the_text(path: Path) -> None:
    received = read_bytes(bytes_of(path), path.name, limit=10_000_000)
    assert joined(read(path).document.ledger) == received.text


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_each_text_of_a_page_is_in_the_ledger_or_named_as_dropped(path: Path) -> None:
    document = read(path).document
    tree = html5lib.parse(page_of(path), treebuilder="dom")
    seen: Counter[str] = Counter()
    code: Counter[str] = Counter()
    for tag, text in texts(tree):
        if tag in CODE or tag in {"comment", "title"}:
            code[tag] += 1
        else:
            seen.update(words(text))
    kept = Counter(words(joined(document.ledger)))
    # A letter that the page has oftener than the ledger was lost; what is shown beside it (signs of items) may be more.
    assert seen - kept == Counter()
    dropped = Counter(one.what for one in document.sources[0].dropped if one.what in {*code, "title"})
    assert code == dropped


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_each_text_of_a_page_stands_in_the_ledger_whole(path: Path) -> None:
    ledger = words(joined(read(path).document.ledger))
    lost = [
        text for tag, text in texts(html5lib.parse(page_of(path), treebuilder="dom"))
        if tag not in {*CODE, "comment", "title"} and words(text) not in ledger
    ]  # fmt: skip
    assert lost == []
