"""Which sources are markup and not copied text, told by their content; other XML is refused."""

from __future__ import annotations

import re
from typing import Final

from pcss_publish.errors import SourceError

_BEGINNING: Final = 4096
_COPY: Final = (
    "Of XML only JATS and WordPress exports are read; of anything else, save the page that shows the article "
    "as HTML, or copy its text into a .txt file."
)
_HTML: Final = re.compile(
    r"(?>(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(r"<\?xml\b|<!doctype\s", re.IGNORECASE)
_ELEMENT: Final = re.compile(r"<(?P<name>[A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>\s*<")
_SAVED: Final = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)
_PARTS: Final = re.compile(r"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
#: Tags that part a page into blocks; copied text may hold a few, not on half of its lines.
_BLOCK: Final = re.compile(
    r"</?(?:article|aside|blockquote|div|dl|figure|footer|h[1-6]|header|li|main|meta|nav|ol|p|section|table|"
    r"tbody|td|tr|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SHARE: Final = 2
_LEAST: Final = 3


def _in_blocks(text: str) -> bool:
    """Whether half of the lines begin with the tag of a block."""
    lines = [line.lstrip() for line in text.splitlines() if line.strip()]
    tags = [len(_BLOCK.findall(line)) for line in lines if _BLOCK.match(line)]
    return sum(tags) >= _LEAST and len(tags) * _SHARE >= len(lines)


def _saved(text: str) -> bool:
    head = text[:_BEGINNING]
    return bool(_SAVED.search(head) and _PARTS.search(head))


def begun(text: str) -> str:
    """The text from the first character on that is seen."""
    return text.lstrip("\ufeff \t\r\n\f\v")


def is_html(text: str) -> bool:
    """Whether it is the code of a web page, whole or a part."""
    start = begun(text)
    return bool(_HTML.match(start)) or _in_blocks(start)


def is_saved_page(text: str) -> bool:
    """Whether it is a web page or a mail as programs save it (MHTML, RFC 2557)."""
    head = begun(text)[:_BEGINNING]
    return bool(_SAVED.search(head) and _PARTS.search(head))


def refuse(text: str, name: str) -> None:
    """Let copied text pass, and nothing else.

    Raises:
        SourceError: the source is XML; says where, and how to get at the text.
    """
    start = begun(text)
    root = _ELEMENT.match(start)
    if _XML.match(start) or (root and start.rstrip().endswith(f"</{root['name']}>")):
        line = text[: len(text) - len(start)].count("\n") + 1
        raise SourceError("this is XML, not the text of an article", place=f"{name}:{line}", hint=_COPY)
