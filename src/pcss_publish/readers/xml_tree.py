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
            end = text.find(ends, at)
            at = len(text) if end < 0 else end
            continue
        instead = _instead(found, name, mend=mend)
        if instead != found[0]:
            yield text[done : found.start()]
            yield instead
            done = at
    yield text[done:]


def _instead(found: re.Match[str], name: str, *, mend: bool) -> str:
    place = f"{name}:{_line(found.string, found.start())}"
    if found["declared"] == "ENTITY" or (found["declared"] and mend):
        raise SourceError(
            f"the file holds <!{found['declared']}: it may name other files or let it grow without bound",
            place=place, hint="Take the declaration out, and write the characters themselves.",
        )  # fmt: skip
    if found["name"] is not None and found["name"] not in _FIVE:
        return _named(found[0], place, mend=mend)
    if found["loose"] is not None:
        if not mend:
            raise _malformed(
                name, _line(found.string, found.start()), "an ampersand that begins no reference"
            )
        return "&amp;"
    return found[0]


def _named(reference: str, place: str, *, mend: bool) -> str:
    """An entity that XML does not know: HTML's character, else the signs themselves."""
    meant = html5.get(reference[1:])
    if not mend:
        number = f"&#{ord(meant)};" if meant and len(meant) == 1 else "the character"
        raise SourceError(
            f"{reference} is an entity of a document type, which is not loaded", place=place,
            hint=f"Write {number} in its place.",
        )  # fmt: skip
    return meant or f"&amp;{reference[1:]}"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
