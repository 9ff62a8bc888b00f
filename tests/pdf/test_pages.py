"""The pages of every article, measured from the text positions in the finished file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from pcss_publish.compose.page import compose
from pcss_publish.model import (
    Block,
    BlockQuote,
    BulletList,
    Document,
    OrderedList,
    Published,
    Unit,
    element_id,
    leaves,
)
from pcss_publish.proof import read_pdf
from pcss_publish.proof.pieces import LINE_END
from pdf.positions import Shown, read
from pdf.sample import ARTICLES, article, job, pdf, printed
from projects import SEED

EVERY = pytest.mark.parametrize("path", [SEED, *ARTICLES], ids=lambda path: path.stem[:12])
TOP, HEIGHT, WIDTH = 792 - 64.5, 792 - 64.5 - 66, 612  # points; see page.css
LONG_WORDED = {"de"}


def lines(path: Path) -> list[Shown]:
    return read(pdf(printed(path)))


def flows(one: Published) -> list[set[str]]:
    """The units of each stretch of text that runs in two columns."""
    made = job(one)
    page = html5lib.parse(compose(one, made.theme, made.config).markup, namespaceHTMLElements=False)
    article_class = next((node.get("class", "") for node in page.iter("article")), "")
    return [
        {node.get("id", "").removeprefix("pcss-") for node in flow.iter() if node.get("id")}
        for flow in page.iter("section")
        if "columns" in flow.get("class", "").split() and "wide" not in article_class
    ]


def uneven(shown: list[Shown], count: int) -> float:
    """By how many lines the columns on one page differ at their feet."""
    feet = [max((one.y for one in shown), default=0.0) + leading(shown)] * count
    for column in range(count):
        inside = [one.y for one in shown if column_of(one, count) == column]
        feet[column] = min(inside, default=feet[column])
    return (max(feet) - min(feet)) / leading(shown)


def column_of(one: Shown, count: int) -> int:
    return int((one.x - 50) / ((WIDTH - 100) / count + 1))


def leading(shown: list[Shown]) -> float:
    steps = [round(a.y - b.y, 1) for a, b in pairwise(shown) if 6 < a.y - b.y < 20]
    return max(set(steps), key=steps.count, default=13.5)


@EVERY
def test_columns_of_text_end_within_a_line(path: Path) -> None:
    every = lines(path)
    for flow in flows(article(path)):
        for page in {one.page for one in every}:
            here = [one for one in every if one.page == page and one.unit in flow]
            if len({one.y for one in here}) > 1:
                assert uneven(here, 2) < 1.05, page


@EVERY
def test_columns_of_comments_end_within_a_line(path: Path) -> None:
    names = {comment.id for comment in article(path).document.comments.items}
    every = [one for one in lines(path) if one.unit.split("-")[0] in names]
    for page in {one.page for one in every if not in_rows(every)}:
        assert uneven([one for one in every if one.page == page], 3) < 1.05, page


def columns_of_comments(path: Path) -> dict[tuple[int, int], list[Shown]]:
    """What stands in each column of comments, by page and column; nothing where they stand as rows."""
    names = {comment.id for comment in article(path).document.comments.items}
    every = [one for one in lines(path) if one.unit.split("-")[0] in names]
    found: dict[tuple[int, int], list[Shown]] = defaultdict(list)
    for one in every if not in_rows(every) else []:
        found[one.page, column_of(one, 3)].append(one)
    return found


@EVERY
def test_gaps_between_comments_are_even(path: Path) -> None:
    gaps = defaultdict(list)
    for (page, _), shown in columns_of_comments(path).items():
        step = leading(shown)
        for upper, lower in pairwise(shown):
            if upper.unit.split("-")[0] != lower.unit.split("-")[0]:
                gaps[page].append((upper.y - lower.y) / step)
    for page, found in gaps.items():
        assert max(found) - min(found) <= 0.75, page


@EVERY
def test_short_comments_stay_whole(path: Path) -> None:
    columns = columns_of_comments(path)
    for comment in article(path).document.comments.items:
        units = [one.path for one in leaves(comment.blocks, comment.id)]
        inside = {
            at: len({round(one.y) for one in shown if one.unit in units}) for at, shown in columns.items()
        }
        where = [at for at, count in inside.items() if count]
        assert len(where) <= 1 or sum(inside.values()) > 5, comment.id


def in_rows(comments: list[Shown]) -> bool:
    """Whether names stand beside the comments, not above them."""
    body = re.compile(r"c\d+-\d.*")
    left = min((one.x for one in comments if body.fullmatch(one.unit)), default=0.0)
    return left > min((one.x for one in comments), default=0.0) + 90


def heads(document: Document, units: list[Unit]) -> list[tuple[str, str]]:
    """Each head with the unit that has to stand with it."""
    asked = {question.id for question in document.questions}
    found = []
    for unit, after in pairwise(units):
        node = unit.id.split("-")[0]
        of_comment = unit.role in ("comment-name", "comment-stamp", "comment-title", "comment-affiliation")
        if unit.role == "heading" or of_comment or (node in asked and after.role in ("label", "answer")):
            found.append((unit.id, after.id))
    return found


@EVERY
def test_no_head_is_stranded(path: Path) -> None:
    one = article(path)
    every = lines(path)
    panel = {unit for unit in by_unit(every) if any(s.unit == unit and s.size > 14 for s in every)}
    for head, after in heads(one.document, list(one.units())):
        upper = [shown for shown in every if shown.unit == head]
        lower = [shown for shown in every if shown.unit == after]
        if not upper or not lower or {head, after} & panel or (head.startswith("q") and panel):
            continue
        assert upper[-1].page == lower[0].page, (head, after)
        beside = head.startswith("c") and lower[0].x > upper[0].x + 90
        assert beside or lower[0].y <= upper[0].y + 1, (head, after)


def by_unit(every: list[Shown]) -> set[str]:
    return {shown.unit for shown in every}


def lists(blocks: Sequence[Block], path: str) -> Iterator[list[str]]:
    """The items of each list, outer ones and inner ones, by how the names of their units begin."""
    for number, block in enumerate(blocks, 1):
        at = f"{path}-{number}"
        match block:
            case BlockQuote():
                yield from lists(block.blocks, f"{at}-q")
            case BulletList() | OrderedList():
                items = [f"{at}-i{n}" for n in range(1, len(block.items) + 1)]
                yield items
                for item, name in zip(block.items, items, strict=True):
                    yield from lists(item.blocks, name)


def lists_of(document: Document) -> list[list[str]]:
    """All lists in the text and in comments, by :func:`lists`."""
    intro = (document.intro,) if document.intro else ()
    nodes = (*intro, *document.sections, *document.questions, *document.answers, *document.comments.items)
    return [found for node in nodes for found in lists(node.blocks, node.id)]


@EVERY
def test_no_item_of_a_list_stands_alone_at_the_head_or_foot_of_a_column(path: Path) -> None:
    every = lines(path)
    for items in lists_of(article(path).document):
        shown = [[one for one in every if f"{one.unit}-".startswith(f"{item}-")] for item in items]
        for upper, lower in {(0, 1), (len(items) - 2, len(items) - 1)} if len(items) > 1 else ():
            last, first = shown[upper][-1], shown[lower][0]
            assert (last.page, last.y) > (first.page, first.y), items[upper]
            assert last.page == first.page, items[upper]


@EVERY
def test_heads_of_the_house_stand_with_what_they_head(path: Path) -> None:
    every = lines(path)
    units = [shown.unit for shown in every]
    for at in [n for n, unit in enumerate(units) if unit.startswith(("h-comments", "h-statement"))]:
        following = next((n for n in range(at, len(units)) if not units[n].startswith("h-")), at)
        assert every[at].page == every[following].page


@EVERY
def test_the_last_page_is_worth_its_paper(path: Path) -> None:
    every = lines(path)
    last = max(one.page for one in every)
    fill = (TOP - min(one.y for one in every if one.page == last)) / HEIGHT
    assert last == 0 or fill >= 0.25


def broken(unit: Unit, shown: str) -> list[int]:
    """The lines of a unit that end in a hyphen which its text does not have."""
    parts = shown.split(LINE_END)
    kept = unit.text.replace("\u00ad", "")
    return [
        n
        for n, (line, after) in enumerate(pairwise(parts))
        if line.endswith("-") and (line.split(" ")[-1] + after.split(" ")[0]) not in kept
    ]


@EVERY
def test_words_break_rarely_and_never_in_first_lines_names_or_statements(path: Path) -> None:
    one = article(path)
    shown = {piece.id: piece.text for piece in read_pdf.read(pdf(printed(path))).pieces}
    first = next((unit.id for unit in one.units() if unit.role == "answer"), "")
    for unit in one.units():
        ends = broken(unit, shown[element_id(unit.id)])
        if unit.role not in ("answer", "question", "comment", "body", "intro") or unit.id == first:
            assert ends == [], unit.id
        assert not [n for n in ends if n + 1 in ends], f"a ladder in {unit.id}"
        assert not ends or one.document.language in LONG_WORDED


@EVERY
def test_statements_are_legible(path: Path) -> None:
    statements = {unit.id for unit in article(path).units() if unit.role == "statement"}
    for one in lines(path):
        assert one.unit not in statements or one.size >= 8


@EVERY
def test_text_stays_on_the_page(path: Path) -> None:
    for one in lines(path):
        assert 48 <= one.x < 562
        assert 64 <= one.y <= 730
