"""Blocks and inlines to HTML that is also well-formed XML.

Every leaf stands in one element whose id is ``pcss-`` and its path (see
:func:`pcss_publish.model.leaves`), so that a finished product can be read back leaf by leaf.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from pcss_publish.model import (
    Block,
    BlockQuote,
    BulletList,
    Emph,
    Header,
    Inline,
    LineBlock,
    LineBreak,
    Link,
    ListItem,
    LostLink,
    Opaque,
    OrderedList,
    Para,
    SoftBreak,
    Str,
    Strong,
    Subscript,
    Superscript,
    Table,
    element_id,
    label_text,
    text_of,
)

TextFilter = Callable[[str], Markup]
SAFE_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_TAGS: dict[type, str] = {Emph: "em", Strong: "strong", Superscript: "sup", Subscript: "sub"}


def safe_target(target: str) -> str | None:
    """The target if a product may link to it, else None: scripts and local files are shown as text."""
    return target if target.lower().startswith(SAFE_SCHEMES) else None


def invitation(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of a call to action, all of them a link where only some were ("to sign up, click here").

    Links are read out alone, and the few words that bear one seldom say where it leads. An address that
    stands bare says so itself.
    """
    links = [node for node in inlines if isinstance(node, Link)]
    if len(links) != 1 or links[0].bare or not safe_target(links[0].target):
        return inlines
    return (links[0].model_copy(update={"inlines": (Str(text=text_of(inlines)),)}),)


class Renderer:
    """Renders blocks and inlines.

    Args:
        text: makes markup of a text run; must escape it. A format that has to guard names or addresses
            against hyphenation does that here.
        heading: level (1-6) that a ``Header`` of level 1 becomes.
    """

    def __init__(self, text: TextFilter = escape, heading: int = 3) -> None:
        self.text = text
        self.heading = heading

    def inlines(self, nodes: Iterable[Inline]) -> Markup:
        """Inline markup without an element of its own."""
        return Markup("").join(self._inline(node) for node in nodes)

    def _inline(self, node: Inline) -> Markup:
        match node:
            case Str() | Opaque():
                return self._broken(node.text)
            case SoftBreak():
                return Markup(" ")
            case LineBreak():
                return Markup("<br/>")
            case LostLink():
                return Markup('<span class="lost-link">{}</span>').format(self.text(node.text))
            case Link():
                return self._link(node)
            case _:
                return self._wrap(_TAGS[type(node)], self.inlines(node.inlines))

    def _broken(self, text: str) -> Markup:
        """A line end inside a run (an affiliation of two lines) is shown as one."""
        return Markup("<br/>").join(self.text(line) for line in text.split("\n"))

    @staticmethod
    def _wrap(tag: str, inner: Markup) -> Markup:
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), inner)  # noqa: S704 - tag is one of _TAGS

    def _link(self, node: Link) -> Markup:
        target = safe_target(node.target)
        if not target:
            return self.inlines(node.inlines)
        # Markup in a link makes WeasyPrint put the annotation outside the Link element (its issue 185).
        return Markup('<a href="{}">{}</a>').format(target, self.text(text_of(node.inlines)))

    def blocks(self, blocks: Iterable[Block], prefix: str) -> Markup:
        """The blocks of one node; ``prefix`` is the node's id."""
        return Markup("\n").join(self._block(b, f"{prefix}-{n}") for n, b in enumerate(blocks, 1))

    def _block(self, block: Block, path: str) -> Markup:
        match block:
            case Para():
                return self.leaf("p", path, block.inlines)
            case Header():
                return self.leaf(f"h{min(self.heading + block.level - 1, 6)}", path, block.inlines)
            case BulletList():
                return self._list("ul", block.items, path)
            case OrderedList():
                return self._list("ol", block.items, path)
            case BlockQuote():
                inner = self.blocks(block.blocks, f"{path}-q")
                return Markup("<blockquote>{}</blockquote>").format(inner)
            case LineBlock():
                lines = (self.leaf("p", f"{path}-l{n}", line) for n, line in enumerate(block.lines, 1))
                return Markup('<div class="lines">{}</div>').format(Markup("\n").join(lines))
            case Table():
                return self._table(block, path)
            case Opaque():
                return self.leaf("p", path, (Str(text=block.text),))

    def leaf(self, tag: str, path: str, inlines: Iterable[Inline], css: str = "") -> Markup:
        """One element that shows one unit."""
        kind = Markup(' class="{}"').format(css) if css else ""
        return Markup('<{0} id="{1}"{2}>{3}</{0}>').format(
            Markup(tag), element_id(path), kind, self.inlines(inlines)  # noqa: S704 - tag is a constant
        )  # fmt: skip

    def _list(self, tag: str, items: tuple[ListItem, ...], path: str) -> Markup:
        rows = Markup("\n").join(
            Markup("<li{}>{}</li>").format(_marker(tag, item), self.blocks(item.blocks, f"{path}-i{n}"))
            for n, item in enumerate(items, 1)
        )
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), rows)  # noqa: S704 - tag is ul or ol

    def _table(self, table: Table, path: str) -> Markup:
        rows = []
        for r, row in enumerate(table.rows, 1):
            head = table.header and r == 1
            cells = (
                self._cell(cell, f"{path}-r{r}c{c}", "col" if head else "") for c, cell in enumerate(row, 1)
            )
            rows.append(Markup("<tr>{}</tr>").format(Markup("").join(cells)))
        top, rest = (rows[:1], rows[1:]) if table.header else ([], rows)
        thead = Markup("<thead>{}</thead>").format(Markup("").join(top)) if top else ""
        body = Markup("<tbody>{}</tbody>").format(Markup("\n").join(rest)) if rest else ""
        return Markup('<table class="data">{}{}</table>').format(thead, body)

    def _cell(self, cell: tuple[Inline, ...], path: str, scope: str) -> Markup:
        if not scope:
            return self.leaf("td", path, cell)
        return Markup('<th id="{}" scope="{}">{}</th>').format(element_id(path), scope, self.inlines(cell))


def _marker(tag: str, item: ListItem) -> Markup:
    """``value`` keeps a list's own numbers; letters and romans go to a data attribute for the style."""
    shown = label_text(item.label)
    if tag != "ol" or not shown:
        return Markup("")
    if shown.isascii() and shown.isdigit():
        return Markup(' value="{}"').format(int(shown))
    return Markup(' data-marker="{}"').format(shown)
