"""What a press edition says of itself: what it is, for which press, and under which identifiers."""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import pikepdf
from lxml import etree

from pcss_publish.exporters.press_objects import drop

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DROPPED = ("http://www.aiim.org/pdfa/ns/", "http://www.aiim.org/pdfua/ns/")
_DEEPEST = 200

Kind = Literal["x-4", "a-2a"]


class Identity(NamedTuple):
    """Which edition of which article a file is, and what of: its identifiers come from these."""

    name: str
    kind: Kind
    content: bytes

    @property
    def document(self) -> uuid.UUID:
        """The same for every version of this edition."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"pcss-publish:{self.kind}:{self.name}")

    @property
    def version(self) -> uuid.UUID:
        """Another for other content."""
        return uuid.uuid5(self.document, hashlib.sha256(self.content).hexdigest())


def for_press(pdf: pikepdf.Pdf, identity: Identity, condition: str, profile: bytes) -> None:
    """Make a file say that it is PDF/X-4, and take out what that does not allow (ISO 15930-7, 6)."""
    _drop_attachments(pdf)
    _drop_annotations(pdf)
    _intend(pdf, pikepdf.Name.GTS_PDFX, condition, profile)
    packet = _packet(pdf)
    for described in [one for one in packet if _foreign(one)]:
        packet.remove(described)
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
    modified = _iso(str(pdf.docinfo.get("/ModDate", "")))
    _add(packet, "http://www.npes.org/pdfx/ns/id/", "pdfxid", {"GTS_PDFXVersion": "PDF/X-4"})
    _add(packet, "http://ns.adobe.com/pdf/1.3/", "pdf", {"Trapped": "False"})
    _add(packet, "http://ns.adobe.com/xap/1.0/", "xmp", {"MetadataDate": modified} if modified else {})
    ids = {"DocumentID": f"uuid:{identity.document}", "InstanceID": f"uuid:{identity.version}"}
    ids |= {"VersionID": "1", "RenditionClass": "default"}
    _add(packet, "http://ns.adobe.com/xap/1.0/mm/", "xmpMM", ids)
    _write(pdf, packet)


def for_archive(pdf: pikepdf.Pdf, condition: str, profile: bytes) -> None:
    """Make a file of PDF/A-3a say that it is PDF/A-2a, without the attachments that only part 3 allows."""
    _drop_attachments(pdf)
    _intend(pdf, pikepdf.Name.GTS_PDFA1, condition, profile)
    packet = _packet(pdf)
    for described in packet:
        for key in described.attrib:
            if str(key) == "{http://www.aiim.org/pdfa/ns/id/}part":
                described.set(key, "2")
    _write(pdf, packet)


def saved(pdf: pikepdf.Pdf, version: str) -> bytes:
    """The bytes of the file, the same for the same content."""
    out = io.BytesIO()
    pdf.remove_unreferenced_resources()
    packed = pikepdf.ObjectStreamMode.generate
    pdf.save(out, deterministic_id=True, force_version=version, object_stream_mode=packed)
    return out.getvalue()


def _intend(pdf: pikepdf.Pdf, kind: Any, condition: str, profile: bytes) -> None:
    held = pdf.make_stream(profile)
    held["/N"] = 4
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=kind, OutputConditionIdentifier=condition, Info=condition,
        DestOutputProfile=held,
    )  # fmt: skip
    pdf.Root["/OutputIntents"] = pikepdf.Array([pdf.make_indirect(intent)])


def _drop_attachments(pdf: pikepdf.Pdf) -> None:
    drop(pdf.Root, "/AF")
    if "/Names" in pdf.Root:
        drop(pdf.Root["/Names"], "/EmbeddedFiles")
        if not len(pdf.Root["/Names"]):
            del pdf.Root["/Names"]


def _drop_annotations(pdf: pikepdf.Pdf) -> None:
    """Links lead nowhere on paper; the words stay, in their elements."""
    for page in pdf.pages:
        drop(page.obj, "/Annots", "/Tabs")
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    for node in _elements(tree, 0):
        kids = node.get("/K")
        if isinstance(kids, pikepdf.Array):
            node["/K"] = pikepdf.Array([one for one in kids if not _refers(one)])
    numbers = tree["/ParentTree"]["/Nums"]
    pairs = zip(list(numbers)[::2], list(numbers)[1::2], strict=True)
    kept = [part for key, value in pairs if isinstance(value, pikepdf.Array) for part in (key, value)]
    tree["/ParentTree"]["/Nums"] = pikepdf.Array(kept)
    tree["/ParentTreeNextKey"] = len(kept) // 2


def _elements(node: Any, depth: int) -> Iterator[Any]:
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and depth < _DEEPEST:
            yield from _elements(kid, depth + 1)


def _refers(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def _packet(pdf: pikepdf.Pdf) -> Any:
    tree = etree.fromstring(pdf.Root.Metadata.read_bytes(), etree.XMLParser(resolve_entities=False))
    return tree.find(f"{_RDF}RDF")


def _foreign(described: Any) -> bool:
    """Whether it says that the file follows a standard for archives or for access."""
    names = [*described.attrib, *(child.tag for child in described)]
    return any(str(name).removeprefix("{").startswith(_DROPPED) for name in names)


def _add(packet: Any, where: str, prefix: str, values: dict[str, str]) -> None:
    described = etree.SubElement(packet, f"{_RDF}Description", nsmap={prefix: where})
    described.set(f"{_RDF}about", "")
    for name, value in values.items():
        etree.SubElement(described, f"{{{where}}}{name}").text = value


def _write(pdf: pikepdf.Pdf, packet: Any) -> None:
    start = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    data = etree.tostring(packet.getroottree().getroot(), encoding="utf-8")
    held = pdf.make_stream(start + data + b'\n<?xpacket end="r"?>')
    held["/Type"], held["/Subtype"] = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root["/Metadata"] = held


def _iso(date: str) -> str:
    """``D:20200102`` as ``2020-01-02``."""
    digits = date.removeprefix("D:")[:8]
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:8]) if part)
