"""The PDF of a whole issue: each article set and fitted as it is alone, its pages counted through.

Contents and index need the numbers of pages that are laid out after or before them, so the front is set
twice; the articles, which are most of the work, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcss_publish.compose import issue_page
from pcss_publish.compose.issue_page import INDEX, Sheet
from pcss_publish.compose.page import Manner, Page, compose, logo_image
from pcss_publish.compose.page_fit import DESIGNED
from pcss_publish.compose.page_parts import picture_address
from pcss_publish.engines import weasy, weasy_join
from pcss_publish.engines.starts import Starts
from pcss_publish.engines.weasy_pages import page_starts
from pcss_publish.exporters import page_map
from pcss_publish.exporters.base import Export, IssueJob, Job, Product
from pcss_publish.exporters.issue_findings import located
from pcss_publish.exporters.pdf import fit_finding, pass_gate
from pcss_publish.exporters.pdf_fit import Fitted, fitted
from pcss_publish.exporters.pdf_glyphs import missing_characters
from pcss_publish.findings import Finding, finding
from pcss_publish.model import HouseText, house_element_id, within

_WIDEST = 888  # a page number that takes as much room as any


def export(job: IssueJob, /) -> Export:
    """Make the PDF of an issue.

    Raises:
        ToolMissingError: Pango is missing.
        RefusedError: the finished file did not pass the gate.
    """
    issue = job.published
    with weasy.uncollected():
        guessed = dict.fromkeys(range(len(issue.articles) + 1), _WIDEST)
        before = weasy_join.count(_laid_out(_front(job, guessed), job))
        articles = list(_articles(job, before + 1))
        layouts = [one.layout for one in articles]
        starts, pages = _counted(layouts, before + 1)
        front = _front(job, starts)
        back = issue_page.back(issue, job.theme, job.config, pages, starts[INDEX])
        opening = _laid_out(front, job)
        assert weasy_join.count(opening) == before, "page numbers took more room than was kept for them"
        whole = weasy_join.joined([opening, *layouts, _laid_out(back, job)])
        placed = page_map.encoded([_as_declared(page) for page in page_starts(whole)])
        model = issue.model_dump_json(indent=1) + "\n"
        data, said = weasy.write(whole, model, "The issue as typed documents", issue.date, "issue.json")
    pass_gate(data, issue.id)
    house = (*front.house, *_house(articles), *back.house)
    messages = dict.fromkeys((*whole.messages, *said))
    warned = (finding("P003", message, hint="Look at the page.") for message in messages)
    findings = (*_findings(job, articles), *warned)
    return Export({".pdf": Product(data, house)}, findings, {page_map.NAME: placed})


def _as_declared(page: Starts) -> Starts:
    """Texts of the last pages under the names that they have in an EPUB, whose ids need no place."""
    start, index = house_element_id(""), house_element_id(within(INDEX, ""))
    return tuple(one._replace(id=one.id.replace(index, start)) for one in page)


def _front(job: IssueJob, starts: dict[int, int]) -> Sheet:
    pictured = "cover" in job.pictures
    return issue_page.front(job.published, job.theme, job.config, starts, pictured=pictured)


def _laid_out(sheet: Sheet, job: IssueJob) -> weasy.Layout:
    images = {picture_address("cover"): job.pictures["cover"]} if "cover" in job.pictures else {}
    return weasy.lay_out(sheet.markup, sheet.styles, job.theme, images | logo_image(job.theme))


def _counted(layouts: list[weasy.Layout], first: int) -> tuple[dict[int, int], dict[str, int]]:
    """The page on which each article begins, by its place, and each element, by its id."""
    starts: dict[int, int] = {}
    pages: dict[str, int] = {}
    for number, layout in enumerate(layouts, 1):
        starts[number] = first
        pages |= {name: first + at - 1 for name, at in weasy_join.page_of(layout).items()}
        first += weasy_join.count(layout)
    return starts | {INDEX: first}, pages


def _articles(job: IssueJob, first: int) -> Iterator[Fitted]:
    """The articles, each on pages of its own that follow those of the one before."""
    bare = replace(job.theme, logo=None)  # the cover bears it
    for number, one in job.articles():

        def set_in(manner: Manner, number: int = number, one: Job = one, first: int = first) -> Page:
            alone = compose(one.published, bare, one.config, manner, one.pictures)
            return issue_page.placed(alone, number, first, job.published, job.config)

        yield (made := fitted(set_in, job.theme))
        first += weasy_join.count(made.layout)


def _house(articles: list[Fitted]) -> Iterator[HouseText]:
    for one in articles:
        yield from one.setting.page.house


def _findings(job: IssueJob, articles: list[Fitted]) -> Iterator[Finding]:
    for (number, one), made in zip(job.articles(), articles, strict=True):
        told = [*missing_characters(one.published, one.theme)]
        told += fit_finding(made.setting) if made.setting.fit is not DESIGNED else ()
        yield from located(told, number, one.published)
