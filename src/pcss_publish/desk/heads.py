"""What ``[article]`` says of the head: who signs, and what it is called where the source does not say."""

from __future__ import annotations

from pcss_publish.desk.outcome import Record
from pcss_publish.desk.schema import ArticleDecision
from pcss_publish.model import Byline, Document, Edit, Person, Str


def byline(document: Document, decision: ArticleDecision, record: Record) -> Document:
    """Correct or supply the names that sign, as a marked edit of each."""
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
        Edit(unit=f"byline-{n}", reason=decision.reason, by=decision.by) for n, _ in enumerate(names, 1)
    ]
    record.close("", ("A002",))
    raw = ", ".join(decision.byline)
    return document.model_copy(update={"byline": Byline(kind="person", raw=raw, names=names)})


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
