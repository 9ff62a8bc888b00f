"""One document that is laid out more than once: as a galley first, then as planned.

Where the engine is one that the caches of ``weasy_tuning`` were tested on, the markup is parsed and styled
once, and what a plan changes is changed in the styles. Elsewhere each layout is a rendering of its own, with
a plan's style sheet. The bytes are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pcss_publish.engines import weasy, weasy_tuning
from pcss_publish.engines.galley import Galley, Rules
from pcss_publish.engines.variables import resolved
from pcss_publish.engines.weasy_columns import Cuts
from pcss_publish.engines.weasy_galley import galley, selector
from pcss_publish.theme import Theme

Changes = dict[str, Any]


class Session:
    """Lays out one document.

    Args:
        markup: HTML.
        styles: style sheets, the later ones stronger.
        theme: supplies the fonts.
        images: bytes by ``theme:`` address.
    """

    def __init__(
        self, markup: str, styles: tuple[str, ...], theme: Theme, images: Mapping[str, bytes]
    ) -> None:
        self.markup, self.styles, self.theme, self.images = markup, resolved(styles), theme, images
        weasy.engine()
        self._styled = _Styled(self) if weasy_tuning.in_place() else None

    def galley(self, sheet: str, columns: Mapping[str, int], height: float, paper: float) -> Galley:
        """The blocks of the document.

        Args:
            sheet: a style sheet that makes one endless page, its columns beside each other as one.
            columns: how many columns an element has, by its class.
            height: of the endless page in pixels.
            paper: height of a sheet to print on in pixels.
        """
        if self._styled is None:
            layout = weasy.lay_out(self.markup, (*self.styles, sheet), self.theme, self.images)
        else:
            layout = self._styled.galley(columns, height)
        return galley(layout, dict(columns), height - paper)

    def pages(self, sheet: str, rules: Rules, known: Cuts) -> weasy.Layout:
        """The document as planned.

        Args:
            sheet: says the same as ``rules``.
            rules: changes to its styles.
            known: where its columns end, if that is planned; the engine finds it otherwise.
        """
        if self._styled is None or rules.early:
            return weasy.lay_out(self.markup, (*self.styles, sheet), self.theme, self.images)
        return self._styled.pages(rules, known)


class _Styled:
    """The document with its styles computed."""

    def __init__(self, session: Session) -> None:
        from weasyprint import DEFAULT_OPTIONS
        from weasyprint.css.counters import CounterStyle
        from weasyprint.document import Document
        from weasyprint.pdf import VARIANTS

        with weasy.uncollected(), weasy.heard() as self.messages:
            self.fonts = weasy.fonts(session.theme.fonts)
            sheets = [weasy.style(css, session.theme.fonts) for css in session.styles]
            options = DEFAULT_OPTIONS | {"stylesheets": sheets, "pdf_variant": weasy.VARIANT}
            of_variant = VARIANTS[weasy.VARIANT][1]
            options |= {key: value for key, value in of_variant.items() if options.get(key) is None}
            self.html = weasy.page(session.markup, session.images)
            self.counters = CounterStyle()
            self.context = Document._build_layout_context(  # noqa: SLF001 - guarded by weasy_tuning
                self.html, self.fonts, self.counters, {}, options
            )
        self.intent = options["output_intent"]
        root = self.html.etree_element
        self.named = {name: one for one in root.iter() if (name := selector(one))}

    def galley(self, columns: Mapping[str, int], height: float) -> weasy.Layout:
        """One endless page."""
        changes = dict(self._narrowed(columns))
        return self._layout(changes, height, {})

    def pages(self, rules: Rules, known: Cuts) -> weasy.Layout:
        """The pages with ``rules`` in their styles."""
        changes: dict[Any, Changes] = {}
        for name, value in rules.heights.items():
            changes.setdefault(self.named[name], {}).update(height=_pixels(value), column_fill="auto")
        for (name, side), value in rules.gaps.items():
            changes.setdefault(self.named[name], {})[f"margin_{side}"] = _pixels(value)
        for name in rules.breaks:
            changes.setdefault(self.named[name], {})["break_before"] = "page"
        return self._layout(changes, None, known)

    def _narrowed(self, columns: Mapping[str, int]) -> Iterator[tuple[Any, Changes]]:
        """Elements in columns, set in one that is as wide."""
        from tinycss2 import parse_one_component_value

        for element in self.named.values():
            style = self.context.style_for(element)
            names = (element.get("class") or "").split()
            count: Any = style["column_count"] if style and set(names) & set(columns) else "auto"
            if count == "auto":
                continue
            width: Any = "auto"
            if count > 1:
                gap = style["column_gap"].value
                width = parse_one_component_value(f"calc((100% - {count - 1} * {gap}px) / {count})")
            yield element, {"column_count": "auto", "width": width}

    def _layout(self, changes: Mapping[Any, Changes], height: float | None, known: Cuts) -> weasy.Layout:
        from weasyprint.document import Document, DocumentMetadata, Page
        from weasyprint.formatting_structure.build import build_formatting_structure
        from weasyprint.html import get_html_metadata
        from weasyprint.layout import LayoutContext, layout_document

        context, styles = self.context, self.context.style_for._computed_styles  # noqa: SLF001
        before = {element: styles[element, None] for element in changes}
        with weasy.uncollected(), weasy.heard() as messages:
            for element, changed in changes.items():
                styles[element, None] = before[element].copy()
                styles[element, None].update(changed)
            style_for = context.style_for if height is None else _Endless(context.style_for, height)
            fresh = LayoutContext(
                style_for, context.get_image_from_uri, self.fonts, self.counters, context.target_collector
            )
            fresh.cuts = known
            root = build_formatting_structure(
                self.html.etree_element, style_for, fresh.get_image_from_uri, self.html.base_url,
                fresh.target_collector, self.counters, fresh.footnotes,
            )  # fmt: skip
            boxes = list(layout_document(self.html, root, fresh))
            metadata = DocumentMetadata(**get_html_metadata(self.html))
            document = Document(
                [Page(box) for box in boxes], metadata, self.html.url_fetcher, self.fonts, {}, self.intent
            )
            document._html = self.html  # noqa: SLF001 - as ``Document._render`` does
        styles.update({(element, None): style for element, style in before.items()})
        return weasy.Layout(document, (*self.messages, *messages))


class _Endless:
    """Styles in which pages are very long."""

    def __init__(self, style_for: Any, height: float) -> None:
        self.style_for, self.height = style_for, height

    def __call__(self, element: Any, pseudo_type: Any = None) -> Any:
        style = self.style_for(element, pseudo_type)
        if pseudo_type is None and type(element).__name__ == "PageType":
            style = style.copy()
            style["size"] = (style["size"][0], self.height)
        return style

    def __getattr__(self, name: str) -> Any:
        return getattr(self.style_for, name)


def _pixels(value: float) -> Any:
    from weasyprint.css.properties import Dimension

    return Dimension(round(value, 2), "px")
