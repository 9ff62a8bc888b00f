"""The EPUB of an issue: one chapter an article, contents by department, the series in the metadata."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from epub.reading import members, package, shown, spine
from issues.sample import data, faults, issue, made

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
        "n1-article.xhtml", "n1-comments.xhtml", "n1-colophon.xhtml",
        "n2-article.xhtml", "n2-colophon.xhtml", "n3-article.xhtml", "n3-colophon.xhtml",
        "n4-article.xhtml", "n4-comments.xhtml", "n4-colophon.xhtml",
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
    department = targets.index("n2-article.xhtml")
    assert targets[department + 1] == "n2-article.xhtml#pcss-n2_series"  # the first text of the article


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
    assert (languages["n4-article.xhtml"], languages["n1-article.xhtml"]) == ("de", "en")
    assert issue().published.articles[3].document.language == "de"
