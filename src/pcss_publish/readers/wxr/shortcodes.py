"""Shortcodes around the words of a paragraph: opaque, and set apart so that the words keep their role."""

from __future__ import annotations

import re
from typing import Final

from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.html.tree import set_line

# https://developer.wordpress.org/plugins/shortcodes/enclosing-shortcodes/
_CODE: Final = re.compile(r"\[(?P<ends>/?)(?P<name>[\w-]{1,60})(?:\s[^\[\]<>]{0,2000})?\]")
#: These enclose an address or a picture, not words.
_WHOLE: Final = frozenset({"audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption"})


def set_apart(part: Element, code: str) -> None:
    """Put the shortcodes at the edges of paragraphs into paragraphs of their own.

    Args:
        part: the element of the words, laid out in paragraphs.
        code: the words as the export has them; a shortcode encloses something if the code ends it.
    """
    names = {found["name"] for found in _CODE.finditer(code) if found["ends"]} - _WHOLE
    for paragraph in list(part.iter("p")) if names else ():
        _cut_lead(paragraph, names)
        _cut_rear(paragraph, names)


def _cut_lead(paragraph: Element, names: set[str]) -> None:
    text = paragraph.text or ""
    at = 0
    for found in _CODE.finditer(text):
        if found["name"] not in names or text[at : found.start()].strip():
            break
        at = found.end()
    if at and (len(paragraph) or text[at:].strip()):
        paragraph.addprevious(_apart(paragraph, text[:at]))
        paragraph.text = text[at:]


def _cut_rear(paragraph: Element, names: set[str]) -> None:
    last = paragraph[-1] if len(paragraph) else None
    text = (paragraph.text if last is None else last.tail) or ""
    at = len(text)
    for found in reversed(list(_CODE.finditer(text))):
        if found["name"] not in names or not found["ends"] or text[found.end() : at].strip():
            break
        at = found.start()
    if at == len(text) or (last is None and not _CODE.sub("", text[:at]).strip()):
        return
    if last is None:
        paragraph.text = text[:at]
    else:
        last.tail = text[:at]
    paragraph.addnext(_apart(paragraph, text[at:]))


def _apart(paragraph: Element, words: str) -> Element:
    from lxml import etree

    made = etree.Element("p")
    made.text = words
    set_line(made, paragraph.sourceline or 1)
    return made
