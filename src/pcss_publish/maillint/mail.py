"""A mail as the rules see it: its HTML as text and as a tree, and the message around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from pcss_publish.errors import SourceError
from pcss_publish.maillint.message import Message, read_message

LARGEST = 2_000_000
"""Bytes of the largest file that is looked at; Gmail shows a twentieth of it."""

DEEPEST = 500
"""Elements within elements; the deepest tables of builders for mails are a tenth of it."""

_HEADERS = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n")
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_UTF8 = frozenset({"utf-8", "utf8"})


@dataclass(frozen=True)
class Mail:
    """One mail.

    Attributes:
        html: its HTML, decoded.
        size: of the HTML, bytes.
        charset: what the HTML, or the part that holds it, says of its encoding; empty where it says nothing.
        message: the message around it, None for a bare HTML file.
    """

    html: str
    size: int
    charset: str
    message: Message | None = None
    _lines: bool = field(default=True, repr=False)

    @cached_property
    def root(self) -> Any:
        """The tree, without comments: what stands in conditional ones is for classic Outlook alone."""
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
        root = etree.fromstring(self.html.replace("\0", "").encode("utf-8", "replace"), parser)
        if root is None:  # nothing in it, to libxml2
            root = etree.Element("html")
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
        return root

    @cached_property
    def elements(self) -> tuple[Any, ...]:
        """All elements in document order."""
        return tuple(self.root.iter(etree.Element))

    def named(self, *names: str) -> Iterator[Any]:
        """Elements with one of these tags, in order."""
        return (one for one in self.elements if one.tag in names)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link within the mail can lead to."""
        return frozenset(name for one in self.elements if (name := one.get("id") or one.get("name")))

    @cached_property
    def body(self) -> Any | None:
        """The body, None where there is none."""
        return self.root.find("body")

    def line(self, element: Any) -> int:
        """The line on which an element begins; 0 in a message, whose lines are not those of its HTML."""
        return int(element.sourceline or 0) if self._lines else 0

    def line_at(self, place: int) -> int:
        """The line of a place in the HTML; 0 in a message."""
        return self.html.count("\n", 0, place) + 1 if self._lines else 0


def read(data: bytes, name: str) -> Mail:
    """Read an HTML file or a message.

    Args:
        data: the file's bytes.
        name: of the file; ``.eml`` says that it is a message.

    Raises:
        SourceError: it is too large, or there is no HTML in it.
    """
    if len(data) > LARGEST:
        raise SourceError(f"has {len(data)} bytes", place=name, hint=f"No mail has more than {LARGEST}.")
    if name.lower().endswith(".eml") or _HEADERS.match(data):
        return _of_message(data, name)
    mail = _bare(data)
    return _with_elements(mail, name)


def _bare(data: bytes) -> Mail:
    declared = _META.search(data[:4096])
    charset = declared[1].decode("ascii").lower() if declared else ""
    if data.startswith(b"\xef\xbb\xbf"):
        charset = charset or "utf-8"
    return Mail(_decoded(data, charset), len(data), charset)


def _of_message(data: bytes, name: str) -> Mail:
    message = read_message(data)
    if message.html is None:
        raise SourceError("has no HTML part", place=name, hint="Name the HTML file, or a message with one.")
    html = _decoded(message.html, message.charset)
    return _with_elements(Mail(html, len(message.html), message.charset, message, _lines=False), name)


def _with_elements(mail: Mail, name: str) -> Mail:
    try:
        empty = mail.body is None or not mail.html.strip()
    except etree.XMLSyntaxError:  # an empty document, to libxml2
        empty = True
    if empty or "<" not in mail.html:
        raise SourceError("is no HTML", place=name, hint="Name the HTML of a mail, or an .eml file.")
    if _depth(mail) > DEEPEST:
        raise SourceError("is nested too deep", place=name, hint="No mail needs that; look at the file.")
    return mail


def _depth(mail: Mail) -> int:
    depths: dict[Any, int] = {}
    for element in mail.elements:
        depths[element] = depths.get(element.getparent(), 0) + 1
    return max(depths.values(), default=0)


def _decoded(data: bytes, charset: str) -> str:
    """As declared; as UTF-8 where nothing, or nothing known, is declared."""
    try:
        return data.decode("utf-8-sig" if not charset or charset in _UTF8 else charset)
    except (LookupError, UnicodeDecodeError):
        return data.decode("utf-8", "replace")
