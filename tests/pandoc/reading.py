"""Reads DOCX and ICML back with the standard library alone: paragraphs of runs, each run with its style."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Run(NamedTuple):
    style: str
    text: str


class Paragraph(NamedTuple):
    style: str
    runs: tuple[Run, ...]


def docx(data: bytes) -> list[Paragraph]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    return [
        Paragraph(_value(p, "pStyle"), _merged(map(_word_run, p.iter(f"{_W}r")))) for p in root.iter(f"{_W}p")
    ]


def _word_run(run: ET.Element) -> Run:
    texts = (
        "\n" if child.tag == f"{_W}br" else child.text or ""
        for child in run
        if child.tag in (f"{_W}t", f"{_W}br")
    )
    return Run(_value(run, "rStyle"), "".join(texts))


def _value(element: ET.Element, tag: str) -> str:
    found = element.find(f"*/{_W}{tag}")
    return found.get(f"{_W}val", "") if found is not None else ""


def icml(data: bytes) -> list[Paragraph]:
    found = []
    for p in ET.fromstring(data).iter("ParagraphStyleRange"):
        style = p.get("AppliedParagraphStyle", "").removeprefix("ParagraphStyle/")
        runs = _merged(map(_story_run, p.iter("CharacterStyleRange")))
        if "subParagraph" in style:  # pandoc indents a list item's further paragraphs with a tab
            runs = (Run(runs[0].style, runs[0].text.removeprefix("\t")), *runs[1:])
        found.append(Paragraph(style, runs))
    return found


def _story_run(run: ET.Element) -> Run:
    style = run.get("AppliedCharacterStyle", "").removeprefix("CharacterStyle/")
    text = "".join(content.text or "" for content in run.iter("Content"))
    return Run(style, text.replace("\u2028", "\n"))


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs that differ only in emphasis are one; those in a style of ours stand alone."""
    own: list[Run] = []
    for run in runs:
        style = run.style if run.style in ("Label", "HouseWords") else ""
        if own and own[-1].style == style:
            own[-1] = Run(style, own[-1].text + run.text)
        else:
            own.append(Run(style, run.text))
    return tuple(own)
