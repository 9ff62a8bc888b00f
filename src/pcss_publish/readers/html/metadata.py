"""What a page says of its article outside the text: JSON-LD, then meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, Literal

from pcss_publish.model.marks import Claimed
from pcss_publish.readers.html.notes import Element

Key = Literal["title", "byline", "published", "language"]

_ARTICLES: Final = re.compile(r"Article$|^BlogPosting$|^QAPage$|^FAQPage$|^Report$")
_META: Final[tuple[tuple[Key, tuple[str, ...]], ...]] = (
    ("title", ("og:title", "twitter:title", "citation_title", "dc.title", "parsely-title")),
    ("byline", ("author", "article:author_name", "citation_author", "dc.creator", "parsely-author")),
    (
        "published",
        (
            "article:published_time",
            "citation_publication_date",
            "dc.date",
            "date",
            "pubdate",
            "parsely-pub-date",
        ),
    ),
)
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)")
_LONGEST: Final = 300
_DEEPEST: Final = 30


def claims_of(page: Element) -> tuple[Claimed, ...]:
    """The page's claims, JSON-LD before meta, each value once."""
    found = [*_linked_data(page), *_meta(page)]
    language = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if language:
        found.append(Claimed(source="html", key="language", value=language))
    seen: dict[tuple[str, str], Claimed] = {}
    for claim in found:
        value = " ".join(claim.value.split())
        if 0 < len(value) <= _LONGEST and not value.startswith(("http:", "https:")):
            seen.setdefault((claim.key, value), claim.model_copy(update={"value": value}))
    return tuple(seen.values())


def base_of(page: Element, text: str) -> str:
    """The page's own address, as it or the browser that saved it says; empty where neither does."""
    saved = _SAVED_FROM.search(text[:2000])
    stated = [
        *(page.xpath("//base/@href")),
        *(page.xpath("//link[@rel='canonical']/@href")),
        *(page.xpath("//meta[@property='og:url']/@content")),
        *([saved.group(1)] if saved else []),
    ]
    return next((one for one in map(str, stated) if one.startswith(("http://", "https://"))), "")


def _meta(page: Element) -> Iterator[Claimed]:
    named: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        named.setdefault(name, []).append(element.get("content") or "")
    for key, names in _META:
        for name in names:
            for value in named.get(name, []):
                yield Claimed(source="meta element", key=key, value=value)


def _linked_data(page: Element) -> Iterator[Claimed]:
    for script in page.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # What cannot be read says nothing; the page's text does.
        for node in _nodes(data, 0):
            types = node.get("@type")
            if any(_ARTICLES.search(str(one)) for one in (types if isinstance(types, list) else [types])):
                yield from _article(node)


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a graph, outer first."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)
    elif isinstance(data, list):
        for one in data:
            yield from _nodes(one, depth + 1)


def _article(node: dict[str, Any]) -> Iterator[Claimed]:
    fields: tuple[tuple[Key, str], ...] = (
        ("title", "headline"), ("byline", "author"), ("published", "datePublished"),
    )  # fmt: skip
    for key, field in fields:
        value = node.get(field)
        for one in value if isinstance(value, list) else [value]:
            said = one.get("name") if isinstance(one, dict) else one
            if isinstance(said, str):
                yield Claimed(source="JSON-LD", key=key, value=said)
