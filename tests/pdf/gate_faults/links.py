"""Faults in links, and annotations that are none."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from pdf.gate_faults.editing import Change, Row, elements, first, kids


def notes(pdf: Pdf) -> list[Any]:
    """All annotations."""
    return [item for page in pdf.pages for item in page.get("/Annots", [])]


def link(key: str, value: Any = None) -> Change:
    """Set an entry of the first link, or delete it."""

    def change(pdf: Pdf) -> None:
        if value is None:
            del notes(pdf)[0][key]
        else:
            notes(pdf)[0][key] = value

    return change


def lead_nowhere(pdf: Pdf) -> None:
    for key in ("/A", "/Dest"):
        if key in notes(pdf)[0]:
            del notes(pdf)[0][key]


def tabs(value: Any) -> Change:
    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            del page["/Tabs"]
            if value is not None:
                page.Tabs = value

    return change


def link_as_span(pdf: Pdf) -> None:
    first(pdf, "Link").S = Name.Span


def out_of_structure(pdf: Pdf) -> None:
    node = first(pdf, "Link")
    node.K = Array([kid for kid in kids(node) if isinstance(kid, int)])


def off_the_page(pdf: Pdf) -> None:
    """The annotation leaves its page, and the structure still names it."""
    for page in pdf.pages:
        if "/Annots" in page:
            del page["/Annots"]


def in_paragraph(pdf: Pdf) -> None:
    """The link's annotation moves from its Link to the paragraph around it."""
    node = first(pdf, "Link")
    moved = [kid for kid in kids(node) if not isinstance(kid, int)]
    node.K = Array([kid for kid in kids(node) if isinstance(kid, int)])
    node.P.K = Array([*kids(node.P), *moved])
    number = int(moved[0].Obj.StructParent)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    at = next(n for n in range(0, len(numbers), 2) if int(numbers[n]) == number)
    numbers[at + 1] = node.P


def annotation(kind: str, element: str = "Annot", **entries: Any) -> Change:
    """Another annotation, in an element of its own."""

    def change(pdf: Pdf) -> None:
        made = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]), F=4, StructParent=900,
                **entries,
            )
        )  # fmt: skip
        page = pdf.pages[0]
        page.Annots = Array([*page.get("/Annots", []), made])
        page.Tabs = Name.S
        if kind == "Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array([made]))
        art = next(node for node in elements(pdf) if node.S == "/Art")
        holder = pdf.make_indirect(Dictionary(S=Name(f"/{element}"), P=art, K=Array()))
        holder.K.append(Dictionary(Type=Name.OBJR, Obj=made, Pg=page.obj))
        art.K = Array([*kids(art), holder])
        pdf.Root.StructTreeRoot.ParentTree.Nums.extend(Array([900, holder]))

    return change


CLIP = Dictionary(S=Name.Rendition, R=Dictionary(S=Name.MR, C=Dictionary(S=Name.MCD)))

ROWS = (
    Row("28-002", "a note that is in a paragraph", annotation("Text", "P", Contents="See there")),
    Row("28-004", "a note without words", annotation("Text")),
    Row("28-005", "a field without a name for the reader", annotation("Widget", "Form")),
    Row("28-006", "an annotation of a kind that nobody knows", annotation("Sparkle", Contents="Shine")),
    Row("28-007", "a trap network", annotation("TrapNet")),
    Row("28-008", "a page with links and no tab order", tabs(None)),
    Row("28-009", "a page with links whose tab order is by rows", tabs(Name.R)),
    Row("28-010", "a field that is in a paragraph", annotation("Widget", "P", TU="Your name")),
    Row("28-011", "a link's place in a Span", link_as_span),
    Row("28-011", "a link that no element holds", out_of_structure),
    Row("28-011", "a link held by the paragraph around it", in_paragraph),
    Row("28-012", "a link without words", link("/Contents")),
    Row("28-012", "a link with blank words", link("/Contents", " ")),
    Row("28-014", "a film without a media type", annotation("Screen", A=CLIP)),
    Row("28-015", "a film without words", annotation("Screen", A=CLIP)),
    Row("28-016", "an attached file that has no name", annotation("FileAttachment", FS=Dictionary())),
    Row("28-017", "a printer's mark in the structure", annotation("PrinterMark")),
    Row("28-018", "a printer's mark whose look is no artefact", annotation("PrinterMark")),
    Row("ISO 32000-1, 14.7.4.4", "a link that leads to no entry of the parent tree", link("/StructParent", 7777)),
    Row("ISO 32000-1, 14.7.4.3", "the structure names a link that is on no page", off_the_page),
    Row("our own", "a link that leads nowhere", lead_nowhere),
    Row("A 6.3.2", "a link that is not printed", link("/F", 0)),
    Row("A 6.3.2", "a link that is hidden", link("/F", 6)),
    Row("A 6.5.1", "a link that starts a program", link("/A", Dictionary(S=Name.Launch, F="program"))),
    Row("A 6.5.2", "a link with an action on events", link("/AA", Dictionary())),
)  # fmt: skip
