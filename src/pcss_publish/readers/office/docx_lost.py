"""What pandoc loses of Word's text: put where it reads it, or set aside by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pcss_publish.model.marks import Place
from pcss_publish.readers.office.docx_changes import unwrap, words
from pcss_publish.readers.office.docx_parts import MC, WP, A, R, Relation, Sheet, V, W, is_on, value
from pcss_publish.readers.office.package import Element, Package
from pcss_publish.readers.office.prepared import (
    Embedded,
    Prepared,
    ask_box,
    ask_drawn,
    ask_equation,
    ask_struck,
)

_WRAPS: Final = tuple(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "fldSimple", "dir", "bdo")
)
_PROPERTIES: Final = ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")
_DRAWN: Final = (f"{W}drawing", f"{W}pict", f"{W}object")

At = Callable[[Element], Place]


def unwrap_all(root: Element, prepared: Prepared, at: At) -> None:
    """Take away what only wraps text: content controls, smart tags, fields, alternatives of drawings."""
    for name in _PROPERTIES:
        for element in list(root.iter(f"{W}{name}")):
            element.getparent().remove(element)
    for element in list(root.iter(f"{MC}AlternateContent")):
        _choose(element, prepared)
    for element in list(root.iter(*_WRAPS)):
        unwrap(element)
    _fields(root, prepared, at)


def join_initials(root: Element) -> None:
    """Put a dropped initial before the words that it begins (17.3.1.11); pandoc loses one without any."""
    for frame in list(root.iter(f"{W}framePr")):
        paragraph = next(frame.iterancestors(f"{W}p"), None)
        following = None if paragraph is None else paragraph.getnext()
        dropped = frame.get(f"{W}dropCap") in {"drop", "margin"}
        frame.getparent().remove(frame)
        if dropped and paragraph is not None and following is not None and following.tag == f"{W}p":
            at = following.find(f"{W}pPr")
            for run in reversed([one for one in paragraph if one.tag != f"{W}pPr"]):
                following.insert(0 if at is None else following.index(at) + 1, run)


def _choose(element: Element, prepared: Prepared) -> None:
    """Of the alternatives of one drawing, keep the first that holds text, else the first."""
    if element.getparent() is None:
        return
    options = [one for one in element if one.tag in {f"{MC}Choice", f"{MC}Fallback"}]
    kept = next((one for one in options if words(one)), options[0] if options else None)
    for one in options:
        if one is not kept:
            if said := words(one):
                prepared.leave("the same drawing for older programs", "/document", len(said))
            element.remove(one)
    if kept is not None:
        unwrap(kept)
    unwrap(element)


def _fields(root: Element, prepared: Prepared, at: At) -> None:
    """Keep the results of fields; their code only where it is a link (17.16.5.25)."""
    stack: list[list[Element]] = []
    for element in list(root.iter(f"{W}fldChar", f"{W}instrText")):
        kind = element.get(f"{W}fldCharType") or ""
        if kind == "begin":
            stack.append([])
        if stack:
            stack[-1].append(element)
        elif element.getparent() is not None:
            element.getparent().remove(element)
        if kind == "end" and stack:
            _field(stack.pop(), prepared, at)
    while stack:
        _field([*stack.pop(), None], prepared, at)


def _field(pieces: list[Element | None], prepared: Prepared, at: At) -> None:
    code = "".join(one.text or "" for one in pieces if one is not None and one.tag == f"{W}instrText")
    if None not in pieces and code.split()[:1] == ["HYPERLINK"]:
        return
    if code.split()[:1] == ["EQ"]:
        ask_equation(prepared, code.strip(), at(pieces[0]))
    else:
        prepared.leave("field", f"/document/{' '.join(code.split()[:1])}", len(code))
    for one in pieces:
        if one is not None:
            one.getparent().remove(one)


def set_aside(root: Element, sheet: Sheet, prepared: Prepared, at: At) -> None:
    """Take out what is not seen, and the small readings above words."""
    for run in list(root.iter(f"{W}r")):
        properties = run.find(f"{W}rPr")
        paragraph = next(run.iterancestors(f"{W}p"), None)
        style = value(None if paragraph is None else paragraph.find(f"{W}pPr"), "pStyle")
        shown = properties is not None and properties.find(f"{W}vanish") is not None
        hidden = is_on(properties, "vanish") if shown else (
            sheet.hides(value(properties, "rStyle")) or sheet.hides(style)
        )  # fmt: skip
        if hidden and words(run):
            prepared.put_aside("hidden", words(run), at(run))
            run.getparent().remove(run)
    for ruby in list(root.iter(f"{W}ruby")):
        reading = ruby.find(f"{W}rt")
        prepared.put_aside("ruby", "" if reading is None else words(reading), at(ruby))
        run, base = ruby.getparent(), ruby.find(f"{W}rubyBase")
        for one in reversed([] if base is None else list(base)):
            run.addnext(one)
        run.remove(ruby)


def lay_boxes(root: Element, prepared: Prepared, at: At) -> None:
    """Put the paragraphs of text boxes below the paragraph that they are anchored in."""
    for box in list(root.iter(f"{W}txbxContent")):
        host = next((one for one in box.iterancestors(f"{W}p")), None)
        if host is None or not words(box):
            continue
        ask_box(prepared, words(box), at(host))
        for one in reversed(list(box)):
            host.addnext(one)
        box.getparent().remove(box)


def ask_about_strikes(root: Element, prepared: Prepared, at: At) -> None:
    """Tell of words that are struck through by hand."""
    for run in root.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        if (is_on(properties, "strike") or is_on(properties, "dstrike")) and (said := words(run)):
            ask_struck(prepared, said, at(run))


def take_pictures(
    root: Element, related: dict[str, Relation], package: Package, prepared: Prepared, at: At
) -> None:
    """Put a sign for each picture in its place; a drawing without one is listed."""
    for drawn in list(root.iter(*_DRAWN)):
        run = drawn.getparent()
        if run is None:
            continue
        if said := _drawn_words(drawn):
            prepared.put_aside("diagram", said, at(drawn))
            ask_drawn(prepared, said, at(drawn))
        found = [_picture(one, drawn, related, package) for one in drawn.iter(f"{A}blip", f"{V}imagedata")]
        if drawn.tag == f"{W}object" or not found:
            what = "embedded object" if drawn.tag == f"{W}object" else "drawing"
            prepared.leave(what, at(drawn).path, len(words(drawn)))
        for picture in found:
            if picture.data is None:
                prepared.leave("picture outside of the file", picture.name, 0)
            sign = run.makeelement(f"{W}t")
            sign.text = prepared.show(picture)
            drawn.addprevious(sign)
        run.remove(drawn)


def _drawn_words(drawn: Element) -> str:
    """Words that are drawn: those of shapes (20.1.2.2.30), and of WordArt in VML (19.1.2.23)."""
    said = [one.text or "" for one in drawn.iter(f"{A}t")]
    said += [one.get("string") or "" for one in drawn.iter(f"{V}textpath")]
    return "\n".join(one for one in said if one.strip())


def _picture(image: Element, drawn: Element, related: dict[str, Relation], package: Package) -> Embedded:
    keys = (f"{R}embed", f"{R}id", f"{R}link", f"{R}pict")
    relation = next((related[one] for key in keys if (one := image.get(key)) in related), None)
    alts = [one.get("descr") or one.get("title") or "" for one in drawn.iter(f"{WP}docPr")]
    alts += [one.get("alt") or "" for one in drawn.iter(f"{V}shape")]
    alt = next((one for one in alts if one), image.get("title") or "")
    if relation is None:
        return Embedded("", alt, None)
    inside = not relation.external and relation.target in package.members
    return Embedded(relation.target, alt, package.bytes_of(relation.target) if inside else None)
