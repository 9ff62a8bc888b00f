"""The package around the text: metadata, navigation, cover, and the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from epub import reading, samples
from pcss_publish.exporters import epub
from pcss_publish.model import Answer, Byline, Person, Published, Question, RoleSpan, Section, Source, Span
from pcss_publish.settings import Config
from pcss_publish.settings import Epub as EpubPolicy

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
HTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def book(view: Published, language: str = "en") -> bytes:
    return epub.export(samples.job(view, language)).products[".epub"].data


def metadata(data: bytes, name: str) -> list[str]:
    """Values of a Dublin Core element or of a property."""
    root = reading.package(data)
    core = [element.text or "" for element in root.iter(f"{DC}{name}")]
    return core + [e.text or "" for e in root.iter(f"{OPF}meta") if e.get("property") == name]


@pytest.fixture(scope="module")
def full() -> bytes:
    return book(samples.published())


def test_names_two_authors_by_their_part(full: bytes) -> None:
    assert metadata(full, "creator") == ["A. Example, MD"]
    assert metadata(full, "contributor") == ["B. דגמה"]
    assert metadata(full, "role") == ["aut", "ivr"]
    ids = [element.get("id") for element in reading.package(full).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_names_are_joined_by_words_that_are_read_aloud(full: bytes) -> None:
    three = tuple(Person(name=name) for name in ("A. Example", "B. Second", "C. Third"))
    signed = Byline(kind="person", raw="by three", names=three)
    for view, told in (
        (full, "by A. Example, MD and B. דגמה"),
        (book(samples.published(samples.document(byline=signed))), "by A. Example, B. Second and C. Third"),
    ):
        article = dict(reading.spine(view))["article.xhtml"]
        (line,) = (e for e in article.iter(f"{HTML}p") if e.get("class") == "byline")
        assert reading.text_of(line) == told


def test_words_of_the_house_stand_apart_from_what_they_introduce(full: bytes) -> None:
    colophon = dict(reading.spine(full))["colophon.xhtml"]
    lines = [" ".join(reading.text_of(e).split()) for e in colophon.iter(f"{HTML}p")]
    assert "Reprinted from The Example Post" in lines
    assert "Original article https://example.org/wells?id=1&x=2" in lines


def test_says_how_it_can_be_read_and_claims_no_conformance(full: bytes) -> None:
    assert metadata(full, "schema:accessMode") == ["textual"]
    assert metadata(full, "schema:accessModeSufficient") == ["textual"]
    assert metadata(full, "schema:accessibilityHazard") == ["none"]
    assert metadata(full, "schema:accessibilityFeature") == [
        "alternativeText", "ARIA", "displayTransformability", "readingOrder", "structuralNavigation",
        "tableOfContents", "unlocked",
    ]  # fmt: skip
    assert len(metadata(full, "schema:accessibilitySummary")) == 1
    package = reading.members(full)["EPUB/content.opf"].decode()
    assert "conformsTo" not in package
    assert "certifiedBy" not in package


def test_conformance_is_claimed_by_whom_the_house_names() -> None:
    said = EpubPolicy(certifier="Example Access", certifier_report="https://example.org/report")
    job = samples.job(samples.published())
    data = (
        epub.export(replace(job, config=job.config.model_copy(update={"epub": said}))).products[".epub"].data
    )
    root = reading.package(data)
    metas = {e.get("property"): e for e in root.iter(f"{OPF}meta")}
    claim, by = metas["dcterms:conformsTo"], metas["a11y:certifiedBy"]
    assert (claim.text, by.text) == ("EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "Example Access")
    assert by.get("refines") == f"#{claim.get('id')}"
    (report,) = root.iter(f"{OPF}link")
    assert (report.get("rel"), report.get("href")) == ("a11y:certifierReport", "https://example.org/report")
    assert report.get("refines") == f"#{by.get('id')}"


@pytest.mark.parametrize("report", ["", "https://example.org/report"])
def test_a_report_is_named_where_there_is_one_and_never_without_who_certifies(report: str) -> None:
    def told(certifier: str) -> str:
        said = EpubPolicy(certifier=certifier, certifier_report=report)
        job = samples.job(samples.published())
        policy = job.config.model_copy(update={"epub": said})
        made = epub.export(replace(job, config=policy)).products[".epub"].data
        return reading.members(made)["EPUB/content.opf"].decode()

    named = told("Example Access")
    assert named.count("Example Access") == 1
    assert named.count("dcterms:conformsTo") == 1
    assert named.count("a11y:certifierReport") == bool(report)
    assert "certif" not in told("")


def test_roles_are_those_of_marc(full: bytes) -> None:
    roles = [e for e in reading.package(full).iter(f"{OPF}meta") if e.get("property") == "role"]
    assert {e.get("scheme") for e in roles} == {"marc:relators"}


def test_each_part_that_a_person_may_have_is_named_as_marc_does() -> None:
    parts = {"author": "aut", "interviewer": "ivr", "compiler": "com", "reviewer": "rev"}
    names = tuple(Person(name=f"A. {part}", role=part) for part in parts)
    signed = Byline(kind="person", raw="by four", names=names)
    data = book(samples.published(samples.document(byline=signed)))
    assert metadata(data, "role") == list(parts.values())
    assert metadata(data, "creator") == ["A. author", "A. compiler"]
    assert metadata(data, "contributor") == ["A. interviewer", "A. reviewer"]


def marked(root: ET.Element) -> list[tuple[str | None, str | None, str | None]]:
    """Type, role and name of every element that has a type or a role, page breaks aside."""
    found = [(e.get(f"{EPUB}type"), e.get("role"), e.get("aria-labelledby")) for e in root.iter()]
    return [one for one in found if one[0] or one[1]]


def test_every_part_says_what_it_is_and_is_named_by_its_head() -> None:
    document = samples.document()
    (first, second, third) = document.statements
    paid = second.model_copy(update={"roles": (RoleSpan(role="funding", span=Span(start=0, end=4)),)})
    noted = Section(id="b9", kind="notes", heading=samples.s("Marks"), blocks=(samples.para("One."),))
    made = samples.document(
        statements=(first, paid, third),
        sections=(*document.sections, noted),
        order=(*document.order, "b9"),
    )
    roots = dict(reading.spine(book(samples.published(made))))
    assert {name: marked(root) for name, root in roots.items()} == parts_of_a_book("pcss-s2-heading")
    for root in roots.values():
        ids = {e.get("id") for e in root.iter()}
        assert {name for _, _, name in marked(root) if name} <= ids
    landmarks = next(e for e in roots["nav.xhtml"].iter() if e.get(f"{EPUB}type") == "landmarks")
    assert landmarks.get("hidden") == "hidden"
    heads = [e.get("aria-labelledby") for e in roots["comments.xhtml"].iter(f"{HTML}article")]
    assert heads == ["pcss-c1-title", "pcss-c2-name", None]


def parts_of_a_book(funding: str) -> dict[str, list[tuple[str | None, str | None, str | None]]]:
    return {
        "cover.xhtml": [("cover", None, None), (None, "doc-cover", None)],
        "nav.xhtml": [
            ("toc", "doc-toc", "pcss-h-contents"), ("landmarks", None, "pcss-h-landmarks"),
            ("cover", None, None), ("toc", None, None), ("bodymatter", None, None),
        ],
        "article.xhtml": [
            ("chapter", "doc-chapter", "pcss-title"), ("notice", "doc-notice", None), ("qna", "doc-qna", None),
            ("bibliography", "doc-bibliography", "pcss-b2-heading"),
            ("acknowledgments", "doc-acknowledgments", funding), ("notice", "doc-notice", None),
            ("endnotes", "doc-endnotes", "pcss-b9-heading"),
        ],
        "comments.xhtml": [("chapter", "doc-chapter", "pcss-h-comments")],
        "colophon.xhtml": [("colophon", "doc-colophon", "pcss-h-colophon")],
    }  # fmt: skip


def test_funding_without_a_head_of_its_own_is_named_by_that_of_the_house() -> None:
    document = samples.document()
    paid = document.statements[1].model_copy(
        update={"heading": None, "roles": (RoleSpan(role="funding", span=Span(start=0, end=4)),)}
    )
    made = samples.document(statements=(document.statements[0], paid, document.statements[2]))
    article = dict(reading.spine(book(samples.published(made))))["article.xhtml"]
    (name,) = [name for _, role, name in marked(article) if role == "doc-acknowledgments"]
    assert [reading.text_of(e) for e in article.iter(f"{HTML}h2") if e.get("id") == name] == ["Funding"]


def test_package_and_documents_name_their_language(full: bytes) -> None:
    assert reading.package(full).get(XML_LANG) == "en"
    assert {(root.get("lang"), root.get(XML_LANG)) for _, root in reading.spine(full)} == {("en", "en")}


def test_house_words_name_their_language_where_it_differs() -> None:
    german = samples.published(samples.document(language="de"))
    roots = [root for _, root in reading.spine(book(german, "en"))]
    labels = [e for root in roots for e in root.iter() if e.get("id") in ("pcss-h-by", "pcss-h-comments")]
    assert [element.get("lang") for element in labels] == ["en", "en"]
    repeated = [e for root in roots for e in root.iter() if e.get("id") == "pcss-h-contents-entry"]
    assert [element.get("lang") for element in repeated] == [None]


def test_right_to_left_article_turns_its_pages_that_way() -> None:
    data = book(samples.published(samples.document(language="he")))
    spine = reading.package(data).find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert {root.get("dir") for _, root in reading.spine(data)} == {"rtl"}


def test_right_to_left_name_in_a_left_to_right_article_keeps_its_own_direction(full: bytes) -> None:
    found = {e.get("id"): e.get("dir") for _, root in reading.spine(full) for e in root.iter()}
    assert found["pcss-c2-name"] == "auto"
    assert found["pcss-c1-name"] is None


def test_contents_follow_the_spine_and_every_target_exists(full: bytes) -> None:
    documents = dict(reading.spine(full))
    ids = {f"{name}#{e.get('id')}" for name, root in documents.items() for e in root.iter() if e.get("id")}
    nav = next(e for e in documents["nav.xhtml"].iter(f"{HTML}nav") if e.get(f"{EPUB}type") == "toc")
    links = [a.get("href", "") for a in nav.iter(f"{HTML}a")]
    assert set(links) <= ids | set(documents)
    files = list(dict.fromkeys(link.partition("#")[0] for link in links))
    assert (
        files
        == [name for name in documents if name in files]
        == ["article.xhtml", "comments.xhtml", "colophon.xhtml"]
    )
    in_order = [e.get("id") for e in documents["article.xhtml"].iter() if e.get("id")]
    anchors = [link.partition("#")[2] for link in links if "#" in link]
    assert anchors == sorted(anchors, key=in_order.index)


def test_contents_name_each_question_the_joint_answer_and_what_each_notice_is_for(full: bytes) -> None:
    nav = dict(reading.spine(full))["nav.xhtml"]
    (contents,) = (e for e in nav.iter(f"{HTML}nav") if e.get(f"{EPUB}type") == "toc")

    def outline(element: ET.Element, level: int) -> list[tuple[int, str]]:
        found = []
        for child in element:
            found += [(level, reading.text_of(child))] if child.tag == f"{HTML}a" else []
            found += outline(child, level + (child.tag == f"{HTML}ol"))
        return found

    assert outline(contents, 0) == [
        (1, "Does Iron Float?"),
        (2, "Notice"),
        (2, "The questions"), (3, "Does it rust?"), (3, "Does it float?"),
        (2, "Answer"), (2, "In a box"), (2, "And in winter?"), (2, "Dear desk,"), (2, "Notes"),
        (2, "Funding"), (2, "Notice"),
        (1, "From the comments"), (1, "About this copy"),
    ]  # fmt: skip


def test_the_answer_to_a_panel_is_listed_though_a_section_stands_between() -> None:
    full = samples.document()
    between = Section(id="b1", kind="body", blocks=(samples.para("We passed it on."),))
    made = samples.document(
        questions=full.questions[:2], answers=full.answers[:1], sections=(between,), statements=(), ctas=(),
        intro=None, figures=(), order=("q1", "q2", "b1", "a1"),
    )  # fmt: skip
    documents = dict(reading.spine(book(samples.published(made, editors_note=()))))
    assert "Answer" in [reading.text_of(link) for link in documents["nav.xhtml"].iter(f"{HTML}a")]
    heads = [reading.text_of(e) for e in documents["article.xhtml"].iter(f"{HTML}h2")]
    assert heads == ["The questions", "Answer"]


def test_each_entry_of_the_contents_leads_to_its_words(full: bytes) -> None:
    documents = dict(reading.spine(full))
    for link in documents["nav.xhtml"].iter(f"{HTML}a"):
        name, _, place = link.get("href", "").partition("#")
        target = next(e for e in documents[name].iter() if not place or e.get("id") == place)
        if link.get(f"{EPUB}type") is None:
            words = reading.text_of(link).removesuffix(" …")
            assert words in " ".join(reading.text_of(target).split())


def correspondence(*asked: str) -> list[tuple[str, str]]:
    """The headings below the title of an article of letters and replies."""
    every = range(1, len(asked) + 1)
    letters = tuple(
        Question(id=f"q{n}", label=samples.s(f"Letter {n}:"), blocks=(samples.para(asked[n - 1]),))
        for n in every
    )
    replies = tuple(
        Answer(id=f"a{n}", label=samples.s("Reply"), answers=(f"q{n}",), blocks=(samples.para("So."),))
        for n in every
    )
    made = samples.document(
        questions=letters, answers=replies, intro=None, statements=(), ctas=(), sections=(), figures=(),
        order=tuple(name for n in every for name in (f"q{n}", f"a{n}")),
    )  # fmt: skip
    article = dict(reading.spine(book(samples.published(made, editors_note=()))))["article.xhtml"]
    drawn = [e for e in article.iter() if re.fullmatch(r".*\}h[1-6]", e.tag)]
    return [(e.tag[-2:], reading.text_of(e)) for e in drawn if e.get("id") != "pcss-title"]


def test_letters_are_headed_by_what_calls_them_and_their_answers_follow_below() -> None:
    heads = correspondence("Long. " * 60, "Short.")
    assert heads == [("h2", "Letter 1"), ("h3", "Reply"), ("h2", "Letter 2"), ("h3", "Reply")]


def test_short_questions_are_headings_and_their_answers_follow_below() -> None:
    heads = correspondence("Why?", "How?")
    assert heads == [("h2", "Letter 1 Why?"), ("h3", "Reply"), ("h2", "Letter 2 How?"), ("h3", "Reply")]


def test_ncx_says_what_the_contents_say(full: bytes) -> None:
    documents = dict(reading.spine(full))
    ncx = ET.fromstring(reading.members(full)["EPUB/toc.ncx"])
    nav = next(e for e in documents["nav.xhtml"].iter(f"{HTML}nav") if e.get(f"{EPUB}type") == "toc")
    points = list(ncx.iter(f"{NCX}navPoint"))
    assert [p.findtext(f"{NCX}navLabel/{NCX}text") for p in points] == [
        reading.text_of(a) for a in nav.iter(f"{HTML}a")
    ]
    assert [p.get("playOrder") for p in points] == [str(n) for n in range(1, len(points) + 1)]
    assert next(m.get("content") for m in ncx.iter(f"{NCX}meta") if m.get("name") == "dtb:depth") == "3"
    uid = next(m.get("content") for m in ncx.iter(f"{NCX}meta") if m.get("name") == "dtb:uid")
    assert [uid] == metadata(full, "identifier")


def test_landmarks_name_cover_contents_and_beginning(full: bytes) -> None:
    nav = dict(reading.spine(full))["nav.xhtml"]
    marks = [(a.get(f"{EPUB}type"), a.get("href")) for a in nav.iter(f"{HTML}a") if a.get(f"{EPUB}type")]
    assert marks == [("cover", "cover.xhtml"), ("toc", "nav.xhtml"), ("bodymatter", "article.xhtml")]


@pytest.mark.parametrize("name", samples.ALL)
def test_each_document_has_a_title_of_its_own_and_headings_without_gaps(name: str) -> None:
    documents = [root for _, root in reading.spine(book(samples.ALL[name]()))]
    titles = [root.findtext(f"{HTML}head/{HTML}title") for root in documents]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for root in documents[1:]:
        levels = [int(e.tag[-1]) for e in root.iter() if re.fullmatch(r"\{.*\}h[1-6]", e.tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", samples.ALL)
def test_no_id_stands_twice_in_a_document(name: str) -> None:
    for _, root in reading.spine(book(samples.ALL[name]())):
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(ids) == len(set(ids))


def test_cover_is_a_picture_whose_words_are_said(full: bytes) -> None:
    image = next(e for e in dict(reading.spine(full))["cover.xhtml"].iter(f"{HTML}img"))
    assert image.get("alt") == "Cover: Does Iron Float?"
    png = reading.members(full)["EPUB/cover.png"]
    assert struct.unpack(">II", png[16:24]) == (1600, 2400)


@pytest.mark.parametrize("change", [{"title": "Does Gold Float?"}, {"title": "שלום"}, {"title": "字" * 300}])
def test_cover_changes_with_what_it_says(change: dict[str, str], full: bytes) -> None:
    title = samples.s(change["title"])
    other = reading.members(book(samples.published(samples.document(title=title))))
    assert other["EPUB/cover.png"] != reading.members(full)["EPUB/cover.png"]


def test_parts_that_an_article_lacks_are_left_out() -> None:
    data = book(samples.bare())
    assert [name for name, _ in reading.spine(data)] == [
        "cover.xhtml",
        "nav.xhtml",
        "article.xhtml",
        "colophon.xhtml",
    ]
    unnamed = epub.export(replace(samples.job(samples.bare()), config=Config())).products[".epub"].data
    assert [name for name, _ in reading.spine(unnamed)] == ["cover.xhtml", "nav.xhtml", "article.xhtml"]
    assert metadata(data, "date") == []
    assert metadata(data, "dcterms:modified") == ["1970-01-01T00:00:00Z"]


def test_each_document_of_a_proof_is_marked_and_none_of_a_release() -> None:
    marked = [
        root.find(f"{HTML}body/{HTML}p[@class='house proof-mark']")
        for _, root in reading.spine(book(samples.proof()))
    ]
    assert all(mark is not None and mark.text == "Proof: not for release. 2 open queries" for mark in marked)
    assert len(marked) == 5
    assert "proof-mark" not in "".join(
        ET.tostring(r, "unicode") for _, r in reading.spine(book(samples.published()))
    )
    undecided = [i for i, _ in reading.shown(book(samples.proof()), "pcss-h-undecided")]
    assert len(undecided) == 2


def test_hostile_text_stays_text() -> None:
    documents = [root for _, root in reading.spine(book(samples.hostile()))]
    tags = {e.tag.removeprefix(HTML) for root in documents for e in root.iter()}
    assert not tags & {"script", "style", "iframe", "object", "form"}
    links = [e.get("href", "") for root in documents for e in root.iter(f"{HTML}a")]
    assert not [link for link in links if link.lower().startswith(("javascript", "file", "data"))]
    assert "49" not in "".join(text for _, text in reading.shown(book(samples.hostile())))


def test_identifier_comes_from_the_address_else_from_the_bytes() -> None:
    def identifier(**change: object) -> list[str]:
        return metadata(book(samples.published(None, **change)), "identifier")

    assert identifier() == identifier(standfirst="Other words.")
    assert identifier() != identifier(original_url="https://example.org/other")
    source = Source(name="other.txt", sha256="1" * 64, media_type="text/plain", encoding="utf-8")
    other = samples.document(sources=(source,))
    assert identifier(original_url=None) != metadata(
        book(samples.published(other, original_url=None)), "identifier"
    )


def test_archive_says_nothing_about_when_or_where_it_was_made(full: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(full)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert full[30:58] == b"mimetypeapplication/epub+zip"
    assert [e.filename for e in entries if e.compress_type == zipfile.ZIP_STORED] == [
        "mimetype",
        "EPUB/cover.png",
    ]
    assert b"Ebook-lib" not in reading.members(full)["EPUB/content.opf"]


MAKE = """
import hashlib, sys
from epub import samples
from pcss_publish.exporters import docx, epub, icml
for export in (epub.export, docx.export, icml.export):
    for product in export(samples.job(samples.published())).products.values():
        print(hashlib.sha256(product.data).hexdigest())
"""


def test_same_bytes_in_any_time_zone_locale_folder_and_hash_seed(tmp_path: Path) -> None:
    paths = os.pathsep.join(sys.path)
    surroundings = (
        {"TZ": "UTC", "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "12345", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400"},
    )
    said = []
    for number, extra in enumerate(surroundings):
        folder = tmp_path / str(number)
        folder.mkdir()
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", **extra}
        done = subprocess.run(
            [sys.executable, "-c", MAKE], cwd=folder, env=environment, capture_output=True, check=True
        )
        said.append(done.stdout)
    assert said[0] == said[1]
    assert said[0].count(b"\n") == 3
    first = epub.export(samples.job(samples.published())).products[".epub"].data
    assert hashlib.sha256(first).hexdigest().encode() in said[0]


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


def with_picture(data: bytes, alt: str | None) -> bytes:
    supplied = samples.document().figures[0].model_copy(update={"asset": "well.png", "alt": alt})
    job = samples.job(samples.published(samples.document(figures=(supplied,))))
    return epub.export(replace(job, pictures={"f1": data})).products[".epub"].data


def test_supplied_picture_is_shown_with_its_alternative_text() -> None:
    data = with_picture(PIXEL, "A well with a lid")
    image = next(dict(reading.spine(data))["article.xhtml"].iter(f"{HTML}img"))
    assert image.get("alt") == "A well with a lid"
    assert reading.members(data)[f"EPUB/{image.get('src')}"] == PIXEL
    assert metadata(data, "schema:accessMode") == ["textual", "visual"]
    assert "alternativeText" in metadata(data, "schema:accessibilityFeature")
    assert "Pictures have alternative text" in metadata(data, "schema:accessibilitySummary")[0]


def test_picture_without_alternative_text_is_not_called_described() -> None:
    data = with_picture(PIXEL, None)
    assert metadata(data, "schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in metadata(data, "schema:accessibilityFeature")


@pytest.mark.parametrize("unknown", [b"", b"<svg onload='alert(1)'/>", b"MZ"])
def test_file_that_is_no_picture_is_replaced_by_its_alternative_text(unknown: bytes) -> None:
    data = with_picture(unknown, "A well with a lid")
    assert ("h-alt", "A well with a lid") in reading.shown(data, "pcss-h-")
    assert not [name for name in reading.members(data) if "picture" in name]


def test_title_as_long_as_a_book_gives_a_cover_in_bounded_work() -> None:
    title = samples.s("iron " * 200_000 + "i" * 200_000)
    assert "EPUB/cover.png" in reading.members(book(samples.published(samples.document(title=title))))
