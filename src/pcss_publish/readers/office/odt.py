"""OpenDocument text made ready for pandoc: what it would lose is mended, its paragraphs are numbered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from pcss_publish.errors import SourceError
from pcss_publish.model.marks import Place
from pcss_publish.readers.office import odt_parts as parts
from pcss_publish.readers.office.kinds import ODT
from pcss_publish.readers.office.odt_changes import take_changes, take_comments
from pcss_publish.readers.office.odt_parts import (
    DRAW,
    OFFICE,
    PARAGRAPHS,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    XLINK,
    pieces,
    remove,
    signs_of,
    words,
)  # fmt: skip
from pcss_publish.readers.office.odt_tables import BLOCKS, outermost, plain_tables
from pcss_publish.readers.office.package import Element, Package
from pcss_publish.readers.office.prepared import (
    SIGN,
    AsideKind,
    Embedded,
    Paragraph,
    Prepared,
    ask_box,
    ask_drawn,
    ask_styles,
)
from pcss_publish.readers.office.styles import Styles, role_of

_NUMBER: Final = "pcss"
#: What pandoc reads within a paragraph; other elements of text are fields, of which their result is kept.
_KEPT: Final = frozenset(
    f"{TEXT}{name}"
    for name in ("span", "a", "s", "tab", "line-break", "note", "note-body", "note-citation", "p", "h")
)
_WRAPS: Final = tuple(
    f"{TEXT}{name}"
    for name in (
        "section", "list", "list-item", "list-header", "numbered-paragraph", "index-body", "index-title",
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
        "alphabetical-index", "bibliography",
    )
)  # fmt: skip
_CODE: Final = (
    f"{TEXT}script",
    f"{OFFICE}forms",
    f"{OFFICE}scripts",
    f"{TEXT}soft-page-break",
    f"{OFFICE}event-listeners",
)
_MANIFEST: Final = "META-INF/manifest.xml"
_LOOKS: Final = frozenset(
    {"content.xml", "styles.xml", "mimetype", "settings.xml", _MANIFEST, "manifest.rdf"}
)


class Odt:
    """One file; :meth:`prepare` makes it ready.

    Raises:
        SourceError: it is encrypted.
    """

    def __init__(self, package: Package, styles: Styles) -> None:
        self._package = package
        self._roles = styles
        if _MANIFEST in package.members and b"encryption-data" in package.bytes_of(_MANIFEST):
            raise SourceError(
                "the file has a password", place=package.name, hint="Take the password off, and save it."
            )
        self._content = package.tree("content.xml")
        self._look = package.tree_of("styles.xml")
        self._styles = parts.Styles(self._look, self._content)
        self._count = 0
        self._unknown: dict[str, Place] = {}
        self.prepared = Prepared(package.name, "odt")

    def prepare(self) -> Prepared:
        """The file ready for pandoc.

        Raises:
            SourceError: it holds no text, or a part is damaged.
        """
        body = next(self._content.iter(f"{OFFICE}text"), None)
        if body is None:
            raise SourceError(
                "the file holds no text",
                place=self._package.name,
                hint="Only texts are read, no sheets or slides.",
            )
        self.prepared.refuse_signs("".join(body.itertext()), Place(path="/text", line=1))
        for number, paragraph in enumerate(body.iter(*PARAGRAPHS), 1):
            self._count = number
            paragraph.set(_NUMBER, str(number))
        self._mend(body)
        self._sign(body)
        self._heads()
        self._list_rest()
        ask_styles(self.prepared, self._unknown)
        self.prepared.data = self._packed()
        return self.prepared

    def _place(self, element: Element) -> Place:
        above = (one for one in (element, *element.iterancestors()) if one.get(_NUMBER))
        found = next(above, None)
        if found is None:
            found = next((one for one in element.iter() if one.get(_NUMBER)), None)
        number = "1" if found is None else found.get(_NUMBER)
        return Place(path=f"/text/p[{number}]", line=int(number))

    def _mend(self, body: Element) -> None:
        from lxml import etree

        for element in list(body.iter(*_CODE)):
            if said := "".join(element.itertext()):
                self.prepared.leave("code", self._place(element).path, len(said))
            remove(element)
        for element in [
            one for one in body.iter() if str(one.tag).endswith("-source") and one.tag.startswith(TEXT)
        ]:
            remove(element)
        take_comments(body, self.prepared, self._place)
        take_changes(body, self.prepared, self._place)
        self._hide(body)
        self._draw(body)
        self._signs = signs_of(body, self._styles)
        plain_tables(body)
        etree.strip_tags(body, *_WRAPS)
        for link in body.iter(f"{TEXT}a"):
            if any(True for _ in link.iterancestors(f"{TEXT}a")):
                link.tag = f"{TEXT}span"  # a link within a link is none, and pandoc loses it
        inner = {one.tag for p in body.iter(*PARAGRAPHS) for one in p.iter() if isinstance(one.tag, str)}
        etree.strip_tags(body, *(inner - _KEPT))

    def _hide(self, body: Element) -> None:
        """Set aside what is not seen, the names of tables, and the small readings above words."""
        for element in list(body.iter(f"{TABLE}title", f"{TABLE}desc")):
            self.prepared.put_aside("hidden", words(element), self._place(element))
            remove(element)
        for element in list(
            body.iter(f"{TEXT}hidden-text", f"{TEXT}span", f"{TEXT}section", f"{TEXT}ruby-text", *PARAGRAPHS)
        ):
            family = "paragraph" if element.tag in PARAGRAPHS else "text"
            hidden = (
                element.tag in {f"{TEXT}hidden-text", f"{TEXT}ruby-text"}
                or element.get(f"{TEXT}display") == "none"
                or self._styles.hides(family, element.get(f"{TEXT}style-name") or "")
            )
            if hidden and element.getparent() is not None:
                kind: AsideKind = "ruby" if element.tag == f"{TEXT}ruby-text" else "hidden"
                self.prepared.put_aside(kind, words(element), self._place(element))
                remove(element)

    def _draw(self, body: Element) -> None:
        """Put signs for pictures in their places, and the words of boxes below the paragraph they are in."""
        for drawn in [one for one in body.iter() if str(one.tag).startswith(DRAW)]:
            above = [one for one in drawn.iterancestors() if str(one.tag).startswith(DRAW)]
            if above or drawn.getparent() is None or body not in drawn.iterancestors():
                continue
            place = self._place(drawn)
            host = next(drawn.iterancestors(*PARAGRAPHS), None)
            blocks = list(outermost(drawn))
            if said := " ".join(map(words, blocks)).strip():
                ask_box(self.prepared, said, place)
            pictures = list(self._pictures(drawn))
            signs = "".join(self.prepared.show(one) for one in pictures)
            if rest := parts.drawn_words(drawn, blocks, named=not pictures):
                self.prepared.put_aside("diagram", rest, place)
                ask_drawn(self.prepared, rest, place)
            anchor = drawn if host is None else host
            if signs and host is None:
                carrier = drawn.makeelement(f"{TEXT}p", {_NUMBER: str(place.line)})
                carrier.text = signs
                blocks.insert(0, carrier)
            elif signs:
                drawn.tail = signs + (drawn.tail or "")
            for block in reversed(blocks):
                block.tail = None
                anchor.addnext(block)
            remove(drawn)

    def _pictures(self, drawn: Element) -> Iterator[Embedded]:
        for image in drawn.iter(f"{DRAW}image"):
            if any(one.tag in BLOCKS and drawn in one.iterancestors() for one in image.iterancestors()):
                continue  # a frame within a box has its turn when the box is laid out
            frame = image.getparent()
            alts = [one.text or "" for kind in ("desc", "title") for one in frame.iter(f"{SVG}{kind}")]
            name = (image.get(f"{XLINK}href") or "").removeprefix("./")
            inside = name in self._package.members
            if not inside:
                self.prepared.leave("picture outside of the file", name, 0)
            alt = next((one for one in alts if one), "")
            yield Embedded(name, alt, self._package.bytes_of(name) if inside else None)
        for thing in drawn.iter(f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}plugin", f"{DRAW}applet"):
            self.prepared.leave("embedded object", thing.get(f"{XLINK}href") or "", 0)

    def _sign(self, body: Element) -> None:
        for paragraph in body.iter(*PARAGRAPHS):
            # Pandoc loses a heading in a table's cell; its level is known here.
            level, paragraph.tag = parts.level_of(paragraph), PARAGRAPHS[0]
            said = [one for one in pieces(paragraph) if one.strip()]
            if not said:
                continue
            style = paragraph.get(f"{TEXT}style-name") or ""
            names = self._styles.names(style) or ([parts.decoded(style)] if style else [])
            role = role_of(names, self._roles)
            place = self._place(paragraph)
            if names and role is None and names[0] not in self._unknown:
                self._unknown[names[0]] = place
            role = "" if role in {None, "text"} else role or ""
            said = [piece for one in said for piece in SIGN.split(one)[::3]]
            begun = self.prepared.begin(Paragraph(place, role, self._signs.get(paragraph, ""), said, level))
            paragraph.text = begun + (paragraph.text or "").lstrip()

    def _heads(self) -> None:
        """Set aside what stands in headers and footers."""
        for element in [] if self._look is None else self._look.iter():
            name = str(element.tag).removeprefix(STYLE)
            if name.startswith(("header", "footer")) and not name.endswith(("style", "properties")):
                side: AsideKind = "header" if name.startswith("header") else "footer"
                self.prepared.put_aside(
                    side, words(element), Place(path=f"/{name}", line=max(self._count, 1))
                )

    def _list_rest(self) -> None:
        told = _LOOKS | {one.name for one in self.prepared.pictures}
        for name, info in sorted(self._package.members.items()):
            if name not in told and not name.startswith("Configurations2/"):
                what = "macros" if name.startswith(("Basic/", "Scripts/")) else "part"
                self.prepared.leave(what, f"/{name}", info.file_size)

    def _packed(self) -> bytes:
        from lxml import etree

        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("mimetype", ODT)
            archive.writestr("content.xml", etree.tostring(self._content, encoding="UTF-8"))
            look = b"" if self._look is None else etree.tostring(self._look, encoding="UTF-8")
            archive.writestr("styles.xml", look or f'<office:document-styles xmlns:office="{OFFICE[1:-1]}"/>')
        return packed.getvalue()
