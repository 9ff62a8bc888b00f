"""Paragraphs as WordPress makes them of a post's text (its filter ``wpautop``), line for line.

The rules are those of https://developer.wordpress.org/reference/functions/wpautop/: blank lines part
paragraphs, single line ends are breaks, elements that are blocks stand alone, preformatted text stays. No
line end is added or taken away, so that a line of the result is that line of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BLOCKS: Final = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|"
    "blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|"
    "nav|figure|figcaption|details|menu|summary|script|svg"
)
#: Code and preformatted text to its end or the text's; comments; tags of blocks; breaks.
_PIECES: Final = re.compile(
    rf"(?P<kept><(?P<raw>pre|script|style|svg|textarea)\b[^<>]*>(?:.*?</(?P=raw)\s*>|.*))"
    rf"|(?P<comment><!--(?:.*?-->|.*))|(?P<open><(?:{_BLOCKS})(?=[\s>/])[^<>]*>)"
    rf"|(?P<close></(?:{_BLOCKS})\s*>)|(?P<twice><br\s*/?>\s*<br\s*/?>)",
    re.IGNORECASE | re.DOTALL,
)
_BLANKS: Final = " \t\n\r\f\v"  # a no-break space is a word to WordPress
_PARTED: Final = re.compile(r"(\n[ \t]*(?:\n[ \t]*)+)")
_BREAK: Final = re.compile(r"(?P<before><br\s*/?>[ \t]*)?\n", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
# Words behind these stand in a paragraph of their own.
_PARTING: Final = re.compile(r"<(?:blockquote|hr)\b", re.IGNORECASE)
_BLOCK_EDITOR: Final = re.compile(r"<!--\s+wp:")
_COMMENT: Final = re.compile(r"<!--(?:.*?-->|.*)", re.DOTALL)
_DYNAMIC: Final = re.compile(r"<!--\s+wp:.*/-->", re.DOTALL)


def paragraphs(text: str) -> str:
    """The text as HTML with its paragraphs.

    What the block editor wrote has paragraphs already; of it only blocks that WordPress fills when it shows
    the page, and whose words therefore stand elsewhere, are made visible as the code that they are.
    """
    if _BLOCK_EDITOR.search(text):
        return _COMMENT.sub(lambda found: _shown(found[0]), text)
    return "".join(_pieces(text)).replace("\r", "\n")


def plain(text: str) -> bool:
    """Whether no markup is in it but names of characters, so that nothing needs to be parsed."""
    return "<" not in text and "&#" not in text


def plain_paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    """The paragraphs of a plain text: how many line ends stand above each, and its lines."""
    above = 0
    for part in _PARTED.split(text):
        if words := part.strip(_BLANKS):
            lead = part[: len(part) - len(part.lstrip(_BLANKS))]
            yield above + lead.count("\n"), words.split("\n")
        above += part.count("\n")


def _shown(comment: str) -> str:
    if not _DYNAMIC.fullmatch(comment):
        return comment
    return f"<p>{comment.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>"


def _pieces(text: str) -> Iterator[str]:
    """Blocks as they are, and what stands between them in paragraphs."""
    at, opened = 0, False
    text = _joined_tags(text)
    for found in _PIECES.finditer(text):
        if found["comment"]:
            continue  # it stands in a paragraph as any word does
        yield from _flow(text[at : found.start()], bare=opened)
        yield "\n" * found[0].count("\n") if found["twice"] else found[0]
        opened = bool(found["open"]) and not _PARTING.match(found[0])
        at = found.end()
    yield from _flow(text[at:], bare=opened)


def _joined_tags(text: str) -> str:
    """The text with a carriage return for line ends within tags, which are no breaks."""
    if "\n" not in text:
        return text
    return _TAG.sub(lambda tag: tag[0].replace("\n", "\r") if "\n" in tag[0] else tag[0], text)


def _flow(text: str, *, bare: bool) -> Iterator[str]:
    """Words between two blocks: what touches the tag that opens one is that block's own line."""
    if not text.strip(_BLANKS):
        yield text
        return
    for place, part in enumerate(_PARTED.split(text)):
        words = part.strip(_BLANKS)
        before, _, after = part.partition(words) if words else (part, "", "")
        shown = _BREAK.sub(lambda found: found[0] if found["before"] else "<br>\n", words)
        yield before
        yield shown if not words or (bare and place == 0) else f"<p>{shown}</p>"
        yield after
