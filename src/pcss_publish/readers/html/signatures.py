"""Signatures: a link to a user's page, then a time (https://www.mediawiki.org/wiki/Help:Signatures)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from pcss_publish.normalization.dates import stamps
from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.html.tree import words

BLOCKS: Final = frozenset({"p", "dd", "li"})
LISTS: Final = frozenset({"dl", "ul", "ol"})
JOINED: Final = frozenset({"p", "blockquote", "pre", "ul", "ol"})
#: Elements that end the line of a paragraph or an item.
NESTED: Final = LISTS | JOINED | {"table", "div", "h2", "h3", "h4", "h5", "h6"}
_ZONE: Final = re.compile(r"\s*\((?P<zone>[A-Z]{2,5})\)")
_UTC: Final = frozenset({"UTC", "GMT"})
_TALK: Final = re.compile(r"talk:|diskussion:|discussion|discusión|overleg", re.IGNORECASE)
_NEAR: Final = 150  # characters behind a link within which its time stands
_AFTER: Final = "ext-discussiontools"


class Signature(NamedTuple):
    """Where in a paragraph a signature lies: among its children, and in the text behind the last of them."""

    block: Element
    first: int
    last: int
    name: Element
    start: int
    end: int
    value: str
    alone: bool


@cache
def _pages(names: tuple[str, ...]) -> re.Pattern[str]:
    spaces = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?:^|[/=])(?:{spaces})[:/](?P<user>[^/#&?]+)", re.IGNORECASE)


def user_of(link: Element, names: tuple[str, ...]) -> str:
    """Whose page a link leads to; empty where it leads elsewhere."""
    found = _pages(names).search(unquote(link.get("href") or "").replace("_", " "))
    return found["user"].strip() if found else ""


def signature_of(block: Element, names: tuple[str, ...]) -> Signature | None:
    """The signature at the end of a paragraph or an item; None where it has none with a name."""
    own = list(block)
    own = own[: next((n for n, one in enumerate(own) if one.tag in NESTED), len(own))]
    times = [(n, time) for n, one in enumerate(own) for time in _times(one)]
    if not times:
        return None
    last, (start, end, value) = times[-1]
    users = [(n, user_of(link, names)) for n, one in enumerate(own[: last + 1]) for link in _links(one)]
    users = [(n, user) for n, user in users if user]
    if not users:
        return None
    first, user = users[-1]
    while first and _belongs(own[first - 1], user, names):
        first -= 1
    signing = [link for one in own[first : last + 1] for link in _links(one) if user_of(link, names)]
    name = next((one for one in signing if _names(one, user)), None)
    rest = "".join(words(one) for one in own[last + 1 :] if _AFTER not in (one.get("class") or ""))
    rest += (own[last].tail or "")[end:] + "".join(one.tail or "" for one in own[last + 1 :])
    alone = len(times) == 1 and not re.search(r"\w", rest)
    return None if name is None else Signature(block, first, last, name, start, end, value, alone)


def _links(element: Element) -> Iterator[Element]:
    yield from element.iter("a")


def _times(element: Element) -> Iterator[tuple[int, int, str]]:
    """Times with their zone in the text behind an element, or in it if it is nothing else (then at 0:0)."""
    if "timestamplink" in (element.get("class") or ""):
        yield from ((0, 0, value) for *_, value in _clocked(words(element)))
    yield from _clocked(element.tail or "")


def _clocked(text: str) -> Iterator[tuple[int, int, str]]:
    for one in stamps(text[:_NEAR]):
        zone = _ZONE.match(text, one.end)
        if one.full and one.parts[3] is not None and zone:
            yield one.start, zone.end(), f"{one.value}+00:00" if zone["zone"] in _UTC else ""


def _belongs(element: Element, user: str, names: tuple[str, ...]) -> bool:
    """Whether an element before a link is the signature's too: links to the same user, signs between."""
    links = list(_links(element))
    alone = "".join(map(words, links)) == words(element)
    return bool(links) and alone and all(user_of(one, names) == user for one in links) and not re.search(
        r"\w", element.tail or ""
    )  # fmt: skip


def _names(link: Element, user: str) -> bool:
    """Whether a link shows the user, and is not the word for his or her page of letters."""
    talk = _TALK.search(unquote(link.get("href") or "").replace("_", " "))
    return words(link) != "" and (not talk or words(link).casefold() == user.casefold())
