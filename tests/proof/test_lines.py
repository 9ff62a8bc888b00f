"""A text agrees with the lines that it was broken into, and with nothing else."""

import pytest

from pcss_publish.proof.lines import agree
from pcss_publish.proof.pieces import GAP
from pcss_publish.proof.pieces import LINE_END as END


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("The pond froze.", f"The pond{END}froze."),
        ("The pond froze.", f"The{END}pond froze."),
        ("The pond froze.", f"The pond fro-{END}ze."),
        ("The 12-step way.", f"The 12-{END}step way."),
        ("A self-help book.", f"A self-{END}help book."),
        ("www.example.org/long/path", f"www.example.org/{END}long/path"),
        ("One line.\nAnother.", f"One line.{END}Another."),
        ("No\u00a0break here.", "No break here."),
        ("No\u00a0break  here. ", f"No break{END}here."),
        ("www.example.org/longpath", f"www.example.org/lo{END}ngpath"),
        ("see www.example.org/longpath", f"see{END}www.example.org/lo{END}ngpath"),
        ("see www.example.org/longpath", f"see www.example.org/{END}longpath"),
        ("kanji \u65e5\u672c", f"kanji \u65e5{END}\u672c"),
        ("soft\u00adhyphen", f"soft-{END}hyphen"),
        ("soft\u00adhyphen", "softhyphen"),
        ("non\u2011breaking", "non-breaking"),
        ("cafe\u0301", "café"),
        ("5 \u00b5g", "5 μg"),
        ("zero\u200bwidth \U0001f468\u200d\U0001f469", "zerowidth \U0001f468\U0001f469"),
        ("of\ufb01ce", "of\ufb01ce"),
        ("\u65e5\u672c\u8a9e", f"\u65e5\u672c{END}\u8a9e"),
        ("שלום עולם", "םלוע םולש"),
        ("See דוד כהן, 2015.", "See ןהכ דוד, 2015."),
        ("مرحبا (2015) abc", ")2015( ابحرم abc"),
        ("שלום עולם טוב", f"םלוע םולש{END}בוט"),
    ],
)
def test_it_agrees(text: str, lines: str) -> None:
    assert agree(text, lines).at is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("The pond froze.", f"The pond{END}froze"),
        ("The pond froze.", "Thepond froze."),
        ("The old pondfroze.", f"The old pond{END}froze."),
        ("In 20152016", f"In 2015{END}2016"),
        ("It froze.We knew", f"It froze.{END}We knew"),
        ("The pond froze.", "The pond fro-ze."),
        ("The pond froze.", f"The pond –{END}froze."),
        ("The 12-step way.", "The 12–step way."),
        ("The 12-step way.", f"The 12{END}step way."),
        ("The pond froze.", f"The pond{END}pond froze."),
        ("The pond froze.", f"The pond froze.{END}Twice."),
        ("The pond froze.", f"froze.{END}The pond"),
        ("The 12step way.", f"The 12-{END}step way."),
        ("The pond froze.", f"The pond froze.-{END}"),
        ("10\u00b2", "102"),
        ("of\ufb01ce", "office"),
        ("cafe\u0301", "cafe"),
        ("“quoted”", '"quoted"'),
        ("שלום עולם", "םלוע םול"),
        ("שלום", "םלוס"),
        ("שלום עולם", "שלום עולם"),
        ("See דוד כהן, 2015.", "See דוד כהן, 2015."),
    ],
)
def test_it_does_not_agree(text: str, lines: str) -> None:
    assert agree(text, lines).at is not None


def test_a_word_that_may_not_be_hyphenated_is_not() -> None:
    assert agree("The pond froze.", f"The pond fro-{END}ze.", unbroken=True).at == 12
    assert agree("A self-help book.", f"A self-{END}help book.", unbroken=True).at is None


def test_a_gap_is_a_space() -> None:
    found = agree("The old pond froze.", f"The{GAP}old{END}pond froze.")
    assert (found.at, found.gaps) == (None, 1)
    assert agree("The oldpond froze.", f"The{GAP}old pond froze.").at is not None


def test_what_was_allowed_is_told() -> None:
    assert agree("The pond froze.", f"The pond fro-{END}ze.").hyphens == 1
    assert agree("The pond froze.", f"The pond{END}froze.").hyphens == 0
    assert agree("5 \u00b5g", "5 μg").twins
    assert not agree("a\u00a0b", "a b").twins
    assert agree("שלום עולם", "םלוע םולש").drawn == 1
    assert agree("שלום abc עולם", "abc םלוע םולש").unordered == 1
    assert agree("שלום עולם", "םלוע םולש").unordered == 0


def test_a_difference_is_placed() -> None:
    found = agree("One two three.", f"One two{END}tree.")
    assert (found.at, found.expected, found.found) == (9, "hree.", "ree.")
