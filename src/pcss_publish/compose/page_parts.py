"""Parts of the printed page: each node of an article as markup."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from pcss_publish.compose.blocks import Renderer, invitation
from pcss_publish.compose.house import House
from pcss_publish.compose.lines import replies
from pcss_publish.compose.notices import Notice
from pcss_publish.model import (
    Answer,
    Block,
    CallToAction,
    Comment,
    Document,
    Figure,
    Para,
    Question,
    Section,
    Statement,
    Str,
    block_text,
    element_id,
    label_text,
    text_of,
)

BRIEF = 200  # characters of a comment that is kept in one column: five lines
SHORTEST_LINE = 3  # characters of a label that stands beside its text


def wrap(tag: str, css: str, *inner: Markup, key: str = "", role: str = "") -> Markup:
    """An element without id around ``inner``; ``key`` is the handle by which copyfitting moves it.

    ``role`` is its type in the structure of a PDF, where HTML has no element for that.
    """
    handle = Markup(' data-k="{}"').format(key) if key else ""
    handle += Markup(' data-tag="{}"').format(role) if role else ""
    return Markup('<{0} class="{1}"{2}>{3}</{0}>').format(Markup(tag), css, handle, Markup("\n").join(inner))  # noqa: S704


def picture_address(figure: str) -> str:
    """Where the layout engine finds the picture of a figure."""
    return f"theme:/images/{figure}"


def words_in(blocks: tuple[Block, ...]) -> int:
    """How many words ``blocks`` hold."""
    return len(block_text(blocks).split())


def _begins_with_text(blocks: tuple[Block, ...]) -> bool:
    return bool(blocks) and isinstance(blocks[0], Para)


class Parts:
    """Renders nodes for the page.

    Args:
        renderer: makes markup of blocks.
        house: hands out house words.
        missing: characters that no font has.
        letters: questions between answers are set as letters, not as headings.
        pictures: ids of the figures whose picture there is.
    """

    def __init__(
        self,
        renderer: Renderer,
        house: House,
        missing: frozenset[str] = frozenset(),
        letters: bool = False,
        pictures: Collection[str] = (),
    ) -> None:
        self.render = renderer
        self.house = house
        self.missing = missing
        self.letters = letters
        self.pictures = pictures

    def text(self, tag: str, unit: str, text: str, css: str = "") -> Markup:
        """One element that shows one unit of plain text."""
        return self.render.leaf(tag, unit, (Str(text=text),), css)

    def label(self, node: Question | Answer | Statement, tag: str = "span", css: str = "tag") -> Markup:
        """A node's label; empty where it has none."""
        shown = label_text(node.label)
        return self.text(tag, f"{node.id}-label", shown, css) if shown else Markup("")

    def numeral(self, node: Question) -> Markup:
        """The label of an item in a list, beside its body; empty where it has none."""
        shown = label_text(node.label)
        if not shown:
            return Markup("")
        inner = self.render.inlines((Str(text=shown),))
        name = element_id(f"{node.id}-label")
        return Markup('<p id="{}" class="numeral" data-tag="Lbl">{}</p>').format(name, inner)

    def question(self, node: Question) -> Markup:
        """A question between answers: a heading or a letter."""
        if self.letters or len(node.blocks) > 1 or not _begins_with_text(node.blocks):
            label = self.label(node, "h2", "letter-label")
            body = self.render.blocks(node.blocks, node.id)
            return wrap("section", "letter", label, body, self._sign(node), key=node.id)
        first = node.blocks[0]
        assert isinstance(first, Para)
        head = self.render.leaf("h2", f"{node.id}-1", first.inlines)
        side = " aside" if len(label_text(node.label)) <= SHORTEST_LINE else ""
        return wrap("div", f"ask{side}", self.label(node, "p"), head, self._sign(node), key=node.id)

    def asked(self, node: Question) -> Markup:
        """A question in the panel."""
        return wrap(
            "li",
            "asked",
            self.numeral(node),
            self.render.blocks(node.blocks, node.id),
            self._sign(node),
        )

    def _sign(self, node: Question) -> Markup:
        if not node.signature:
            return Markup("")
        return self.text("p", f"{node.id}-signature", node.signature.text, "signature")

    def answer(self, node: Answer, css: str = "") -> Markup:
        """An answer; its label runs in before the first paragraph."""
        body = self.render.blocks(node.blocks, node.id)
        run_in = " run-in" if label_text(node.label) and _begins_with_text(node.blocks) else ""
        return wrap("section", f"answer{run_in} {css}".strip(), self.label(node), body, key=node.id)

    def only_answer(self, node: Answer, css: str) -> Markup:
        """The one answer to all questions: its label is the heading."""
        head = self.label(node, "h2", "answer-head")
        return wrap(
            "section", f"answer {css}".strip(), head, self.render.blocks(node.blocks, node.id), key=node.id
        )

    def section(self, node: Section, css: str = "") -> Markup:
        """A section with its heading."""
        head = self._heading(node)
        body = self.render.blocks(node.blocks, node.id)
        return wrap("section", f"part {node.kind} {css}".strip(), head, body, key=node.id)

    def beside(self, node: Section) -> Markup:
        """A section of the back matter: its heading stands beside its text."""
        head = self._heading(node)
        text = wrap("div", "text", self.render.blocks(node.blocks, node.id))
        return wrap("section", f"part {node.kind}", wrap("div", "head", head), text, key=node.id)

    def notice(self, notice: Notice) -> Markup:
        """Statements, whole and unhyphenated, beside the head that says what they are for."""
        if notice.key:
            head = self.house.show("h2", notice.key, notice.words)
        else:
            head = self._heading(notice.statements[0])
        text = wrap("div", "text", *(self._statement(node) for node in notice.statements))
        return wrap("section", "notice", wrap("div", "head", head), text)

    def _statement(self, node: Statement) -> Markup:
        label = self.label(node, "p", "tag")
        return wrap("div", "statement", label, self.render.blocks(node.blocks, node.id))

    def _heading(self, node: Section | Statement) -> Markup:
        return self.text("h2", f"{node.id}-heading", node.heading.text) if node.heading else Markup("")

    def cta(self, node: CallToAction) -> Markup:
        """A call to action."""
        return self.render.leaf("p", f"{node.id}-1", invitation(node.inlines), "cta")

    def figure(self, node: Figure) -> Markup:
        """A picture with caption and credit, or a quiet line where none was received."""
        parts = []
        if node.id in self.pictures:
            image = Markup('<img src="{}" alt="{}"/>')
            parts.append(image.format(picture_address(node.id), self._alternative(node)))
        elif node.asset and node.alt:
            parts.append(self.house.show("p", "alt", node.alt, "placeholder", "repeat"))
        elif node.placeholder and not node.asset:
            parts.append(self.text("p", f"{node.id}-placeholder", node.placeholder.text, "placeholder"))
        label = label_text(node.label)
        if label:
            parts.append(self.text("p", f"{node.id}-label", label, "figure-label"))
        for key, inlines in (("caption", node.caption), ("credit", node.credit)):
            if inlines:
                parts.append(self.render.leaf("p", f"{node.id}-{key}", inlines, key))
        return wrap("div", "figure", *parts, key=node.id)

    def _alternative(self, node: Figure) -> str:
        """A picture's alternative text; one without any is announced, since the standard asks for words."""
        text = node.alt or text_of(node.caption)
        return self.house.repeat("alt", text) if text else self.house.plain("picture")

    def comment(self, node: Comment, document: Document, undecided: bool) -> Markup:
        """A comment under its title, name and stamp."""
        heads = []
        if undecided:
            heads.append(self.house.element("p", "undecided", "undecided"))
        if node.title:
            heads.append(self.text("h3", f"{node.id}-title", node.title.text, "comment-title"))
        if node.name:
            heads.append(self.text("p", f"{node.id}-name", node.name.text, "name"))
        else:
            key = "anonymous" if node.state == "anonymised" else "unsigned"
            heads.append(self.house.element("p", key, "name"))
        if node.affiliation:
            heads.append(self.text("p", f"{node.id}-affiliation", node.affiliation.text, "affiliation"))
        if node.stamp:
            heads.append(self.text("p", f"{node.id}-stamp", node.stamp.raw, "stamp"))
        heads.append(self._reply_to(node, document))
        who = wrap("div", "who", *heads)
        depth = " reply" if self._follows_parent(node, document) else ""
        depth += " brief" if len(node.text) <= BRIEF else ""
        text = wrap("div", "text", self.render.blocks(node.blocks, node.id))
        return wrap("section", f"comment{depth}", who, text, key=node.id, role="LI")

    def _reply_to(self, node: Comment, document: Document) -> Markup:
        parent = next((one for one in document.comments.items if one.id == node.parent), None)
        if not parent or not parent.name or self.missing & set(parent.name.text):
            return Markup("")
        return self.house.show("p", "reply-to", replies(document, self.house.language)[node.id], "reply-to")

    @staticmethod
    def _follows_parent(node: Comment, document: Document) -> bool:
        """Whether only other replies stand between a reply and what it replies to."""
        before: dict[str, Comment] = {}
        for one in document.comments.items:
            if one.id == node.id:
                return bool(node.parent) and node.parent in before
            if not one.parent or one.parent not in before:
                before = {}
            before[one.id] = one
        return False
