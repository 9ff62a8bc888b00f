"""Word processors' files: kinds, styles, signs of lists, pictures, and what an editor can do about queries."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pcss_publish import toml
from pcss_publish.builder.article import open_article
from pcss_publish.builder.key import Common
from pcss_publish.builder.project import open_project
from pcss_publish.cli import run
from pcss_publish.engines import pandoc
from pcss_publish.errors import ConfigError
from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes
from pcss_publish.readers.office import DOCX, ODT, RTF, Styles, joined, shipped
from projects import article
from readers.describing import CASES
from readers.making import docx, odt
from readers.packing import bytes_of, packed

OFFICE = CASES / "office"
P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def read(data: bytes, styles: Styles | None = None) -> Normalized:
    return normalize(read_bytes(data, "case", limit=10_000_000, styles=styles))


def lines_of(data: bytes) -> list[str]:
    return [line for line in read_bytes(data, "case", limit=10_000_000).text.split("\n") if line]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (docx(P.format("Hello.")), DOCX),
        (odt("<text:p>Hello.</text:p>"), ODT),
        (b"{\\rtf1 Hello.\\par}", RTF),
        (b"\xef\xbb\xbf{\\rtf1 Hello.\\par}", RTF),
    ],
)
def test_the_kind_is_told_from_the_bytes(data: bytes, kind: str) -> None:
    for name in ("one.txt", "one.docx", "one"):
        received = read_bytes(data, name, limit=10_000)
        assert (received.source.media_type, received.text) == (kind, "Hello.")


def test_a_file_of_the_strict_kind_reads_as_the_usual_one() -> None:
    folder = OFFICE / "author.docx"
    usual, strict = (
        f"http://{name}/main".encode()
        for name in (
            "schemas.openxmlformats.org/wordprocessingml/2006",
            "purl.oclc.org/ooxml/wordprocessingml",
        )
    )
    parts = {
        str(one.relative_to(folder)): one.read_bytes().replace(usual, strict)
        for one in folder.rglob("*")
        if one.is_file()
    }
    assert read(packed(parts)).document.content() == read(bytes_of(folder)).document.content()


NUMBERS = """<w:numbering NS><w:abstractNum w:abstractNumId="5">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


@pytest.mark.parametrize(
    ("form", "shape", "signs"),
    [
        ("decimal", "%1.", ["3.", "3.i", "3.ii", "4.", "4.i", "1."]),
        ("decimal", "Question %1:", ["Question 3:", "3.i", "3.ii", "Question 4:", "4.i", "Question 1:"]),
        ("upperRoman", "(%1)", ["(III)", "III.i", "III.ii", "(IV)", "IV.i", "(I)"]),
        ("lowerLetter", "%1)", ["c)", "c.i", "c.ii", "d)", "d.i", "a)"]),
        ("bullet", "\uf0b7", ["•", "3.i", "3.ii", "•", "4.i", "•"]),
        ("none", "", ["", "3.i", "3.ii", "", "4.i", ""]),
    ],
)
def test_the_signs_of_lists_are_those_that_word_draws(form: str, shape: str, signs: list[str]) -> None:
    def item(level: int, number: int) -> str:
        numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        return f"<w:p>{numbered}<w:r><w:t>bean</w:t></w:r></w:p>"

    body = item(0, 1) + item(1, 1) + item(1, 1) + P.format("between") + item(0, 1) + item(1, 1) + item(0, 2)
    lines = [
        line for line in lines_of(docx(body, numbering=NUMBERS.format(form, shape))) if line != "between"
    ]
    assert lines == [f"{sign} bean".strip() for sign in signs]


def test_a_list_of_opendocument_goes_on_counting_where_it_says_so() -> None:
    shape = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/></text:list-style>'
    item = "<text:list-item><text:p>bean</text:p></text:list-item>"
    lists = [
        f'<text:list text:style-name="L"{more}>{item}</text:list>'
        for more in ("", ' text:continue-numbering="true"', "")
    ]
    data = odt("<text:p>between</text:p>".join(lists), look=shape)
    assert [line for line in lines_of(data) if line != "between"] == ["1. bean", "2. bean", "1. bean"]


def test_a_house_gives_its_own_styles_their_roles() -> None:
    styles = joined({"quote": ["House Red"]}, "styles.toml", shipped())
    body = f'<w:p><w:pPr><w:pStyle w:val="Custom"/></w:pPr>{P.format("Is it late?")[5:]}{P.format("Not yet, no.")}'
    received = read_bytes(docx(body), "case", limit=10_000, styles=styles)
    assert received.markup is not None
    assert [mark.kind for mark in received.markup.marks] == ["quote"]
    assert [one.code for one in read(docx(body)).findings if one.code == "W004"] == ["W004"]
    assert "W004" not in {one.code for one in read(docx(body), styles).findings}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"qestion": ["A"]}, "unknown role"),
        ({"question": "A"}, "a list of names"),
        ({"question": [1]}, "a list"),
    ],
)
def test_a_table_of_styles_is_checked(table: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        joined(table, "styles.toml")


def test_no_style_is_listed_under_two_roles() -> None:
    text = (Path(pandoc.__file__).parents[1] / "readers" / "office" / "styles.toml").read_text(
        encoding="utf-8"
    )
    names = [name for held in toml.parse(text, "styles.toml").values() for name in held]
    assert (
        len(shipped()) == len({"".join(filter(str.isalnum, name.casefold())) for name in names}) == len(names)
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "plain.txt").write_text(article(), encoding="utf-8")
    (tmp_path / "sources" / "beans.docx").write_bytes(bytes_of(OFFICE / "headings.docx"))
    (tmp_path / "pcss.toml").write_text('[reading]\nstyles = "styles.toml"\n', encoding="utf-8")
    (tmp_path / "styles.toml").write_text('quote = ["Rot hervorgehoben"]\n', encoding="utf-8")
    return tmp_path


def test_the_houses_table_is_read_and_is_a_part_of_the_key(project: Path) -> None:
    opened = open_project(project)
    before = Common(opened).digests()
    assert "W004" not in {
        one.code for one in open_article(project / "sources" / "beans.docx", opened).findings
    }
    (project / "styles.toml").write_text("", encoding="utf-8")
    assert "W004" in {one.code for one in open_article(project / "sources" / "beans.docx", opened).findings}
    after = Common(opened).digests()
    assert all(before[name] != after[name] for name in before)


def test_a_table_that_is_not_there_is_an_error_with_a_way_out(project: Path) -> None:
    (project / "styles.toml").unlink()
    with pytest.raises(ConfigError, match="cannot be read") as caught:
        open_article(project / "sources" / "plain.txt", open_project(project))
    assert caught.value.hint


def test_changes_and_comments_block_until_an_editor_settles_them(project: Path) -> None:
    source = project / "sources" / "author.docx"
    source.write_bytes(bytes_of(OFFICE / "author.docx"))
    asked = {one.key for one in open_article(source, open_project(project)).blocking}
    assert {"W001:w2", "W001:w3", "W002:w1"} <= asked
    settled = "\n".join(
        f'[[settle]]\nfinding = "{key}"\nreason = "As the author meant it."\nby = "M. Editor"\n'
        for key in ("W001", "W002:w1")
    )
    source.with_name("author.desk.toml").write_text(settled, encoding="utf-8")
    assert not any(one.code.startswith("W") for one in open_article(source, open_project(project)).blocking)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("author.docx", "word/media/image1.png"),
        ("author.odt", "Pictures/beans.png"),
        ("author.rtf", "picture-1.png"),
    ],
)
def test_a_persons_way_to_the_pictures_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, inside: str
) -> None:
    source = tmp_path / name
    source.write_bytes(bytes_of(OFFICE / name))
    document, _ = read(source.read_bytes())
    (picture,) = document.sources[0].pictures
    (figure,) = document.figures
    assert (picture.name, figure.embedded) == (inside, inside)
    asked = [one for one in open_article(source, open_project(tmp_path)).findings if one.code == "F001"]
    assert [inside in one.message and "--pictures FOLDER" in one.hint for one in asked] == [True]
    out = tmp_path / "pictures"
    assert run(["normalize", str(source), "--pictures", str(out), "-o", str(tmp_path / "x.json")]) == 0
    (written,) = out.iterdir()
    assert hashlib.sha256(written.read_bytes()).hexdigest() == picture.sha256
    assert len(written.read_bytes()) == picture.size
    assert picture.sha256 in capsys.readouterr().err


def test_pandoc_runs_once_for_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    whole = pandoc.read

    def counted(data: bytes, form: str) -> object:
        calls.append(form)
        return whole(data, form)

    monkeypatch.setattr(pandoc, "read", counted)
    read(bytes_of(OFFICE / "author.docx"))
    assert calls == ["docx+styles"]


def test_words_that_do_not_come_back_are_kept_and_block(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pandoc.read
    monkeypatch.setattr(pandoc, "read", lambda data, form: whole(data, form)[:-1])
    document, findings = read(docx(P.format("Is it late?") + P.format("Not yet.")))
    assert [(one.code, one.severity) for one in findings if one.code == "W005"] == [("W005", "block")]
    assert "Not yet." in [part.text for part in document.ledger if part.kind == "chrome"]


def test_an_equation_that_a_field_draws_is_set_aside_and_asked_about() -> None:
    run = "<w:r>{}</w:r>"
    field = "".join(
        run.format(one)
        for one in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText> EQ \\f(1,2) </w:instrText>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    data = docx(f"<w:p><w:r><w:t>Half a can: </w:t></w:r>{field}</w:p>")
    document, findings = read(data)
    assert [(one.code, one.line) for one in findings if one.code == "W003"] == [("W003", 1)]
    assert [one.text for one in document.ledger if one.kind == "chrome"] == ["EQ \\f(1,2)"]
