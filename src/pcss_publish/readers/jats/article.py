"""A JATS article as text with marks (NISO Z39.96; also the NLM journal tag sets that it grew from)."""

from __future__ import annotations

import re
from typing import Final

from pcss_publish.errors import SourceError
from pcss_publish.model.marks import Claimed
from pcss_publish.model.nodes import Source
from pcss_publish.model.received import Received
from pcss_publish.readers import xml_tree
from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.html.walk import lay_out
from pcss_publish.readers.jats.body import Body
from pcss_publish.readers.jats.foot import lay_back, lay_foot
from pcss_publish.readers.jats.front import lay_front
from pcss_publish.readers.jats.page import Page, kind, language_of
from pcss_publish.readers.jats.voices import lay_voices
from pcss_publish.readers.layout import Note

MEDIA_TYPE: Final = "application/jats+xml"
_BEGINNING: Final = 1 << 16
_ARTICLE: Final = re.compile(
    r"(?>(?:\ufeff|\s+|<\?[^<>]*\?>|<!--.*?-->)*)<(?:!DOCTYPE\s+)?(?:[\w-]{1,40}:)?article[\s>]", re.DOTALL
)
_QUALIFIER: Final = re.compile(r"\{[^}]*\}|[^:]+:")  # An undeclared prefix is a part of the name.
_OWN: Final = re.compile(
    r"<(?:[\w-]{1,40}:)?(?:front|front-stub|article-meta|journal-meta)\b|//(?:NLM|NISO)//DTD"
)


def recognise(text: str) -> bool:
    """Whether its root is the article of a journal."""
    start = text[:_BEGINNING]
    return bool(_ARTICLE.match(start) and _OWN.search(start))


def read(text: str, source: Source) -> Received:
    """The article as a journal prints it, and the responses to it.

    Where it has ``question`` and ``answer``, all parts are those of its markup; else the words tell them.

    Raises:
        SourceError: the XML is broken, uses entities of its document type, or has no words.
    """
    root = xml_tree.parse(text, source.name, mend=False)
    _drop_namespace(root)
    page = Page(root, structured=root.find("body//question") is not None)
    body = Body(page)
    lay_front(page, body, root.find("front"))
    for part in root:
        if kind(part) == "body":
            _lay_body(page, body, part)
        elif kind(part) == "back":
            for child in part:
                lay_back(page, body, child)
        elif kind(part) in {"floats-group", "floats-wrap"}:
            body.fill(part, page.add(page.root, "section", part))
    lay_foot(page, body, root.find("front/article-meta"))
    lay_voices(page, root)
    page.leave(root)
    layout = lay_out(page.root, page.notes, page.places())
    spoken = language_of(root)
    claims = (Claimed(source="xml:lang", key="language", value=spoken),) if spoken else ()
    words, markup = layout.done(claims)
    if not words.strip():
        raise SourceError(
            "the article has no words", place=f"{source.name}:{root.sourceline}", hint="Look at the file."
        )
    return Received(source=source, text=words, markup=markup)


def _drop_namespace(root: Element) -> None:
    """Name the elements as JATS does, which has no namespace; some programs write one, or a prefix."""
    found = _QUALIFIER.match(root.tag)
    own = found[0] if found else ""
    for element in root.iter("*") if own else ():
        element.tag = element.tag.removeprefix(own)


def _lay_body(page: Page, body: Body, part: Element) -> None:
    """The text; what stands before the first question introduces them."""
    into = page.add(page.root, "section", part)
    page.say(into, part)
    asked = False
    opening: Element | None = None
    for child in part:
        asked = asked or any(True for _ in child.iter("question"))
        if page.structured and not asked and kind(child) not in {"fig", "sec"}:
            opening = page.part(into, child, Note("intro")) if opening is None else opening
            body.copy(child, opening)
        else:
            body.copy(child, into)
        page.say(into, child, tail=True)
