"""Addresses, and words that were links on the page that the text was copied from."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pcss_publish.normalization import lexicon

# An address ends before the closing sign of a shortcode: [embed]https://example.org[/embed].
_URL = re.compile(
    r"(?:https?://|www\.)(?:(?!\[/)[^\s<>\"“”«»])+(?!\[/)[^\s<>\"“”«».,;:!?)\]’']", re.IGNORECASE
)
_LONGEST = 4000
_SHORT = 120
_CLICK = re.compile(r"click|klick|clique|clic\b|klik", re.IGNORECASE)


class Found(NamedTuple):
    """A stretch of a text: an address with its target, or a lost link without."""

    start: int
    end: int
    target: str | None


@cache
def _lost() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Patterns, each with words one of which is in all that it matches: most texts have none of them."""
    # HERE in capitals is a link; the word in lower case only behind the verbs that the patterns name.
    return tuple(
        (
            tuple(sign.split("|")),
            re.compile(entry, 0 if "HERE" in entry and "|" not in entry else re.IGNORECASE),
        )
        for sign, entry in lexicon.signs("links.lost")
    )


@cache
def _invites() -> re.Pattern[str]:
    return lexicon.pattern("links.invites", r"(?:^|[.!?•]\s+|\b){}")


@lru_cache(maxsize=256)  # several passes ask about each text
def find_links(text: str) -> tuple[Found, ...]:
    """Addresses and lost links, left to right, without overlap."""
    found = [Found(*match.span(), _target(match.group())) for match in _URL.finditer(text)]
    if len(text) <= _LONGEST:
        low = text.lower()
        told = (pattern for signs, pattern in _lost() if any(sign in low for sign in signs))
        for pattern in told:
            for match in pattern.finditer(text):
                group = 1 if match.lastindex else 0
                one = Found(match.start(group), match.end(group), None)
                if not any(one.start < other.end and other.start < one.end for other in found):
                    found.append(one)
    return tuple(sorted(found))


def _target(address: str) -> str:
    return address if "://" in address else f"http://{address}"


def is_invitation(text: str) -> bool:
    """Whether a line sends the reader elsewhere: an address or a lost link, and a verb that invites."""
    if len(text) > 400:
        return False
    found = find_links(text)
    if len(text) <= _SHORT and any(
        one.target is None and _CLICK.search(text[one.start : one.end]) for one in found
    ):
        return True
    return (bool(found) and bool(_invites().match(text))) or any(_ends_with(text, one) for one in found)


def _ends_with(text: str, link: Found) -> bool:
    """A short line that leads to an address at its end."""
    return (
        link.target is not None
        and len(text) <= 160
        and not text[link.end :].strip(" .!")
        and ":" in text[: link.start]
    )
