"""Faults planted in the products of an issue: each is found, in its article, by its kind."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from issues.sample import faults, issue, made, project
from pcss_publish.builder.proving import document_json
from pcss_publish.compose import issue_ids
from pcss_publish.exporters import issue_pdf
from pcss_publish.exporters.base import IssueJob, Product
from pcss_publish.proof import prove
from pcss_publish.proof.read_json import read


def spoilt(member: str, change: Callable[[str], str]) -> Product:
    """The EPUB with one of its documents changed."""
    product, out = made("epub").products[".epub"], io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(product.data)) as book, zipfile.ZipFile(out, "w") as target:
        for name in book.namelist():
            text = book.read(name)
            if name.endswith(member):
                assert change(text.decode()) != text.decode()
                text = change(text.decode()).encode()
            target.writestr(name, text)
    return replace(product, data=out.getvalue())


MUTANTS: dict[str, tuple[str, Callable[[str], str], tuple[str, str]]] = {
    "a changed word": ("article-late.xhtml", lambda t: t.replace("Not yet.", "Not yat."), ("altered", "n2_a1-1")),
    "a lost paragraph": (
        "article-early.xhtml", lambda t: t.replace('<p id="pcss-n3_a1-1">A little.</p>', ""), ("missing", "n3_a1-1"),
    ),
    "an article's text under another's id": (
        "article-early.xhtml", lambda t: t.replace('id="pcss-n3_a1-1"', 'id="pcss-n2_a1-1"'), ("doubled", "n2_a1-1"),
    ),
    "a word of the issue file": (
        "issue.xhtml", lambda t: t.replace("A. Tester", "A. Taster"), ("house", "h-post-name"),
    ),
    "text that nobody declared": (
        "issue-colophon.xhtml", lambda t: t.replace("</section>", "<p>Advertisement</p></section>"), ("unknown", "no element"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTANTS)
def test_a_fault_is_found_where_it_is(name: str) -> None:
    member, change, expected = MUTANTS[name]
    assert expected in [(fault.kind, fault.id) for fault in faults({".epub": spoilt(member, change)})]


@pytest.mark.parametrize("said", ["Editor", "1234-5679", "Ask the gardener", "B. Example"])
@pytest.mark.parametrize(("fmt", "suffix"), [("pdf", ".pdf"), ("epub", ".epub")])
def test_a_product_that_does_not_say_what_the_issue_file_says_is_found(
    fmt: str, suffix: str, said: str
) -> None:
    product = made(fmt).products[suffix]
    less = replace(product, house=tuple(item for item in product.house if said not in item.text))
    assert ("missing", "issue", said) in [(one.kind, one.id, one.expected) for one in faults({suffix: less})]


def test_ids_that_lack_their_place_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from pcss_publish.exporters import issue_epub

    monkeypatch.setattr(issue_ids, "_ATTRIBUTE", re.compile("(nothing)"))
    job = IssueJob(issue().published, project().theme, project().config, issue().pictures)
    found = faults(issue_epub.export(job).products)
    assert {"n1_title", "n2_title", "n3_title", "n4_title"} <= {fault.id for fault in found}


def test_a_page_without_the_mark_of_a_proof_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles of the gold are proofs: the other articles' pages must say so as well."""
    monkeypatch.setattr(type(issue().published), "numbered", lambda self: enumerate(self.articles, 1))
    job = IssueJob(issue().published, project().theme, project().config, issue().pictures)
    found = faults(issue_pdf.export(job).products)
    assert ("house", "page 5") in [(fault.kind, fault.id) for fault in found]


def test_the_certificate_is_of_all_articles() -> None:
    products = {
        suffix: one for fmt in ("pdf", "epub", "newsletter") for suffix, one in made(fmt).products.items()
    }
    found = prove(issue().published, products, issue().omissions, issue().findings)
    assert (found.ok, found.document, len(found.sources)) == (True, "winter", 4)
    assert found.units == sum(len(one.units()) for one in issue().published.articles)
    assert "TEST-0001" in found.awards
    assert {product.suffix: product.proved == product.units for product in found.products} == dict.fromkeys(
        sorted(products), True
    )
    digest, pdf = found.read(".newsletter.html"), found.read(".pdf")
    assert digest
    assert pdf
    assert set(digest.statements) == set(pdf.statements) == set(found.statements)
    assert digest.units < pdf.units == found.units


def test_the_document_is_read_back() -> None:
    shown = [(piece.id, piece.text) for piece in read(document_json(issue())).pieces]
    assert ("pcss-n3_title", "Is It Early?") in shown
