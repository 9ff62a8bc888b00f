"""A whole issue for the printer: cover into the bleed, pages as on the screen, proved and passed."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from functools import cache

import pikepdf

from issues import sample
from pcss_publish.exporters import archive, press
from pcss_publish.exporters.base import Export, IssueJob
from pcss_publish.preflight import preflight
from pcss_publish.proof import prove
from pcss_publish.proof.prove import read
from press.made import PROFILE, data, picture


def job(*, pictured: bool = False) -> IssueJob:
    project, issue = sample.project(), sample.issue()
    published, pictures = issue.published, {}
    if pictured:
        told = published.issue.model_copy(update={"cover": "cover.png", "cover_alt": "Colours"})
        published = published.model_copy(update={"issue": told})
        pictures = {"cover": picture(2700, 3490)}
    return IssueJob(published, project.theme, project.config, pictures, profile=PROFILE)


@cache
def printed(*, pictured: bool = False) -> Export:
    return press.export(job(pictured=pictured))


def test_an_issue_passes_proof_and_preflight_drawn_cover_or_picture() -> None:
    for pictured in (False, True):
        made = printed(pictured=pictured)
        assert preflight(data(made), "issue.press.pdf").findings == ()
        [proof] = prove(job(pictured=pictured).published, made.products, sample.issue().omissions).products
        assert proof.faults == ()


def test_the_archive_of_an_issue_passes_too() -> None:
    made = archive.export(replace(job()))
    assert preflight(data(made), "issue.archive.pdf").findings == ()
    [proof] = prove(job().published, made.products, sample.issue().omissions).products
    assert proof.faults == ()


def test_pages_are_those_of_the_screen() -> None:
    here, there = read(".press.pdf", data(printed())).pages, read(".pdf", sample.data("pdf", ".pdf")).pages
    assert len(here) == len(there) > 5
    slug = {item.id: item.text for item in printed().products[".press.pdf"].house}
    for number, (ours, theirs) in enumerate(zip(here, there, strict=True), 1):
        marks = f"{slug['slug-job']}{slug['slug-edition']}{number}/{len(here)}"
        assert Counter("".join(ours.split())) - Counter("".join(theirs.split())) == Counter(
            "".join(marks.split())
        )
        assert not Counter("".join(theirs.split())) - Counter("".join(ours.split()))


def test_the_ground_of_the_cover_reaches_the_edge_of_the_bleed() -> None:
    """Seen to fail on a ground that ends at the paper's edge: X107 then stands in the preflight above."""
    with pikepdf.open(io.BytesIO(data(printed()))) as file:
        widest = max(
            (
                float(step.operands[2])
                for step in pikepdf.parse_content_stream(file.pages[0])
                if str(step.operator) == "re"
            ),
        )
    assert widest >= (612 + 2 * 18) / 0.75  # in the pixels that the page is drawn in
