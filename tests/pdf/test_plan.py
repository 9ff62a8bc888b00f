"""The plan of a page agrees with what the engine lays out, and costs one galley and one layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish import theme
from pcss_publish.compose.page import Manner, Page, compose
from pcss_publish.compose.page_fit import COLUMNS, DESIGNED, ENDLESS, HEIGHTS, galley_css, rules_css, steps
from pcss_publish.engines import weasy
from pcss_publish.engines.galley import Galley, Rules
from pcss_publish.engines.measure import Column, Group, Measures, measure
from pcss_publish.engines.paginate import pages
from pcss_publish.engines.weasy_galley import galley, measured
from pcss_publish.engines.weasy_session import Session
from pcss_publish.exporters.pdf_fit import Setting, _may_help, fitted
from pcss_publish.exporters.pdf_plan import Plan, Planner, agree
from pcss_publish.settings import Config
from pdf.sample import ARTICLES, article
from projects import SEED

THEME = theme.load("magazine")
STEPS = steps(THEME)
LONG = [path for path in ARTICLES if path.name.startswith(("02-", "07-", "08-"))]

SHEET = (
    "@page{size:300px 200px;margin:0}body{margin:0;font:10px/20px 'Source Serif'}"
    "p,h2,ul{margin:0;padding:0;font:inherit;orphans:2;widows:2}li{list-style:none}"
    "h2,.kept li:first-child{break-after:avoid}.kept li:last-child{break-before:avoid}"
    ".columns{columns:2;column-gap:20px;width:200px}"
)
NARROW = f"@page{{size:300px {ENDLESS:.0f}px}}.columns{{columns:auto;width:90px}}"
LINES = "Moss<br/>" * 4 + "Moss"
KEPT = '<ul class="kept">' + "<li><p>Moss</p></li>" * 4 + "</ul>"


def flow(*blocks: str, above: int = 0) -> str:
    return f'<div style="height:{above}px"></div><div class="columns" data-k="flow">{"".join(blocks)}</div>'


PAGES = {
    "a paragraph broken over columns": flow(f"<p>{LINES}</p><p>{LINES}</p>"),
    "two lines stay together at a foot": flow("<p>Moss<br/>Moss</p>" * 5, above=150),
    "a head stays with its text": flow(f"<p>{LINES}</p><h2>Head</h2><p>{LINES}</p>", above=80),
    "a part that is kept whole": flow(
        f"<p>{LINES}</p>", f'<div style="break-inside:avoid"><p>{LINES}</p></div>'
    ),
    "gaps that meet and gaps that sum": flow(
        f'<p style="margin-bottom:10px">{LINES}</p><div style="margin-top:15px"><p style="margin-top:5px">{LINES}</p></div>'
        f'<div style="padding:3px 0 7px;margin-bottom:-4px"><p>{LINES}</p></div><p>{LINES}</p>'
    ),
    "a table is not broken": flow(
        f"<p>{LINES}</p>", "<table><tr><td>Moss<br/>Moss</td></tr></table>", f"<p>{LINES}</p>"
    ),
    "what lies side by side is not broken": flow(
        f"<p>{LINES}</p>",
        '<div style="display:flex"><p>Moss</p><p>Moss<br/>Moss</p></div>',
        f"<p>{LINES}</p>",
    ),
    "text over three pages": flow(f"<p>{LINES}</p>" * 9, above=120),
    "padding that is repeated": '<div style="padding:15px 0;box-decoration-break:clone">'
    + f"<p>{LINES}</p>" * 4
    + "</div>",
    "a list": flow(f"<ul><li>{LINES}</li><li>Moss</li><li>{LINES}</li></ul>", above=100),
} | {
    f"items that stay together, {above} px down": flow(
        f"<p>{LINES}</p>", KEPT, f"<p>{LINES}</p>", above=above
    )
    for above in range(0, 200, 10)
}


def planned(found: Galley, rules: Rules) -> Measures:
    return measure(pages(found, rules, {}), found.top, found.height)


@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES)
def test_a_page_breaks_as_the_engine_breaks_it(markup: str) -> None:
    real = weasy.lay_out(markup, (SHEET,), THEME, {})
    endless = weasy.lay_out(markup, (SHEET, NARROW), THEME, {})
    found = planned(galley(endless, {"columns": 2}, ENDLESS - 200), Rules())
    assert found.pages == measured(real).pages
    assert found.fill == pytest.approx(measured(real).fill, abs=0.01)
    assert agree(found, measured(real))


@pytest.mark.parametrize("rules", [
    Rules(heights={'[data-k="flow"]': 110.0}),
    Rules(gaps={("#b", "top"): 25.0, ("#a", "bottom"): 8.0}),
    Rules(breaks=frozenset({"#c"})),
    Rules(early={0: 45.0}),
], ids=["height", "gaps", "break", "early"])  # fmt: skip
def test_rules_mean_what_their_style_sheet_means(rules: Rules) -> None:
    markup = (
        flow(f'<p id="a">{LINES}</p><p id="b">{LINES}</p>') + f'<p id="c">{LINES}</p>' + f"<p>{LINES}</p>" * 2
    )
    endless = galley(weasy.lay_out(markup, (SHEET, NARROW), THEME, {}), {"columns": 2}, ENDLESS - 200)
    css = rules_css(rules).replace("66pt", "0pt")
    real = measured(weasy.lay_out(markup, (SHEET, css), THEME, {}))
    assert agree(planned(endless, rules), real)
    assert real != planned(endless, Rules())


def page(path: Path) -> Page:
    return compose(article(path), THEME, Config())


@pytest.mark.parametrize("path", [SEED, *LONG], ids=lambda path: path.stem[:12])
def test_a_galley_tells_the_pages_of_an_article(path: Path) -> None:
    made = page(path)
    session = Session(made.markup, made.styles, THEME, made.images)
    found = session.galley(galley_css(made.paper), COLUMNS, ENDLESS, HEIGHTS[made.paper])
    real = measured(weasy.lay_out(made.markup, made.styles, THEME, made.images))
    assert agree(planned(found, Rules()), real)
    assert planned(found, Rules()).fill == pytest.approx(real.fill, abs=0.001)


def test_an_article_that_needs_no_other_setting_costs_one_galley_and_one_layout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []

    def counted(name: str) -> None:
        real = getattr(Session, name)

        def count(*args: object) -> object:
            done.append(name)
            return real(*args)

        monkeypatch.setattr(Session, name, count)

    counted("galley")
    counted("pages")
    found = fitted(lambda manner: compose(article(SEED), THEME, Config(), manner), THEME)
    assert done == ["galley", "pages"]
    assert agree(found.measures, found.setting.plan.measures)


def setting(fit: int, *, whole: bool, comments: bool = False, uneven: bool = True) -> Setting:
    name = '[data-k="thread"]' if comments else '[data-k="flow-2"]'
    columns = (Column(100.0, ()), Column(40.0 if uneven else 100.0, ()))
    group = Group(0, name, 2, 0.0, 18.0, columns, whole)
    plan = Plan(Rules(), Measures(2, 0.5, (group,)))
    made = Page("", (), (), {}, Manner(), "letter")
    return Setting(made, Session("", (), THEME, {}), (DESIGNED, *STEPS)[fit], plan, 0.5)


@pytest.mark.parametrize(("tried", "comments", "worth"), [
    ((setting(0, whole=True),), True, [3, 4, 5]),  # text on one page: only its size can help
    ((setting(0, whole=False),), True, [1, 2, 3, 4, 5]),  # gaps above it may move where it goes on
    ((setting(0, whole=False), setting(1, whole=False)), True, [3, 4, 5]),  # comments stand below it
    ((setting(0, whole=True, comments=True),), True, [1, 2, 3, 4, 5]),
    ((setting(1, whole=True, uneven=False),), False, [3, 4, 5]),  # without comments their size is nothing
])  # fmt: skip
def test_settings_that_leave_the_fault_alone_are_not_tried(
    tried: tuple[Setting, ...], comments: bool, worth: list[int]
) -> None:
    found = [n for n, fit in enumerate(STEPS, 1) if _may_help(fit, list(tried), comments=comments)]
    assert found == worth


@pytest.mark.parametrize("path", [SEED, *LONG[:1]], ids=lambda path: path.stem[:12])
def test_telling_the_engine_less_to_try_moves_nothing_below_the_columns(path: Path) -> None:
    made = page(path)
    session = Session(made.markup, made.styles, THEME, made.images)
    planner = Planner(session.galley(galley_css(made.paper), COLUMNS, ENDLESS, HEIGHTS[made.paper]))
    settled = planner.settled(planner.start)
    assert settled.rules.heights or settled.rules.gaps
    assert settled.measures.fill == pytest.approx(planner.start.measures.fill, abs=0.001)


@pytest.mark.parametrize("path", [SEED, *LONG], ids=lambda path: path.stem[:12])
def test_columns_leave_no_empty_space_below_all_of_them(path: Path) -> None:
    made = page(path)
    session = Session(made.markup, made.styles, THEME, made.images)
    plan = Planner(session.galley(galley_css(made.paper), COLUMNS, ENDLESS, HEIGHTS[made.paper])).plan()
    for group in plan.measures.groups:
        if group.whole and group.unevenness <= 1:
            assert group.top + group.height - group.foot < 2 * group.line, group.selector
