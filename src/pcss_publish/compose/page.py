"""The printed page: published view and theme to the markup that the layout engine sets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from pcss_publish.compose.blocks import safe_target
from pcss_publish.compose.house import House
from pcss_publish.compose.lines import AGE, Line, colophon_lines, comment_lines
from pcss_publish.compose.page_balance import balanced, face_of
from pcss_publish.compose.page_fit import PAPER
from pcss_publish.compose.page_flows import flows
from pcss_publish.compose.page_furniture import furniture
from pcss_publish.compose.page_parts import Parts, picture_address, words_in
from pcss_publish.compose.page_quotes import QuotingRenderer
from pcss_publish.compose.page_words import Words, hyphenates
from pcss_publish.compose.scripts import direction
from pcss_publish.compose.templates import template
from pcss_publish.engines import glyphs
from pcss_publish.model import HouseText, Published, element_id
from pcss_publish.settings import Config
from pcss_publish.theme import Theme

MANY = 260  # words of comments that are set in columns; fewer stand as rows
SHORT_ARTICLE = 330  # words of an article that is set in one wide column
LONGEST_HEADING = 45  # words of a question that is a heading; if one is longer, all are set as letters
POINTS = {"letter": 612.0, "a4": 595.28}  # widths


class Manner(NamedTuple):
    """How an article is set; None: as its length suggests.

    Attributes:
        rows: comments stand as rows, not in columns.
        wide: the text runs in one wide column.
    """

    rows: bool | None = None
    wide: bool | None = None


AS_SUGGESTED = Manner()
NONE: Mapping[str, bytes] = {}


class Page(NamedTuple):
    """What the engine sets.

    Attributes:
        markup: HTML.
        styles: style sheets, the later ones stronger.
        house: house texts in the markup.
        images: pictures by the address that the markup gives them.
        manner: how it was set, defaults resolved; ``rows`` is None where there is no choice.
        paper: a key of ``PAPER``.
    """

    markup: str
    styles: tuple[str, ...]
    house: tuple[HouseText, ...]
    images: Mapping[str, bytes]
    manner: Manner
    paper: str


def compose(
    published: Published,
    theme: Theme,
    config: Config,
    manner: Manner = AS_SUGGESTED,
    pictures: Mapping[str, bytes] = NONE,
) -> Page:
    """Compose the pages of one article.

    Args:
        published: what may be seen.
        theme: template, style sheet and fonts.
        config: house policy.
        manner: how it is set.
        pictures: those that the desk supplied, by the id of their figure.

    Raises:
        ConfigError: the theme lacks its template or style sheet.
    """
    document = published.document
    house = House(config.publication.language, within=document.language)
    gone = glyphs.missing("".join(unit.text for unit in published.units()), theme.fonts)
    awards = (award.id for award in document.awards)
    words = Words(_protected(published), document.language, gone, awards)
    letters = any(words_in(question.blocks) > LONGEST_HEADING for question in document.questions)
    quotes = {one.unit: one.text for one in published.pull_quotes}
    parts = Parts(QuotingRenderer(words, 3, quotes, house), house, gone, letters, pictures)
    drawn = template(theme, "page.html.j2")
    comments = document.comments.items
    rows, wide = manner
    if rows is None:
        rows = sum(words_in(one.blocks) for one in comments) < MANY
    if wide is None:
        wide = sum(len(unit.text.split()) for unit in published.units()) < SHORT_ARTICLE
    if one_column := theme.tokens["page"]["columns"] == 1:
        rows, wide = True, True
    view = _view(published, config, parts) | {"rows": rows, "wide": wide, "logo": theme.logo}
    markup = unskipped(drawn.render(view, p=published, d=document, parts=parts, house=house))
    return Page(
        markup,
        (
            tokens(theme),
            theme.text("page.css"),
            paper_css(config),
            _markers(markup),
            _balance(published, theme, config),
            _logo(theme),
        ),
        house.texts,
        {picture_address(figure): data for figure, data in pictures.items()} | logo_image(theme),
        Manner(rows if comments and not one_column else None, wide),
        config.build.paper,
    )


def unskipped(markup: str) -> str:
    """``markup`` without skipped levels of headings: each is at most one deeper than the one before."""
    level = 0

    def clamp(match: re.Match[str]) -> str:
        nonlocal level
        if not match["end"]:
            level = min(int(match["level"]), level + 1)
        return f"<{match['end']}h{level}"

    return re.sub(r"<(?P<end>/?)h(?P<level>[1-6])\b", clamp, markup)


def tokens(theme: Theme) -> str:
    """The theme's tokens as variables, its fallback families behind each family of the text."""
    sheet = []
    named = [
        value for key, value in theme.tokens["type"].items() if key in ("text", "display", "subhead", "sans")
    ]
    rest = list(dict.fromkeys(face.family for face in theme.fonts if face.family not in named))
    for table in ("color", "type", "space"):
        for key, value in theme.tokens[table].items():
            shown = ",".join(f'"{name}"' for name in [value, *rest]) if value in named else value
            sheet.append(f"--{table}-{key}:{shown};")
    cover = theme.tokens["cover"].items()
    sheet += [f"--cover-{part}:{theme.tokens['color'][name]};" for part, name in cover]
    return f":root{{{''.join(sheet)}}}"


def points(theme: Theme, table: str, name: str) -> float:
    """A length among the tokens, in points."""
    return float(theme.tokens[table][name].removesuffix("pt"))


def _markers(markup: str) -> str:
    """Rules for list items that bear letters or numbers: the engine takes no marker from an attribute."""
    letters = sorted(set(re.findall(r'data-marker="([A-Za-z]{1,6})"', markup)))
    numbers = sorted(set(re.findall(r'<li value="([0-9]{1,6})"', markup)), key=int)
    lettered = (f'li[data-marker="{one}"]{{list-style-type:"{one})\\2002"}}' for one in letters)
    numbered = (
        f'li[value="{one}"]{{counter-increment:list-item 0;counter-set:list-item {one}}}' for one in numbers
    )
    return "".join((*lettered, *numbered))


def paper_css(config: Config) -> str:
    """A style sheet that says the size of the paper."""
    width, height = PAPER[config.build.paper]
    return f"@page{{size:{width} {height}}}"


def logo_image(theme: Theme) -> dict[str, bytes]:
    """The theme's logo by its address; nothing where it has none."""
    return {theme.logo.address: theme.logo.data} if theme.logo else {}


def _logo(theme: Theme) -> str:
    """The logo in the upper margin of the first page, its foot 9 points above the opener's rule."""
    if not theme.logo:
        return ""
    width, height = theme.logo.width, theme.logo.height
    return f".logo{{width:{width:.2f}pt;height:{height:g}pt;margin-top:-{height + 22.5:g}pt}}"


def _balance(published: Published, theme: Theme, config: Config) -> str:
    """Measures of the headline and what stands in its size."""
    document = published.document
    widest = POINTS[config.build.paper] - 2 * points(theme, "space", "margin")
    set_in = (
        ("title", document.title, "display", "600", "normal", points(theme, "type", "title")),
        ("subtitle", document.subtitle, "subhead", "400", "italic", 15.0),
    )
    rules = []
    for unit, text, token, weight, style, size in set_in:
        face = face_of(theme, token, weight, style)
        if text and face:
            measure = balanced(text.text, face, size, widest)
            rules.append(f"#{element_id(unit)}{{max-width:{measure:.1f}pt}}")
    return "".join(rules)


def _protected(published: Published) -> list[str]:
    document = published.document
    named = [text.text for text in (document.section, document.series, document.title) if text]
    named += [person.name for person in document.byline.names] if document.byline else []
    return named + [comment.name.text for comment in document.comments.items if comment.name]


def _view(published: Published, config: Config, parts: Parts) -> dict[str, Any]:
    document, house = published.document, parts.house
    comments = document.comments.items
    closing = colophon_lines(published, config)
    age = [_line(house, line) for line in closing if line.key in AGE]
    undecided = set(published.comments.undecided)
    return {
        "lang": document.language,
        "dir": direction(document.language),
        "house_lang": house.language,
        "hyphenated": hyphenates(document.language),
        "furniture": furniture(published, config, house, parts.missing),
        "flows": flows(document, parts, age),
        "comments": [parts.comment(one, document, one.id in undecided) for one in comments],
        "comment_lines": [_line(house, line) for line in comment_lines(published, house.language)],
        "colophon": [_line(house, line) for line in closing if line.key not in AGE],
        "note": parts.render.blocks(published.editors_note, "note"),
        "authors": [person.name for person in document.byline.names] if document.byline else [],
    }


def _line(house: House, line: Line) -> Markup:
    words = house.show("span", line.key, line.words) if line.words else Markup("")
    text = house.show("span", f"{line.key}-text", line.text) if line.text else Markup("")
    target = safe_target(line.link) if line.link else None
    if target:
        text = Markup('<a href="{}">{}</a>').format(target, text)
    return Markup(" ").join(part for part in (words, text) if part)
