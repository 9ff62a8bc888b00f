"""What ``[article]`` says of the head: who signs, when it was published, and a title where it has none."""

from __future__ import annotations

from typing import Final, Literal

from pcss_publish.desk.outcome import Record
from pcss_publish.desk.schema import ArticleDecision
from pcss_publish.model import Byline, DateClaim, Document, Edit, Person, Str


def byline(document: Document, decision: ArticleDecision, record: Record) -> Document:
    """Correct or supply the names that sign, as a marked edit of each new one."""
    if not decision.byline:
        return document
    there = document.byline.names if document.byline else ()
    if tuple(person.name for person in there) == decision.byline:
        message = "The source gives these names already."
        record.note("K002", message, "Remove `byline` from [article].", decision.line)
        return document
    known = {person.name: person for person in there}
    names = tuple(known.get(name, Person(name=name)) for name in decision.byline)
    record.edits += [
        Edit(unit=f"byline-{n}", reason=decision.reason, by=decision.by)
        for n, person in enumerate(names, 1)
        if person.name not in known
    ]
    record.close("", ("A002",))
    raw = ", ".join(decision.byline)
    return document.model_copy(update={"byline": Byline(kind="person", raw=raw, names=names)})


_PRECISION: Final[dict[int, Literal["year", "month", "day"]]] = {4: "year", 7: "month", 10: "day"}


def date(document: Document, decision: ArticleDecision, record: Record) -> Document:
    """Correct or supply the date of publication, as a marked edit."""
    if not decision.date:
        return document
    there = document.published
    if there and there.value[:10] == decision.date:
        message = "The source gives this date already."
        record.note("K002", message, "Remove `date` from [article].", decision.line)
        return document
    given = DateClaim(
        role="published", raw=decision.date, value=decision.date, precision=_PRECISION[len(decision.date)]
    )
    dates = tuple(given if one is there else one for one in document.dates) if there else (
        given, *document.dates,
    )  # fmt: skip
    at = dates.index(given) + 1
    record.edits.append(Edit(unit=f"date-{at}", reason=decision.reason, by=decision.by))
    record.close("", ("D001",))
    return document.model_copy(update={"dates": dates})


def title(document: Document, decision: ArticleDecision, record: Record) -> Document:
    """Give a title to an article whose source has none; one that is wrong is changed by an ``[[edit]]``."""
    if not decision.title:
        return document
    if document.title:
        message = "The source gives a title already; the desk's is not used."
        hint = 'Change the title by an [[edit]] with unit = "title".'
        record.note("K002", message, hint, decision.line)
        return document
    record.edits.append(Edit(unit="title", reason=decision.reason, by=decision.by))
    record.close("", ("A001",))
    return document.model_copy(update={"title": Str(text=decision.title)})
