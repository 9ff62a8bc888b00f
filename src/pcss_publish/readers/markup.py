"""Sources that are the page's own code, not what one sees of it: refused, with the way to the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from pcss_publish.errors import SourceError

_BEGINNING: Final = 4096
_COPY: Final = "Open the page in a browser, select all, copy, and save what you copied as UTF-8 text."
_HTML: Final = re.compile(
    r"(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XML: Final = re.compile(r"<\?xml\b|<!doctype\s", re.IGNORECASE)
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


class Kind(NamedTuple):
    """What a source may be instead of copied text."""

    name: str
    recognise: Callable[[str], bool]
    hint: str


def _in_blocks(text: str) -> bool:
    """Whether half of the lines begin with the tag of a block."""
    lines = [line.lstrip() for line in text.splitlines() if line.strip()]
    tags = [len(_BLOCK.findall(line)) for line in lines if _BLOCK.match(line)]
    return sum(tags) >= _LEAST and len(tags) * _SHARE >= len(lines)


def _saved(text: str) -> bool:
    head = text[:_BEGINNING]
    return bool(_SAVED.search(head) and _PARTS.search(head))


KINDS: Final = (
    Kind("HTML, the code of a web page", lambda text: bool(_HTML.match(text)) or _in_blocks(text), _COPY),
    Kind(
        "XML", lambda text: bool(_XML.match(text)), _COPY.replace("the page", "the page that it belongs to")
    ),
    Kind("a web page or a mail as programs save it (MHTML)", _saved, _COPY.replace("the page", "it")),
)


def refuse(text: str, name: str) -> None:
    """Let copied text pass, and nothing else.

    Raises:
        SourceError: the source is markup; says which, where, and how to get at the text.
    """
    begun = text.lstrip("\ufeff \t\r\n\f\v")
    kind = next((kind for kind in KINDS if kind.recognise(begun)), None)
    if kind:
        line = text[: len(text) - len(begun)].count("\n") + 1
        raise SourceError(
            f"this is {kind.name}, not the text of an article", place=f"{name}:{line}", hint=kind.hint
        )
