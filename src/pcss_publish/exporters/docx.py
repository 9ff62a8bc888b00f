"""Word (DOCX): the article in named styles, for an editor's or a layout's hands."""

from __future__ import annotations

import io
import zipfile

from markupsafe import escape

from pcss_publish.compose.pandoc_ast import pandoc_document
from pcss_publish.compose.word_styles import reference_docx
from pcss_publish.engines import pandoc
from pcss_publish.exporters.base import Export, Job, Product
from pcss_publish.exporters.moment import moment
from pcss_publish.model import Published

_CORE = "docProps/core.xml"
_NOW = b"1970-01-01T00:00:00Z"


def export(job: Job) -> Export:
    """Make the Word file of one article.

    Raises:
        ToolMissingError: pandoc is missing.
        RefusedError: pandoc failed or warned.
    """
    document, house = pandoc_document(job.published, job.config)
    reference = reference_docx(job.theme, job.config.build.paper)
    data = pandoc.convert(document, "docx", reference=reference)
    return Export({".docx": Product(_named(data, job.published), house)})


def _named(data: bytes, published: Published) -> bytes:
    """Title, authors and date as the file's properties; given to pandoc, they would be printed again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry.filename)
            if entry.filename == _CORE:
                content = _properties(content, published)
            fresh = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.create_system = 3
            target.writestr(fresh, content)
    return out.getvalue()


def _properties(content: bytes, published: Published) -> bytes:
    byline = published.document.byline
    names = "; ".join(person.name for person in byline.names) if byline else ""
    for tag, text in (("dc:title", published.title), ("dc:creator", names)):
        empty, full = f"<{tag}></{tag}>", f"<{tag}>{escape(text)}</{tag}>"
        content = content.replace(empty.encode(), full.encode())
    return content.replace(_NOW, moment(published).strftime("%Y-%m-%dT%H:%M:%SZ").encode())
