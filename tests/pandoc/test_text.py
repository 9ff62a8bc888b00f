"""Word and InCopy hold every word of the published view, once, in order, in the style of its role."""

from __future__ import annotations

import re

import pytest

from epub import samples
from pandoc import reading
from pcss_publish.compose.pandoc_ast import STYLES
from pcss_publish.exporters import docx, icml
from pcss_publish.model import ListItem, OrderedList, Published, Section

FORMATS = {".docx": (docx.export, reading.docx), ".icml": (icml.export, reading.icml)}
HOUSE = ("House", "HouseHeading", "Proof")


def made(suffix: str, name: str) -> tuple[Published, list[reading.Paragraph], list[str]]:
    view = samples.ALL[name]()
    export, read = FORMATS[suffix]
    product = export(samples.job(view)).products[suffix]
    return view, read(product.data), [text.text for text in product.house]


def own_texts(paragraphs: list[reading.Paragraph]) -> list[str]:
    """The article's texts: without the house's, and without the space after a run-in word."""
    found = []
    for paragraph in paragraphs:
        if paragraph.style in HOUSE:
            continue
        for n, run in enumerate(paragraph.runs):
            if run.style != "HouseWords":
                found.append(run.text[1:] if n and run.text.startswith(" ") else run.text)
    return [text for text in found if text]


def expected(view: Published) -> list[str]:
    """Unit texts in order; the names of a byline share a line."""
    texts: list[str] = []
    for unit in view.units():
        if unit.role == "byline" and unit.id != "byline-1":
            texts[-1] += f", {unit.text}"
        else:
            texts.append(unit.text)
    return texts


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", samples.ALL)
def test_holds_each_unit_once_in_order(suffix: str, name: str) -> None:
    view, paragraphs, _ = made(suffix, name)
    assert own_texts(paragraphs) == expected(view)


@pytest.mark.parametrize("suffix", FORMATS)
def test_prints_the_labels_of_a_list_that_does_not_count(suffix: str) -> None:
    items = tuple(ListItem(label=samples.s(mark), blocks=(samples.para(mark),)) for mark in ("a)", "c)"))
    section = Section(id="b1", kind="body", blocks=(OrderedList(items=items),))
    view = samples.bare()
    view = view.model_copy(update={"document": view.document.model_copy(update={"sections": (section,)})})
    export, read = FORMATS[suffix]
    runs = [[run.text for run in p.runs] for p in read(export(samples.job(view)).products[suffix].data)]
    assert runs[:2] == [["a", " a)"], ["c", " c)"]]


@pytest.mark.parametrize("suffix", FORMATS)
def test_heads_a_statement_that_has_no_heading_by_what_it_is_for(suffix: str) -> None:
    shown = [(p.style, "".join(run.text for run in p.runs)) for p in made(suffix, "full")[1]]
    assert shown[shown.index(("Statement", "Not advice.")) - 1] == ("HouseHeading", "Notice")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", samples.ALL)
def test_declares_the_words_of_the_house(suffix: str, name: str) -> None:
    _, paragraphs, declared = made(suffix, name)
    shown = [run.text for p in paragraphs for run in p.runs if p.style in HOUSE or run.style == "HouseWords"]
    assert re.sub(r"\s", "", "".join(shown)) in re.sub(r"\s", "", "".join(declared))


@pytest.mark.parametrize("suffix", FORMATS)
def test_names_a_style_for_each_role(suffix: str) -> None:
    _, paragraphs, _ = made(suffix, "full")
    used = {re.sub(r" > .*", "", paragraph.style) for paragraph in paragraphs}
    assert used >= set(STYLES.values()) - {"Proof", "Funding", "Body", "Notes"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_marks_a_proof_and_what_is_undecided(suffix: str) -> None:
    _, paragraphs, _ = made(suffix, "proof")
    assert paragraphs[0].style == "Proof"
    assert sum(run.text == "Undecided" for p in paragraphs for run in p.runs) == 2
    assert "Proof" not in {p.style for p in made(suffix, "full")[1]}


@pytest.mark.parametrize("suffix", FORMATS)
def test_says_whom_a_comment_answers(suffix: str) -> None:
    shown = [(p.style, "".join(run.text for run in p.runs)) for p in made(suffix, "full")[1]]
    names = [text for style, text in shown if style == "CommentName"]
    assert names[:2] == ["Reader One", "\u0642\u0627\u0631\u0626"]
    at = shown.index(("CommentName", names[1]))
    assert ("House", "In reply to Reader One") in shown[at : at + 2]
    assert sum(text.startswith("In reply to") for _, text in shown) == 1
