"""The file that tells pandoc how each named style looks in Word, made from the theme's ``word.toml``.

Office Open XML, ECMA-376 part 1, section 17.7 (styles). Only the parts that pandoc reads are written.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from markupsafe import Markup

from pcss_publish.theme import Theme

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_ML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_ML}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_ML}.styles+xml"/></Types>'
)
_RELATION: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/{{}}" Target="{{}}"/></Relationships>'
)

Style = dict[str, Any]


def reference_docx(theme: Theme, paper: str) -> bytes:
    """A Word file without text: the theme's styles, and the paper.

    Raises:
        ConfigError: the theme has no ``word.toml``.
    """
    table = tomllib.loads(theme.text("word.toml"))
    width, height = table["page"][paper]
    edge = table["page"]["margin"]
    page = (
        f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{edge}" w:right="{edge}" '
        f'w:bottom="{edge}" w:left="{edge}" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATION.format("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _RELATION.format("styles", "styles.xml"),
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{page}</w:body></w:document>',
        "word/styles.xml": _styles(table, theme.tokens["color"]),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def _styles(table: Style, colours: dict[str, str]) -> str:
    plain = table["defaults"]
    normal = _run({"font": "serif", "size": plain["size"]}, plain, colours)
    first = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{normal}</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:after="120" w:line="{plain["line"]}" w:lineRule="auto"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
    )
    rest = (
        _style(kind, name, style, plain, colours)
        for kind in ("paragraph", "character")
        for name, style in table[kind].items()
    )
    return f'{_HEAD}<w:styles xmlns:w="{_W}">{first}{"".join(rest)}</w:styles>'


def _style(kind: str, name: str, style: Style, plain: Style, colours: dict[str, str]) -> str:
    base = style.get("base", "Normal" if kind == "paragraph" else "DefaultParagraphFont")
    block = f"<w:pPr>{''.join(_paragraph(style, colours))}</w:pPr>" if kind == "paragraph" else ""
    run = _run(style, plain, colours)
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/>{block}<w:rPr>{run}</w:rPr></w:style>'
    )


def _paragraph(style: Style, colours: dict[str, str]) -> Iterator[str]:
    """Properties in the order that the schema asks for."""
    if style.get("keep"):
        yield "<w:keepNext/>"
    if shade := style.get("shade"):
        yield f'<w:shd w:val="clear" w:color="auto" w:fill="{colours[shade][1:]}"/>'
    spaces = "".join(f' w:{key}="{style[key]}"' for key in ("before", "after", "line") if key in style)
    if spaces:
        yield f'<w:spacing{spaces} w:lineRule="auto"/>'
    if indent := style.get("indent"):
        yield f'<w:ind w:left="{indent}"/>'
    if style.get("right"):
        yield '<w:jc w:val="right"/>'
    if "level" in style:
        yield f'<w:outlineLvl w:val="{style["level"]}"/>'


def _run(style: Style, plain: Style, colours: dict[str, str]) -> str:
    found = Markup()
    if font := style.get("font"):
        face = Markup('<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:cs="{0}"/>')
        found += face.format(plain[font])
    found += Markup("<w:b/><w:bCs/>") if style.get("bold") else ""
    found += Markup("<w:i/><w:iCs/>") if style.get("italic") else ""
    if colour := style.get("colour"):
        found += Markup('<w:color w:val="{}"/>').format(colours[colour][1:])
    if size := style.get("size"):
        found += Markup('<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>').format(round(size * 2))
    if underline := style.get("underline"):
        found += Markup('<w:u w:val="{}"/>').format(underline)
    return str(found)
