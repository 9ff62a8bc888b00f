"""The house's own lines about an article: what became of the comments, where the text comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pcss_publish.compose.house import word
from pcss_publish.model import Comment, Document, Published, Withheld
from pcss_publish.settings import Config

AGE = ("currency", "captured")  # lines that say how old the text is; they are words only


class Line(NamedTuple):
    """``words`` of the house, then ``text`` as configured or supplied by the desk; either may be empty."""

    key: str
    words: str = ""
    text: str = ""
    link: str = ""


def comment_lines(published: Published, language: str, room: int | None = None) -> tuple[Line, ...]:
    """How the comments are printed, whose views they are, and what became of each that was received.

    Args:
        published: the article.
        language: of the house words.
        room: how many comments the product has room for, from the first; all where it is not given.
    """
    every = published.document.comments.items
    here = every[:room]
    total = len(every) + published.comments.withheld_count
    if not total:
        return ()
    count = _count(published, here, language)
    if not here:
        return (count,)
    n = len(here)
    order, changes = word(language, published.comments.order), _changes(published, here, language)
    key = "comments-policy-changed" if changes else "comments-policy"
    policy = Line("comments-policy", word(language, key, n=n, order=order, changes=changes))
    return policy, Line("comments-views", word(language, "comments-views", n=n)), count


def replies(document: Document, language: str) -> dict[str, str]:
    """What stands over each printed reply to a comment that has a name: to whom it replies."""
    by_id = {comment.id: comment for comment in document.comments.items}
    parents = {one.id: by_id.get(one.parent or "") for one in by_id.values()}
    return {key: _reply(one, language) for key, one in parents.items() if one and one.name}


def _reply(parent: Comment, language: str) -> str:
    if parent.state == "anonymised":
        return word(language, "reply-to-withheld")
    return word(language, "reply-to", name=parent.name.text if parent.name else "")


def _changes(published: Published, here: Sequence[Comment], language: str) -> str:
    """What was done to comments that are printed, each kind with its number."""
    edited = {comment.id for comment in here for edit in published.edits if _is_of(edit.unit, comment)}
    states = Counter[str](comment.state for comment in here) + Counter(edited=len(edited))
    kinds = ("redacted", "excerpted", "anonymised", "edited")
    sole = "-sole" if len(here) == 1 else ""
    told = [word(language, f"comments-{kind}{sole}", n=states[kind]) for kind in kinds if states[kind]]
    return _listed(told, language)


def _is_of(unit: str, comment: Comment) -> bool:
    return unit.startswith(f"{comment.id}-")


def _count(published: Published, here: Sequence[Comment], language: str) -> Line:
    """The sum: printed, undecided, left out for want of room and withheld make up all that were received."""
    desk, every = published.comments, published.document.comments.items
    undecided = sum(comment.id in desk.undecided for comment in here)
    total = len(every) + desk.withheld_count
    where = _where(published, language)
    if len(here) == total and not undecided:
        return Line("comments-count", word(language, "comments-all", n=total, where=where))
    printed = len(here) - undecided
    parts = [word(language, "comments-printed", n=printed)] if printed else []
    parts += [word(language, "comments-undecided", n=undecided)] if undecided else []
    parts = parts or [word(language, "comments-printed-none")]
    cut = len(every) - len(here)
    parts += [word(language, "comments-cut", n=cut)] if cut else []
    if desk.withheld:
        parts.append(_left_out(desk.withheld, language))
    text = word(language, "comments-count", n=total, where=where, parts=_listed(parts, language))
    return Line("comments-count", text)


def _left_out(withheld: Sequence[Withheld], language: str) -> str:
    """How many comments are withheld and why; one reason for all of them needs no number of its own."""
    told = [word(language, f"withheld-{one.reason}", n=one.count) for one in withheld]
    n = sum(one.count for one in withheld)
    if len(told) == 1:
        return word(language, "comments-withheld-alike", n=n, reason=told[0])
    each = [f"{one.count} {text}" for one, text in zip(withheld, told, strict=True)]
    return word(language, "comments-withheld", n=n, reasons=_listed(each, language))


def _listed(parts: Sequence[str], language: str) -> str:
    """Parts of one sentence, the last joined by a word."""
    *first, last = parts or ("",)
    joint = f" {word(language, 'and')} "
    return joint.join([f"{word(language, 'list-comma')} ".join(first), last] if first else [last])


def _where(published: Published, language: str) -> str:
    """Of the original page where its own number bears it out, else of the copy that was received."""
    desk = published.comments
    if desk.declared is None:
        return word(language, "comments-in-copy")
    if desk.declared == desk.printed + desk.withheld_count:
        return word(language, "comments-on-page")
    return word(language, "comments-in-copy-stated", stated=desk.declared)


def colophon_lines(published: Published, config: Config) -> tuple[Line, ...]:
    """Reprint line, link to the original, rights, and how old the text is. Nothing is made up."""
    house, language = config.publication, config.publication.language
    date = _current(published)
    url = published.original_url or ""
    every = (
        Line("reprint", word(language, "reprint"), text=published.reprint or ""),
        Line("original", word(language, "original"), url, url),
        Line("rights", text=house.rights),
        Line("currency", word(language, "currency", date=date) if date else ""),
        Line("captured", word(language, "captured", date=published.captured) if published.captured else ""),
    )
    return tuple(line for line in every if line.text or (line.words and line.key in AGE))


def _current(published: Published) -> str:
    """The day that the text is of, where its first date may not tell: it was changed or copied later."""
    updated = [date for date in published.document.dates if date.role == "updated"]
    if updated:
        newest = max(updated, key=lambda date: date.value)
        return newest.raw if all(date.value for date in updated) else ""
    first = published.document.published
    return first.raw if first and published.captured else ""
