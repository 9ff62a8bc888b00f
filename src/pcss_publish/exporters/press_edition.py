"""Makes of the PDF for the screen what a printer, or an archive of printed matter, takes.

The pages are not laid out again: page n holds the same words at the same places in every edition.
"""

from __future__ import annotations

import io

import pikepdf

from pcss_publish.compose.page import tokens
from pcss_publish.engines import weasy_slug
from pcss_publish.engines.weasy_slug import Slug
from pcss_publish.errors import ConfigError, RefusedError
from pcss_publish.exporters import issue_pdf, pdf, press_content, press_file, press_marks
from pcss_publish.exporters.base import Export, IssueJob, Job, Product
from pcss_publish.exporters.press_file import Identity, Kind
from pcss_publish.exporters.press_ink import PLACE, Press, check, stated
from pcss_publish.findings import Finding, finding
from pcss_publish.model import HouseText
from pcss_publish.preflight import Report, preflight

_LONGEST_NAME = 60  # characters of a slug's parts: half a page's width holds so many


def edition(job: Job | IssueJob, kind: Kind, suffix: str) -> Export:
    """Make one edition.

    Args:
        job: the article or issue; its ``profile`` is that of the press.
        kind: a profile of ``preflight``.
        suffix: of the product.

    Raises:
        ConfigError, ToolMissingError, RefusedError: as ``press.export`` says.
    """
    if not job.profile:
        raise missing_profile()
    check(job.profile, PLACE)
    name = job.published.id if isinstance(job, IssueJob) else job.published.document.id
    if kind == "x-4" and not job.published.date:
        hint = "Give it one in its desk file, or set SOURCE_DATE_EPOCH."
        raise RefusedError("has no date, and PDF/X-4 has to bear one", place=name, hint=hint)
    screen = issue_pdf.export(job) if isinstance(job, IssueJob) else pdf.export(job)
    product = screen.products[".pdf"]
    most = job.config.press.ink_limit
    press = Press(job.profile, stated(job.theme, most), most)
    made_with = repr((sorted(stated(job.theme, most).items()), job.config.press.bleed)).encode()
    content = b"\0".join((product.data, job.profile, made_with))
    house = product.house
    with pikepdf.open(io.BytesIO(product.data)) as file:
        press_content.convert(file, press)
        if kind == "x-4":
            told = (job.published.date, "press", "PDF/X-4", press.name[:_LONGEST_NAME])
            slug = Slug(name[:_LONGEST_NAME], ", ".join(told))
            house = (*house, *_declared(slug))
            with pikepdf.open(io.BytesIO(_strips(file, slug, job))) as strips:
                press_content.convert(strips, press)
                press_marks.surround(file, strips, job.config.press.bleed)
            press_file.for_press(file, Identity(name, kind, content), press.name, job.profile)
        else:
            press_file.for_archive(file, press.name, job.profile)
        data = press_file.saved(file, "1.6" if kind == "x-4" else "1.7")
    report = preflight(data, f"{name}{suffix}", profile=kind, ink_limit=most)
    _pass(report)
    return Export({suffix: Product(data, house)}, (*screen.findings, *_coarse(report)))


def missing_profile() -> ConfigError:
    """What to do where no output profile is configured."""
    return ConfigError(
        f"{PLACE}: a press edition needs the printer's ICC output profile, and none is named",
        place="pcss.toml",
        hint="Ask the printer for it, put it into the project and name it there:"
        ' output_profile = "printer.icc" under [press]; or give --output-profile FILE (docs/press.md).',
    )


def _strips(file: pikepdf.Pdf, slug: Slug, job: Job | IssueJob) -> bytes:
    count = len(file.pages)
    slugs = [slug._replace(job=f"{slug.job}  {n}/{count}") for n in range(1, count + 1)]
    left, _, right, _ = (float(n) for n in file.pages[0].mediabox)
    wide, high = right - left, press_marks.STRIP
    return weasy_slug.strips(slugs, wide, high, press_marks.ASIDE, tokens(job.theme), job.theme)


def _declared(slug: Slug) -> tuple[HouseText, ...]:
    named = {"slug-job": slug.job, "slug-edition": slug.edition}
    return tuple(HouseText(id=key, kind="editorial", text=text) for key, text in named.items())


def _pass(report: Report) -> None:
    """Let a finished file pass.

    Raises:
        RefusedError: our preflight found something that no printer should get.
    """
    if report.refused:
        told = "; ".join(f"{one.code} {one.message}" for one in report.refused[:5])
        raise RefusedError(
            f"the press edition did not pass our preflight: {told}", place=report.name,
            hint="docs/press.md explains the codes. What no setting mends, please report.",
        )  # fmt: skip


def _coarse(report: Report) -> tuple[Finding, ...]:
    """Pictures with too few pixels for print, which an editor should know of."""
    told = (one for one in report.findings if one.code in {"X401", "X402"})
    hint = "Ask for a larger picture, or print it smaller (docs/press.md)."
    return tuple(finding("P010", f"{one.message}, where print asks for 300", hint=hint) for one in told)
