"""Faults in what pages paint and in how the structure tree owns it."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from pdf.gate_faults.editing import MARK, Row, elements, in_content, kids, text_of


def first_mark(data: bytes) -> tuple[int, int]:
    found = MARK.search(data)
    assert found
    return found.span()


def unmark(data: bytes) -> bytes:
    start, end = first_mark(data)
    return data[:start] + data[end:].replace(b"EMC", b"", 1)


def mark_without_number(data: bytes) -> bytes:
    start, end = first_mark(data)
    return data[:start] + b"/P BMC" + data[end:]


def artefact_inside(data: bytes) -> bytes:
    _, end = first_mark(data)
    return data[:end] + b"\n/Artifact BMC EMC\n" + data[end:]


def all_in_one_mark(data: bytes) -> bytes:
    start, end = first_mark(data)
    return data[start:end] + b" " + data[:start] + b"/Span BMC" + data[end:] + b" EMC"


def inside_artefact(data: bytes) -> bytes:
    start, _ = first_mark(data)
    return data[:start] + b"/Artifact <</Type /Pagination>> BDC\n" + data[start:] + b"\nEMC"


def mark_again(data: bytes) -> bytes:
    start, end = first_mark(data)
    return data + b"\n" + data[start:end] + b"\nEMC"


def painted_loose(operators: bytes) -> Any:
    return in_content(lambda data: data + b"\nq " + operators + b" Q")


def form(pdf: Pdf, operators: bytes, times: int, **keys: Any) -> None:
    """A form XObject, painted as an artefact."""
    made = pdf.make_stream(operators)
    made.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **keys))
    page = pdf.pages[0]
    name = page.add_resource(made, Name.XObject)
    page.contents_add(b"/Artifact BMC " + f"{name} Do ".encode() * times + b"EMC")


def loose_form(pdf: Pdf) -> None:
    form(pdf, b"0 0 5 5 re f", 0)
    name = next(reversed(dict(pdf.pages[0].Resources.XObject)))
    pdf.pages[0].contents_add(f"{name} Do".encode())


def lose_content(pdf: Pdf) -> None:
    text_of(pdf, "P").K = Array()


def own_twice(pdf: Pdf) -> None:
    one, two = [n for n in elements(pdf) if n.S == "/P" and isinstance(kids(n)[0], int)][:2]
    two.K = Array([*kids(two), kids(one)[0]])


def name_nothing(pdf: Pdf) -> None:
    text_of(pdf, "P").K = 998


def name_other_page(pdf: Pdf) -> None:
    node = text_of(pdf, "P")
    node.Pg = pdf.pages[1].obj


def swap_parents(pdf: Pdf) -> None:
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    row[0], row[len(row) - 1] = row[len(row) - 1], row[0]


def shorten_parents(pdf: Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    numbers[1] = Array(list(numbers[1])[:-1])


def lose_page(pdf: Pdf) -> None:
    del pdf.pages[0]["/StructParents"]


ROWS = (
    Row("01-003", "an artefact begins inside a paragraph's text", in_content(artefact_inside)),
    Row("01-003", "one mark encloses the whole page with its artefacts", in_content(all_in_one_mark)),
    Row("01-004", "an artefact encloses tagged text", in_content(inside_artefact)),
    Row("01-005", "text without a mark", in_content(unmark)),
    Row("01-005", "text in a mark without a number", in_content(mark_without_number)),
    Row("01-005", "an area painted outside every mark", painted_loose(b"0 0 9 9 re f")),
    Row("01-005", "a line drawn outside every mark", painted_loose(b"0 0 m 9 9 l S")),
    Row("01-005", "an area filled and outlined outside every mark", painted_loose(b"0 0 9 9 re B*")),
    Row("01-005", "a shading outside every mark", painted_loose(b"/Sh0 sh")),
    Row("01-005", "a picture in the content stream outside every mark",
        painted_loose(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")),
    Row("01-005", "a form painted outside every mark", loose_form),
    Row("01-005", "marked text that no element owns",
        in_content(lambda data: data + b"\n/Span <</MCID 999>> BDC EMC")),
    Row("01-005", "a paragraph that lost its text", lose_content),
    Row("our own", "a paragraph without text", lose_content),
    Row("ISO 32000-1, 14.6", "a mark that is never closed", in_content(lambda data: data + b"\n/Span BMC")),
    Row("ISO 32000-1, 14.6", "a mark closed that was never opened", in_content(lambda data: data + b"\nEMC")),
    Row("ISO 32000-1, 14.7.4", "one number for two marks", in_content(mark_again)),
    Row("ISO 32000-1, 14.7.4", "two elements own one mark", own_twice),
    Row("ISO 32000-1, 14.7.4", "an element names a mark that is not there", name_nothing),
    Row("ISO 32000-1, 14.7.4", "an element names another page", name_other_page),
    Row("ISO 32000-1, 14.7.4.4", "two entries of the parent tree changed places", swap_parents),
    Row("ISO 32000-1, 14.7.4.4", "the parent tree lacks its last entry for a page", shorten_parents),
    Row("ISO 32000-1, 14.7.4.4", "a page is not in the parent tree", lose_page),
    Row("30-001", "a form that refers to another file",
        lambda pdf: form(pdf, b"", 1, Ref=Dictionary(F="other.pdf", Page=0))),
    Row("30-002", "a form with tags painted twice",
        lambda pdf: form(pdf, b"/Span <</MCID 0>> BDC EMC", 2)),
    Row("ISO 32000-1, 14.7.4", "a form with tags",
        lambda pdf: form(pdf, b"/Span <</MCID 0>> BDC EMC", 1)),
    Row("A 6.2.4.3", "a colour in printing inks", painted_loose(b"0 0 0 1 k")),
)  # fmt: skip
