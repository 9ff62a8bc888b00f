"""The gate passes a sound file and catches each of these faults, made by altering one."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from pcss_publish.errors import RefusedError
from pcss_publish.exporters import pdfgate
from pcss_publish.exporters.pdf import export
from pdf.sample import job, pdf, published, sample


def altered(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf(sample()))) as file:
        change(file)
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
        return out.getvalue()


def codes(data: bytes) -> set[str]:
    return {fault.code for fault in pdfgate.faults(data)}


def elements(file: pikepdf.Pdf, kind: str) -> list[Any]:
    found, stack = [], [file.Root.StructTreeRoot.K[0]]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found += [node] if kind == node.S else []
            kids: Any = node.get("/K", [])
            stack += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return found


def content(file: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    page = file.pages[0]
    before = page.Contents.read_bytes()
    after = change(before)
    assert after != before
    page.Contents = file.make_stream(after)


def xmp(file: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    before = file.Root.Metadata.read_bytes()
    assert old in before
    file.Root.Metadata.write(before.replace(old, new, 1))


def first_mark(data: bytes) -> re.Match[bytes]:
    found = re.search(rb"/Span\s*<</MCID \d+>>\s*BDC", data)
    assert found
    return found


def unmark(data: bytes) -> bytes:
    mark = first_mark(data)
    return data[: mark.start()] + data[mark.end() :].replace(b"EMC", b"", 1)


def artefact_inside(data: bytes) -> bytes:
    end = first_mark(data).end()
    return data[:end] + b"\n/Artifact BMC EMC\n" + data[end:]


def inside_artefact(data: bytes) -> bytes:
    start = first_mark(data).start()
    return data[:start] + b"/Artifact BMC\n" + data[start:] + b"\nEMC"


def mcid_again(data: bytes) -> bytes:
    mark = first_mark(data)
    return data + b"\n" + mark[0] + b"\nEMC"


def new_mcid(data: bytes) -> bytes:
    return data + b"\n/Span <</MCID 999>> BDC EMC"


def drop_kid(file: pikepdf.Pdf) -> None:
    elements(file, "/P")[0].K = pikepdf.Array()


def swap_parents(file: pikepdf.Pdf) -> None:
    row = file.Root.StructTreeRoot.ParentTree.Nums[1]
    first, last = row[0], row[len(row) - 1]
    row[0], row[len(row) - 1] = last, first


def delete(path: str) -> Callable[[pikepdf.Pdf], None]:
    """Delete ``/A/B`` from the catalogue."""

    def change(file: pikepdf.Pdf) -> None:
        *upper, last = path.strip("/").split("/")
        node: Any = file.Root
        for name in upper:
            node = node[f"/{name}"]
        del node[f"/{last}"]

    return change


def first(kind: str, key: str, value: Any = None) -> Callable[[pikepdf.Pdf], None]:
    """Set, or delete, an entry of the first element of a kind."""

    def change(file: pikepdf.Pdf) -> None:
        node = elements(file, kind)[0]
        if value is None:
            del node[key]
        else:
            node[key] = value

    return change


def annotation(key: str, value: Any = None) -> Callable[[pikepdf.Pdf], None]:
    def change(file: pikepdf.Pdf) -> None:
        found = next(item for page in file.pages for item in page.get("/Annots", []))
        if value is None:
            del found[key]
        else:
            found[key] = value

    return change


def font(change: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    return lambda file: change(next(iter(dict(file.pages[0].Resources.Font).values())))


def no_file(one: Any) -> None:
    del one.DescendantFonts[0].FontDescriptor["/FontFile2"]


def no_map(one: Any) -> None:
    del one.DescendantFonts[0]["/CIDToGIDMap"]


def no_unicode(one: Any) -> None:
    del one["/ToUnicode"]


def another_title(file: pikepdf.Pdf) -> None:
    file.docinfo["/Title"] = "Another title"


def no_relationship(file: pikepdf.Pdf) -> None:
    del file.Root.Names.EmbeddedFiles.Names[1]["/AFRelationship"]


def second_rdf(file: pikepdf.Pdf) -> None:
    xmp(file, b"</x:xmpmeta>", b'<rdf:RDF xmlns:rdf="urn:x"></rdf:RDF></x:xmpmeta>')


def doubled_id(file: pikepdf.Pdf) -> None:
    one, two = elements(file, "/P")[:2]
    one["/ID"] = two["/ID"]


def notdef(data: bytes) -> bytes:
    found = re.search(rb"<[0-9a-fA-F]{4}", data)
    assert found
    return data[: found.start()] + b"<0000" + data[found.end() :]


def figure(file: pikepdf.Pdf) -> None:
    first("/P", "/S", pikepdf.Name.Figure)(file)


def script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def in_content(change: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf], None]:
    return lambda file: content(file, change)


def in_xmp(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda file: xmp(file, old, new)


MUTANTS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "content without a mark": (in_content(unmark), "unmarked"),
    "artefact inside tagged content": (in_content(artefact_inside), "artefact-in-tagged"),
    "tagged content inside an artefact": (in_content(inside_artefact), "tagged-in-artefact"),
    "content number used twice": (in_content(mcid_again), "mcid-twice"),
    "content that no element owns": (in_content(new_mcid), "mcid-unowned"),
    "mark that is never closed": (in_content(lambda data: data + b"\n/Span BMC"), "unbalanced"),
    "glyph for no character": (in_content(notdef), "notdef"),
    "element that lost its content": (drop_kid, "mcid-unowned"),
    "element without content": (drop_kid, "empty"),
    "element with content that is not there": (first("/P", "/K", 998), "mcid-unused"),
    "wrong entry in the parent tree": (swap_parents, "parent-tree"),
    "page out of the parent tree": (lambda file: file.pages[0].__delitem__("/StructParents"), "parent-tree"),
    "unknown structure type": (first("/P", "/S", pikepdf.Name.Paragraph), "type"),
    "list item outside a list": (first("/L", "/S", pikepdf.Name.Sect), "nesting"),
    "cell outside a row": (first("/TR", "/S", pikepdf.Name.Div), "nesting"),
    "wrong parent": (first("/P", "/P", pikepdf.Dictionary()), "parent"),
    "one id twice": (doubled_id, "ids"),
    "no tree of ids": (delete("/StructTreeRoot/IDTree"), "ids"),
    "figure without alternative text": (figure, "alternative"),
    "heading level skipped": (first("/H2", "/S", pikepdf.Name.H5), "heading"),
    "first heading is not the first": (first("/H1", "/S", pikepdf.Name.H2), "heading"),
    "head of a table without scope": (first("/TH", "/A"), "scope"),
    "not marked": (delete("/MarkInfo"), "marked"),
    "no structure tree": (delete("/StructTreeRoot"), "marked"),
    "no PDF/UA": (in_xmp(b'pdfuaid:part="1"', b'pdfuaid:part="9"'), "pdfua"),
    "no PDF/A": (in_xmp(b'pdfaid:part="3"', b'pdfaid:part="1"'), "pdfa"),
    "title not shown": (delete("/ViewerPreferences"), "title"),
    "no language": (delete("/Lang"), "language"),
    "second rdf:RDF": (second_rdf, "rdf"),
    "property not described": (
        in_xmp(b"pdfaSchema:prefix>pdfuaid", b"pdfaSchema:prefix>other"),
        "extension-schema",
    ),
    "title differs in the metadata": (another_title, "info"),
    "no colour profile": (delete("/OutputIntents"), "output-intent"),
    "annotation out of the parent tree": (annotation("/StructParent", 7777), "annotation"),
    "link without words": (annotation("/Contents"), "link"),
    "link that is not printed": (annotation("/F", 0), "link"),
    "font not embedded": (font(no_file), "font"),
    "font without characters": (font(no_unicode), "to-unicode"),
    "font without a map to glyphs": (font(no_map), "cid-map"),
    "attachment of no kind": (no_relationship, "attachment"),
    "no attachment": (delete("/Names/EmbeddedFiles"), "attachment"),
    "script": (script, "action"),
}


def test_a_sound_file_passes() -> None:
    assert pdfgate.faults(pdf(sample())) == ()


def test_saving_alone_is_no_fault() -> None:
    assert codes(altered(lambda _file: None)) == set()


@pytest.mark.parametrize(("change", "code"), MUTANTS.values(), ids=MUTANTS)
def test_a_fault_is_caught(change: Callable[[pikepdf.Pdf], None], code: str) -> None:
    assert code in codes(altered(change))


def test_an_encrypted_file_is_refused() -> None:
    with pikepdf.open(io.BytesIO(pdf(sample()))) as file:
        out = io.BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "encryption" in codes(out.getvalue())


def test_tab_order_of_pages_with_links() -> None:
    def change(file: pikepdf.Pdf) -> None:
        for page in file.pages:
            page.Tabs = pikepdf.Name.R

    assert "tabs" in codes(altered(change))


def test_a_file_without_identifier() -> None:
    data = altered(lambda _file: None)
    assert data.count(b"/ID [") == 1
    assert "identifier" in codes(data.replace(b"/ID [", b"/IX ["))


def test_every_check_has_a_fault_that_it_catches() -> None:
    made = {code for _, code in MUTANTS.values()} | {"encryption", "tabs", "identifier"}
    assert {check.code for check in pdfgate.CHECKS} == made


def test_a_faulty_file_is_not_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = pdfgate.Fault("unmarked", "MP 01-005", "page 1: Tj")
    monkeypatch.setattr(pdfgate, "faults", lambda _data: (fault,))
    with pytest.raises(RefusedError, match=r"unmarked \(MP 01-005\): page 1"):
        export(job(published()))
