"""What a page says of the article outside its text: taken where that is silent, else compared with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pcss_publish.findings import Finding, finding
from pcss_publish.model import Byline, DateClaim, Person, Span, Str
from pcss_publish.normalization.bylines import is_collective
from pcss_publish.normalization.dates import stamps
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.head import order_dates


def compare_claims(draft: Draft) -> None:
    """Fill the head from the page's data where nothing was printed, and report where the two disagree."""
    draft.findings += [*_title(draft), *_byline(draft), *_date(draft)]


def _title(draft: Draft) -> Iterator[Finding]:
    claimed = draft.marks.claim("title")
    if not claimed:
        return
    if draft.head.title is None:
        draft.head.title = Str(text=claimed[0])
        return
    shown = (
        f"{draft.head.series.text} {draft.head.title.text}" if draft.head.series else draft.head.title.text
    )
    if not any(_agree(one, draft.head.title.text) or _agree(one, shown) for one in claimed):
        yield _differs(draft, "title", shown, claimed[0], draft.head.title.span)


def _byline(draft: Draft) -> Iterator[Finding]:
    claimed = draft.marks.claim("byline")
    if not claimed:
        return
    if draft.head.byline is None:
        draft.head.byline = Byline(
            kind="collective" if is_collective(claimed[0]) else "person", raw=claimed[0],
            names=(Person(name=claimed[0]),),
        )  # fmt: skip
        return
    names = tuple(person.name for person in draft.head.byline.names)
    if not any(_agree(one, name) for one in claimed for name in names):
        yield _differs(draft, "byline", ", ".join(names), claimed[0], draft.head.byline.names[0].span)


def _date(draft: Draft) -> Iterator[Finding]:
    claimed = [value for one in draft.marks.claim("published") if (value := _day(one))]
    if not claimed:
        return
    shown = next((one for one in draft.head.dates if one.role == "published"), None)
    if shown is None:
        claim = DateClaim(role="published", raw=claimed[0], value=claimed[0], precision="day")
        draft.head.dates.append(claim)
        order_dates(draft)
        return
    # The same moment may be another day where the server's clock stands.
    days = [abs((date.fromisoformat(one) - date.fromisoformat(shown.value[:10])).days) for one in claimed
            if len(shown.value) >= 10]  # fmt: skip
    if days and min(days) > 1:
        yield _differs(draft, "date", shown.raw, claimed[0], shown.span)


def _day(text: str) -> str:
    """The day of an ISO 8601 time; empty where it is none."""
    found = next(iter(stamps(text[:10])), None)
    return found.value if found and found.precision == "day" else ""


def _agree(one: str, two: str) -> bool:
    """Whether one text holds the other, white space and case aside: pages add their own name to a title."""
    first, second = ("".join(text.casefold().split()) for text in (one, two))
    return first in second or second in first


def _differs(draft: Draft, what: str, shown: str, claimed: str, span: Span | None) -> Finding:
    source = next(claim.source for claim in draft.marks.markup.claims if claim.value.startswith(claimed))
    return finding(
        "S005", f"The page shows the {what} {shown!r}, its {source} {claimed!r}: what is shown was taken.",
        hint="If the page is wrong, change it by an [[edit]] in the desk file; then settle S005.",
        node=what, span=span,
    )  # fmt: skip
