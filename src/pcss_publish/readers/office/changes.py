"""What an editor is asked about tracked changes and comments, in whatever format they stand."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from pcss_publish.model.marks import Place
from pcss_publish.readers.office.prepared import Prepared, Query, short
from pcss_publish.wording import counted

_RESOLVE = (
    "Accept or reject it in the file, and save that; or settle it as it stands, after an [[edit]] if need be."
)
_SHOWN: Final = {
    "inserted": "stands in the text until you decide",
    "deleted": "is left out of the text until you decide",
    "changed": "is shown as it is now",
}


Kind = Literal["inserted", "deleted", "changed"]


class Change(NamedTuple):
    """One tracked change; ``told`` says what it is of, if not of words: a row, a paragraph's end."""

    kind: Kind
    words: str
    author: str
    date: str
    place: Place
    told: str = ""


def ask_change(prepared: Prepared, change: Change) -> None:
    """Ask about one tracked change, and keep the words that are out of the text."""
    if not change.told and not change.words.strip():
        return
    if change.kind == "deleted" and not change.told:
        prepared.put_aside("deleted", change.words, change.place)
    who = f"{change.author or 'Somebody'}{_on(change.date)}"
    what = " ".join(one for one in (change.told, f"“{short(change.words)}”" if change.words else "") if one)
    said = f"{who} {change.kind} {what}; it {_SHOWN['inserted' if change.told else change.kind]}."
    prepared.queries.append(Query("W001", said, _RESOLVE, change.place))


def ask_forms(prepared: Prepared, places: list[Place]) -> None:
    """Ask once about all changes of how text looks."""
    if places:
        said = f"{counted(len(places), 'tracked change')} of how text looks; it is read as it looks now."
        prepared.queries.append(Query("W001", said, _RESOLVE, places[0]))


def ask_comment(prepared: Prepared, words: str, about: str, author: str, date: str, place: Place) -> None:
    """Ask about a comment in the margin, which is in no product."""
    prepared.put_aside("comment", words, place)
    target = f" on “{short(about, 80)}”" if about.strip() else ""
    said = f"{author or 'Somebody'}{_on(date)} notes in the margin{target}: “{short(words)}”"
    hint = "Answer it: mend the text by an [[edit]] if need be, then settle it with what was decided."
    prepared.queries.append(Query("W002", said, hint, place))


def _on(date: str) -> str:
    return f" ({date[:10]})" if date else ""
