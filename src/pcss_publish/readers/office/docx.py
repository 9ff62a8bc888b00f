"""Word's DOCX (ECMA-376) made ready for pandoc: what it would lose is mended, paragraphs are numbered."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from pcss_publish.model.marks import Place
from pcss_publish.readers.office import docx_lost as lost
from pcss_publish.readers.office.docx_changes import take_changes, take_comments, words
from pcss_publish.readers.office.docx_numbers import Numbers
from pcss_publish.readers.office.docx_parts import A, Relation, Sheet, W, main_part, relations, value
from pcss_publish.readers.office.package import Element, Package
from pcss_publish.readers.office.prepared import SIGN, Paragraph, Prepared, Query, ask_drawn, ask_styles
from pcss_publish.readers.office.styles import Styles, role_of

_NOTES: Final = {"footnotes": "footnote", "endnotes": "endnote"}
_NUMBER: Final = "pcss"
#: Styles of which pandoc makes data about the document, and not text.
_HEAD: Final = frozenset({"title", "subtitle", "byline", "date", "intro"})
_INK: Final = (
    f"{W}t",
    f"{W}sym",
    f"{W}noBreakHyphen",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
)
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CONTENT: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>'
)
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Parts that say how things look, and nothing else.
_LOOKS: Final = frozenset(
    {"styles", "theme", "settings", "webSettings", "fontTable", "stylesWithEffects", "numbering", "font"}
)


class Docx:
    """One file; :meth:`prepare` makes it ready.

    Args:
        package: its members.
        styles: roles by the folded names of styles.
    """

    def __init__(self, package: Package, styles: Styles) -> None:
        self._package = package
        self._styles = styles
        self._main = main_part(package)
        self._relations = relations(package, self._main)
        self._parts = {one.kind: one.target for one in self._relations if not one.external}
        self._sheet = Sheet(self._part("styles"))
        self._numbers = Numbers(self._part("numbering"), self._sheet)
        self._count = 0
        self._unknown: dict[str, Place] = {}
        self.prepared = Prepared(package.name, "docx+styles")

    def _part(self, kind: str) -> Element | None:
        name = self._parts.get(kind, "")
        return self._package.tree_of(name) if name else None

    def prepare(self) -> Prepared:
        """The file ready for pandoc.

        Raises:
            SourceError: a part is damaged, or larger or deeper than any article.
        """
        root = self._package.tree(self._main)
        stories: dict[str, Element] = {"document": root}
        for kind in _NOTES:
            if (part := self._part(kind)) is not None:
                stories[kind] = part
        comments = self._part("comments")
        for name, story in {**stories, **({} if comments is None else {"comments": comments})}.items():
            self._number(story, name)
        for name, story in stories.items():
            self._mend(story, comments if name == "document" else None, self._related(name))
        self._beside()
        for story in stories.values():
            self._sign(story)
        ask_styles(self.prepared, self._unknown)
        self._list_rest()
        self.prepared.data = self._packed(stories)
        return self.prepared

    def _related(self, name: str) -> dict[str, Relation]:
        found = self._relations if name == "document" else relations(self._package, self._parts[name])
        return {one.id: one for one in found}

    def _number(self, story: Element, name: str) -> None:
        self.prepared.refuse_signs("".join(story.itertext()), Place(path=f"/{name}", line=1))
        for number, paragraph in enumerate(story.iter(f"{W}p"), 1):
            self._count += 1
            paragraph.set(_NUMBER, f"{self._count} /{name}/p[{number}]")

    def _place(self, element: Element) -> Place:
        """The paragraph that holds an element, that it holds, or that stands before it."""
        for one in (
            *(above for above in (element, *element.iterancestors()) if above.tag == f"{W}p"),
            *element.iter(f"{W}p"),
        ):
            line, _, path = (one.get(_NUMBER) or "1 /document").partition(" ")
            return Place(path=path, line=int(line))
        before = next((one for one in element.itersiblings(f"{W}p", preceding=True)), None)
        return Place(path="/document", line=1) if before is None else self._place(before)

    def _mend(self, story: Element, comments: Element | None, related: dict[str, Relation]) -> None:
        lost.unwrap_all(story, self.prepared, self._place)
        if comments is not None:
            take_comments(story, comments, self.prepared, self._place)
        take_changes(story, self.prepared, self._place)
        lost.join_initials(story)
        lost.lay_boxes(story, self.prepared, self._place)
        lost.set_aside(story, self._sheet, self.prepared, self._place)
        lost.take_pictures(story, related, self._package, self.prepared, self._place)
        for chunk in list(story.iter(f"{W}altChunk")):
            self._warn("another file is embedded as a part of the text", self._place(chunk))
            chunk.getparent().remove(chunk)
        if next(story.iter(_INK[-1]), None) is not None:
            self._warn("an equation is read as its code in TeX", self._place(next(story.iter(_INK[-1]))))
        lost.ask_about_strikes(story, self.prepared, self._place)

    def _warn(self, said: str, place: Place) -> None:
        hint = "Compare with the file; mend it by an [[edit]] if need be, then settle it."
        self.prepared.queries.append(Query("W003", f"{said[0].upper()}{said[1:]}.", hint, place))

    def _sign(self, story: Element) -> None:
        """Number the paragraphs that show anything, and take from pandoc what it would make no text of."""
        for paragraph in story.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            style = value(properties, "pStyle")
            names = self._sheet.names(style) if style else []
            role = role_of(names, self._styles)
            said = [one.text or "" for one in paragraph.iter(f"{W}t") if _own(one, paragraph)]
            said = [one for one in said if not SIGN.fullmatch(one)]
            sign = self._numbers.sign(properties)
            for tag in ("numPr", "pStyle") if properties is not None else ():
                found = properties.find(f"{W}{tag}")
                if found is not None and (tag == "numPr" or role in _HEAD):
                    properties.remove(found)
            if not any(_own(one, paragraph) for one in paragraph.iter(*_INK)):
                continue
            place = self._place(paragraph)
            if names and role is None and (name := names[0]) not in self._unknown:
                self._unknown[name] = place
            begun = self.prepared.begin(
                Paragraph(place, "" if role in {None, "text"} else role or "", sign, said)
            )
            run = paragraph.makeelement(f"{W}r")
            run.append(run.makeelement(f"{W}t"))
            run[0].text = begun
            paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)

    def _beside(self) -> None:
        """Set aside what stands in other parts: headers, footers, the texts of diagrams."""
        for one in self._relations:
            kind: Any = one.kind
            if one.external or one.target not in self._package.members:
                continue
            if kind in {"header", "footer"}:
                root = self._package.tree(one.target)
                lost.unwrap_all(root, self.prepared, self._place)
                for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
                    if not any(above.tag == f"{W}p" for above in paragraph.iterancestors()):
                        place = Place(path=f"/{kind}/p[{number}]", line=self._count)
                        self.prepared.put_aside(kind, words(paragraph), place)
            elif kind in {"diagramData", "chart"}:
                said = [t.text or "" for t in self._package.tree(one.target).iter(f"{A}t")]
                if any(said):
                    place = Place(path=f"/{one.target}", line=self._count)
                    self.prepared.put_aside("diagram", "\n".join(said), place)
                    ask_drawn(self.prepared, "\n".join(said), place)

    def _list_rest(self) -> None:
        """Name the members that are no part of the text, above all macros, which are never run."""
        told = {
            one.target
            for one in self._relations
            if one.kind in {*_NOTES, *_LOOKS, "comments", "header", "footer"}
        }
        told |= {one.name for one in self.prepared.pictures} | {self._main, "[Content_Types].xml"}
        for name, info in sorted(self._package.members.items()):
            if name in told or name.endswith(".rels") or "/theme/" in name:
                continue
            what = "macros" if "vba" in name.lower() else "part"
            self.prepared.leave(what, f"/{name}", info.file_size)

    def _packed(self, stories: dict[str, Element]) -> bytes:
        """A package of what pandoc may see: text, styles, and where links lead."""
        from lxml import etree

        kept = {name: story for name, story in stories.items() if name != "document"}
        styles = self._part("styles")
        if styles is not None:
            kept["styles"] = styles
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("[Content_Types].xml", _CONTENT)
            archive.writestr("_rels/.rels", _related({"r1": ("officeDocument", "word/document.xml", False)}))
            archive.writestr("word/document.xml", etree.tostring(stories["document"]))
            for name, story in kept.items():
                archive.writestr(f"word/{name}.xml", etree.tostring(story))
            inner = {f"pcss{name}": (name, f"{name}.xml", False) for name in kept}
            archive.writestr("word/_rels/document.xml.rels", _related(inner | self._links("document")))
            for name in kept:
                if name in _NOTES:
                    archive.writestr(f"word/_rels/{name}.xml.rels", _related(self._links(name)))
        return packed.getvalue()

    def _links(self, name: str) -> dict[str, tuple[str, str, bool]]:
        found = self._related(name).values()
        return {
            one.id: ("hyperlink", one.target, True)
            for one in found
            if one.kind == "hyperlink" and one.external
        }


def _own(element: Element, paragraph: Element) -> bool:
    return next(element.iterancestors(f"{W}p")) is paragraph


def _related(relations: dict[str, tuple[str, str, bool]]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})
    for number, (kind, target, external) in relations.items():
        one = etree.SubElement(
            root, f"{{{_PACKAGE}}}Relationship", Id=number, Type=f"{_OFFICE}/{kind}", Target=target
        )
        if external:
            one.set("TargetMode", "External")
    data: bytes = etree.tostring(root)
    return data
