"""What stands round a page for the printer: crop and registration marks, a colour bar, the slug line."""

from __future__ import annotations

from typing import Final, NamedTuple

import pikepdf

from pcss_publish.exporters.press_objects import drop

# Points; where ``beyond`` is added, from the edge of the bleed, elsewhere from the cut.
_ROOM: Final = 27.0  # round the page for the marks, beyond
_NEAR, _FAR = 3.0, 21.0  # between which crop marks run, beyond
_TARGET: Final = 12.0  # to the middle of a registration mark, beyond
_SLUG_BELOW: Final = 18.0  # to the foot of the slug's strip, beyond
_THIN: Final = 0.25
STRIP: Final = 12.0  # points, its height
ASIDE: Final = 24.0  # points from the left edge of the page to the slug
_PATCH: Final = 9.0
_PATCHES: Final = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5), (0, 0, 0, 0.25),
)  # fmt: skip


class Sheet(NamedTuple):
    """The size of the cut page, and of the bleed round it, points."""

    width: float
    height: float
    bleed: float


def surround(pdf: pikepdf.Pdf, strips: pikepdf.Pdf, bleed: float) -> None:
    """Give each page its boxes and marks, and clip what it paints to the bleed.

    Args:
        pdf: pages whose media box is the page as it is cut, its lower left corner at 0, 0.
        strips: one page for each page, with its slug line.
        bleed: points beyond the cut.
    """
    every = pdf.make_indirect(_all_plates())
    for page, strip in zip(pdf.pages, strips.pages, strict=True):
        left, bottom, right, top = (float(n) for n in page.mediabox)
        sheet = Sheet(right - left, top - bottom, bleed)
        page.obj["/MediaBox"] = _around(sheet, bleed + _ROOM)
        page.obj["/BleedBox"] = _around(sheet, bleed)
        page.obj["/TrimBox"] = _around(sheet, 0)
        drop(page.obj, "/CropBox")
        own = page.obj["/Resources"] = pikepdf.Dictionary(dict(page.obj.get("/Resources", {}).items()))
        own["/ColorSpace"] = pikepdf.Dictionary(Marks=every)
        own["/XObject"] = pikepdf.Dictionary(dict(own.get("/XObject", {}).items()))
        own["/XObject"]["/Slug"] = pdf.copy_foreign(strip.as_form_xobject())
        before = page.obj.Contents.read_bytes()
        clip = f"q {-bleed} {-bleed} {sheet.width + 2 * bleed} {sheet.height + 2 * bleed} re W n\n"
        page.obj.Contents = pdf.make_stream(clip.encode() + before + b"\nQ\n" + _drawn(sheet))


def _around(sheet: Sheet, room: float) -> pikepdf.Array:
    return pikepdf.Array([-room, -room, round(sheet.width + room, 4), round(sheet.height + room, 4)])


def _all_plates() -> pikepdf.Array:
    """The colour that prints on every plate (ISO 32000-1, 8.6.6.4)."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, tint])


def _drawn(sheet: Sheet) -> bytes:
    width, height, bleed = sheet
    target, below = bleed + _TARGET, bleed + _SLUG_BELOW
    lines = [
        line
        for x in (0.0, width)
        for y in (0.0, height)
        for line in (_line(x, y, bleed, -1 if x == 0 else 1, 0), _line(x, y, bleed, 0, -1 if y == 0 else 1))
    ]
    across, up = width / 2, height / 2
    middles = ((across, -target), (across, height + target), (-target, up), (width + target, up))
    targets = [_target(x, y) for x, y in middles]
    bar = [
        f"{' '.join(f'{ink:g}' for ink in inks)} k {ASIDE + n * _PATCH:g} {height + target - _PATCH / 2:g} "
        f"{_PATCH:g} {_PATCH:g} re f"
        for n, inks in enumerate(_PATCHES)
    ]
    slug = f"q 1 0 0 1 0 {-below:g} cm /Slug Do Q"
    steps = ["/Artifact BMC", "q", f"/Marks CS 1 SCN {_THIN} w", *lines, *targets, *bar, "Q", slug, "EMC"]
    return "\n".join(steps).encode() + b"\n"


def _line(x: float, y: float, bleed: float, across: int, up: int) -> str:
    """A crop mark at a corner."""
    start, end = ((x + across * far, y + up * far) for far in (bleed + _NEAR, bleed + _FAR))
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
