"""One planted fault per validator: a validator that has never been seen to fail proves nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf

Change = Callable[[str], str]


@dataclass(frozen=True)
class Fault:
    """A change to one product that ``validator`` must complain about, in words that contain ``expected``.

    ``member`` is the file of an EPUB that is changed; its longest chapter where it names none.
    """

    validator: str
    what: str
    expected: str
    change: Change
    member: str = ""


def after_body(markup: str) -> Change:
    """Insert ``markup`` as the first thing of the body."""
    return lambda text: re.sub(r"(<body\b[^>]*>)", lambda found: found[1] + markup, text, count=1)


def before_head_ends(markup: str) -> Change:
    """Insert ``markup`` as the last thing of the head."""
    return lambda text: text.replace("</head>", f"{markup}</head>", 1)


FAINT = '<p style="color:#aaaaaa !important; background:#ffffff !important">faint</p>'
DARK_STYLE = (
    "<style>@media (prefers-color-scheme: dark)"
    "{.planted{color:#222222 !important;background:#000000 !important}}</style>"
)
DARK_ONLY = '<p class="planted" style="color:#000000;background:#ffffff">legible by day</p>'
STRIPPED_STYLE = "<style>.planted{color:#000000 !important}</style>"
STRIPPED_ONLY = '<p class="planted" style="color:#cccccc;background:#ffffff">legible with styles</p>'


def dark(text: str) -> str:
    """Text that cannot be read in dark mode only."""
    return after_body(DARK_ONLY)(before_head_ends(DARK_STYLE)(text))


def stripped(text: str) -> str:
    """Text that cannot be read once the style element is gone."""
    return after_body(STRIPPED_ONLY)(before_head_ends(STRIPPED_STYLE)(text))


MAIL_FAULTS = (
    Fault("axe", "faint text", "color-contrast", after_body(FAINT)),
    Fault("axe", "text too dark in dark mode", "px, dark] color-contrast", dark),
    Fault("axe", "text faint without styles", "styles stripped] color-contrast", stripped),
    Fault("axe", "a picture without alternative text", "image-alt", after_body('<img src="data:,">')),
    Fault("axe", "a box wider than the screen", "sideways", after_body('<div style="width:900px">.</div>')),
    Fault("axe", "a box wider than a small phone", "320 px", after_body('<div style="width:350px">.</div>')),
    Fault("lint-mail", "a vague link", "M201", after_body('<p><a href="https://example.org/">here</a></p>')),
    Fault("lint-mail", "style of no use in Outlook", "M601", after_body('<p style="opacity:1">a</p>')),
    Fault("Nu HTML Checker", "a stray end tag", "Stray end tag", after_body("</section>")),
    Fault("Nu HTML Checker", "an unknown property", "doesn't exist", after_body('<p style="colr:red">a</p>')),
)

# Entries without which outloud must complain: where they lie, and words of the complaint.
PDF_FAULTS = (
    ("a PDF without structure", "DOC-002", "/StructTreeRoot"),
    ("a PDF without a language", "DOC-013", "/Lang"),
)

# The faults themselves stand in preview.mjs: name, what it is, and words of the complaint.
PREVIEW_FAULTS = (
    ("faint", "faint text in the tool", "color-contrast"),
    ("deaf", "a page that hears of no edit", "never came to the page"),
    ("web", "a picture of the web", "asked the web"),
    ("open", "a frame that may run scripts", "not sandboxed"),
)


def spoiled(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Other operators on each page of a PDF."""

    def change(data: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as file:
            for page in file.pages:
                page.contents_coalesce()
                page.Contents = file.make_stream(page.Contents.read_bytes().replace(old, new))
            file.save(out)
        return out.getvalue()

    return change


PRESS_FAULTS = (
    (spoiled(b"0 0 0 1 k", b"0 0 0 rg"), "text in RGB", "X301"),
    (spoiled(b"0 0 0 1 k", b"0.6 0.4 0.4 1 k"), "text in four inks", "under full black"),
    (spoiled(b"0.9 0.3 0.4 0.45 k", b"0.9 0.9 0.9 0.5 k"), "too much ink on the plates", "320 % of ink"),
    (lambda data: data.replace(b"startxref", b"startxerf"), "a file that is damaged", "X714"),
)


def plant_in_pdf(pdf: Path, target: Path, key: str) -> None:
    """Write ``pdf`` to ``target`` without the entry ``key`` of its catalogue."""
    with pikepdf.open(pdf) as file:
        del file.Root[key]
        file.save(target)


def plant_in_html(page: Path, target: Path, fault: Fault) -> None:
    """Write ``page`` to ``target`` with ``fault`` in it."""
    target.write_text(fault.change(page.read_text(encoding="utf-8")), encoding="utf-8")
