"""Page n begins at the same word in PDF and EPUB: the words come from PDFium and from the documents' markup.

Neither the exporters' page map nor the proof takes part in the comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from epub import made, reading, samples
from issues import sample as issues
from pcss_publish.builder.export import export_article
from pcss_publish.builder.issue import OpenIssue, open_issue
from pcss_publish.builder.project import Project, open_project
from pcss_publish.exporters import epub
from pcss_publish.exporters.base import Job, Product
from pcss_publish.proof import prove
from pcss_publish.settings import Build, Config
from pdf import sample

HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
TYPE = "{http://www.idpf.org/2007/ops}type"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
TOP, FOOT = 64.5, 66  # points of a page's margins, which hold its furniture
_HYPHENS = re.compile("[-\u2010\u00ad\u0002\ufffe]")
ENOUGH, SHOWN = 8, 30  # characters that are compared, at least where several elements follow, and at most
RAISED = "0123456789"  # PDFium puts what is set above the line before everything else
ORNAMENT = "?pq"  # of a cover that is drawn


class Marker(NamedTuple):
    """A marker: document, number, the element's text behind it, and how much of that may not be parted."""

    name: str
    label: str
    text: str
    whole: int


def compact(text: str) -> str:
    """Without spaces and hyphens, which a page has of its own."""
    return _HYPHENS.sub("", "".join(text.split()))


def printed(data: bytes) -> list[str]:
    """The text of each page, without its furniture, as PDFium reads it."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            width, height = page.get_size()
            box = {"left": 0, "right": width, "bottom": FOOT, "top": height - TOP}
            found.append(compact(page.get_textpage().get_text_bounded(**box)))
    return found


def markers(data: bytes) -> list[Marker]:
    """All markers, in reading order."""
    return [one for name, root in reading.spine(data) for one in _markers(name, root)]


def _markers(name: str, root: ET.Element) -> Iterator[Marker]:
    parents = {child: parent for parent in root.iter() for child in parent}
    order = list(root.iter())
    for node in order:
        if node.get("role") == "doc-pagebreak":
            assert node.get(TYPE) == "pagebreak"
            assert not reading.text_of(node)
            assert node.get("id") == f"page-{node.get('aria-label')}"
            texts = list(_behind(node, parents))
            first = next((at for at, (_, text) in enumerate(texts) if text.strip()), len(texts))
            link, text = texts[first] if texts[first:] else (None, "")
            words = ""
            for _, part in texts[first:]:
                words += part if len(compact(words)) < ENOUGH else ""
            whole = reading.text_of(link) if link is not None else [*text.split(), ""][0]
            yield Marker(name, node.get("aria-label", ""), words, len(whole))


def _behind(
    node: ET.Element, parents: Mapping[ET.Element, ET.Element]
) -> Iterator[tuple[ET.Element | None, str]]:
    """Texts behind an element, to the end of the document, each with the link in which it stands."""
    assert not any(up.tag == f"{HTML}a" for up in _up(node, parents)), "a marker in a link"
    yield None, node.tail or ""
    for up in (node, *_up(node, parents)):
        parent = parents.get(up)
        for sibling in list(parent)[list(parent).index(up) + 1 :] if parent is not None else ():
            yield from _inner(sibling, None)
            yield None, sibling.tail or ""


def _up(node: ET.Element, parents: Mapping[ET.Element, ET.Element]) -> Iterator[ET.Element]:
    while node in parents:
        node = parents[node]
        yield node


def _inner(node: ET.Element, link: ET.Element | None) -> Iterator[tuple[ET.Element | None, str]]:
    link = node if node.tag == f"{HTML}a" else link
    yield link, node.text or ""
    for child in node:
        yield from _inner(child, link)
        yield link, child.tail or ""


def begins(page: str, marker: Marker, house: list[str]) -> bool:
    """Whether a page begins with a marker's words, but for what the house prints and the book does not."""
    for cut in range(marker.whole + 1):
        words = compact(marker.text[cut:])[:SHOWN]
        at = page.find(words)
        if words and at >= 0 and not _without(page[:at], [ORNAMENT, *house]).strip(RAISED):
            return True
    return False


def _without(text: str, house: list[str]) -> str:
    for words in sorted(map(compact, house), key=len, reverse=True):
        text = text.replace(words, "") if words else text
    return text


def compare(products: Mapping[str, Product]) -> None:
    """Every page has its marker, in order, at the word with which it begins."""
    pages, marks = printed(products[".pdf"].data), markers(products[".epub"].data)
    house = [text.text for text in products[".pdf"].house]
    assert [mark.label for mark in marks] == [str(n) for n in range(1, len(pages) + 1)]
    shown = [mark.label for page, mark in zip(pages, marks, strict=True) if not begins(page, mark, house)]
    wrong = {n: (pages[int(n) - 1][:40], marks[int(n) - 1].text[:40]) for n in shown}
    assert wrong == {}


@pytest.mark.parametrize("path", sample.ARTICLES, ids=lambda path: path.stem)
def test_pages_of_an_article_begin_at_the_same_words(path: Path) -> None:
    products = made.of(path)
    compare(products)
    proof = prove(sample.article(path), products)
    assert [str(fault) for one in proof.products for fault in one.faults] == []


def numbered(tmp: Path) -> dict[str, Product]:
    """An issue of five articles in four languages, without departments."""
    for folder in ("sources", "issues"):
        (tmp / folder).mkdir()
    (tmp / "pcss.toml").write_text(issues.POLICY, encoding="utf-8")
    chosen = [path for path in sample.ARTICLES if path.stem[:2] in {"04", "07", "08", "10", "13"}]
    for path in chosen:
        (tmp / "sources" / path.name).write_bytes(path.read_bytes())
    names = ", ".join(f'"{path.stem}"' for path in chosen)
    (tmp / "issues" / "spring.toml").write_text(f'title = "Spring"\narticles = [{names}]\n', encoding="utf-8")
    project = open_project(tmp)
    return _whole(open_issue(tmp / "issues" / "spring.toml", project), project)


def _whole(issue: OpenIssue, project: Project) -> dict[str, Product]:
    printed = export_article(issue, project, "pdf")
    products = printed.products | export_article(issue, project, "epub", printed.artefacts).products
    proof = prove(issue.published, products, issue.omissions)
    assert [str(fault) for one in proof.products for fault in one.faults] == []
    return products


def test_pages_of_an_issue_begin_at_the_same_words() -> None:
    products = _whole(issues.issue(), issues.project())
    compare(products)
    marks = markers(products[".epub"].data)
    assert [mark.name for mark in marks[:3]] == ["issue.xhtml", "nav.xhtml", "article-hayfield.xhtml"]
    assert marks[-1].name == "issue-funding.xhtml"


def test_pages_of_an_issue_without_departments_begin_at_the_same_words(tmp_path: Path) -> None:
    compare(numbered(tmp_path))


def book(job: Job) -> bytes:
    return epub.export(job).products[".epub"].data


def said(data: bytes, name: str) -> list[str]:
    return [e.text or "" for e in reading.package(data).iter(f"{OPF}meta") if e.get("property") == name]


def listed(data: bytes) -> list[tuple[str, str]]:
    """Address and words of the page list."""
    nav = dict(reading.spine(data))["nav.xhtml"]
    (pages,) = (e for e in nav.iter(f"{HTML}nav") if e.get(f"{TYPE}") == "page-list")
    assert (pages.get("role"), pages.get("hidden")) == ("doc-pagelist", "hidden")
    return [(a.get("href", ""), reading.text_of(a)) for a in pages.iter(f"{HTML}a")]


def test_page_list_ncx_and_metadata_tell_of_the_markers() -> None:
    data = made.full()[".epub"].data
    places = [(f"{mark.name}#page-{mark.label}", mark.label) for mark in markers(data)]
    assert len(places) == 3
    assert listed(data) == places
    ncx = ET.fromstring(reading.members(data)["EPUB/toc.ncx"])
    targets = [(e.find(f"{NCX}content"), e.get("value")) for e in ncx.iter(f"{NCX}pageTarget")]
    assert [(e.get("src"), value) for e, value in targets if e is not None] == places
    counts = {m.get("name"): m.get("content") for m in ncx.iter(f"{NCX}meta")}
    assert (counts["dtb:totalPageCount"], counts["dtb:maxPageNumber"]) == ("3", "3")
    orders = [int(e.get("playOrder", "")) for e in ncx.iter() if e.get("playOrder")]
    assert sorted(orders) == list(range(1, len(orders) + 1))
    assert {"pageNavigation", "pageBreakMarkers"} <= {*said(data, "schema:accessibilityFeature")}
    assert said(data, "pageBreakSource") == ["PDF of “Does Iron Float?”, The Example Review, 2021-03-03"]
    assert "Page numbers are those of the PDF." in said(data, "schema:accessibilitySummary")[0]


def test_a_book_without_a_pdf_says_nothing_of_pages() -> None:
    job = samples.job(samples.published())
    data = book(job)
    assert markers(data) == []
    text = "".join(part.decode() for name, part in reading.members(data).items() if not name.endswith("png"))
    assert not re.search(
        "page-?(list|break|navigation|target)", text.replace("page-break-", ""), re.IGNORECASE
    )
    alone = replace(job, config=Config(build=Build(formats=("epub",))))
    assert [f.code for f in epub.export(job).findings] == ["P007"]
    assert epub.export(alone).findings == ()


def test_the_words_of_a_statement_are_the_same_with_markers_and_without() -> None:
    job = samples.job(samples.published())
    plain = [one for one in reading.shown(book(job)) if not one[0].startswith("h-page")]
    paged = [one for one in reading.shown(made.full()[".epub"].data) if not one[0].startswith("h-page")]
    assert plain == paged
