"""Which word processor's file it is: told by the members that it must have, never by its name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from typing import Final

from pcss_publish.readers.office.package import names

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"
RTF: Final = "application/rtf"

_TYPES: Final = "[Content_Types].xml"


def is_docx(data: bytes) -> bool:
    """Whether it is a package of Word's (ECMA-376 Part 2), with macros or without."""
    return holds_docx(names(data))


def holds_docx(found: Collection[str]) -> bool:
    """Whether these are the names of the members of one."""
    return _TYPES in found and any(name.startswith("word/") for name in found)


def is_odt(data: bytes) -> bool:
    """Whether it is a text in OpenDocument (OASIS ODF 1.3 Part 2, 3.3)."""
    if not {"content.xml", "mimetype"} <= names(data):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as stream:
            return stream.read(100).strip().startswith(ODT.encode())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return False


def is_rtf(data: bytes) -> bool:
    """Whether it is Rich Text Format (version 1.9.1)."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf")
