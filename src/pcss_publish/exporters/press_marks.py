"""What stands round a page for the printer: crop and registration marks, a colour bar, the slug line."""

from __future__ import annotations

from typing import Final, NamedTuple

import pikepdf

from pcss_publish.exporters.press_objects import drop

BLEED: Final = 9.0  # points, an eighth of an inch; a little more than the 3 mm that Europe asks for
ROOM: Final = 36.0  # points round the page for the marks
_NEAR, _FAR = 12.0, 30.0  # points from the cut between which crop marks run; the bleed ends before
_TARGET: Final = 21.0  # points from the cut to the middle of a registration mark
_THIN: Final = 0.25
SLUG_BELOW: Final = 27.0  # points from the cut to the foot of the slug's strip
STRIP: Final = 12.0  # points, its height
ASIDE: Final = 24.0  # points from the left edge of the page to the slug
_PATCH: Final = 9.0
_PATCHES: Final = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5), (0, 0, 0, 0.25),
)  # fmt: skip


class Sheet(NamedTuple):
    """The size of the cut page, points."""

    width: float
    height: float


def surround(pdf: pikepdf.Pdf, strips: pikepdf.Pdf) -> None:
    """Give each page its boxes and marks, and clip what it paints to the bleed.

    Args:
        pdf: pages whose media box is the page as it is cut, its lower left corner at 0, 0.
        strips: one page for each page, with its slug line.
    """
    every = pdf.make_indirect(_all_plates())
    for page, strip in zip(pdf.pages, strips.pages, strict=True):
        left, bottom, right, top = (float(n) for n in page.mediabox)
        sheet = Sheet(right - left, top - bottom)
        page.obj["/MediaBox"] = _around(sheet, ROOM)
        page.obj["/BleedBox"] = _around(sheet, BLEED)
        page.obj["/TrimBox"] = _around(sheet, 0)
        drop(page.obj, "/CropBox")
        own = page.obj["/Resources"] = pikepdf.Dictionary(dict(page.obj.get("/Resources", {}).items()))
        own["/ColorSpace"] = pikepdf.Dictionary(Marks=every)
        own["/XObject"] = pikepdf.Dictionary(dict(own.get("/XObject", {}).items()))
        own["/XObject"]["/Slug"] = pdf.copy_foreign(strip.as_form_xobject())
        before = page.obj.Contents.read_bytes()
        clip = f"q {-BLEED} {-BLEED} {sheet.width + 2 * BLEED} {sheet.height + 2 * BLEED} re W n\n"
        page.obj.Contents = pdf.make_stream(clip.encode() + before + b"\nQ\n" + _drawn(sheet))


def _around(sheet: Sheet, room: float) -> pikepdf.Array:
    return pikepdf.Array([-room, -room, round(sheet.width + room, 4), round(sheet.height + room, 4)])


def _all_plates() -> pikepdf.Array:
    """The colour that prints on every plate (ISO 32000-1, 8.6.6.4)."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, tint])


def _drawn(sheet: Sheet) -> bytes:
    width, height = sheet
    lines = [
        line
        for x in (0.0, width)
        for y in (0.0, height)
        for line in (_line(x, y, -1 if x == 0 else 1, 0), _line(x, y, 0, -1 if y == 0 else 1))
    ]
    across, up = width / 2, height / 2
    middles = ((across, -_TARGET), (across, height + _TARGET), (-_TARGET, up), (width + _TARGET, up))
    targets = [_target(x, y) for x, y in middles]
    bar = [
        f"{' '.join(f'{ink:g}' for ink in inks)} k {ASIDE + n * _PATCH:g} {height + _TARGET - _PATCH / 2:g} "
        f"{_PATCH:g} {_PATCH:g} re f"
        for n, inks in enumerate(_PATCHES)
    ]
    slug = f"q 1 0 0 1 0 {-SLUG_BELOW:g} cm /Slug Do Q"
    steps = ["/Artifact BMC", "q", f"/Marks CS 1 SCN {_THIN} w", *lines, *targets, *bar, "Q", slug, "EMC"]
    return "\n".join(steps).encode() + b"\n"


def _line(x: float, y: float, across: int, up: int) -> str:
    """A crop mark at a corner."""
    start, end = ((x + across * far, y + up * far) for far in (_NEAR, _FAR))
    return f"{start[0]:g} {start[1]:g} m {end[0]:g} {end[1]:g} l S"


def _target(x: float, y: float) -> str:
    """A registration mark: a cross in a circle."""
    r, k, arm = 4.5, 2.485, 8.0  # k: control points that make four curves a circle
    circle = (
        f"{x + r:g} {y:g} m {x + r:g} {y + k:g} {x + k:g} {y + r:g} {x:g} {y + r:g} c "
        f"{x - k:g} {y + r:g} {x - r:g} {y + k:g} {x - r:g} {y:g} c "
        f"{x - r:g} {y - k:g} {x - k:g} {y - r:g} {x:g} {y - r:g} c "
        f"{x + k:g} {y - r:g} {x + r:g} {y - k:g} {x + r:g} {y:g} c S"
    )
    return f"{circle} {x - arm:g} {y:g} m {x + arm:g} {y:g} l S {x:g} {y - arm:g} m {x:g} {y + arm:g} l S"
