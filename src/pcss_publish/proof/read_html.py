"""Reads HTML back with html5lib (https://html.spec.whatwg.org/multipage/parsing.html)."""

from __future__ import annotations

from typing import Any

from pcss_publish.proof import styling
from pcss_publish.proof.markup import Collector, shows_labels
from pcss_publish.proof.pieces import Reading


def read(data: bytes) -> Reading:
    """Read a page or a fragment; attributes and comments are kept for the search for leaks."""
    import html5lib

    walker = html5lib.getTreeWalker("etree")
    text = data.decode("utf-8", "replace")
    tree = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    sheets = ["".join(style.itertext()) for style in tree.iter("style")]
    collector = Collector(shows_labels(text), styling.hidden(tree, sheets))
    for token in walker(tree):
        _feed(collector, token)
    return Reading(
        "html5lib",
        collector.found(),
        asides=tuple(collector.asides),
        buried=tuple(collector.buried),
        links=collector.links,
    )


def _feed(collector: Collector, token: dict[str, Any]) -> None:
    match token["type"]:
        case "StartTag" | "EmptyTag":
            collector.start(token["name"], {name: value for (_, name), value in token["data"].items()})
            if token["type"] == "EmptyTag":
                collector.end()
        case "EndTag":
            collector.end()
        case "Characters" | "SpaceCharacters":
            collector.text(token["data"])
        case "Comment":
            collector.comment(token["data"])
