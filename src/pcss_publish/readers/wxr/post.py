"""A post of a WordPress export as text with marks: the walk through it is that of web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Final

from pcss_publish.errors import SourceError
from pcss_publish.model.base import NOT_XML
from pcss_publish.model.marks import Asked, Claimed, Dropped, Place
from pcss_publish.model.nodes import Source
from pcss_publish.model.received import Received
from pcss_publish.normalization.language import language_of
from pcss_publish.normalization.written_dates import written
from pcss_publish.readers import xml_tree
from pcss_publish.readers.html import tree
from pcss_publish.readers.html.notes import Element, Notes
from pcss_publish.readers.html.walk import lay_out
from pcss_publish.readers.layout import Note
from pcss_publish.readers.wxr.autop import paragraphs, plain, plain_paragraphs
from pcss_publish.readers.wxr.export import Article, article_of
from pcss_publish.readers.wxr.fields import Field
from pcss_publish.readers.wxr.shortcodes import set_apart
from pcss_publish.readers.wxr.voices import Said

MEDIA_TYPE: Final = "application/rss+xml"
_BEGINNING: Final = 1 << 16
_EXPORT: Final = re.compile(r"<rss\s[^<>]*wordpress\.org/export/1\.\d")
_CODE: Final = re.compile(rf"<(?:[!?]|{'|'.join(sorted(tree.CODE))})", re.IGNORECASE)
_TO_THE_DAY: Final = 10
_TO_THE_MINUTE: Final = 16
_ELEMENTS: Final = 5  # that a comment has at least
_FURTHEST: Final = timedelta(hours=14)  # the most that any clock differs from UTC
_QUARTER: Final = timedelta(minutes=15)


def recognise(text: str) -> bool:
    """Whether it is an export of WordPress: a feed with its namespace."""
    return bool(_EXPORT.search(text[:_BEGINNING]))


def read(text: str, source: Source) -> Received:
    """The post's words as WordPress lays them out, with its approved comments.

    Raises:
        SourceError: the export is broken, holds several posts or none, or its post has no words.
    """
    article = article_of(xml_tree.parse(text, source.name, mend=True), source.name)
    post = _Post(article, source.name)
    layout = lay_out(post.root, post.notes, tree.Places(post.root, post.names))
    words, markup = layout.done(post.claims(), tuple(post.notes.doubts))
    if not words.strip():
        raise SourceError(
            "the post has no words", place=f"{source.name}:{article.line}", hint="Export another post."
        )
    markup = markup.model_copy(update={"asked": tuple(_asked(article))})
    known = source.model_copy(update={"dropped": (*article.dropped, *post.dropped())})
    return Received(source=known, text=words, markup=markup)


def _asked(article: Article) -> Iterator[Asked]:
    """Who else signed on the page: of a guest of Co-Authors Plus the export has no name to be shown."""
    for number, one in enumerate(article.unnamed, 1):
        called = f", whom the site's addresses call {one.text!r}" if one.text else ""
        yield Asked(
            code="S005", message=f"The export lists a co-author{called}, and gives no name to be shown.",
            hint="Look at the page; name all who sign in byline under [article] (desk file); settle S005.",
            ref=f"co-author{number}", at=0, place=Place(path="/rss/channel/item/category", line=one.line),
        )  # fmt: skip


class _Post:
    """The tree that stands for a post's page; ``names`` are the paths of its parts in the export."""

    def __init__(self, article: Article, name: str) -> None:
        from lxml import etree

        self._make = etree.SubElement
        self._name = name
        self._article = article
        if len(article.comments) * _ELEMENTS > tree.MOST:
            raise SourceError(
                f"the post has {len(article.comments):,} comments", place=f"{name}:{article.line}",
                hint="No article needs that many; look at the file.",
            )  # fmt: skip
        content = article.parts.get("content:encoded")
        self._language = article.language.strip() or language_of(content.text if content else "")
        self._code: dict[str, tuple[int, Dropped]] = {}
        self._places: tree.Places | None = None
        self.notes = Notes(base=article.link)
        self.root: Element = etree.Element("item")
        tree.set_line(self.root, article.line)
        self.names = {self.root: "rss/channel/item"}
        whole = self._part(self.root, "item", Field("", article.line), Note("article"))
        self._head(whole)
        if "content:encoded" in article.parts:
            content = article.parts["content:encoded"]
            self._written(self._part(whole, "content:encoded", content), content)
        self._beside()
        for place, said in enumerate(article.comments):
            self._comment(place, said)

    def _part(self, above: Element, name: str, field: Field, *notes: Note, tag: str = "section") -> Element:
        part = self._make(above, tag)
        tree.set_line(part, field.line)
        self.names[part] = name
        for note in notes:
            self.notes.add(part, note)
        return part

    def _head(self, whole: Element) -> None:
        parts, authors = self._article.parts, self._article.authors
        if len(self._article.sections) == 1:
            section = self._article.sections[0]
            self._line(self._part(whole, "category", section, Note("kicker")), section)
        if "title" in parts:
            self._line(self._part(whole, "title", parts["title"], Note("title")), parts["title"])
        for author in authors:
            self._line(self._part(whole, "wp:author_display_name", author, Note("byline")), author)
        if "wp:post_date" in parts:
            date = parts["wp:post_date"]
            stamp = Note("date", _moment(date.text, self._article.gmt), "published")
            self._dated(whole, "wp:post_date", date, date.text.strip()[:_TO_THE_DAY], stamp)

    def _beside(self) -> None:
        """What the site shows elsewhere than on the page, or about it."""
        sections = self._article.sections if len(self._article.sections) > 1 else []
        for field in (*sections, *self._article.tags):
            self._line(self._part(self.root, "category", field, Note("chrome", "categories")), field)
        excerpt = self._article.parts.get("excerpt:encoded")
        if excerpt and excerpt.text.strip():
            self._written(
                self._part(self.root, "excerpt:encoded", excerpt, Note("chrome", "excerpt")), excerpt
            )

    def _comment(self, place: int, said: Said) -> None:
        ref = f"c{place + 1}"
        parent = "" if said.parent is None else f"c{said.parent + 1}"
        whole = self._part(
            self.root, f"wp:comment[{place + 1}]", Field("", said.line), Note("comment", parent, ref)
        )
        name = self._part(whole, "wp:comment_author", said.name, Note("comment-name", ref=ref), tag="div")
        self._line(name, said.name)
        stamp = Note("comment-stamp", _moment(said.date.text, said.gmt), ref)
        self._dated(whole, "wp:comment_date", said.date, said.date.text.strip()[:_TO_THE_MINUTE], stamp)
        body = self._part(whole, "wp:comment_content", said.content, Note("comment-body", ref=ref))
        self._written(body, said.content)
        if said.lost:
            self.notes.doubts.append((ref, "it answers a comment that is not approved, or stands below it"))

    def _dated(self, above: Element, name: str, field: Field, data: str, stamp: Note) -> None:
        """A date in words, and below it as the database has it."""
        shown = written(data, self._language)
        if shown == data:
            self._line(self._part(above, name, field, stamp._replace(keep=data), tag="div"), field)
            return
        self._part(above, name, field, stamp, tag="div").text = shown
        self._line(self._part(above, name, field, Note("chrome", "date"), tag="div"), field)

    def _line(self, part: Element, field: Field) -> None:
        """Words of one line, in which there may be markup."""
        self._fill(part, field.text, field.line)

    def _written(self, part: Element, field: Field) -> None:
        """Words in paragraphs, shortcodes around them apart."""
        self._paragraphs(part, field)
        set_apart(part, field.text)

    def _paragraphs(self, part: Element, field: Field) -> None:
        if not plain(field.text):
            self._fill(part, paragraphs(field.text), field.line)
            return
        for first, lines in plain_paragraphs(field.text):
            element = self._make(part, "p")
            tree.set_line(element, field.line + first)
            element.text = unescape(lines[0])
            for line in lines[1:]:
                self._make(element, "br").tail = unescape(line)

    def _fill(self, part: Element, code: str, line: int) -> None:
        if plain(code):
            part.text = unescape(code)
            return
        page = tree.parse(f"<html><body>{code}", self._name, line=line)
        if _CODE.search(code):
            self._count(page, line)
            tree.strip_code(page)
        for whole in page:
            if whole.tag != "body":
                part.append(whole)
                continue
            part.text = self._allowed(whole.text or "", line)
            part.extend(list(whole))
        for element in part.iterdescendants():
            tree.set_line(element, (element.sourceline or 1) + line - 1)

    def _allowed(self, text: str, line: int) -> str:
        """Words that the tree can hold: HTML may name control characters by their numbers."""
        found = NOT_XML.search(text)
        if found:
            raise SourceError(
                f"the text holds U+{ord(found[0]):04X}, a control character", place=f"{self._name}:{line}",
                hint="Take it out of the post: no PDF, EPUB or mail can hold it.",
            )  # fmt: skip
        return text

    def _count(self, page: Element, line: int) -> None:
        """Scripts and their like, by what they are."""
        for one in tree.code_of(page, tree.Places(page)):
            what = "comment in the code" if one.what == "comment" else one.what
            count, first = self._code.get(what, (0, one))
            size = first.characters + one.characters if count else one.characters
            place = first.place if count else one.place.model_copy(update={"line": one.place.line + line - 1})
            self._code[what] = (count + 1, Dropped(what=what, place=place, characters=size))

    def dropped(self) -> tuple[Dropped, ...]:
        """What of the words' markup was not kept."""
        return tuple(
            one.model_copy(update={"what": f"{one.what} ({count} times)"}) if count > 1 else one
            for count, one in self._code.values()
        )

    def claims(self) -> tuple[Claimed, ...]:
        """What the export says of the language."""
        said = self._article.language.strip()
        return (Claimed(source="rss", key="language", value=said),) if said else ()


def _moment(local: str, gmt: str) -> str:
    """A local time in ISO 8601, with its distance from UTC if that is known; empty if it is none."""
    try:
        here = datetime.fromisoformat(local.strip())
    except ValueError:
        return ""
    try:
        away = here - datetime.fromisoformat(gmt.strip())
    except (ValueError, TypeError):
        return here.isoformat()
    if abs(away) > _FURTHEST or away % _QUARTER:
        return here.isoformat()
    minutes = int(away.total_seconds()) // 60
    return f"{here.isoformat()}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
