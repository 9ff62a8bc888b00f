"""Faults in the structure tree: its types, what stands in what, what its elements say."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from pdf.gate_faults.editing import (
    Change,
    Row,
    delete,
    drop,
    elements,
    first,
    kids,
    put,
    retag,
    wrap,
    wrapped,
)


def roles(**mapped: str) -> Change:
    """A role map, and the first paragraph of its first type."""

    def change(pdf: Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(
            {f"/{name}": Name(f"/{role}") for name, role in mapped.items()}
        )
        first(pdf, "P").S = Name(f"/{next(iter(mapped))}")

    return change


def headings(*kinds: str) -> Change:
    """Give the headings other types, in order."""

    def change(pdf: Pdf) -> None:
        found = [node for node in elements(pdf) if str(node.S)[:2] == "/H"]
        for node, kind in zip(found, kinds, strict=False):
            node.S = Name(f"/{kind}")

    return change


def two_plain_headings(pdf: Pdf) -> None:
    """All headings are H, two of them in one section."""
    for node in elements(pdf):
        if str(node.S)[:2] == "/H":
            last = node
            node.S = Name.H
    again = pdf.make_indirect(Dictionary(S=Name.H, P=last.P, K=Array()))
    last.P.K = Array([*kids(last.P), again])


def notes(*names: str) -> Change:
    """Paragraphs that are notes with these ids (none for an empty one)."""

    def change(pdf: Pdf) -> None:
        for node, name in zip([n for n in elements(pdf) if n.S == "/P"], names, strict=False):
            node.S = Name.Note
            if name:
                node.ID = name
            else:
                del node["/ID"]

    return change


def child(kind: str, tag: str) -> Change:
    """An empty element as the last child of the first one of a kind."""

    def change(pdf: Pdf) -> None:
        node = first(pdf, kind)
        made = pdf.make_indirect(Dictionary(S=Name(f"/{tag}"), P=node, K=Array()))
        node.K = Array([*kids(node), made])

    return change


def direct_text(kind: str) -> Change:
    """The text of the first paragraph below an element goes to the element itself."""

    def change(pdf: Pdf) -> None:
        node = first(pdf, kind)
        inner = next(n for n in elements(pdf) if n.S == "/P" and n.P.objgen == node.objgen)
        node.K = Array([*kids(node), *kids(inner)])
        node.Pg = inner.Pg

    return change


def doubled_id(pdf: Pdf) -> None:
    one, two = [node for node in elements(pdf) if "/ID" in node][:2]
    one.ID = two.ID


def fewer_cells(pdf: Pdf) -> None:
    row = [node for node in elements(pdf) if node.S == "/TR"][-1]
    row.K = Array(kids(row)[:-1])


def no_body(pdf: Pdf) -> None:
    first(pdf, "TBody").S = Name.THead
    first(pdf, "THead").S = Name.TFoot


def label_in_body(pdf: Pdf) -> None:
    item = first(pdf, "LI")
    label, body = kids(item)
    label.P, body.K, item.K = body, Array([label, *kids(body)]), Array([body])


def formula(**keys: Any) -> Change:
    def change(pdf: Pdf) -> None:
        node = wrap(pdf, first(pdf, "P"), "Formula")
        for key, value in keys.items():
            node[f"/{key}"] = value

    return change


BESIDE = Dictionary(O=Name.Layout, BBox=Array([9000, 0, 9100, 50]))

ROWS = (
    Row("02-001", "a type that is neither standard nor mapped", retag("P", "Flourish")),
    Row("02-001", "a type mapped to one that nobody knows", roles(Flourish="Garland")),
    Row("02-003", "a map of types that runs in a circle", roles(Flourish="Garland", Garland="Flourish")),
    Row("02-004", "a standard type mapped to another", roles(P="Span")),
    Row("09-004", "a row outside a table", wrapped("P", "TR", "TD")),
    Row("09-004", "a cell outside a row", retag("TR", "Div")),
    Row("09-004", "a paragraph in a row", retag("TD", "P")),
    Row("09-004", "two heads of one table", child("Table", "THead")),
    Row("09-004", "a table with a head and no body", no_body),
    Row("09-004", "a row with fewer cells than the others", fewer_cells),
    Row("09-004", "a cell over two columns that are not there", put("TD", "/A", Dictionary(ColSpan=2))),
    Row("09-005", "an item outside a list", retag("L", "Sect")),
    Row("09-005", "an item's body outside an item", retag("LI", "Div")),
    Row("09-005", "a paragraph in a list", child("L", "P")),
    Row("09-005", "a paragraph in an item", child("LI", "P")),
    Row("09-005", "a caption after the items", child("L", "Caption")),
    Row("09-005", "a label in the item's body", label_in_body),
    Row("09-005", "a label outside a list", wrapped("P", "Lbl")),
    Row("09-006", "an entry outside a table of contents", wrapped("P", "TOCI")),
    Row("09-006", "a paragraph in a table of contents", wrapped("P", "TOC")),
    Row("09-006", "a list in an entry of a table of contents", wrapped("L", "TOC", "TOCI")),
    Row("09-007", "a paragraph as ruby", wrapped("P", "Ruby")),
    Row("09-007", "a ruby text outside ruby", wrapped("P", "RT")),
    Row("09-008", "a paragraph as warichu", wrapped("P", "Warichu")),
    Row("09-008", "a warichu text outside warichu", wrapped("P", "WT")),
    Row("ISO 32000-1, table 323", "an element that names another parent", put("P", "/P", Dictionary())),
    Row("ISO 32000-1, table 323", "one id twice", doubled_id),
    Row("ISO 32000-1, table 322", "no tree of ids", delete("/StructTreeRoot/IDTree")),
    Row("13-004", "a picture without alternative text", drop("Figure", "/Alt")),
    Row("13-004", "a picture with blank alternative text", put("Figure", "/Alt", " ")),
    Row("13-004", "a paragraph tagged as a picture", retag("P", "Figure")),
    Row("ISO 32000-1, table 344", "a picture without its place", drop("Figure", "/A")),
    Row("ISO 32000-1, table 344", "a picture beside its page", put("Figure", "/A", BESIDE)),
    Row("14-002", "the first heading is of the second level", headings("H2")),
    Row("14-003", "a level of headings skipped", headings("H1", "H3")),
    Row("14-006", "two headings without a level in one element", two_plain_headings),
    Row("14-007", "a heading without a level beside numbered ones", headings("H1", "H")),
    Row("15-003", "a table's head without scope", drop("TH", "/A")),
    Row("15-003", "a table's head with a scope that nobody knows", put("TH", "/A", Dictionary(Scope=Name.Up))),
    Row("17-002", "a formula without alternative text", formula()),
    Row("19-003", "a note without an id", notes("")),
    Row("19-004", "two notes with one id", notes("n", "n")),
    Row("11-002", "a picture in a language that is none", put("Figure", "/Lang", "old English!")),
    Row("11-001", "a paragraph in a language without a name", put("P", "/Lang", "")),
)  # fmt: skip
