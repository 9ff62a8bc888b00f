"""The front of a JATS article: titles, names, dates, identifiers; what is not printed is left beside."""

from __future__ import annotations

import re
from typing import Final

from pcss_publish.model.marks import HeadKind
from pcss_publish.normalization.written_dates import written
from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.jats.body import Body
from pcss_publish.readers.jats.page import Page, kind, table, words
from pcss_publish.readers.layout import Note

#: Kinds of ``pub-date``, the day on which readers first saw it before the rest.
_FIRST: Final = ("pub", "epub", "ppub", "epub-ppub", "pmc-release", "collection", "")


def lay_front(page: Page, body: Body, front: Element | None) -> None:
    """Lay out the head of the article, and beside it the data of the front."""
    meta = None if front is None else front.find("article-meta")
    if meta is None:
        return
    _titles(page, body, meta)
    _names(page, meta)
    _dates(page, meta)
    for element in (one for one in meta.findall("article-id") if words(one)):
        scheme = table("schemes").get(element.get("pub-id-type") or "", "other")
        page.line(page.root, element, page.told(element), Note("identifier", ref=scheme))
    for abstract in meta.findall("abstract"):
        body.fill(abstract, page.part(page.root, abstract, Note("intro")))


def _titles(page: Page, body: Body, meta: Element) -> None:
    headings = meta.findall(".//subj-group[@subj-group-type='heading']/subject")
    subjects = [one for one in headings if words(one)]
    found: list[tuple[HeadKind, Element | None]] = [
        ("kicker", subjects[0] if len(subjects) == 1 else None),
        ("series", meta.find("article-categories/series-title")),
        ("title", meta.find("title-group/article-title")),
        ("subtitle", meta.find("title-group/subtitle")),
    ]
    for role, element in found:
        if element is not None:
            body.fill(element, page.add(page.root, "section", element, Note(role)))


def names_of(page: Page, contrib: Element) -> list[tuple[str, str]]:
    """The names that a contributor stands for, as printed; ``collective`` beside that of a group."""
    kinds = ("name", "string-name", "collab", "anonymous")
    found = [
        one for one in contrib.iter(*kinds)
        if not any(kind(above) == "collab" for above in one.iterancestors())  # members of a group that signs
    ]  # fmt: skip
    if any(True for _ in contrib.iterchildren("name-alternatives", "collab-alternatives")):
        found = found[:1]
    shown = [(_shown(page, one), kind(one) == "collab") for one in found]
    degrees = ", ".join(filter(None, map(page.told, contrib.findall("degrees")))) if any(shown) else ""
    return [
        (name if collective or not degrees else f"{name}, {degrees}", "collective" if collective else "")
        for name, collective in shown if name
    ]  # fmt: skip


def _shown(page: Page, element: Element) -> str:
    if kind(element) == "name":
        return composed(page, element)
    if element.find("contrib-group") is not None:
        return " ".join(page.take(element).split())
    return page.told(element)


def composed(page: Page, name: Element) -> str:
    """The parts of a name in the order in which its people write it."""
    prefix, given, family, suffix = (
        page.told(name.find(part)) for part in ("prefix", "given-names", "surname", "suffix")
    )
    order = [family, given] if name.get("name-style") == "eastern" else [given, family]
    return ", ".join(filter(None, [" ".join(filter(None, [prefix, *order])), suffix]))


def signs_as(contrib: Element) -> str:
    """The role in which a contributor signs; empty for editors and others who do not."""
    return table("signers").get((contrib.get("contrib-type") or "").strip().lower(), "")


def _names(page: Page, meta: Element) -> None:
    for contrib in meta.findall("contrib-group/contrib"):
        role = signs_as(contrib)
        for shown, collective in names_of(page, contrib) if role else []:
            page.line(page.root, contrib, shown, Note("byline", collective or role))


def date_of(page: Page, element: Element) -> tuple[str, str]:
    """A date as it is printed, else in words of the article's language; in ISO 8601 as far as it is known."""
    own = element if not len(element) else element.find("string-date")
    iso = element.get("iso-8601-date") or ""
    if printed := page.told(own):
        return printed, iso
    found = [element.find(name) for name in ("year", "month", "day")]
    parts = [words(one) for one in found]
    numbers = [part.zfill(2) for part in parts if re.fullmatch(r"\d{4}|\d{1,2}", part)]
    numbered = "-".join(numbers) if len(numbers) == len([part for part in parts if part]) else ""
    season = page.told(element.find("season"))
    spoken = " ".join(filter(None, [parts[2], parts[1] or season, parts[0]]))
    shown = written(numbered, page.language) if numbered and not season else spoken
    for one in found:
        if kind(one) != "month" or parts[1] in shown:  # the number of a month in words is left beside
            page.told(one)
    return shown, iso or numbered


def _dates(page: Page, meta: Element) -> None:
    stated = [one for one in meta.findall("pub-date") if words(one)]
    stated.sort(key=lambda one: _rank(one.get("date-type") or one.get("pub-type") or ""))
    roles = table("dates")
    history = [*meta.findall("history/date"), *meta.findall("pub-history/event/date")]
    found = [(one, "published") for one in stated[:1]]
    found += [(one, roles[one.get("date-type")]) for one in history if one.get("date-type") in roles]
    for element, role in found:
        shown, iso = date_of(page, element)
        if shown:
            page.line(page.root, element, shown, Note("date", iso, role))


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)
