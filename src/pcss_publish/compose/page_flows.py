"""How the parts of an article follow one another on the printed page.

A flow is a stretch of the page with one arrangement: a panel of questions, text in columns, notices …
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from pcss_publish.compose.flow import Group, groups
from pcss_publish.compose.notices import notices
from pcss_publish.compose.page_parts import Parts, words_in, wrap
from pcss_publish.compose.scripts import direction
from pcss_publish.model import (
    Answer,
    CallToAction,
    Document,
    Figure,
    Question,
    Section,
    Statement,
    label_text,
)

LONGEST_DECK = 60  # words of an introduction that stands in the questions' panel
LONGEST_LEAD = 110  # words of an introduction that is set large above the text
LONGEST_CELL = 40  # words of a question in the panel's grid; longer ones stand in a list
MOST_CELLS = 6  # questions of the panel's grid; more stand in a list
LONGEST_SPOKEN = 60  # words of an only question that is set large
SHORTEST_HEAD = 4  # letters of an answer's label that is its heading

FEWEST = 45  # words that are set in columns; fewer run across

FlowKind = Literal["panel", "lead", "columns", "across", "back", "ctas", "statements", "figure", "age"]
JOINING = ("columns", "back", "lead")
AFTER_TEXT = ("ctas", "statements")


@dataclass
class Flow:
    """One stretch of the page."""

    kind: FlowKind
    parts: list[Markup] = field(default_factory=list)

    @property
    def body(self) -> Markup:
        """The parts, in order."""
        return Markup("\n").join(self.parts)


def flows(document: Document, parts: Parts, age: Sequence[Markup] = ()) -> list[Flow]:
    """The article as flows, in the order of the document.

    Args:
        document: what is printed.
        parts: renders nodes.
        age: lines that say how old the text is; they stand at the foot of the article itself.
    """
    found = _Arranger(document, parts).flows
    foot = max((n for n, flow in enumerate(found, 1) if flow.kind not in AFTER_TEXT), default=0)
    if age:
        found.insert(foot, Flow("age", [Markup("<p>{}</p>").format(line) for line in age]))
    return found


class _Arranger:
    def __init__(self, document: Document, parts: Parts) -> None:
        self.parts = parts
        self.every = groups(document)
        self.turned = direction(document.language) == "rtl"
        self.only_question = len(document.questions) == 1
        self.only_answer = len(document.answers) == 1
        text = [n for n, group in enumerate(self.every) if _is_text(group)]
        self.first, self.last = (text[0], text[-1]) if text else (-1, -1)
        self.flows: list[Flow] = []
        for number, group in enumerate(self.every):
            self._add(number, group)
        for flow in self.flows:
            if flow.kind == "columns" and len(flow.body.striptags().split()) < FEWEST:
                flow.kind = "across"

    def _add(self, number: int, group: Group) -> None:
        if self._is_deck(number):
            return
        kind = self._kind(number, group)
        if not self.flows or self.flows[-1].kind != kind or kind not in JOINING:
            self.flows.append(Flow(kind))
        self.flows[-1].parts += self._render(number, group, kind)

    def _is_panel(self, number: int) -> bool:
        if not 0 <= number < len(self.every):
            return False
        kind = self.every[number].kind
        opens = kind == "panel" and not any(group.kind == "answer" for group in self.every[:number])
        return opens or (kind == "question" and self.only_question)

    def _is_deck(self, number: int) -> bool:
        node = self.every[number].nodes[0]
        short = isinstance(node, Section) and node.kind == "intro" and words_in(node.blocks) <= LONGEST_DECK
        return short and self._is_panel(number + 1)

    def _kind(self, number: int, group: Group) -> FlowKind:
        node = group.nodes[0]
        if self._is_panel(number):
            return "panel"
        match group.kind:
            case "statements" | "ctas":
                return group.kind
            case "figure":
                return "columns" if self.first <= number - 1 <= self.last - 1 else "figure"
            case "section" if isinstance(node, Section) and node.kind == "intro":
                return "lead" if words_in(node.blocks) <= LONGEST_LEAD else "columns"
            case "section" if isinstance(node, Section) and node.kind != "body":
                return "back" if number > self.last or node.kind != "aside" else "columns"
            case _:
                return "columns"

    def _render(self, number: int, group: Group, kind: FlowKind) -> list[Markup]:
        if kind == "panel":
            return [self._panel(number, group)]
        if kind == "statements":
            stated = [node for node in group.nodes if isinstance(node, Statement)]
            return [self.parts.notice(one) for one in notices(stated, self.parts.house.language)]
        marks = " ".join(css for css, at in (("lead-in", self.first), ("end", self.last)) if at == number)
        if kind == "back":
            return [self.parts.beside(node) for node in group.nodes if isinstance(node, Section)]
        return [self._node(node, marks) for node in group.nodes]

    def _node(self, node: object, marks: str) -> Markup:
        match node:
            case Question():
                return self.parts.question(node)
            case Answer() if self.only_answer and len(label_text(node.label)) >= SHORTEST_HEAD:
                return self.parts.only_answer(node, marks)
            case Answer():
                return self.parts.answer(node, marks)
            case Section():
                return self.parts.section(node, marks)
            case CallToAction():
                return self.parts.cta(node)
            case Figure():
                return self.parts.figure(node)
            case _:
                raise AssertionError(f"no way to print {type(node).__name__}")

    def _panel(self, number: int, group: Group) -> Markup:
        deck = Markup("")
        if number and self._is_deck(number - 1):
            intro = self.every[number - 1].nodes[0]
            assert isinstance(intro, Section)
            deck = wrap("div", "deck", self.parts.render.blocks(intro.blocks, intro.id))
        asked = [node for node in group.nodes if isinstance(node, Question)]
        cells = Markup("\n").join(self.parts.asked(node) for node in asked)
        return Markup("\n").join([deck, wrap("ol", f"questions {_shape(asked, turned=self.turned)}", cells)])


def _shape(asked: list[Question], *, turned: bool) -> str:
    """How the panel sets its questions; the engine's grid runs from left to right alone."""
    longest = max(words_in(node.blocks) for node in asked)
    if len(asked) == 1:
        return "one spoken" if longest <= LONGEST_SPOKEN else "one"
    if turned or longest > LONGEST_CELL or len(asked) > MOST_CELLS:
        return "list"
    return f"grid n{len(asked)}"


def _is_text(group: Group) -> bool:
    node = group.nodes[0]
    return group.kind == "answer" or (isinstance(node, Section) and node.kind == "body")
