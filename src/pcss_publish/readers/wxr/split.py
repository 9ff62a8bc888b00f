"""A WordPress export taken apart: one small export for each post, its bytes as they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO, Final, NamedTuple
from urllib.parse import unquote_to_bytes

from pcss_publish.errors import SourceError

_CHUNK: Final = 1 << 18
_OVERLAP: Final = 32  # bytes; longer than any sign that is looked for
_SIGNS: Final = re.compile(rb"<!\[CDATA\[|<!--|<!DOCTYPE|<(/?)(item|rss)(?=[\s/>])")
_ENDS: Final = {b"<![CDATA[": re.compile(rb"\]\]>"), b"<!--": re.compile(rb"-->")}
_TAG_END: Final = re.compile(rb">")
_EXPORT: Final = b"wordpress.org/export/1."
_CLOSING: Final = b"\n</channel>\n</rss>\n"
#: What an item says of itself; a CDATA section that is none of these is passed over whole.
#: Possessive (``*+``): blanks may belong to the text or stand around it, and trying all would never end.
_FIELDS: Final = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->"
    rb"|<(?P<name>title|wp:post_name|wp:post_type|wp:status|wp:post_password)\s*>"
    rb"\s*+(?:<!\[CDATA\[(?P<data>.*?)\]\]>|(?P<text>[^<]*+))\s*+</(?P=name)\s*>",
    re.DOTALL,
)
_ENCODING: Final = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.:-]+)[\"']")

#: Kinds of posts that are articles. Others are pictures, menus, stored styles and what plugins keep.
ARTICLES: Final = frozenset({"post", "page"})
PUBLISHED: Final = "publish"


class Post(NamedTuple):
    """One item of an export.

    Attributes:
        slug: ``wp:post_name``, percent signs decoded; empty where it has none, as many drafts.
        title: as plain text, for messages.
        kind: ``wp:post_type``: post, page, attachment, nav_menu_item …
        status: ``wp:status``: publish, draft, private …
        reason: why it is no article to be published; empty if it is one.
        line: where the item begins in the export, from 1.
        data: an export of this item alone: the head of the export up to its first item, the item's own bytes,
            and the closing tags.
    """

    slug: str
    title: str
    kind: str
    status: str
    reason: str
    line: int
    data: bytes


def posts(stream: BinaryIO, name: str, *, limit: int) -> Iterator[Post]:
    """The items of an export, one at a time, in its order; no more than one is held in memory.

    Args:
        stream: the export, WXR 1.0 to 1.2, read from where it stands to its end.
        name: its name for messages.
        limit: the largest size in bytes of the head and of one item.

    Raises:
        SourceError: it is no export, a part of it is larger than ``limit``, or it ends too early. What was
            whole until there has been yielded.
    """
    window = _Window(stream, name, limit)
    head = b""
    while True:
        sign = window.next_sign()
        if sign is None:
            raise window.error(
                "the export ends before </rss>; posts may be missing"
                if head
                else "this is no WordPress export"
            )
        if sign == b"</rss":
            break
        if sign != b"<item":
            continue
        if not head:
            head = window.passed()
            _check(head, name)
        yield _post(head, window)


def _check(head: bytes, name: str) -> None:
    if _EXPORT not in head:
        raise SourceError(
            "this is no WordPress export of version 1.0, 1.1 or 1.2", place=f"{name}:1",
            hint="Export it again in WordPress under Tools, Export.",
        )  # fmt: skip


def _post(head: bytes, window: _Window) -> Post:
    """The item whose tag was just found."""
    window.drop_passed()
    line = window.line
    while (sign := window.next_sign()) != b"</item":
        if sign in {None, b"<item", b"</rss"}:
            raise SourceError(
                "the export ends within this post" if sign is None else "this post has no end",
                place=f"{window.name}:{line}", hint="Export it again: the file was cut off, or changed.",
            )  # fmt: skip
    item = window.take()
    said = {"title": "", "wp:post_name": "", "wp:post_type": "post", "wp:status": PUBLISHED} | _fields(
        item, head
    )
    kind, status = said["wp:post_type"], said["wp:status"]
    slug = unquote_to_bytes(said["wp:post_name"]).decode("utf-8", "replace")
    reason = why_not(kind, status, said.get("wp:post_password", ""))
    return Post(slug, said["title"], kind, status, reason, line, head + item + _CLOSING)


def why_not(kind: str, status: str, password: str) -> str:
    """Why a post is no article to be published; empty if it is one."""
    if kind not in ARTICLES:
        return f"it is of the kind {kind}"
    if status != PUBLISHED:
        return f"it is not published: {status}"
    return "a password protects it" if password else ""


def _fields(item: bytes, head: bytes) -> dict[str, str]:
    declared = _ENCODING.match(head.lstrip())
    codec = declared[1].decode() if declared else "utf-8"
    found: dict[str, str] = {}
    for match in _FIELDS.finditer(item):
        if match["name"]:
            text = _decoded(match["text"] if match["data"] is None else match["data"], codec)
            text = unescape(text) if match["data"] is None else text
            found.setdefault(match["name"].decode(), " ".join(text.split()))
    return found


def _decoded(value: bytes, codec: str) -> str:
    try:
        return value.decode(codec, "replace")
    except LookupError:
        return value.decode("utf-8", "replace")


class _Window:
    """The part of the export that is at hand; it begins at ``line`` and moves on as its parts are taken."""

    def __init__(self, stream: BinaryIO, name: str, limit: int) -> None:
        self.name = name
        self.line = 1
        self._stream = stream
        self._limit = limit
        self._held = bytearray()
        self._at = 0
        self._sign = 0

    def next_sign(self) -> bytes | None:
        """Go behind the next tag of an item or of the export's end, and say which; None at the file's end."""
        while match := self._find(_SIGNS):
            sign = match[0]
            self._sign = match.start()
            self._at = match.end()
            if sign == b"<!DOCTYPE":
                raise self.error("the export has a document type, which WordPress never writes")
            end = self._find(_ENDS.get(sign, _TAG_END))
            if end is None:
                return None
            self._at = end.end()
            if sign in {b"<item", b"</item", b"</rss"}:
                return bytes(sign)
        return None

    def passed(self) -> bytes:
        """What stands before the tag that was found."""
        return bytes(self._held[: self._sign])

    def drop_passed(self) -> None:
        """Let the window begin with the tag that was found."""
        self._drop(self._sign)

    def take(self) -> bytes:
        """What the window holds up to the tag that was found and with it; the window begins behind it."""
        taken = bytes(self._held[: self._at])
        self._drop(self._at)
        return taken

    def error(self, message: str) -> SourceError:
        """An error at the place that was reached."""
        line = self.line + self._held.count(b"\n", 0, self._at)
        return SourceError(message, place=f"{self.name}:{line}", hint="Export it again in WordPress.")

    def _drop(self, size: int) -> None:
        self.line += self._held.count(b"\n", 0, size)
        del self._held[:size]
        self._at = max(self._at - size, 0)
        self._sign = 0

    def _find(self, wanted: re.Pattern[bytes]) -> re.Match[bytes] | None:
        at = self._at
        while True:
            match = wanted.search(self._held, at)
            if match:
                return match
            at = max(at, len(self._held) - _OVERLAP)
            chunk = self._stream.read(_CHUNK)
            if not chunk:
                self._at = len(self._held)
                return None
            self._held += chunk
            if len(self._held) > self._limit + _CHUNK:
                raise self.error(f"one post, or the export's head, has more than {self._limit:,} bytes")
