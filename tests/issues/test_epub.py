"""The EPUB of an issue: one chapter an article, contents by department, the series in the metadata."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from epub.reading import members, package, shown, spine
from issues.sample import data, faults, issue, made, project
from pcss_publish.engines.ebook import Item
from pcss_publish.exporters import issue_epub
from pcss_publish.exporters.base import IssueJob
from pcss_publish.model import PublishedIssue

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def book() -> bytes:
    return data("epub", ".epub")


def contents() -> ET.Element:
    (nav,) = (root for name, root in spine(book()) if name.endswith("nav.xhtml"))
    return nav


def entries(element: ET.Element) -> list[tuple[str, str, list[ET.Element]]]:
    """Address, words and sub-entries of a list."""
    found = []
    for item in element.findall(f"{XHTML}li"):
        link, below = item.find(f"{XHTML}a"), item.find(f"{XHTML}ol")
        assert link is not None
        found.append(
            (link.get("href", ""), "".join(link.itertext()).strip(), [] if below is None else [below])
        )
    return found


def test_every_word_is_proved() -> None:
    assert faults(made("epub").products) == []


def test_documents_follow_one_another_as_the_articles_do() -> None:
    assert [name.rpartition("/")[2] for name, _ in spine(book())] == [
        "cover.xhtml", "issue.xhtml", "nav.xhtml",
        "article-hayfield.xhtml", "comments-hayfield.xhtml", "colophon-hayfield.xhtml",
        "article-late.xhtml", "colophon-late.xhtml", "article-early.xhtml", "colophon-early.xhtml",
        "article-plate.xhtml", "comments-plate.xhtml", "colophon-plate.xhtml",
        "issue-funding.xhtml", "issue-colophon.xhtml",
    ]  # fmt: skip


def test_contents_go_by_department() -> None:
    (top,) = (nav for nav in contents().iter(f"{XHTML}nav") if nav.get("role") == "doc-toc")
    first = entries(next(top.iter(f"{XHTML}ol")))
    assert [words for _, words, _ in first] == [
        "The hayfield that sat under water", "Ask the gardener", "Letters", "Funding index", "About this issue",
    ]  # fmt: skip
    assert [words for _, words, _ in entries(first[1][2][0])] == ["Is It Late?", "Is It Early?"]
    within = [words for _, words, _ in entries(first[0][2][0])]
    assert within[-1] == "From the comments"


def test_every_address_of_the_contents_is_there() -> None:
    ids = {
        f"{name.rpartition('/')[2]}#{node.get('id')}"
        for name, root in spine(book())
        for node in root.iter()
        if node.get("id")
    }
    files = {name.rpartition("/")[2] for name, _ in spine(book())}
    links = [link.get("href", "") for link in contents().iter(f"{XHTML}a")]
    funding = next(root for name, root in spine(book()) if name.endswith("funding.xhtml"))
    links += [link.get("href", "") for link in funding.iter(f"{XHTML}a")]
    assert len(links) > 20
    assert [link for link in links if link not in ids | files] == []


def test_no_two_entries_lead_to_one_place() -> None:
    """The NCX may not (EPUBCheck, RSC-005), and contents must not lead back (NAV-011)."""
    (ncx,) = (data for name, data in members(book()).items() if name.endswith("toc.ncx"))
    targets = [
        node.get("src") for node in ET.fromstring(ncx).iter("{http://www.daisy.org/z3986/2005/ncx/}content")
    ]
    assert len(targets) == len(set(targets))
    department = targets.index("article-late.xhtml")
    assert targets[department + 1] == "article-late.xhtml#pcss-n2_series"  # the first text of the article


def test_no_id_stands_twice_in_the_book() -> None:
    every = [name for name, _ in shown(book()) if name]
    assert len(every) > 100
    assert sorted({name for name in every if every.count(name) > 1}) == []


def test_the_series_is_in_the_metadata() -> None:
    metas = {
        meta.get("property"): meta for meta in package(book()).iter(f"{OPF}meta") if meta.get("property")
    }
    assert metas["belongs-to-collection"].text == "The Test Quarterly"
    about = {key: metas[key] for key in ("collection-type", "group-position", "dcterms:identifier")}
    assert {key: meta.text for key, meta in about.items()} == {
        "collection-type": "series", "group-position": "3.2", "dcterms:identifier": "urn:issn:1234-5679",
    }  # fmt: skip
    series = f"#{metas['belongs-to-collection'].get('id')}"
    assert {meta.get("refines") for meta in about.values()} == {series}


def test_all_who_sign_are_named_once() -> None:
    names = [element.text for element in package(book()).iter(f"{DC}creator")]
    assert names.count("The Gardener") == 1
    assert "Marguerite Achterberg-Nwosu, PhD, CCA" in names


def test_the_cover_is_drawn() -> None:
    cover = next(data for name, data in members(book()).items() if name.endswith("cover.png"))
    assert cover.startswith(b"\x89PNG")


def test_the_language_of_an_article_is_its_own() -> None:
    languages = {name.rpartition("/")[2]: root.get("lang") for name, root in spine(book())}
    assert (languages["article-plate.xhtml"], languages["article-hayfield.xhtml"]) == ("de", "en")
    assert issue().published.articles[3].document.language == "de"


def test_a_document_bears_the_title_of_its_article_and_not_of_the_magazine() -> None:
    titles = {
        name.rpartition("/")[2]: root.findtext(f"{XHTML}head/{XHTML}title") for name, root in spine(book())
    }
    assert titles["article-hayfield.xhtml"] == "The hayfield that sat under water"
    assert titles["comments-hayfield.xhtml"] == "From the comments — The hayfield that sat under water"
    assert titles["article-late.xhtml"] == "Is It Late?"
    assert titles["issue-colophon.xhtml"] == "About this issue — Fields and frozen food — The Test Quarterly"
    assert len(set(titles.values())) == len(titles)


def test_an_article_that_is_moved_keeps_its_documents() -> None:
    one = issue().published
    first, garden, last = one.issue.departments
    turned = garden.model_copy(update={"articles": garden.articles[::-1]})
    moved = one.model_copy(
        update={
            "issue": one.issue.model_copy(update={"departments": (first, turned, last)}),
            "articles": (one.articles[0], one.articles[2], one.articles[1], one.articles[3]),
        }
    )
    before, after = (
        {item.id: (item.name, b"Is It Late?</h1>" in item.data) for item in items(published)}
        for published in (one, moved)
    )
    assert after == before
    assert before["article-late"] == ("article-late.xhtml", True)


def items(published: PublishedIssue) -> tuple[Item, ...]:
    made = issue_epub.package(IssueJob(published, project().theme, project().config))
    return made.package.items
