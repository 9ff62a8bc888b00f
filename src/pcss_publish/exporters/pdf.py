"""The PDF of one article: composed, fitted, laid out, written, and passed by our own gate."""

from __future__ import annotations

from pcss_publish.compose.page import compose
from pcss_publish.compose.page_fit import DESIGNED
from pcss_publish.engines import weasy
from pcss_publish.engines.weasy_pages import page_starts
from pcss_publish.errors import RefusedError
from pcss_publish.exporters import page_map, pdfgate
from pcss_publish.exporters.base import Export, Job, Product
from pcss_publish.exporters.pdf_fit import Setting, fitted
from pcss_publish.exporters.pdf_glyphs import missing_characters
from pcss_publish.exporters.pdf_plan import EMPTY
from pcss_publish.findings import Finding, finding


def export(job: Job, /) -> Export:
    """Make the PDF of one article.

    Raises:
        ToolMissingError: Pango is missing.
        RefusedError: the finished file did not pass the gate.
    """
    model = job.published.document.model_dump_json(indent=1) + "\n"
    with weasy.uncollected():
        found = fitted(
            lambda manner: compose(job.published, job.theme, job.config, manner, job.pictures), job.theme
        )
        page, layout = found.setting.page, found.layout
        pages = page_map.encoded(page_starts(layout))
        data, said = weasy.write(layout, model, "The article as a typed document", job.published.date)
    pass_gate(data, job.published.document.id)
    warned = tuple(
        finding("P003", message, hint="Look at the page.")
        for message in dict.fromkeys((*layout.messages, *said))
    )
    missing = missing_characters(job.published, job.theme)
    findings = (*missing, *warned, *fit_finding(found.setting))
    return Export({".pdf": Product(data, page.house)}, findings, {page_map.NAME: pages})


def fit_finding(found: Setting) -> tuple[Finding, ...]:
    """What was done to fit an article to its pages; nothing where it stands as designed."""
    if found.fit is DESIGNED:
        return ()
    share = round(found.before * 100)
    why = f"the last page was {share} % full" if found.before < EMPTY else "columns did not end together"
    return (finding("P002", f"{found.fit.name}: as designed {why}", hint="Look at the last page."),)


def pass_gate(data: bytes, name: str) -> None:
    """Let a finished file pass.

    Raises:
        RefusedError: the gate found a fault.
    """
    found = pdfgate.faults(data)
    if found:
        told = "; ".join(f"{fault.code} ({fault.clause}): {fault.message}" for fault in found[:5])
        raise RefusedError(
            f"the PDF did not pass our gate: {told}", place=name,
            hint="This is a fault of the program or of a theme, not of the article; please report it.",
        )  # fmt: skip
