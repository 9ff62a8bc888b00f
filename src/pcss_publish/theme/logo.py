"""The logo of a house: a PNG or SVG whose bytes are trusted with nothing until they are read.

A PNG is decoded and written anew. Of an SVG only the shapes are kept that a logo needs; what runs, loads or
quotes anything else is refused (SVG 2, chapter 2.4 names these risks).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from pcss_publish.errors import ConfigError

_LARGEST: Final = 1_000_000  # bytes
_MOST_PIXELS: Final = 4000  # on a side
_MOST_ELEMENTS: Final = 5000
_DEEPEST: Final = 40
_SLIMMEST: Final = 0.25  # width by height
_WIDEST: Final = 10.0
_USUAL: Final = "24pt"
_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_SHAPES: Final = frozenset(
    ("svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "style",
     "linearGradient", "radialGradient", "stop", "clipPath", "title", "desc", "metadata")
)  # fmt: skip
_SILENT: Final = frozenset(("title", "desc", "metadata"))  # the alternative text says it
_AWAY: Final = re.compile(r"url\(\s*[\"']?\s*(?!#)|@|\\|expression\(|javascript:", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?\s*")
_KINDS: Final = ((b"\x89PNG\r\n\x1a\n", "png"), (b"<", "svg"), (b"\xef\xbb\xbf<", "svg"))
_HINT: Final = "Ask for the logo as plain SVG, its text as outlines and nothing linked, or as PNG."


@dataclass(frozen=True)
class Logo:
    """A logo that was read.

    Attributes:
        data: the file, written anew.
        suffix: ``svg`` or ``png``.
        alt: what it says.
        height: in points, on a page.
        aspect: width by height.
        url: where mails find it; empty: they do without.
    """

    data: bytes
    suffix: str
    alt: str
    height: float
    aspect: float
    url: str

    @property
    def address(self) -> str:
        """What style sheets and markup call it in the layout engine."""
        return f"theme:/logo.{self.suffix}"

    @property
    def width(self) -> float:
        """In points, on a page."""
        return self.height * self.aspect


def logo(table: Mapping[str, Any], path: Path | None, place: str) -> Logo | None:
    """The logo that ``[logo]`` names; None where there is no such table.

    Args:
        table: its tokens, each sound in itself.
        path: of the file.
        place: of ``theme.toml``, for messages.

    Raises:
        ConfigError: a token is missing, or the file is missing, too large or not harmless.
    """
    if not table:
        return None
    for key in ("file", "alt"):
        if not table.get(key):
            hint = "A logo needs a file, and alt, the words for those who do not see it."
            raise ConfigError(f"[logo] has no {key}", place=place, hint=hint)
    if path is None:
        raise ConfigError(f"logo.file: {table['file']} is not in the theme", place=place, hint=_HINT)
    data, suffix, aspect = read(_bytes(path), str(path))
    height = float(str(table.get("height", _USUAL)).removesuffix("pt"))
    return Logo(data, suffix, table["alt"], height, aspect, table.get("url", ""))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST + 1)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", place=str(path), hint=_HINT) from error


def read(data: bytes, place: str) -> tuple[bytes, str, float]:
    """A logo's harmless bytes, its suffix, and its width by its height.

    Raises:
        ConfigError: it is too large, of another kind, too slim or too wide, or not harmless.
    """
    if len(data) > _LARGEST:
        raise _refused(f"more than {_LARGEST} bytes", place)
    suffix = next((suffix for start, suffix in _KINDS if data.lstrip(b" \t\r\n").startswith(start)), "")
    if not suffix:
        raise _refused("neither PNG nor SVG", place)
    clean, aspect = (_png if suffix == "png" else _svg)(data, place)
    if not _SLIMMEST <= aspect <= _WIDEST:
        raise _refused(f"{aspect:.2f} times as wide as high; {_SLIMMEST} to {_WIDEST:g} can be placed", place)
    return clean, suffix, aspect


def _refused(what: str, place: str) -> ConfigError:
    return ConfigError(f"this logo cannot be used: {what}", place=place, hint=_HINT)


def _png(data: bytes, place: str) -> tuple[bytes, float]:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            image.verify()  # WeasyPrint tells Pillow to be lenient: decoding alone would pass a torn file
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            width, height = image.size
            if max(width, height) > _MOST_PIXELS or min(width, height) < 1:
                raise _refused(f"{width} by {height} pixels; {_MOST_PIXELS} on a side are allowed", place)
            drawn = image.convert("RGBA")
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise _refused(f"a damaged PNG ({error})", place) from error
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue(), width / height


def _svg(data: bytes, place: str) -> tuple[bytes, float]:
    try:
        text = data.decode("utf-8-sig")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise _refused("it declares a document type, which may define entities", place)
        # From text, whatever encoding the XML declaration names: none can hide what was looked for.
        root = ET.fromstring(text)  # noqa: S314 - no document type, so no entities
    except UnicodeDecodeError as error:
        raise _refused("an SVG that is not UTF-8", place) from error
    except ET.ParseError as error:
        raise _refused(f"no well-formed SVG ({error})", place) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise _refused("its root is no <svg> of the SVG namespace", place)
    _pruned(root, place)
    aspect = _aspect(root, place)
    _named(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True), aspect


def _pruned(root: ET.Element, place: str) -> None:
    """Leave out what editors note for themselves; refuse what a logo has no need of."""
    waiting = [(root, 1)]
    count = 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise _refused("more or deeper elements than a logo needs", place)
        _attributes(element, place)
        own = (element.text, *(child.tail for child in element))
        if any(_AWAY.search(text or "") for text in own):
            raise _refused("its style sheet loads something", place)
        for child in list(element):
            namespace, _, name = str(child.tag).rpartition("}")
            if namespace != f"{{{_SVG}" or name in _SILENT:
                element.remove(child)
            elif name not in _SHAPES:
                raise _refused(f"<{name}> in it", place)
            else:
                waiting.append((child, depth + 1))


def _named(root: ET.Element) -> None:
    """Names as they are written: to register a prefix would change what all other code here writes."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        if _XLINK in element.attrib:
            element.set("xlink:href", element.attrib.pop(_XLINK))
    root.set("xmlns", _SVG)
    root.set("xmlns:xlink", _XLINK[1:].partition("}")[0])


def _attributes(element: ET.Element, place: str) -> None:
    for name, value in list(element.attrib.items()):
        if name in (_XLINK, "href"):
            if not value.startswith("#"):
                raise _refused("a link to something outside it", place)
        elif name.startswith("{"):
            del element.attrib[name]
        elif name.lower().startswith("on"):
            raise _refused(f"a script in {name}", place)
        elif _AWAY.search(value):
            raise _refused(f"{name} loads something", place)


def _aspect(root: ET.Element, place: str) -> float:
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    found = [_NUMBER.fullmatch(side) for side in sides]
    width, height = (float(one[1]) if one else 0.0 for one in found)
    if not (width and height):
        raise _refused("it says neither viewBox nor width and height", place)
    return width / height
