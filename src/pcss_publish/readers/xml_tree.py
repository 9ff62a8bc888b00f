"""XML parsed within bounds: no document type is loaded, no entity expanded, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any, Final

from pcss_publish.errors import SourceError
from pcss_publish.model.base import NOT_XML

_SIGNS: Final = re.compile(
    r"<!\[CDATA\[|<!--|<\?|<!(?P<declared>ENTITY|DOCTYPE)\b"
    r"|&(?:(?P<name>[A-Za-z][\w.-]{0,40});|(?P<loose>(?!#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});)))"
)
#: Sections whose ampersands are none of markup, and how they end.
_SECTIONS: Final = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_WORDS: Final = re.compile(r"<((?:content|excerpt):encoded|wp:comment_content)(?:\s[^<>]*)?>\s*$")
_LONGEST_TAG: Final = 300
_DECLARATION: Final = re.compile(r"\ufeff?\s*<\?xml\s[^>]*?\?>", re.DOTALL)
_FIVE: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
# An undeclared prefix takes nothing away: the element keeps its name as it stands.
_HARMLESS: Final = frozenset({"NS_ERR_UNDEFINED_NAMESPACE"})


def parse(text: str, name: str, *, mend: bool) -> Any:
    """The root element of an XML source; lines are those of the source.

    Args:
        text: the source.
        name: its name for messages.
        mend: take an ampersand that begins no reference, and names of HTML's entities, for what was meant (in
            exports of programs that forgot to escape them); no document type may stand there. Without it, a
            document type is passed over and any other entity than XML's five is an error.

    Raises:
        SourceError: it is not well-formed, or declares or uses entities; says the line.
    """
    from lxml import etree

    _refuse_controls(text, name)
    whole = "".join(_mended(text, name, mend=mend))
    # The encoding is that of the text by now; blanks above the declaration, which XML forbids, are harmless.
    whole = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), whole.lstrip("\ufeff"), count=1)
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_pis=True, remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(whole.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise _malformed(name, error.lineno or 1, error.msg or "it is not XML") from error
    faults = [fault for fault in parser.error_log if fault.type_name not in _HARMLESS]
    if faults or root is None:
        first = faults[0] if faults else None
        raise _malformed(name, first.line if first else 1, first.message if first else "it holds no element")
    return root


def _malformed(name: str, line: int, message: str) -> SourceError:
    return SourceError(
        f"the XML is broken here: {message.strip()}", place=f"{name}:{line}",
        hint="Export the file again, or mend this line; nothing is guessed.",
    )  # fmt: skip


def _refuse_controls(text: str, name: str) -> None:
    found = NOT_XML.search(text)
    if found:
        raise SourceError(
            f"the text holds U+{ord(found[0]):04X}, a control character that no XML may hold",
            place=f"{name}:{_line(text, found.start())}", hint="Take it out of the file.",
        )  # fmt: skip


def _mended(text: str, name: str, *, mend: bool) -> Iterator[str]:
    """The text with what stands for each sign that begins no reference of XML's own."""
    done = at = 0
    while found := _SIGNS.search(text, at):
        at = found.end()
        if ends := _SECTIONS.get(found[0]):
            for end in _early_ends(found, name) if mend and ends == "]]>" else ():
                yield text[done:end]
                yield "]]]]><![CDATA[>"
                done = at = end + len(ends)
            end = text.find(ends, at)
            at = len(text) if end < 0 else end + len(ends)
            continue
        instead = _instead(found, name, mend=mend)
        if instead != found[0]:
            yield text[done : found.start()]
            yield instead
            done = at
    yield text[done:]


def _early_ends(opened: re.Match[str], name: str) -> Iterator[int]:
    """Where a CDATA section ends that its element does not: old exports did not part ``]]>`` in a post.

    Only in the elements of words, which one section fills, so that it is certain where both end.

    Raises:
        SourceError: the element has no end.
    """
    text, at = opened.string, opened.end()
    element = _WORDS.search(text, max(0, opened.start() - _LONGEST_TAG), opened.start())
    if element is None:
        return
    last = re.compile(rf"\]\]>\s*</{element[1]}\s*>").search(text, at)
    if last is None:
        raise _malformed(name, _line(text, opened.start()), f"{element[1]} has no end")
    while (end := text.find("]]>", at)) < last.start():
        if not text.startswith("<![CDATA[", end + 3):
            yield end
        at = end + 3


def _instead(found: re.Match[str], name: str, *, mend: bool) -> str:
    """What stands for a sign: mostly itself."""
    meant = found["name"] and html5.get(f"{found['name']};")
    if found["declared"]:
        if mend or found["declared"] == "ENTITY":
            raise SourceError(
                f"the file holds <!{found['declared']}: it may name other files or let it grow without bound",
                place=_place(found, name), hint="Take it out, and write the characters themselves.",
            )  # fmt: skip
        return found[0]
    if found["name"] in _FIVE:
        return found[0]
    if mend:
        return meant or f"&amp;{found[0][1:]}"
    if found["name"]:
        number = f"&#{ord(meant)};" if meant and len(meant) == 1 else "the character"
        raise SourceError(
            f"{found[0]} is an entity of a document type, which is not loaded", place=_place(found, name),
            hint=f"Write {number} in its place.",
        )  # fmt: skip
    raise SourceError(
        "an ampersand begins no reference", place=_place(found, name), hint="Write &amp; in its place."
    )


def _place(found: re.Match[str], name: str) -> str:
    return f"{name}:{_line(found.string, found.start())}"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
