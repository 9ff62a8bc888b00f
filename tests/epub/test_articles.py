"""Every article that we have, from the received file to the finished formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from epub import reading, samples
from pandoc import reading as styled
from pcss_publish.desk import Policy, decide
from pcss_publish.exporters import docx, epub, icml
from pcss_publish.model import Published
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes

CASES = Path(__file__).parent.parent / "cases"
ARTICLES = sorted((*CASES.glob("articles/*.txt"), *CASES.glob("articles-tuning/*.txt")))


def view(path: Path) -> Published:
    document, found = normalize(read_bytes(path.read_bytes(), path.name, limit=10_000_000))
    return decide(document, found, None, Policy()).published


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_book_holds_the_article(path: Path) -> None:
    published = view(path)
    data = epub.export(samples.job(published)).products[".epub"].data
    units = [item for item in reading.shown(data) if not item[0].startswith("h-")]
    assert units == [(unit.id, unit.text) for unit in published.units()]
    assert reading.loose(data) == ""


@pytest.mark.parametrize("path", ARTICLES[::4], ids=lambda path: path.stem)
def test_word_and_incopy_hold_the_same_words(path: Path) -> None:
    published = view(path)
    word = styled.docx(docx.export(samples.job(published)).products[".docx"].data)
    story = styled.icml(icml.export(samples.job(published)).products[".icml"].data)
    texts = [[run.text for p in paragraphs for run in p.runs if run.text] for paragraphs in (word, story)]
    assert texts[0] == texts[1]
    joined = "".join(texts[0])
    at = 0
    for unit in published.units():
        at = joined.index(unit.text, at) + len(unit.text)
