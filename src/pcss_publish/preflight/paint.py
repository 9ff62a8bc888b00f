"""Rules about what pages paint: colours, inks, pictures, lines, overprint and blending."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pcss_publish.preflight.colour import space
from pcss_publish.preflight.file import BROKEN, File, Page
from pcss_publish.preflight.painted import Mark
from pcss_publish.preflight.state import empty, shared
from pcss_publish.preflight.tables import Told, limit

_WHITE = 0.5  # per cent of ink
_OVER_BLACK = 0.01  # of full ink beside the black


def rgb(file: File) -> Iterator[Told]:
    """Colours and pictures that are no inks."""
    for page, mark in _marks(file):
        kind, name = mark.colour.space.kind, mark.colour.space.name
        if kind == "rgb":
            yield Told("X302" if mark.what == "picture" else "X301", f"{mark.what} in {name}", page.number)
        elif kind == "managed":
            yield Told("X303", f"{mark.what} in {name}", page.number)


def black_text(file: File) -> Iterator[Told]:
    """Black text of more inks than black."""
    for page, mark in _marks(file):
        inks, dark = mark.colour.inks, mark.colour.brightest < limit("black")
        if mark.what == "text" and inks and dark and max(inks[:3]) > _OVER_BLACK:
            shown = " ".join(f"{100 * ink:.0f}" for ink in inks)
            yield Told("X304", f"text in {shown} %", page.number)


def spots(file: File) -> Iterator[Told]:
    """Spot colours, and the colour of all plates where it would be printed."""
    for page, mark in _marks(file):
        kind, cut = mark.colour.space.kind, page.boxes.get("/TrimBox")
        if kind == "spot":
            yield Told("X307", f"{mark.colour.space.name}", page.number)
        elif kind == "all" and cut and not empty(shared(mark.box, cut)):
            yield Told("X308", f"{mark.what} in the colour of all plates", page.number)


def ink(file: File, most: float) -> Iterator[Told]:
    """Colours of more ink than ``most`` per cent."""
    for page, mark in _marks(file):
        if mark.colour.total > most + limit("ink_slack"):
            yield Told("X305", f"{mark.what} of {mark.colour.total:.0f} %", page.number)


def picture_ink(file: File, most: float) -> Iterator[Told]:
    """Pictures that have a place with more ink than ``most`` per cent."""
    known: dict[tuple[int, int], Told | None] = {}
    for page, mark in _marks(file):
        if mark.what != "picture" or mark.colour.space.kind not in {"cmyk", "spot"}:
            continue
        key = mark.picture.objgen
        if key == (0, 0) or key not in known:
            known[key] = _inked(mark, most)
        if told := known[key]:
            yield told._replace(page=page.number)


def _inked(mark: Mark, most: float) -> Told | None:
    try:
        found = _most_ink(mark.picture)
    except (*BROKEN, OSError, NotImplementedError) as error:
        return Told("X404", f"a picture that cannot be looked into: {str(error) or type(error).__name__}")
    if found is None:
        return Told("X404", "a picture that is too large, or not in four channels")
    return Told("X306", f"a picture with up to {found:.0f} %") if found > most + limit("ink_slack") else None


def _most_ink(picture: Any) -> float | None:
    """The most ink of any pixel, per cent; None where it is not added up."""
    from pikepdf import PdfImage
    from PIL import ImageMath

    if int(picture.get("/Width", 0)) * int(picture.get("/Height", 0)) > limit("pixels"):
        return None
    image = PdfImage(picture).as_pil_image()
    if image.mode != "CMYK":
        return None
    plates = dict(zip("cmyk", image.split(), strict=True))
    total = ImageMath.lambda_eval(lambda a: a["c"] + a["m"] + a["y"] + a["k"], **plates)
    _, most = total.getextrema()
    return float(most) * 100 / 255


def pictures(file: File) -> Iterator[Told]:
    """Pictures with too few pixels for their size, or that stand for others."""
    for page, mark in _marks(file):
        if mark.what != "picture":
            continue
        if "/Alternates" in mark.picture or "/OPI" in mark.picture:
            yield Told("X403", "a picture that stands for another", page.number)
        if mark.size < limit("coarse"):
            yield Told("X401", f"a picture of {mark.size:.0f} ppi", page.number)
        elif mark.size < limit("fine") - 1:
            yield Told("X402", f"a picture of {mark.size:.0f} ppi", page.number)


def hairlines(file: File) -> Iterator[Told]:
    """Lines, and areas that are lines, thinner than a plate holds."""
    for page, mark in _marks(file):
        drawn = mark.what == "line" or (mark.what == "area" and mark.size > 0)
        if drawn and mark.size < limit("hairline") - 0.005 and mark.colour.space.kind != "all":
            yield Told("X605", f"a line of {mark.size:.2f} pt", page.number)


def overprint(file: File) -> Iterator[Told]:
    """What does not knock out what lies below it."""
    for page, mark in _marks(file):
        inks = mark.colour.inks
        if not mark.over or mark.colour.space.kind == "all":
            continue
        if inks and mark.colour.total < _WHITE:
            yield Told("X603", f"white {mark.what} that overprints", page.number)
        elif not inks or max(inks[:3]) > _OVER_BLACK:
            yield Told("X604", f"{mark.what} that overprints", page.number)


def blending(file: File) -> Iterator[Told]:
    """Blend modes, and groups that blend in another space than the press's."""
    for page in file.pages:
        yield from (Told("X601", f"blend mode {one[1:]}", page.number) for one in sorted(page.painted.blends))
        groups = [*page.painted.groups]
        if page.painted.transparent and "/CS" in page.page.get("/Group", {}):
            groups.append(space(page.page["/Group"]["/CS"], page.page.get("/Resources", {})))
        for one in groups:
            if one.kind in {"rgb", "managed"}:
                yield Told("X602", f"transparency blends in {one.name}", page.number)


def postscript(file: File) -> Iterator[Told]:
    """PostScript and transfer functions."""
    for page in file.pages:
        yield from (Told("X715", one, page.number) for one in sorted(set(page.painted.postscript)))


def fonts(file: File) -> Iterator[Told]:
    """Fonts that are not in the file."""
    told = set()
    for page in file.pages:
        for font in page.painted.fonts.values():
            inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            held = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            if not held and font.get("/Subtype") != "/Type3":
                told.add(str(font.get("/BaseFont", "/a font")).removeprefix("/"))
    return (Told("X501", name) for name in sorted(told))


def _marks(file: File) -> Iterator[tuple[Page, Mark]]:
    return ((page, mark) for page in file.pages for mark in page.painted.marks)
