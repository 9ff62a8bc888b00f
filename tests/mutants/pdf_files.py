"""Changes of a finished PDF: its structure tree, its content, its pages and what stands around them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from mutants.markup_faults import HIDDEN_BODY, HIDDEN_NAME, INVENTED

FileFault = Callable[[pikepdf.Pdf], None]


def changed(data: bytes, change: FileFault) -> bytes:
    """The file with one change."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _elements(node: Any) -> list[Any]:
    kids = node.get("/K", Array())
    kids = list(kids) if isinstance(kids, Array) else [kids]
    inner = [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]
    return [node, *(found for kid in inner for found in _elements(kid))]


def _element(pdf: pikepdf.Pdf, unit: str) -> Any:
    every = _elements(pdf.Root.StructTreeRoot.K[0])
    return next(found for found in every if str(found.get("/ID", "")) == f"pcss-{unit}")


def swap_ids(pdf: pikepdf.Pdf) -> None:
    one, other = _element(pdf, "c8-name"), _element(pdf, "c6-name")
    one.ID, other.ID = other.ID, one.ID


def swap_contents(pdf: pikepdf.Pdf) -> None:
    one, other = _element(pdf, "c8-name"), _element(pdf, "c6-name")
    one.K, other.K, one.Pg, other.Pg = other.K, one.K, other.Pg, one.Pg


def swap_order(pdf: pikepdf.Pdf) -> None:
    one, other = _element(pdf, "c6-1").P.P, _element(pdf, "c4-1").P.P  # items of the list
    kids = one.P.K
    first, second = (next(n for n, kid in enumerate(kids) if kid.objgen == e.objgen) for e in (one, other))
    kids[first], kids[second] = other, one


def drop_from_structure(pdf: pikepdf.Pdf) -> None:
    _detach(_element(pdf, "c8-name"))


def _detach(element: Any) -> None:
    parent = element.P
    parent.K = Array([kid for kid in parent.K if getattr(kid, "objgen", None) != element.objgen])


def as_artefact(pdf: pikepdf.Pdf) -> None:
    element = _element(pdf, "c8-name")
    marks, page = {int(kid) for kid in element.K}, pikepdf.Page(element.Pg)
    _detach(element)

    def marked(operands: Any, operator: str) -> list[Any] | None:
        inside = operator == "BDC" and len(operands) > 1 and isinstance(operands[1], Dictionary)
        if inside and int(operands[1].get("/MCID", -1)) in marks:
            return [([Name.Artifact, Dictionary()], pikepdf.Operator("BDC"))]
        return None

    _rewrite(pdf, page, marked)


def _rewrite(pdf: pikepdf.Pdf, page: Any, change: Callable[[Any, str], list[Any] | None]) -> None:
    made: list[Any] = []
    for step in pikepdf.parse_content_stream(page):
        instead = change(step.operands, str(step.operator))
        made += [step] if instead is None else instead
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(made))


def drop_last_line(pdf: pikepdf.Pdf) -> None:
    """Take the last line of a paragraph off its page; its structure stays."""
    element = _element(pdf, "st2-1")
    last, inside = max(int(kid) for kid in element.K), [False]

    def unpainted(operands: Any, operator: str) -> list[Any] | None:
        if operator == "BDC":
            inside[0] = isinstance(operands[1], Dictionary) and int(operands[1].get("/MCID", -1)) == last
        return [] if inside[0] and operator in ("Tj", "TJ") else None

    _rewrite(pdf, pikepdf.Page(element.Pg), unpainted)


def around(before: bytes, after: bytes = b"") -> FileFault:
    """Operators before and after the content of the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(before, prepend=True)
        pdf.pages[0].contents_add(after)

    return change


def switch_off(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("hidden")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group], Order=[group]))
    pdf.pages[0].Resources.Properties = Dictionary(Hidden=group)
    around(b"/OC /Hidden BDC\n", b"\nEMC")(pdf)


def cut(box: str) -> FileFault:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0][box] = Array([0, 300, 612, 792])

    return change


def write_on(words: str, wrap: tuple[bytes, bytes] = (b"", b"")) -> FileFault:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Resources.Font.Extra = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        line = b"BT /Extra 9 Tf 1 0 0 1 72 30 Tm (" + words.encode("ascii") + b") Tj ET"
        page.contents_add(b"q", prepend=True)  # the page's own matrix stays its own
        page.contents_add(b"\nQ\n" + wrap[0] + line + wrap[1])

    return change


def annotate(subtype: Any, words: str) -> FileFault:
    def change(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(
            Type=Name.Annot, Subtype=subtype, Rect=[72, 20, 300, 50], Contents=pikepdf.String(words),
            DA=pikepdf.String("/Helv 9 Tf 0 g"), F=4,
        )  # fmt: skip
        page = pdf.pages[0]
        page.Annots = Array([*page.get("/Annots", Array()), pdf.make_indirect(note)])

    return change


def drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def swap_pages(pdf: pikepdf.Pdf) -> None:
    first = pdf.pages[0]
    del pdf.pages[0]
    pdf.pages.insert(1, first)


def repeat_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def actual_text(unit: str, words: str) -> FileFault:
    def change(pdf: pikepdf.Pdf) -> None:
        _element(pdf, unit).ActualText = pikepdf.String(words)

    return change


def actual_text_in_content(pdf: pikepdf.Pdf) -> None:
    element = _element(pdf, "c8-stamp")
    marks = {int(kid) for kid in element.K}

    def marked(operands: Any, operator: str) -> list[Any] | None:
        inside = operator == "BDC" and len(operands) > 1 and isinstance(operands[1], Dictionary)
        if not inside or int(operands[1].get("/MCID", -1)) not in marks:
            return None
        told = Dictionary(MCID=operands[1].MCID, ActualText=pikepdf.String("Mar 04, 2031 - 08:15 AM"))
        return [([operands[0], told], pikepdf.Operator("BDC"))]

    _rewrite(pdf, pikepdf.Page(element.Pg), marked)


def alternative(unit: str, words: str) -> FileFault:
    def change(pdf: pikepdf.Pdf) -> None:
        _element(pdf, unit).Alt = pikepdf.String(words)

    return change


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [found for found in pdf.objects if isinstance(found, Dictionary) and "/ToUnicode" in found]


def forget_unicode(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        del font.ToUnicode


def mapped(old: str, new: str) -> FileFault:
    """Make the fonts say that the glyph of ``old`` is ``new``."""

    def change(pdf: pikepdf.Pdf) -> None:
        code = f"{ord(old):04x}".encode()
        touched = 0
        for font in _fonts(pdf):
            table = font.ToUnicode.read_bytes()
            lying = re.sub(rb"(?i)(<[0-9a-f]+>\s*<)" + code + rb">", rb"\g<1>%04x>" % ord(new), table)
            touched += lying != table
            font.ToUnicode.write(lying)
        assert touched, f"no font maps {old}"

    return change


def keywords(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[Name.Keywords] = pikepdf.String(f"lamps, {HIDDEN_NAME}")


def xmp(old: str, new: str) -> FileFault:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.Metadata
        text = stream.read_bytes()
        assert old.encode() in text
        stream.write(text.replace(old.encode(), new.encode()))

    return change


def title_bar(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[Name.Title] = pikepdf.String(INVENTED)
    xmp("Why Does My Lamp Flicker at Night?", INVENTED)(pdf)


def bookmark(words: str) -> FileFault:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root[0].title = words

    return change


def attached(old: str, new: str) -> FileFault:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.AF[0].EF.F
        text = stream.read_bytes()
        assert old.encode() in text
        stream.write(text.replace(old.encode(), new.encode(), 1))

    return change


def attach_more(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(
        pdf, HIDDEN_BODY.encode(), description="", filename="notes.txt", mime_type="text/plain",
        creation_date="", mod_date="",
    )  # fmt: skip


def relink(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/A" in note and "lamps.example/trim" in str(note.A.URI):
                note.A.URI = pikepdf.String("https://elsewhere.example/")
                return
    raise AssertionError("there is no such link")
