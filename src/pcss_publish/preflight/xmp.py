"""XMP metadata as plain properties (ISO 16684-1)."""

from __future__ import annotations

from lxml import etree

Properties = dict[str, str]
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}


def read(data: bytes) -> Properties | None:
    """Properties by their usual names, lists joined with ``", "``; None where it is no XMP packet."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    found: Properties = {}
    for described in tree.iter(f"{_RDF}Description"):
        if described.getparent().tag != f"{_RDF}RDF":
            continue
        for tag, value in described.attrib.items():
            found.setdefault(_name(str(tag)), str(value))
        for child in described.iterchildren(etree.Element):
            items = [_text(item) for item in child.iter(f"{_RDF}li")]
            found.setdefault(_name(child.tag), ", ".join(items) if items else _text(child))
    return found


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()


def _name(tag: str) -> str:
    where, _, name = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(where, where)}:{name}"
