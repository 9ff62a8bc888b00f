"""The house's own lines about an article: what became of the comments, where the text comes from."""

from __future__ import annotations

from typing import NamedTuple

from pcss_publish.compose.house import word
from pcss_publish.config import Config
from pcss_publish.model import Published

_ALONE = ("currency", "captured")  # lines that are words only


class Line(NamedTuple):
    """``words`` of the house, then ``text`` as configured or supplied by the desk; either may be empty."""

    key: str
    words: str = ""
    text: str = ""
    link: str = ""


def comment_lines(published: Published, language: str) -> tuple[Line, ...]:
    """How the comments are printed, and how many of those that the page declared are withheld and why."""
    desk = published.comments
    shown = len(published.document.comments.items)
    declared = desk.declared if desk.declared is not None else shown + desk.withheld_count
    if not declared:
        return ()
    if not shown:
        return (Line("comments-none", word(language, "comments-none", n=declared)),)
    policy = Line("comments-policy", word(language, "comments-policy", order=word(language, desk.order)))
    if not desk.withheld_count:
        return policy, Line("comments-all", word(language, "comments-all", n=shown))
    reasons = ", ".join(word(language, f"withheld-{w.reason}", n=w.count) for w in desk.withheld)
    count = {"declared": declared, "printed": shown, "n": desk.withheld_count, "reasons": reasons}
    return policy, Line("comments-count", word(language, "comments-count", **count))


def colophon_lines(published: Published, config: Config) -> tuple[Line, ...]:
    """Reprint line, link to the original, rights, and how old the text is. Nothing is made up."""
    house, language = config.publication, config.publication.language
    dated = published.document.published
    date = dated.raw if dated else published.date
    url = published.original_url or ""
    every = (
        Line("reprint", word(language, "reprint"), text=published.reprint or ""),
        Line("original", word(language, "original"), url, url),
        Line("rights", text=house.rights),
        Line("currency", word(language, "currency", date=date) if date else ""),
        Line("captured", word(language, "captured", date=published.captured) if published.captured else ""),
    )
    return tuple(line for line in every if line.text or (line.words and line.key in _ALONE))
