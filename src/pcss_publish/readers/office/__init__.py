"""Word processors' files (DOCX, ODT, RTF): prepared by us so that nothing is lost, read by pandoc."""

from __future__ import annotations

from pcss_publish.readers.office.kinds import DOCX, ODT, RTF, is_docx, is_odt, is_rtf
from pcss_publish.readers.office.read import pictures_in, read_docx, read_odt, read_rtf
from pcss_publish.readers.office.styles import Styles, joined, shipped

__all__ = [
    "DOCX", "ODT", "RTF", "Styles", "is_docx", "is_odt", "is_rtf", "joined", "pictures_in", "read_docx",
    "read_odt", "read_rtf", "shipped",
]  # fmt: skip
