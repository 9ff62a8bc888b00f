"""The structure as a screen reader meets it: one element for each of the markup, across columns and pages."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pikepdf
import pytest
from lxml import etree

from pcss_publish.compose.page import compose
from pcss_publish.engines.structure_roles import role_of
from pcss_publish.exporters.pdfgate.file import Element, File
from pdf.sample import ARTICLES, article, job, pdf, pictured, printed
from projects import SEED

EACH = pytest.mark.parametrize("path", [SEED, *ARTICLES], ids=lambda path: path.stem[:12])
SAME = {
    "H1": ("h1",), "H2": ("h2",), "H3": ("h3",), "H4": ("h4",), "Table": ("table",), "TR": ("tr",), "TH": ("th",),
    "TD": ("td",), "Figure": ("img",), "BlockQuote": ("blockquote",), "Art": ("article",),
}  # fmt: skip
HOLDERS = {"Document", "Art", "Sect", "Div", "L", "LI", "Table", "THead", "TBody", "TR", "BlockQuote"}


@cache
def markup(path: Path) -> Any:
    """The markup of an article, read by another parser than the engine's."""
    made = job(article(path))
    text = compose(made.published, made.theme, made.config).markup
    return html5lib.parse(text, namespaceHTMLElements=False)


@cache
def read(path: Path) -> File:
    """Its PDF; it stays open, since its elements are looked at."""
    return File(pdf(printed(path)))


def counted(path: Path) -> Counter[str]:
    return Counter(element.type for element in read(path).elements)


def of(path: Path, *types: str) -> list[Element]:
    return read(path).of(*types)


def count(path: Path, *names: str) -> int:
    return sum(1 for node in markup(path).iter() if node.tag in names)


@EACH
def test_each_element_of_the_markup_is_one_element_of_the_structure(path: Path) -> None:
    shown = counted(path)
    assert {kind: shown[kind] for kind in SAME} == {kind: count(path, *names) for kind, names in SAME.items()}
    comments = len(article(path).document.comments.items)
    assert shown["LI"] == shown["LBody"] == count(path, "li") + comments
    assert shown["L"] == count(path, "ul", "ol") + bool(comments)


@EACH
def test_paragraphs_are_those_of_the_markup_and_labels_that_run_in(path: Path) -> None:
    run_in = sum(1 for node in markup(path).iter("section") for child in node if child.tag == "span")
    told = Counter(node.get("data-tag") for node in markup(path).iter() if node.tag in ("p", "span"))
    others = told["Lbl"] + told["Div"]
    assert counted(path)["P"] == count(path, "p") - others + told["P"] + run_in


@EACH
def test_a_label_stands_before_the_body_of_its_item(path: Path) -> None:
    for item in of(path, "LI"):
        kinds = [child.type for child in item.children]
        assert kinds in (["LBody"], ["Lbl", "LBody"])
    asked = [node for node in markup(path).iter("p") if node.get("class") == "numeral"]
    names = [bytes(label.node.ID).decode() for label in of(path, "Lbl") if "/ID" in label.node]
    assert names == [node.get("id") for node in asked]


@EACH
def test_text_stands_in_paragraphs_not_in_what_only_holds_them(path: Path) -> None:
    for element in read(path).elements:
        assert element.type not in HOLDERS or not element.marks
        assert element.type not in {"Span", "Link"} or element.parent.type not in HOLDERS  # type: ignore[union-attr]


@EACH
def test_a_list_says_how_its_items_are_numbered(path: Path) -> None:
    for one in of(path, "L"):
        labelled = any(child.type == "Lbl" for item in one.children for child in item.children)
        assert (str(one.node.A.ListNumbering) != "/None") == labelled


@EACH
def test_comments_are_a_list_in_their_order(path: Path) -> None:
    comments = article(path).document.comments.items
    lists = [one for one in of(path, "L") if one.children and _ids(one.children[0]) & {_name(comments)}]
    assert len(lists) == bool(comments)
    for item, comment in zip(lists[0].children if lists else [], comments, strict=True):
        assert any(name.startswith(f"pcss-{comment.id}-") for name in _ids(item))


def _name(comments: Any) -> str:
    """An id that stands in the first comment."""
    return f"pcss-{comments[0].id}-1" if comments else ""


def _ids(element: Element) -> set[str]:
    own = {bytes(element.node.ID).decode()} if "/ID" in element.node else set()
    return own.union(*(_ids(child) for child in element.children))


def words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


@EACH
def test_a_link_says_its_own_words(path: Path) -> None:
    wanted = [words(node) for node in markup(path).iter("a") if node.get("href")]
    shown: list[str] = []
    for link in of(path, "Link"):
        told = {str(item.Contents) for item in link.objects}
        assert {int(item.F) for item in link.objects} == {4}
        assert len(told) == 1
        shown += told
    assert shown == wanted


def test_no_picture_is_smoothed_by_the_viewer() -> None:
    with pikepdf.open(io.BytesIO(pdf(pictured()))) as file:
        images = [one for one in file.objects if isinstance(one, pikepdf.Stream) and "/Width" in one]
        assert images
        assert not any(bool(image.get("/Interpolate", False)) for image in images)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ('<div><section data-tag="LI">a comment in a theme without a list</section></div>', "Sect"),
        ('<div data-tag="L"><section data-tag="LI">a comment</section></div>', "LI"),
        ('<ol data-tag="TOC"><li>an entry</li></ol>', "TOCI"),
        ("<ol><li>an item</li></ol>", "LI"),
    ],
)
def test_items_are_items_of_a_list(text: str, role: str) -> None:
    root = etree.fromstring(text)
    parents = {child: parent for parent in root.iter() for child in parent}
    assert role_of(root[0], parents) == role
