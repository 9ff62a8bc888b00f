"""The front of a JATS article: titles, names, dates, identifiers; what is not printed is left beside."""

from __future__ import annotations

import re
from typing import Final

from pcss_publish.model.marks import HeadKind
from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.jats.body import Body
from pcss_publish.readers.jats.page import Page, kind, table, words
from pcss_publish.readers.layout import Note

#: Kinds of ``pub-date``, the day on which readers first saw it before the rest.
_FIRST: Final = ("pub", "epub", "ppub", "epub-ppub", "pmc-release", "collection", "")
#: Elements of which a part is printed; those that are printed at the article's end.
_MIXED: Final = frozenset(
    {"article-categories", "title-group", "contrib-group", "article-id", "history", "pub-history"}
)
_LATER: Final = frozenset({"funding-group", "permissions", "author-notes"})


def lay_front(page: Page, body: Body, front: Element | None) -> None:
    """Lay out the head of the article, and beside it the data of the front."""
    if front is None:
        return
    meta = front.find("article-meta")
    if meta is None:
        page.leave(front, "front")
        return
    done = [*_titles(page, body, meta), *_names(page, meta), *_dates(page, meta), *_identifiers(page, meta)]
    for abstract in meta.findall("abstract"):
        body.fill(abstract, page.part(page.root, abstract, Note("intro")))
        done.append(abstract)
    for child in front:
        if child is not meta:
            page.leave(child, kind(child))
    for child in meta:
        if kind(child) in _MIXED:
            _rest(page, child, done)
        elif child not in done and kind(child) not in _LATER:
            page.leave(child, kind(child))


def _rest(page: Page, element: Element, done: list[Element]) -> None:
    """What of an element has not been laid out."""
    if element in done:
        return
    if any(one in done for one in element.iterdescendants()):
        for child in element:
            _rest(page, child, done)
    else:
        page.leave(element, kind(element))


def _titles(page: Page, body: Body, meta: Element) -> list[Element]:
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
    return [element for _, element in found if element is not None]


def names_of(contrib: Element) -> list[tuple[str, str]]:
    """The names that a contributor stands for, as printed; ``collective`` beside that of a group."""
    degrees = ", ".join(filter(None, map(words, contrib.findall("degrees"))))
    found = []
    for child in contrib.iter("name", "string-name", "collab", "anonymous"):
        if any(kind(above) == "collab" for above in child.iterancestors()):
            continue  # a member of a group that signs
        shown = composed(child) if kind(child) == "name" else _own(child)
        if shown and kind(child) == "collab":
            found.append((shown, "collective"))
        elif shown:
            found.append((f"{shown}, {degrees}" if degrees else shown, ""))
    return found[:1] if contrib.find("name-alternatives") is not None else found


def _own(element: Element) -> str:
    """The words of a name without those of the people in a group."""
    inner = element.find("contrib-group")
    return words(element) if inner is None else " ".join((element.text or "").split())


def composed(name: Element) -> str:
    """The parts of a name in the order in which its people write it."""
    given, family = words(name.find("given-names")), words(name.find("surname"))
    order = [family, given] if name.get("name-style") == "eastern" else [given, family]
    whole = " ".join(filter(None, [words(name.find("prefix")), *order]))
    return ", ".join(filter(None, [whole, words(name.find("suffix"))]))


def _names(page: Page, meta: Element) -> list[Element]:
    done: list[Element] = []
    for contrib in meta.findall("contrib-group/contrib"):
        role = table("signers").get(contrib.get("contrib-type") or "")
        names = names_of(contrib) if role else []
        for shown, collective in names:
            page.line(page.root, contrib, shown, Note("byline", collective or role or ""))
        if names:
            done += names_in(contrib)
    return done


def names_in(contrib: Element) -> list[Element]:
    """The elements of a contributor of which its names are made; members of a group are none."""
    kinds = ("name", "string-name", "collab", "anonymous", "degrees")
    return [one for one in contrib.iter(*kinds) if one.find("contrib-group") is None]


def date_of(element: Element) -> tuple[str, str]:
    """A date as it is printed, else as its parts say, and in ISO 8601 as far as it is known."""
    printed = words(element.find("string-date")) or ("" if len(element) else words(element))
    parts = [words(element.find(name)) for name in ("year", "month", "day")]
    numbers = [part.zfill(2) for part in parts if re.fullmatch(r"\d{4}|\d{1,2}", part)]
    numbered = "-".join(numbers) if len(numbers) == len([part for part in parts if part]) else ""
    season = words(element.find("season"))
    spoken = " ".join(filter(None, [parts[2], parts[1] or season, parts[0]]))
    shown = printed or (spoken if season or not numbered else numbered)
    return shown, element.get("iso-8601-date") or ("" if printed else numbered)


def _dates(page: Page, meta: Element) -> list[Element]:
    stated = [one for one in meta.findall("pub-date") if date_of(one)[0]]
    stated.sort(key=lambda one: _rank(one.get("date-type") or one.get("pub-type") or ""))
    roles = table("dates")
    history = [*meta.findall("history/date"), *meta.findall("pub-history/event/date")]
    found = [(one, "published") for one in stated[:1]]
    found += [(one, roles[one.get("date-type")]) for one in history if one.get("date-type") in roles]
    for element, role in found:
        shown, iso = date_of(element)
        page.line(page.root, element, shown, Note("date", iso, role))
    return [element for element, _ in found]


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _identifiers(page: Page, meta: Element) -> list[Element]:
    found = [one for one in meta.findall("article-id") if words(one)]
    for element in found:
        scheme = table("schemes").get(element.get("pub-id-type") or "", "other")
        page.line(page.root, element, words(element), Note("identifier", ref=scheme))
    return found
