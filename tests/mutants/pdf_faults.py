"""Faults of a PDF that markup cannot express: in its style, its structure, its content, and around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from pikepdf import Name

from mutants import pdf_files as files
from mutants.harness import MarkupFault, Specimen, unchanged
from mutants.markup import Markup
from mutants.markup_faults import HIDDEN_BODY, HIDDEN_NAME, INVENTED
from mutants.markup_faults import PROOF as PROOF_MARKS
from pcss_publish.exporters.base import Product

PLAIN: Final = "*{columns:auto !important}"  # columns cost most of the time, and few faults are about them
PdfFault = Callable[[Specimen], Product]


def printed(fault: MarkupFault = unchanged, css: str = "") -> PdfFault:
    """A PDF of spoilt markup or style."""
    return lambda specimen: specimen.printed(fault, PLAIN + css)


def edited(change: files.FileFault, fault: MarkupFault = unchanged) -> PdfFault:
    """A finished PDF that is changed afterwards; ``fault`` is of the markup that it is made from."""

    def make(specimen: Specimen) -> Product:
        product = specimen.pdf if fault is unchanged else specimen.printed(fault, PLAIN)
        return replace(product, data=files.changed(product.data, change))

    return make


def _award_as_x(markup: Markup) -> Markup:
    return markup.replaced("st2-1", "TEST-0001", "TEST-000X")


def _stamp_wrong(markup: Markup) -> Markup:
    return markup.replaced("c8-stamp", "08:15", "08:51")


STYLE: Final[dict[str, PdfFault]] = {
    "generated-behind": printed(css=f'#pcss-a1-3::after{{content:" {INVENTED}"}}'),
    "generated-in-margin": printed(css=f'@page{{@bottom-center{{content:"{INVENTED}"}}}}'),
    "withheld-name-in-margin": printed(css=f'@page{{@bottom-center{{content:"{HIDDEN_NAME}"}}}}'),
    "running-head-changed": printed(
        lambda m: m.put('data-running-head="Why Does My', 'data-running-head="Why Did My')
    ),
    "name-to-running-head": printed(
        css="#pcss-c8-name{position:running(n)}@page{@top-center{content:element(n)}}"
    ),
    "covered": printed(
        lambda m: m.after(
            "a1-3", '<div style="background:white;height:60pt;margin-top:-60pt;position:relative"></div>'
        )
    ),
    "page-end-clipped": printed(css="article{height:600pt;overflow:hidden}"),
    "thread-end-clipped": printed(css=".thread{height:60pt;overflow:hidden}"),
    "line-end-clipped": printed(css="#pcss-a1-3{width:80pt;white-space:nowrap;overflow:hidden}"),
    "beyond-the-edge": printed(css="#pcss-a1-3{position:relative;left:560pt}"),
    "statement-hyphenated": printed(
        css="#pcss-st3-1{hyphens:auto;hyphenate-limit-chars:4 2 2;hyphenate-limit-zone:0;width:50pt}"
    ),
    "name-hyphenated": printed(
        lambda m: m.with_inner("c6-name", "Renée Doch\u00adtová, MD"),
        css="#pcss-c6-name{hyphens:manual;width:60pt}",
    ),
    "item-label-changed": printed(
        lambda m: m.put('<li data-marker="b"', """<li data-marker="d" style="list-style-type:'d) '\"""")
    ),
    "capitals-small": printed(css="#pcss-c8-name{text-transform:lowercase}"),
}

STRUCTURE: Final[dict[str, PdfFault]] = {
    "ids-swapped-in-structure": edited(files.swap_ids),
    "contents-swapped-in-structure": edited(files.swap_contents),
    "order-swapped-in-structure": edited(files.swap_order),
    "name-out-of-structure": edited(files.drop_from_structure),
    "name-as-artefact": edited(files.as_artefact),
    "actual-text-hides-a-fault": edited(
        files.actual_text("c8-stamp", "Mar 04, 2031 - 08:15 AM"), _stamp_wrong
    ),
    "actual-text-in-content-hides-a-fault": edited(files.actual_text_in_content, _stamp_wrong),
    "actual-text-invented": edited(files.actual_text("a1-3", INVENTED)),
    "alternative-text-leaks": edited(files.alternative("a1-3", HIDDEN_BODY)),
    "unicode-map-gone": edited(files.forget_unicode),
    "unicode-map-lies": edited(files.mapped("X", "1"), _award_as_x),
    "unicode-map-damaged": edited(files.mapped("k", "q")),
}

CONTENT: Final[dict[str, PdfFault]] = {
    "last-line-of-page-lost": edited(files.drop_last_line),
    "page-painted-over": edited(files.around(b"", b"\nq 1 1 1 rg 0 0 612 792 re f Q")),
    "painted-invisibly": edited(files.around(b"3 Tr\n")),
    "page-clipped": edited(files.around(b"q 0 300 612 492 re W n\n", b"\nQ")),
    "layer-switched-off": edited(files.switch_off),
    "crop-box-cuts": edited(files.cut("/CropBox")),
    "media-box-cuts": edited(files.cut("/MediaBox")),
    "page-dropped": edited(files.drop_page),
    "pages-swapped": edited(files.swap_pages),
    "page-twice": edited(files.repeat_page),
    "sentence-untagged": edited(files.write_on(INVENTED)),
    "sentence-as-artefact": edited(files.write_on(INVENTED, (b"/Artifact BMC ", b" EMC"))),
    "withheld-name-as-pagination": edited(
        files.write_on(HIDDEN_NAME, (b"/Artifact <</Type /Pagination>> BDC ", b" EMC"))
    ),
}

AROUND: Final[dict[str, PdfFault]] = {
    "note-invented": edited(files.annotate(Name.FreeText, INVENTED)),
    "note-leaks": edited(files.annotate(Name.Text, HIDDEN_BODY)),
    "keyword-leaks": edited(files.keywords),
    "xmp-leaks": edited(files.xmp("Ada Wick", f"Ada Wick, {HIDDEN_NAME}")),
    "title-bar-changed": edited(files.title_bar),
    "bookmark-leaks": edited(files.bookmark(HIDDEN_NAME)),
    "bookmark-changed": edited(files.bookmark(INVENTED)),
    "attachment-leaks": edited(files.attached("sells wicks by the yard", f"sells wicks, {HIDDEN_BODY}")),
    "attachment-changed": edited(files.attached("TEST-0001", "TEST-0007")),
    "attachment-added": edited(files.attach_more),
    "link-target-changed": edited(files.relink),
}

_NO_FOOT: Final = "@page{@bottom-center{content:none}}"

PROOF: Final[dict[str, PdfFault]] = {
    "proof-mark-dropped": printed(PROOF_MARKS["proof-mark-dropped"], _NO_FOOT),
    "proof-mark-changed": printed(PROOF_MARKS["proof-mark-changed"]),
    "proof-queries-changed": printed(PROOF_MARKS["proof-queries-changed"]),
    "undecided-mark-dropped": printed(PROOF_MARKS["undecided-mark-dropped"]),
    "proof-mark-off-the-pages": printed(css=_NO_FOOT),
}

PDF: Final[dict[str, PdfFault]] = STYLE | STRUCTURE | CONTENT | AROUND
