"""What pages paint, in the inks of the press: operators, pictures, and the space in which they blend."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from pcss_publish.errors import RefusedError
from pcss_publish.exporters.press_ink import Press
from pcss_publish.exporters.press_objects import drop

_RGB = {"rg": "k", "RG": "K"}
_FOREIGN = frozenset({"cs", "CS", "sc", "SC", "scn", "SCN", "sh", "INLINE IMAGE"})


def convert(pdf: pikepdf.Pdf, press: Press) -> None:
    """Convert all colours and pictures of a file that our own engine wrote.

    Raises:
        RefusedError: it has a colour that is no plain red, green and blue.
    """
    for page in pdf.pages:
        page.contents_coalesce()
        page.obj.Contents = pdf.make_stream(_converted(page.obj, press))
        page.obj["/Group"] = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK)
        drop(page.obj.get("/Resources", {}), "/ColorSpace")
    for stream in _streams(pdf):
        if stream.get("/Subtype") == "/Image":
            _picture(stream, press)
        elif stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1:
            stream.write(_converted(stream, press))
            drop(stream.get("/Resources", {}), "/ColorSpace")
            if "/Group" in stream:
                stream["/Group"]["/CS"] = pikepdf.Name.DeviceCMYK


def _streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (one for one in pdf.objects if isinstance(one, pikepdf.Stream))


def _converted(stream: Any, press: Press) -> bytes:
    steps: list[Any] = []
    for step in pikepdf.parse_content_stream(stream):
        name = str(step.operator)
        if name in _RGB:
            inks = press.inks(*(float(n) for n in step.operands))
            steps.append(pikepdf.ContentStreamInstruction(list(inks), pikepdf.Operator(_RGB[name])))
        elif name in _FOREIGN:
            raise RefusedError(
                f"the theme paints with {name!r}, which the press edition cannot convert",
                hint="Use flat colours in sRGB: no gradients, no other colour spaces.",
            )
        else:
            steps.append(step)
    return pikepdf.unparse_content_stream(steps)


def _picture(picture: Any, press: Press) -> None:
    """Red, green and blue become inks, or black alone where all three agree; greys and masks stay."""
    from pikepdf import PdfImage
    from PIL import ImageChops

    space = picture.get("/ColorSpace")
    if picture.get("/ImageMask", False) or space in {pikepdf.Name.DeviceGray, pikepdf.Name.DeviceCMYK}:
        return
    image = PdfImage(picture).as_pil_image()
    if image.mode not in {"L", "CMYK"}:
        image = image.convert("RGB")
        red, green, blue = image.split()
        apart = (ImageChops.difference(red, other).getbbox() for other in (green, blue))
        image = press.picture(image) if any(apart) else red
    drop(picture, "/DecodeParms", "/Decode", "/Filter")
    picture["/ColorSpace"] = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceCMYK
    picture["/BitsPerComponent"] = 8
    picture.write(zlib.compress(image.tobytes(), 6), filter=pikepdf.Name.FlateDecode)
