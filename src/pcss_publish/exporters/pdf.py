"""The PDF of one article: composed, fitted, laid out, written, and passed by our own gate."""

from __future__ import annotations

from pcss_publish.compose.page import compose
from pcss_publish.engines import weasy
from pcss_publish.exporters.base import Export, Job, Product
from pcss_publish.findings import finding
from pcss_publish.model import HouseText


def export(job: Job, /) -> Export:
    """Make the PDF of one article.

    Raises:
        ToolMissingError: Pango is missing.
        RefusedError: the finished file did not pass the gate.
    """
    page = compose(job.published, job.theme, job.config)
    layout = weasy.lay_out(page.markup, page.styles, job.theme, {})
    model = job.published.document.model_dump_json(indent=1) + "\n"
    data, said = weasy.write(layout, model, "The article as a typed document", job.published.date)
    folios = tuple(
        HouseText(id=f"folio-{n}", kind="editorial", text=str(n)) for n in range(2, len(layout.document.pages) + 1)
    )
    warned = tuple(finding("P003", message) for message in dict.fromkeys((*layout.messages, *said)))
    return Export({".pdf": Product(data, page.house + folios)}, warned)
