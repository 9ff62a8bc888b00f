"""Which part of a page is the article, which elements its head, and what is the page around it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

from pcss_publish.model.marks import Claimed
from pcss_publish.normalization.dates import stamps
from pcss_publish.readers.html.comments import Comments
from pcss_publish.readers.html.fields import name_in, stamp_in
from pcss_publish.readers.html.notes import Element, Notes
from pcss_publish.readers.html.tree import ancestors, common, select, words
from pcss_publish.readers.layout import Note

_LEAST_SHARE: Final = 0.5  # of the page's paragraphs: less is a teaser, or one part of several
_BOXES: Final = ("aside", "nav", "footer")
_MOST_ROUND: Final = 1.3  # of the body's paragraphs: an element around it with more holds other things too
_HIDDEN: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@cache
def _table() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("article.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def find_article(page: Element, comments: Comments, claims: Sequence[Claimed], notes: Notes) -> None:
    """Lay marks over title, names and dates, and over what is not the article's."""
    voiced = set(comments.items) | (
        {comments.root} if comments.root is not None and comments.items else set()
    )
    sizes = _sizes(page, voiced)
    body = _body(page, voiced, sizes)
    title = _title(page, claims, voiced)
    if title is not None:
        notes.add(title, Note("title"))
    scope = common([one for one in (title, body) if one is not None])
    if scope is None or scope is title:
        scope = page
    for unseen in select(page, ", ".join(_table()["hidden"])):
        if _outside(unseen, voiced) and not _bears(unseen, notes):
            notes.add(unseen, Note("chrome", "hidden"))
    _sign(scope, voiced, notes)
    if body is not None and title is not None and sizes[scope] <= _MOST_ROUND * sizes[body]:
        body = scope  # the lines between title and text are the head's
    kept = [one for one in (title, body, comments.root, *notes.by_element) if one is not None]
    if body is not None:
        notes.by_element.setdefault(body, []).insert(0, Note("article"))
        _mark_around(page, kept, notes)
    _mark_within(page, voiced, notes)
    if body is None and comments.root is not None and comments.items:
        _mark_behind(comments.root, notes)
    if comments.root is not None and comments.items:
        _mark_beside(comments, notes)


def _outside(element: Element, held: set[Element]) -> bool:
    return not any(one in held for one in (element, *element.iterancestors()))


def _body(page: Element, voiced: set[Element], sizes: Counter[Element]) -> Element | None:
    """The element of the article's text: the first kind that holds most of the page's paragraphs."""
    for css in _table()["body"]:
        found = [one for one in select(page, css) if _outside(one, voiced)]
        best = max(found, key=lambda one: sizes[one], default=None)
        if best is not None and sizes[best] > _LEAST_SHARE * sizes[page]:
            article = next(
                (above for above in best.iterancestors("article") if _outside(above, voiced)), best
            )
            return article if not any(one in voiced for one in article.iterdescendants()) else best
    return None


def _sizes(page: Element, voiced: set[Element]) -> Counter[Element]:
    """How many characters of paragraphs each element holds."""
    sizes: Counter[Element] = Counter()
    for one in select(page, "p"):
        if _outside(one, voiced):
            for above in one.iterancestors():
                sizes[above] += len(words(one))
    return sizes


def _title(page: Element, claims: Sequence[Claimed], voiced: set[Element]) -> Element | None:
    """The heading that names itself the title, or is the only one of its kind, or that the data repeat."""
    for css in _table()["title"]:
        found = [one for one in select(page, css) if words(one) and _outside(one, voiced)]
        found = [one for one in found if not _is_site(one)]
        if len(found) == 1:
            return found[0]
        said = [_folded(claim.value) for claim in claims if claim.key == "title"]
        said += [_folded(words(one)) for one in select(page, "head > title")]
        named = [one for one in found if any(_folded(words(one)) in value for value in said)]
        if len(named) == 1:
            return named[0]
    return None


def _is_site(heading: Element) -> bool:
    """Whether a heading is the site's name."""
    classes = " ".join(
        (one.get("class") or "") + " " + (one.get("id") or "") for one in (heading, heading.getparent())
    )
    return bool(re.search(r"site-(?:title|name|header|branding)|\blogo\b|blog-title", classes))


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _sign(scope: Element, voiced: set[Element], notes: Notes) -> None:
    """Names and dates that stand in the article's head or foot, by what their elements are called."""
    table = _table()
    around = set(select(scope, ", ".join(table["chrome"])))

    def usable(element: Element) -> bool:
        above = (element, *element.iterancestors())
        return words(element) != "" and _outside(element, voiced) and not any(one in around for one in above)

    for css in table["byline"]:
        found = [one for one in select(scope, css) if usable(one) and name_in(one)]
        names = {name_in(one): one for one in reversed(found)}
        if 0 < len(names) <= 6:
            for name, element in names.items():
                notes.add(element, Note("byline", keep=name))
            break
    for role in ("published", "updated"):
        for css in table[role]:
            found = [one for one in select(scope, css) if usable(one) and stamp_in(one) and not notes.of(one)]
            if found:
                _date(found[0], role, notes)
                break


def _date(element: Element, role: str, notes: Notes) -> None:
    """A date that is printed gets a mark; one that only its element has is the page's data."""
    raw, iso = stamp_in(element) or ("", "")
    if any(stamp.dated for stamp in stamps(raw)):
        notes.add(element, Note("date", iso, role, keep=raw))
    elif role == "published":
        notes.claims.append(Claimed(source="time element", key="published", value=iso))


def _mark_around(page: Element, kept: list[Element], notes: Notes) -> None:
    """What neither is nor holds nor belongs to a kept element is the page's."""
    holding = ancestors(kept)
    own = set(kept)
    todo = [next(page.iter("body"), page)]
    while todo:
        element = todo.pop()
        for child in element:
            if child in own:
                continue
            if child in holding:
                todo.append(child)
            elif words(child):
                notes.add(child, Note("chrome", _kind(child)))


def _mark_behind(root: Element, notes: Notes) -> None:
    """Where nothing names the article, boxes and feet of the page that follow the comments are not its."""
    for held in (root, *root.iterancestors()):
        for one in held.itersiblings(*_BOXES):
            if words(one) and not _bears(one, notes):
                notes.add(one, Note("chrome", _kind(one)))


def _kind(element: Element) -> str:
    for one in (element, *element.iterancestors()):
        if one.tag in {*_BOXES, "form", "header"}:
            return str(one.tag)
    return "page"


def _mark_within(page: Element, voiced: set[Element], notes: Notes) -> None:
    """Menus, buttons and boxes of the page within the article, and what is not seen."""
    for element in select(page, ", ".join(_table()["chrome"])):
        if _outside(element, voiced) and not _bears(element, notes):
            notes.add(element, Note("chrome", _kind(element)))
    for element in select(page, "[style]"):
        if _HIDDEN.search(element.get("style") or "") and not _bears(element, notes):
            notes.add(element, Note("chrome", "hidden"))


def _bears(element: Element, notes: Notes) -> bool:
    """Whether an element, or one in it, has a mark already."""
    return bool(notes.of(element)) or any(map(notes.of, element.iterdescendants()))


def _mark_beside(comments: Comments, notes: Notes) -> None:
    """All that stands with the comments and in none of them is the page's."""
    for element in _strays(comments):
        if not notes.of(element):
            notes.add(element, Note("chrome", "comments"))


def _strays(comments: Comments) -> Iterator[Element]:
    holding = ancestors(list(comments.items))
    todo: list[Element] = [comments.root]
    while todo:
        for child in todo.pop():
            if child in holding and child not in comments.items:
                todo.append(child)
            elif child not in comments.items:
                yield child
