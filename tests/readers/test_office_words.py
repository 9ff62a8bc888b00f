"""No word of a word processor's file is lost: its text nodes, found without our code, are all in the text."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcss_publish.errors import SourceError
from pcss_publish.model.ledger import faults, joined
from pcss_publish.model.received import Received
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from readers.describing import CASES
from readers.making import MAKERS, body_of, rtf_of
from readers.packing import bytes_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
VML = "{urn:schemas-microsoft-com:vml}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
PACKED = sorted(path for path in CASES.glob("*/*") if path.is_dir())


def word_nodes(data: bytes) -> Iterator[str]:
    """Every text of every part of a file of Word's; the second telling of one drawing counts once."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                yield from _below(ET.fromstring(archive.read(name)))


def _below(element: ET.Element) -> Iterator[str]:
    if element.tag in {f"{W}t", f"{W}delText", f"{A}t"}:
        yield element.text or ""
    if element.tag == f"{VML}textpath":
        yield element.get("string") or ""
    for child in element:
        if child.tag != FALLBACK:
            yield from _below(child)


def odt_nodes(data: bytes) -> Iterator[str]:
    """Every text of the body, of headers and of footers; not who changed it when, nor the numbers of notes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for body in ET.fromstring(archive.read("content.xml")).iter(f"{OFFICE}text"):
            yield from _said(body)
        for kind in ("header", "footer"):
            for part in ET.fromstring(archive.read("styles.xml")).iter(f"{STYLE}{kind}"):
                yield from _said(part)


def _said(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    silent = {f"{DC}creator", f"{DC}date", f"{TEXT}note-citation", f"{TEXT}number"}
    if element.find(f"{DRAW}image") is not None:  # of the two one is shown in the picture's place
        silent |= {f"{SVG}title", f"{SVG}desc"}
    for child in element:
        if child.tag not in silent:
            yield from _said(child)
        yield child.tail or ""


def lost(nodes: Iterator[str], text: str) -> list[str]:
    """The texts that are not found, or not as often as the file has them."""
    whole = "".join(text.split())
    wanted = Counter("".join(node.split()) for node in nodes)
    return [node for node, times in wanted.items() if node and whole.count(node) < times]


def read(data: bytes, name: str = "case") -> Received:
    return read_bytes(data, name, limit=10_000_000)


@pytest.mark.parametrize("path", PACKED, ids=lambda path: path.name)
def test_every_text_of_a_case_is_in_its_text(path: Path) -> None:
    data = bytes_of(path)
    nodes = list(odt_nodes(data) if path.suffix == ".odt" else word_nodes(data))
    assert len(nodes) >= 10
    assert lost(iter(nodes), read(data).text) == []


@pytest.mark.parametrize("kind", sorted(MAKERS))
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_text_of_any_file_is_in_its_text(kind: str, data: st.DataObject) -> None:
    file = MAKERS[kind](data.draw(body_of(kind)))
    nodes = list(odt_nodes(file) if kind == "odt" else word_nodes(file))
    if not any(node.strip() for node in nodes):
        return
    received = read(file)
    assert lost(iter(nodes), received.text) == []
    # None of it was left to the net: every paragraph came back from pandoc in its place.
    assert received.markup is not None
    assert [one.message for one in received.markup.asked if one.code == "W005"] == []
    document = normalize(received).document
    assert faults(document.ledger, received.text) == []
    assert joined(document.ledger) == received.text


@settings(max_examples=60, deadline=None)
@given(rtf_of())
def test_every_letter_of_any_rtf_is_in_its_text(made: tuple[bytes, list[str]]) -> None:
    data, words = made
    if not any(word.strip() for word in words):
        return
    received = read(data)
    assert lost(iter(words), received.text) == []
    assert received.markup is not None
    assert [one.message for one in received.markup.asked if one.code == "W005"] == []
    assert faults(normalize(received).document.ledger, received.text) == []


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["author.docx", "author.odt", "author.rtf"]),
    st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=4)), max_size=8),
    st.integers(0, 10**6),
)
def test_a_damaged_file_is_read_or_refused(name: str, changes: list[tuple[int, bytes]], cut: int) -> None:
    path = CASES / "office" / name
    data = bytearray(bytes_of(path))
    for at, found in changes:
        place = at % len(data)
        data[place : place + len(found)] = found
    try:
        received = read(bytes(data[: len(data) - cut % 40]))
    except SourceError:
        return
    assert faults(normalize(received).document.ledger, received.text) == []
