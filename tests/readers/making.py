"""Any file of a word processor, for property tests: pieces of XML put together as programs nest them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from readers.packing import packed

WORDS: Final = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcQA:1).•? \u00a0é“”😀"), st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])
    ),
    max_size=12,
).map(escape)  # fmt: skip
_NS: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RUN: Final = WORDS.map(lambda words: f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>')
_PLAIN_RUNS: Final = st.builds(
    lambda look, words: f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>',
    st.sampled_from(
        ["<w:b/>", "<w:i/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>', "<w:strike/>", "<w:u/>"]
    ),
    WORDS,
)
_FIELD: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_AROUND: Final = [
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:smartTag>{}</w:smartTag>", "<w:customXml>{}</w:customXml>",
    '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>', '<w:ins w:author="A">{}</w:ins>', "<w:moveTo>{}</w:moveTo>",
    '<w:del w:author="B">{}</w:del>', "<w:moveFrom>{}</w:moveFrom>", '<w:hyperlink r:id="none">{}</w:hyperlink>',
    '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/>', "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
    _FIELD,
    "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>",
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}',
    "{}<w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r>",
]  # fmt: skip
_INLINE: Final = st.recursive(
    st.one_of(_RUN, _RUN, _PLAIN_RUNS),
    lambda inner: st.builds(lambda around, held: around.replace("{}", held), st.sampled_from(_AROUND), inner),
    max_leaves=4,
)
_PARAGRAPH: Final = st.builds(
    lambda look, inner: f"<w:p><w:pPr>{look}</w:pPr>{''.join(inner)}</w:p>",
    st.sampled_from(
        ["", "", *(f'<w:pStyle w:val="{name}"/>' for name in ("Title", "heading1", "Question", "Answer", "Custom", "Quote")),
         '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', '<w:rPr><w:ins w:author="A"/></w:rPr>', "<w:rPr><w:del/></w:rPr>",
         '<w:ind w:left="700"/>', '<w:framePr w:dropCap="drop"/>', '<w:outlineLvl w:val="0"/>']
    ),
    st.lists(_INLINE, max_size=4),
)  # fmt: skip
_BLOCK: Final = st.recursive(
    _PARAGRAPH,
    lambda inner: st.builds(
        lambda around, held: around.replace("{}", "".join(held)),
        st.sampled_from(
            ["<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
             "<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"]
        ),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)  # fmt: skip
_STYLES: Final = "".join(
    f'<w:style w:type="paragraph" w:styleId="{number}"><w:name w:val="{name}"/></w:style>'
    for number, name in (
        ("Title", "Title"), ("heading1", "heading 1"), ("Question", "Question"), ("Answer", "Answer"), ("Custom", "House Red"), ("Quote", "Quote"),
    )
)  # fmt: skip


def docx(body: str, **parts: str) -> bytes:
    """A file of Word's with this body; ``parts`` are further members of ``word/`` by their relationship."""
    base = "http://schemas.openxmlformats.org/"
    kinds = ["styles", *parts]
    rels = "".join(
        f'<Relationship Id="r{kind}" Type="{base}officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>'
        for kind in kinds
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{base}package/2006/content-types"/>',
        "word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NS}>{_STYLES}</w:styles>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{base}package/2006/relationships">{rels}</Relationships>',
    }
    return packed(members | {f"word/{kind}.xml": text.replace("NS", _NS) for kind, text in parts.items()})


_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_ONS: Final = " ".join(
    f'xmlns:{name}="{_ODF}{long}:1.0"'
    for name, long in (("office", "office"), ("text", "text"), ("style", "style"), ("draw", "drawing"), ("table", "table"))
)  # fmt: skip
_SPANS: Final = [
    "<text:span>{}</text:span>", '<text:a xlink:href="https://example.org">{}</text:a>', "<text:page-number>{}</text:page-number>",
    "<text:ruby><text:ruby-base>{}</text:ruby-base><text:ruby-text>{}</text:ruby-text></text:ruby>", "<text:bookmark-ref>{}</text:bookmark-ref>",
    '<text:span text:style-name="hid">{}</text:span>', "<text:hidden-text>{}</text:hidden-text>", "<text:meta>{}</text:meta>",
    "<office:annotation><dc:creator>A</dc:creator><text:p>{}</text:p></office:annotation>",
    "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>", "<draw:custom-shape><text:p>{}</text:p></draw:custom-shape>",
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>x{}</text:p></text:note-body></text:note>',
    '<text:change-start text:change-id="c"/>{}<text:change-end text:change-id="c"/>', "{}<text:tab/><text:line-break/>",
]  # fmt: skip
_SPAN: Final = st.recursive(
    WORDS,
    lambda inner: st.builds(lambda around, held: around.replace("{}", held), st.sampled_from(_SPANS), inner),
    max_leaves=4,
)
_ODT_P: Final = st.builds(
    lambda name, inner: f'<text:{name} text:style-name="Custom">{"".join(inner)}</text:{name}>',
    st.sampled_from(["p", "p", "h"]), st.lists(_SPAN, max_size=4),
)  # fmt: skip
_ODT_BLOCK: Final = st.recursive(
    _ODT_P,
    lambda inner: st.builds(
        lambda around, held: around.replace("{}", "".join(held)),
        st.sampled_from(
            ["<text:section>{}</text:section>", '<text:section text:display="none">{}</text:section>',
             "<text:list><text:list-item>{}</text:list-item></text:list>",
                "<text:list><text:list-header>{}</text:list-header></text:list>",
                "<table:table><table:table-header-rows><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table-header-rows></table:table>",
                "<table:table><table:table-row-group><table:table-row><table:table-cell/><table:covered-table-cell>{}</table:covered-table-cell></table:table-row></table:table-row-group></table:table>", "<text:table-of-content><text:index-body>{}</text:index-body></text:table-of-content>",
             "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"]
        ),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)  # fmt: skip


def odt(body: str, look: str = "") -> bytes:
    """An OpenDocument text with this body; ``look`` are further styles of its own."""
    spaces = f'{_ONS} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    hides = '<style:style style:name="hid" style:family="text"><style:text-properties text:display="none"/></style:style>'
    content = f"<office:automatic-styles>{hides}{look}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{content}</office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}/>",
        }
    )


MAKERS: Final[dict[str, Callable[[str], bytes]]] = {"docx": docx, "odt": odt}


def body_of(kind: str) -> st.SearchStrategy[str]:
    """The body of any file of a kind."""
    return st.lists(_BLOCK if kind == "docx" else _ODT_BLOCK, max_size=5).map("".join)


def _escaped(words: str, way: int) -> str:
    """Text in one of the ways that programs write it: with a sign, a byte, or nothing for readers without Unicode."""
    found = []
    for char in words:
        code = ord(char)
        halves = (
            [code]
            if code <= 0xFFFF
            else [0xD800 + ((code - 0x10000) >> 10), 0xDC00 + ((code - 0x10000) & 0x3FF)]
        )
        if char in "\\{}":
            found.append(f"\\{char}")
        elif code < 0x7F:
            found.append(char)
        else:
            for half in halves:
                number = half - 0x10000 if half > 0x7FFF else half
                found.append((f"\\u{number}?", f"\\u{number}\\'3f", f"{{\\uc0\\u{number} }}")[way])
    return "".join(found)


@st.composite
def rtf_of(draw: st.DrawFn) -> tuple[bytes, list[str]]:
    """Any RTF, and the texts that it holds."""
    letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"])
    texts = draw(st.lists(st.text(alphabet=letters, max_size=12), min_size=1, max_size=8))
    around = st.sampled_from(
        ["\\pard {}\\par", "\\pard{\\b {}}\\par", "{\\pard\\i {}\\par}", "\\pard x{\\footnote {}}\\par", "\\pard {\\v {}}y\\par",
         "\\pard{\\listtext 1.\\tab}{}\\par", "\\trowd\\cellx1\\pard\\intbl {}\\cell\\row", "{\\header {}\\par}", "\\pard {\\deleted {}}\\par",
         "\\pard{\\*\\annotation {}}\\par", "{\\shp{\\*\\shpinst{\\shptxt {}\\par}}}", "\\pard{\\field{\\*\\fldinst PAGE}{\\fldrslt {}}}\\par",
         '\\pard{\\field{\\*\\fldinst HYPERLINK "https://example.org/{a}"}{\\fldrslt {}}}\\par', "{\\upr{\\ansi}{\\*\\ud{{}}}}\\par"]
    )  # fmt: skip
    body = "".join(
        draw(around).replace("{}", _escaped(text, draw(st.integers(0, 2)))) + "\n" for text in texts
    )
    return f"{{\\rtf1\\ansi {body}}}".encode("ascii"), texts
