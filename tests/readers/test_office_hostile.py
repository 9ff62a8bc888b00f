"""Hostile and broken files of word processors: refused with a reason, or read as inert text; nothing is fetched."""

from __future__ import annotations

import io
import sys
import zipfile
from contextlib import suppress

import pytest

from pcss_publish.errors import SourceError
from pcss_publish.model.ledger import joined
from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes
from pcss_publish.readers.office import package
from readers.describing import CASES
from readers.making import docx, odt
from readers.packing import bytes_of, packed

P = "<w:p><w:r><w:t>Is it late?</w:t></w:r></w:p>"
WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes) -> Normalized:
    return normalize(read_bytes(data, "case.docx", limit=10_000_000))


def with_type(declared: str, body: str) -> bytes:
    words = body.replace(
        "<w:p>", '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    )
    return packed(WORD | {"word/document.xml": f"<!DOCTYPE x [{declared}]><x>{words}</x>"})


def locked(data: bytes) -> bytes:
    """The file with every member's flag for a password set, in both of its headers (APPNOTE 4.4.4)."""
    found = bytearray(data)
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = found.find(sign)
        while place >= 0:
            found[place + at] |= 1
            place = found.find(sign, place + 4)
    return bytes(found)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(f"<w:p><w:r><w:t>{'a' * 3_000_000}</w:t></w:r></w:p>"), "unpacks to"),
        (packed(WORD | {f"word/{n}.xml": "" for n in range(package.MOST_MEMBERS)}), "more than 4,000 members"),
        (with_type('<!ENTITY x SYSTEM "file:///etc/passwd">', P.replace("late", "&x;")), "declares a document type"),
        (with_type(f'<!ENTITY e0 "boom">{ENTITIES}', P.replace("late", "&e9;")), "declares a document type"),
        (docx("<w:tbl><w:tr><w:tc>" * 10_000 + P + "</w:tc></w:tr></w:tbl>" * 10_000), "word/document.xml"),
        (docx("<w:sdt><w:sdtContent>" * 300 + P + "</w:sdtContent></w:sdt>" * 300), "nests 512"),
        (odt("<text:list><text:list-item>" * 10_000 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 10_000), "content.xml"),
        (docx("<w:p><w:r><w:t>cut"), "no XML can be read"),
        (docx("<w:p/>"), "holds no text"),
        (docx("<w:p><w:r><w:t>a\ufdd0p0\ufdd1b</w:t></w:r></w:p>"), "U+FDD0, which is no character"),
        (odt("<text:p>a\ufdd0i7\ufdd1</text:p>"), "U+FDD0, which is no character"),
        (locked(docx(P)), "has a password"),
        (packed({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<x/>"}), "no document of Word"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>", "META-INF/manifest.xml": "<encryption-data/>"}), "a password"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "neither DOCX nor ODT"),
        (packed({"a.txt": "An article."}), "neither DOCX nor ODT"),
        (docx(P)[:400], "or is damaged"),
        (OLE + b"\0" * 600, "an old Office file (.doc)"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"{\\rtf1 " + b"{\\b " * 10_000 + b"x" + b"}" * 10_001, "nests 512 groups"),
        (b"{\\rtf1 Is it la", "a part of it is missing"),
        (b"{\\rtf1\\bin99999999 x", "a part of it is missing"),
        (b"{\\rtf1 }", "holds no text"),
        (b"{\\rtf1 a\\'04b\\par}", "U+0004, a control character"),
        (b"{\\rtf1 a\\u-560?b\\par}", "U+FDD0, which is no character"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_hostile_file_is_refused_with_its_reason_and_a_way_out(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data)
    assert reason in str(caught.value)
    assert caught.value.hint


def test_all_members_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST", 1_000)
    with pytest.raises(SourceError, match="more than 1,000 bytes unpacked"):
        read(docx(P * 30))


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1\\u99999999999 x\\par}", b"{\\rtf1\\u-3?x\\par}}}}{{{", b"{\\rtf1\\uc999 x\\u55357?y\\par}", b"{\\rtf1 x\\cell\\row\\cell}",
        b"{\\rtf1\\ansicpg99999 caf\\'e9\\par}", b"{\\rtf1{\\stylesheet{\\s1\\sbasedon1 a;}}\\s1 x\\par}", b"{\\rtf1{\\pict zz}x\\par}",
        b"{\\rtf1{\\field{\\fldrslt x}}\\par}", b"{\\rtf1{\\object{\\*\\objdata 00}{\\result x}}\\par}",
        docx(f'<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr>{P[5:]}', numbering='<w:numbering NS><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="8"><w:start w:val="999999999"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%9.%8"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'),
        docx(P + '<w:p><w:commentRangeStart w:id="7"/><w:r><w:drawing/><w:commentReference w:id="9"/></w:r></w:p>'),
    ],
)  # fmt: skip
def test_odd_files_are_read_as_they_are(data: bytes) -> None:
    assert any(char.isalpha() for char in joined(read(data).document.ledger))


def test_nothing_outside_of_the_file_is_looked_at() -> None:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = (
        '<w:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:r><w:drawing><a:blip r:link="rX"/>'
        "</w:drawing></w:r></w:p>"
    )
    data = docx(P + drawing)
    parts = {name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in package.names(data)}
    rels = parts["word/_rels/document.xml.rels"].decode()
    outside = f'<Relationship Id="rX" Type="{base}/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", outside).encode()
    document = read(packed(parts)).document
    assert "root:" not in document.model_dump_json()
    assert document.sources[0].pictures == ()
    assert "picture outside of the file" in {one.what for one in document.sources[0].dropped}


def test_a_picture_that_names_a_member_above_the_file_is_not_read() -> None:
    document = read(
        odt('<text:p>x<draw:frame><draw:image xlink:href="../../../../etc/passwd"/></draw:frame></text:p>')
    ).document
    assert document.sources[0].pictures == ()


def test_macros_are_named_and_not_kept() -> None:
    document = read(bytes_of(CASES / "office" / "author.docx")).document
    assert ("macros", "/word/vbaProject.bin") in {
        (one.what, one.place.path) for one in document.sources[0].dropped
    }
    assert "evil" not in document.model_dump_json()


@pytest.mark.parametrize(
    "piece",
    [
        P, "<w:p><w:commentRangeStart w:id='1'/><w:r><w:t>a</w:t></w:r></w:p>", "<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p>",
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:p><w:fldSimple><w:r><w:t>a</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>",
        "odt:<text:p><office:annotation office:name='a'><text:p>a</text:p></office:annotation>b</text:p>",
        "odt:<text:p><text:change-start text:change-id='c'/>a<text:change-end text:change-id='c'/></text:p>",
        "odt:<text:p><draw:frame><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame></text:p>",
        "odt:<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>",
        "rtf:\\pard{\\b a}{\\footnote b}\\par ", "rtf:\\'e9", "rtf:\\trowd\\cellx1\\pard\\intbl a\\cell\\row ", "rtf:{\\shp{\\*\\shpinst{\\shptxt a\\par}}}",
    ],
)  # fmt: skip
def test_the_work_grows_with_the_file_no_faster(piece: str) -> None:
    kind, _, body = piece.rpartition(":") if piece.startswith(("odt:", "rtf:")) else ("docx", "", piece)
    body = piece[4:] if kind != "docx" else piece

    def calls(times: int) -> int:
        held = body * times
        data = (
            f"{{\\rtf1 {held}\\par}}".encode()
            if piece.startswith("rtf:")
            else (odt if piece.startswith("odt:") else docx)(held)
        )
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            with suppress(SourceError):
                read_bytes(data, "case", limit=10_000_000)
        finally:
            sys.setprofile(None)
        return counted

    calls(5)
    few, many = calls(100), calls(300)
    assert many < 4 * few
