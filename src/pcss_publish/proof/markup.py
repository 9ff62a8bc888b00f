"""Collects pieces from a walk over HTML or XHTML, whichever parser walks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from pcss_publish.proof.links import external
from pcss_publish.proof.markers import ordinal
from pcss_publish.proof.pieces import ID_PREFIX, LANDMARKS, Aside, Piece

MARKER = "marker"  # no id: those begin with pcss-
_SILENT = frozenset({"head", "script", "style", "template"})
_PHRASING = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "em", "font", "i", "img", "mark", "q", "s",
        "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
    )
)  # fmt: skip
_SPOKEN = ("alt", "title", "aria-label", "placeholder", "summary")
# Values of these are the program's own, never a person's words.
_TECHNICAL = frozenset(
    (
        "align", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "dir", "height", "id",
        "lang", "media", "name", "rel", "role", "style", "type", "valign", "width", "xmlns",
    )
)  # fmt: skip
# Words for one program alone (Outlook's conditional comments): style sheets and settings are none.
_CONDITION = re.compile(r"\A\[if[^\]]*\]>|<!\[endif\]\Z", re.IGNORECASE)
_SETTINGS = re.compile(r"<(style|xml|script)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_NO_WORD = re.compile(r"[\W_]+")
_FIELDS = frozenset({"button", "input", "option"})
_BREAKS = str.maketrans("\t\n\r\f", "    ")
_GENERATED = re.compile(r"content\s*:[^;}]*?([\"'])(.*?)\1", re.DOTALL)


@dataclass(slots=True)
class _Open:
    """An element that has not ended.

    Attributes:
        owner: index of the piece that its text belongs to, -1 for none.
        style: ``type`` of a list.
        items: number of a list's latest item.
    """

    tag: str
    owner: int
    hidden: str
    style: str = ""
    items: int = 0


@dataclass(slots=True)
class Collector:
    """Takes starts, texts and ends in document order.

    Args:
        labelled: the style sheet shows the ``data-marker`` of list items.
        unseen: why elements are not seen as they should be, by id (``styling.hidden``).
    """

    labelled: bool = False
    unseen: Mapping[str, str] = field(default_factory=dict)
    pieces: list[tuple[str, list[str], str]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    buried: list[Aside] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    links: dict[str, list[str]] = field(default_factory=dict)
    loose: int = -1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins; ``tag`` is its local name."""
        above = self.stack[-1] if self.stack else _Open("", -1, "")
        name = attributes.get("id", "")
        hidden = above.hidden or _put_away(tag, attributes) or self.unseen.get(name, "")
        owner = above.owner
        if name.startswith(ID_PREFIX):
            owner = len(self.pieces)
            self.pieces.append((name, [], hidden))
        if owner != above.owner or tag not in _PHRASING:
            self.loose = -1
        if tag == "li" and above.tag == "ol":
            self._marker(above, attributes)
        first = _number(attributes.get("start", "")) or 1
        self.stack.append(_Open(tag, owner, hidden, attributes.get("type", ""), first - 1))
        self._attributes(tag, attributes)
        if tag == "br":
            self._add("\n")

    def _attributes(self, tag: str, attributes: Mapping[str, str]) -> None:
        for key, value in attributes.items():
            if key == "value" and tag in _FIELDS:
                self.asides.append(Aside("field", value, printed=True))
            elif key in _SPOKEN:
                self.asides.append(Aside(f"{tag} {key}", value, spoken=key == "alt"))
            elif key == "href":
                self._link(value)
            elif key not in _TECHNICAL:
                self.buried.append(Aside(f"{tag} {key}", value))

    def _link(self, target: str) -> None:
        self.buried.append(Aside("address", _NO_WORD.sub(" ", unquote(target))))
        owner = self.stack[-1].owner
        if external(target) and owner >= 0:
            self.links.setdefault(self.pieces[owner][0], []).append(target)

    def _marker(self, above: _Open, attributes: Mapping[str, str]) -> None:
        """The marker of an item of an ordered list (HTML 4.4.5, 4.4.8)."""
        value = _number(attributes.get("value", ""))
        above.items = above.items + 1 if value is None else value
        own = attributes.get("data-marker") if self.labelled else None
        self.pieces.append((MARKER, [own or ordinal(above.items, above.style)], ""))

    def text(self, data: str) -> None:
        """A text node."""
        inside = {element.tag for element in self.stack} & _SILENT if self._in_head() else ()
        if not inside:
            self._add(data.translate(_BREAKS))
        elif self.stack[-1].tag == "title":
            self.asides.append(Aside("title", data))
        elif self.stack[-1].tag == "style":
            self.asides += generated(data)
            self.buried.append(Aside("style sheet", data))

    def _in_head(self) -> bool:
        return any(element.tag in _SILENT for element in self.stack)

    def _add(self, data: str) -> None:
        top = self.stack[-1] if self.stack else _Open("", -1, "")
        if top.owner >= 0:
            self.pieces[top.owner][1].append(data)
            return
        if self.loose < 0:
            self.loose = len(self.pieces)
            self.pieces.append(("", [], top.hidden))
        self.pieces[self.loose][1].append(data)

    def end(self) -> None:
        """The innermost element ends."""
        closed = self.stack.pop()
        owner = self.stack[-1].owner if self.stack else -1
        if closed.owner != owner or closed.tag not in _PHRASING:
            self.loose = -1

    def comment(self, data: str) -> None:
        """A comment."""
        self.buried.append(Aside("comment", data))
        if _CONDITION.match(data):
            words = _SETTINGS.sub(" ", _CONDITION.sub("", data))
            if words.strip():
                self.asides.append(Aside("words for one program", words.strip(), printed=True))

    def found(self) -> tuple[Piece, ...]:
        """The pieces; text in no element of its own counts only if there is any."""
        made = (
            Piece("", parts[0], "marker") if name == MARKER else Piece(name, "".join(parts), hidden=hidden)
            for name, parts, hidden in self.pieces
        )
        return tuple(piece for piece in made if piece.id or piece.text.strip())


def _number(text: str) -> int | None:
    return int(text) if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() else None


def _put_away(tag: str, attributes: Mapping[str, str]) -> str:
    """Why an attribute hides an element."""
    if "hidden" not in attributes:
        return ""
    return LANDMARKS if tag == "nav" else "hidden"


def shows_labels(css: str) -> bool:
    """Whether a style sheet shows the label of a list item."""
    return "attr(data-marker)" in css


def generated(css: str) -> list[Aside]:
    """Texts that a style sheet adds by ``content``."""
    return [Aside("style sheet", match[2], printed=True) for match in _GENERATED.finditer(css)]
