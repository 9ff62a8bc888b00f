"""The element that holds comments; and what is theirs where they share one with the article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Final

from pcss_publish.normalization.labels import label_of
from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.html.signed import SIGNED
from pcss_publish.readers.html.tree import ancestors, common, select, words

_ROOTS: Final = (
    "#comments, #disqus_thread, .comments-area, .comments, #respond, [id*=comments], .comment-list"
)
_MOST_BESIDE: Final = 600  # characters of rules and forms; more of them are the article's
_BRIEF: Final = 200  # characters of a line or two; more may be the article's
_SENTENCE: Final = re.compile(r"(?:\w+\W+){2}\w+[.!?…](?:\W|$)")
_WRITTEN: Final = ("p", "h1", "article", "blockquote")


def beside(items: Sequence[Element]) -> Iterator[Element]:
    """The elements between the comments, and the brief ones directly above the first and below the last."""
    ours = set(items)
    holding = ancestors(list(items)) - ours
    top = common(list(items))
    todo = [] if top is None else [top.getparent() if top is items[0] else top]
    while todo:
        children = list(todo.pop())
        own = [n for n, one in enumerate(children) if one in holding or one in ours]
        above = list(takewhile(_is_brief, reversed(children[: own[0]])))
        below = list(takewhile(_is_brief, children[own[-1] + 1 :]))
        within = [one for one in children[own[0] : own[-1]] if one not in holding and one not in ours]
        yield from (*reversed(above), *within, *below)
        todo += [one for one in children if one in holding]


def _is_brief(element: Element) -> bool:
    said = words(element)
    written = next(element.iter(*_WRITTEN), None) is not None or is_written(said)
    return len(said) <= _BRIEF and (not written or element.tag == "form")


def is_written(said: str) -> bool:
    """Whether words are a sentence, or a labelled question or answer: somebody's, and not the page's."""
    return bool(_SENTENCE.search(said)) or label_of(said) is not None


def root_of(page: Element, items: list[Element]) -> Element | None:
    """The element that holds the comments, their heading and their form, and nothing of the article.

    What is signed at its end stands among the article's own paragraphs.
    """
    if any(one.get(SIGNED) for one in items):
        return None
    if not items:
        return next((one for one in select(page, _ROOTS) if len(words(one)) > 2), None)
    top = common(items)
    top = items[0].getparent() if top is None or top is items[0] else top
    best = top
    for above in (top, *top.iterancestors()):
        if any(above is one for one in select(page, _ROOTS)):
            best = above
    outside = [one for one in best.iter("article", "h1") if one not in items and not within(one, items)]
    root = top if outside else best
    if any(one not in items and not within(one, items) for one in root.iter("h1")):
        return None
    above = sum(
        len(words(one)) for one in root.iter("p", "h1") if not within(one, items) and one not in items
    )
    return None if above > _MOST_BESIDE else root


def within(element: Element, items: Collection[Element]) -> bool:
    """Whether an element stands in one of others."""
    return any(above in items for above in element.iterancestors())
