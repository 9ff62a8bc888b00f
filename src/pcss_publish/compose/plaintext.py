"""A published article as plain text: every word, every address, 72 columns.

A line ends only where one space stood, so that lines joined by a space give the text back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcss_publish.compose.blocks import safe_target
from pcss_publish.compose.flow import groups
from pcss_publish.compose.house import House
from pcss_publish.compose.lines import Line, colophon_lines, comment_lines, replies
from pcss_publish.compose.mail_service import MailService, mail_service
from pcss_publish.compose.notices import notices
from pcss_publish.compose.wrapping import aligned, underlined, wrapped
from pcss_publish.model import (
    Answer,
    Block,
    BlockQuote,
    BulletList,
    CallToAction,
    Comment,
    DateClaim,
    Figure,
    Header,
    HouseText,
    Inline,
    LineBlock,
    Link,
    Node,
    Opaque,
    OrderedList,
    Para,
    Published,
    Question,
    Section,
    Statement,
    Str,
    Table,
    label_text,
    text_of,
)
from pcss_publish.settings import Config

SHORT_LABEL = 4
"""Characters of a label that is no heading: a number or a letter and what sets it off."""


def compose_text(published: Published, config: Config) -> tuple[str, tuple[HouseText, ...]]:
    """The whole article as text, headline first, and the house texts in it."""
    writer = Writer(published, config)
    parts = (*writer.head(), *writer.desk(), *writer.body(), *writer.comments(), *writer.foot())
    return "\n\n".join(wrapped(part) for part in parts if part) + "\n", writer.house.texts


def targets(inlines: Iterable[Inline]) -> Iterator[str]:
    """Addresses of the links, in order; those that no product links to are left out."""
    for node in inlines:
        if isinstance(node, Link):
            yield from filter(None, [safe_target(node.target)])
        elif hasattr(node, "inlines"):
            yield from targets(node.inlines)


def said(house: House, key: str, text: str) -> str:
    """Words of the house that are not from its table, recorded."""
    return str(house.show("p", key, text) and text) if text else ""


def way_out(house: House, service: MailService) -> Iterator[str]:
    """Where the mail stands on the web, and how to get no more of them."""
    for key, address in (("view-online", service.view_url), ("unsubscribe", service.unsubscribe)):
        yield f"{house.plain(key)}\n{said(house, f'{key}-url', address)}" if address else ""


class Writer:
    """Makes the parts that blank lines set apart; an empty part stands for nothing.

    Args:
        published: the article.
        config: house policy.
        house: remembers the house texts; one of its own unless given.
    """

    def __init__(self, published: Published, config: Config, house: House | None = None) -> None:
        self.published, self.document, self.config = published, published.document, config
        self.house = house or House(config.publication.language)

    def head(self) -> Iterator[str]:
        """Proof mark, headline, kicker, series, subtitle, names and dates."""
        document = self.document
        if self.published.state == "proof":
            yield self.house.plain("proof", n=self.published.queries)
        yield underlined(_text(document.title), "=")
        yield _lines((_text(document.section), _text(document.series) if document.title else ""))
        if not document.title:
            yield underlined(_text(document.series) or self.house.repeat("title", self.published.title), "=")
        yield _text(document.subtitle)
        names = document.byline.names if document.byline else ()
        signs = (self.house.plain("and" if n else "by") for n in range(len(names)))
        signed = (f"{sign} {person.name}" for sign, person in zip(signs, names, strict=True))
        yield _lines((*signed, *map(self._date, document.dates)))

    def _date(self, date: DateClaim) -> str:
        return f"{self.house.plain(date.role)} {date.raw}" if date.role != "published" else date.raw

    def desk(self) -> Iterator[str]:
        """Standfirst and editor's note."""
        yield self.published.standfirst or ""
        if self.published.editors_note:
            yield underlined(self.house.plain("editors-note"), "-")
            yield from self._blocks(self.published.editors_note)

    def body(self) -> Iterator[str]:
        """The article's nodes in order."""
        for group in groups(self.document):
            if group.kind == "panel":
                yield underlined(self.house.plain("questions"), "-")
            if group.kind == "statements":
                yield from self.notices(node for node in group.nodes if isinstance(node, Statement))
            else:
                for node in group.nodes:
                    yield from self._node(node)

    def notices(self, statements: Iterable[Statement]) -> Iterator[str]:
        """Statements whole, under heads that say what each is for."""
        for notice in notices(statements, self.house.language):
            own = _text(notice.statements[0].heading)
            yield underlined(own or self._own(notice.key, notice.words), "-")
            for node in notice.statements:
                yield from _labelled(node.label, self._blocks(node.blocks))

    def _node(self, node: Node) -> Iterator[str]:
        match node:
            case Question():
                yield from _labelled(node.label, self._blocks(node.blocks))
                yield _text(node.signature)
            case Answer():
                yield from _labelled(node.label, self._blocks(node.blocks))
            case Section():
                yield underlined(_text(node.heading), "-")
                yield from self._blocks(node.blocks)
            case CallToAction():
                yield f"* {self._inlines(node.inlines)}"
            case Figure():
                yield from self._figure(node)

    def _figure(self, node: Figure) -> Iterator[str]:
        if node.asset:
            yield f"{self.house.plain('picture-described')} {self._own('alt', node.alt or '')}".rstrip()
        else:
            yield f"{self.house.plain('figure-missing')} {_text(node.placeholder)}".rstrip()
        yield from (label_text(node.label), self._inlines(node.caption), self._inlines(node.credit))

    def comments(self) -> Iterator[str]:
        """The comments, what is said about them, and each under its name."""
        lines = comment_lines(self.published, self.house.language)
        yield underlined(self.house.plain("comments"), "-") if lines else ""
        yield from (self._line(line) for line in lines)
        items = self.document.comments.items
        answered = replies(self.document, self.house.language)
        for comment in items:
            yield _lines(self._comment_head(comment, answered.get(comment.id, "")))
            yield from self._blocks(comment.blocks)

    def _comment_head(self, comment: Comment, reply_to: str) -> Iterator[str]:
        yield _text(comment.title)
        yield _text(comment.name) or self.house.plain("unsigned")
        yield _text(comment.affiliation)
        yield comment.stamp.raw if comment.stamp else ""
        yield self.house.plain("undecided") if comment.id in self.published.comments.undecided else ""
        yield self._own("reply-to", reply_to)

    def foot(self) -> Iterator[str]:
        """Reprint, original, rights, currency; then the magazine, its address and the way out."""
        house, mail = self.config.publication, mail_service(self.config, self.document.id)
        lines = colophon_lines(self.published, self.config)
        yield self.house.plain("rule") if lines or house.name else ""
        yield from (self._line(line) for line in lines)
        own = (("publication", house.name), ("postal-address", mail.postal_address))
        yield _lines(self._own(key, text) for key, text in own)
        yield from way_out(self.house, mail)

    def _own(self, key: str, text: str) -> str:
        return said(self.house, key, text)

    def _line(self, line: Line) -> str:
        return _lines((self._own(line.key, line.words), self._own(f"{line.key}-text", line.text)))

    def _blocks(self, blocks: Iterable[Block]) -> list[str]:
        return [part for block in blocks for part in self._block(block) if part]

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Para() | Header():
                yield self._inlines(block.inlines)
            case BulletList() | OrderedList():
                yield from self._list(block)
            case BlockQuote():
                yield from _led(">", self._blocks(block.blocks))
            case LineBlock():
                yield _lines(self._inlines(line) for line in block.lines)
            case Table():
                yield aligned([[self._inlines(cell) for cell in row] for row in block.rows])
            case Opaque():
                yield block.text

    def _list(self, block: BulletList | OrderedList) -> list[str]:
        """The items one under the other, or apart where one has several parts."""
        usual = "*" if isinstance(block, BulletList) else "{}."
        items = [
            _led(_text(item.label) or usual.format(number), self._blocks(item.blocks))
            for number, item in enumerate(block.items, 1)
        ]
        if all(len(item) == 1 for item in items):
            return [_lines(part for item in items for part in item)]
        return [part for item in items for part in item]

    def _inlines(self, inlines: tuple[Inline, ...]) -> str:
        """The text, then each address that is not in it on a line of its own."""
        text = text_of(inlines)
        hidden = [url for url in dict.fromkeys(targets(inlines)) if _shown(url) not in text]
        return _lines((text, *(f"<{self.house.repeat('link', url)}>" for url in hidden)))


def _shown(url: str) -> str:
    """What is left of an address when it stands bare in a text: no scheme, no closing slash."""
    return url.partition(":")[2].lstrip("/").removesuffix("/")


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def _led(lead: str, parts: list[str]) -> list[str]:
    """``parts`` with ``lead`` before the first, if there is one."""
    return [f"{lead} {parts[0]}", *parts[1:]] if lead and parts else [lead, *parts]


def _labelled(label: Str | None, parts: list[str]) -> list[str]:
    """A label runs in as received (``1)``, ``Ann:``), unless it is a heading by itself (``Answer``)."""
    received = _text(label).strip().strip("*")
    runs_in = received.endswith(":") or len(received) <= SHORT_LABEL
    return _led(received, parts) if runs_in else [underlined(label_text(label), "-"), *parts]


def _text(run: Str | None) -> str:
    return run.text if run else ""
