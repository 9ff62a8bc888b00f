"""Archives built for the tests, honest and hostile, by name."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from projects import article

GOOD = article("Is the Hedge High?", answer="High enough.").encode()
ZEROS = 60_000_000
NAMES_THAT_LEAD_OUT = (
    "../up.txt", "/abs.txt", "C:\\abs.txt", "c:abs.txt", "in/../../up.txt", "..\\up.txt", "\\\\host\\up.txt",
    "in\\..\\..\\up.txt", "line\nend.txt",
)  # fmt: skip


def packed(files: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files, the good article first."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr("good.txt", GOOD)
        for name, data in files:
            archive.writestr(name, data)
    return target.getvalue()


def of_mode(name: str, mode: int, data: bytes = b"/etc/passwd") -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (mode | 0o644) << 16
    return info, data


def encrypted() -> bytes:
    """As a packer marks it: the flag in both headers of the file (APPNOTE.TXT 4.4.4, bit 0)."""
    data = bytearray(packed([("secret.txt", GOOD)]))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.rindex(sign)
        data[start + at] |= 1
    return bytes(data)


def lying() -> bytes:
    """A file that says it has a hundred bytes and unpacks to millions; its list says so too."""
    data = bytearray(packed([("liar.txt", b"a" * 2_000_000)]))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.rindex(sign)
        data[start + at : start + at + 4] = struct.pack("<I", 100)
    return bytes(data)


def overlapping() -> bytes:
    """Two entries of the list that name one file's bytes."""
    data = packed([("one.txt", b"Home | Contact")])
    start = data.rindex(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = data[start:end].replace(b"one.txt", b"two.txt")
    tail = bytearray(data[end:])
    count, size = struct.unpack_from("<H", tail, 10)[0], struct.unpack_from("<I", tail, 12)[0]
    struct.pack_into("<HHI", tail, 8, count + 1, count + 1, size + len(entry))
    return data[:end] + entry + bytes(tail)


def torn() -> bytes:
    """A file whose packed bytes were changed."""
    data = bytearray(packed([("torn.txt", GOOD * 20)]))
    start = data.index(b"torn.txt") + 40
    data[start : start + 30] = b"\xff" * 30
    return bytes(data)


#: What an archive is called, how it is made, and how each file but the good one ends: name and part of the reason.
HOSTILE: dict[str, tuple[Callable[[], bytes], dict[str, str]]] = {
    "a bomb": (lambda: packed([("zeros.txt", bytes(ZEROS))]), {"zeros.txt": "more than 100 times"}),
    "a bomb of letters": (
        lambda: packed([("letters.txt", b"a" * ZEROS)]), {"letters.txt": "more than 100 times"},
    ),
    "a large file": (
        lambda: packed([("large.txt", bytes(11_000_000))], zipfile.ZIP_STORED), {"large.txt": "more than 10,000,000"},
    ),
    "a bomb in an archive within": (
        lambda: packed([("inner.zip", packed([("zeros.txt", bytes(ZEROS))]))]), {"inner.zip": "within another"},
    ),
    "names that lead out": (
        lambda: packed([(name, GOOD) for name in NAMES_THAT_LEAD_OUT]),
        {name.replace("\n", "?"): "leads out" for name in NAMES_THAT_LEAD_OUT},
    ),
    "a link": (lambda: packed([of_mode("link.txt", stat.S_IFLNK)]), {"link.txt": "is a link"}),
    "a device": (lambda: packed([of_mode("disk.txt", stat.S_IFBLK)]), {"disk.txt": "is a device"}),
    "a pipe": (lambda: packed([of_mode("pipe.txt", stat.S_IFIFO)]), {"pipe.txt": "is a device"}),
    "an encrypted file": (encrypted, {"secret.txt": "it is encrypted"}),
    "names that differ by case": (
        lambda: packed([("One.txt", GOOD), ("one.TXT", GOOD)]),
        {"One.txt": "has its name", "one.TXT": "has its name"},
    ),
    "a size that is not true": (lying, {"liar.txt": "damaged"}),
    "two entries for one file": (overlapping, {"one.txt": "", "two.txt": "damaged"}),
    "a torn file": (torn, {"torn.txt": "damaged"}),
    "an unknown packing": (
        lambda: packed([("packed.txt", GOOD)], zipfile.ZIP_LZMA),
        {"good.txt": "packed in a way", "packed.txt": "packed in a way"},
    ),
}  # fmt: skip


def office(kind: str) -> bytes:
    """The least that makes a single document out of an archive."""
    parts = {
        "docx": {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"},
        "other": {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"},
        "odt": {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"},
        "epub": {"mimetype": b"application/epub+zip", "a.xhtml": b"<x/>"},
        "zip": {"a.txt": b"a", "mimetype": b"application/vnd.oasis.opendocument.text"},
    }[kind]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def below(root: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
