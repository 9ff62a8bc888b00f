"""Links, marks of a proof, and attached files."""

from dataclasses import replace

import pytest

from pcss_publish.model import HouseText, Link, Para, Published, Str
from pcss_publish.proof import Reading, beside
from pcss_publish.proof.article import Article
from proof.test_prove import VIEW

THERE = "https://example.org/there"
LINKED = VIEW.document.answers[0].model_copy(
    update={"blocks": (Para(inlines=(Link(target=THERE, inlines=(Str(text="There"),)),)),)}
)
PAGE = VIEW.model_copy(update={"document": VIEW.document.model_copy(update={"answers": (LINKED,)})})
PROOF = VIEW.model_copy(update={"state": "proof"})
MARK = HouseText(id="proof", kind="editorial", text="Proof: not for release")


def faults(view: Published, reading: Reading, *house: HouseText) -> list[tuple[str, str]]:
    article = Article(view)
    return [(fault.kind, fault.id) for fault in beside.faults(article, article.units, house, reading)]


@pytest.mark.parametrize(
    ("links", "found"),
    [
        (None, []),
        ({"pcss-a1-1": [THERE]}, []),
        ({"pcss-a1-1": [THERE, THERE]}, []),
        ({"pcss-a1-1": [THERE], "": [THERE], "pcss-h-view": ["https://example.org/view"]}, []),
        ({}, [("link", "a1-1")]),
        ({"pcss-a1-1": ["https://example.org/else"]}, [("link", "a1-1")]),
        ({"pcss-a1-1": [THERE], "": ["https://example.org/else"]}, [("link", "no element")]),
        ({"pcss-a1-1": [THERE], "pcss-q1-1": [THERE]}, [("link", "q1-1")]),
    ],
)
def test_links(links: dict[str, list[str]] | None, found: list[tuple[str, str]]) -> None:
    assert faults(PAGE, Reading("test", (), links=links)) == found


def test_every_page_of_a_proof_is_marked() -> None:
    pages = ("Proof: not for release 1", "2 Proof:  not for release")
    assert faults(PROOF, Reading("test", (), pages=pages), MARK) == []
    assert faults(PROOF, Reading("test", (), pages=(*pages, "Text")), MARK) == [("house", "page 3")]
    assert faults(VIEW, Reading("test", (), pages=("Text",)), MARK) == []


def test_an_attached_file_is_the_article() -> None:
    whole = Reading("test", (), attached=(("a.json", VIEW.document.model_dump_json().encode()),))
    assert faults(VIEW, whole) == []
    assert faults(VIEW, replace(whole, attached=(("a.json", VIEW.model_dump_json().encode()),))) == []
    other = VIEW.document.model_dump_json().replace("TEST-0001", "TEST-0007").encode()
    for data in (other, b"{}", b"no"):
        assert faults(VIEW, replace(whole, attached=(("a.json", data),))) == [
            ("altered", "attachment a.json")
        ]
