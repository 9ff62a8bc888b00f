"""K004: a name that is withheld in one place and stands in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pcss_publish.findings import Finding, finding
from pcss_publish.model import Comment, Document

_ANYWHERE: Final = 4  # letters of a name that is looked for outside addresses; shorter ones are words too
_PART: Final = 3
#: Not where a sentence begins, since many names are words too; but after a title, and as somebody's.
_INSIDE: Final = (
    r"(?:(?<=[^.!?…:\s]\s)|\b(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Mme|Sr|Sra)\.?\s){0}(?!\w)"
    r"|(?<!\w){0}(?=['’]s\b)"
)


def named_elsewhere(shown: Document, hidden: Sequence[Comment]) -> Iterable[Finding]:
    """K004, once for a comment that names people whose names are withheld."""
    printed = _printed(shown)
    secret = [(gone, _spoken(gone.name.text, printed)) for gone in hidden if gone.name]
    for comment in shown.comments.items:
        text = f"{comment.text}\n{comment.title.text if comment.title else ''}"
        named = [gone for gone, spoken in secret if spoken and spoken.search(text)]
        if named:
            yield finding(
                "K004", f"{comment.called} names {_whose(comment, named)} withheld.",
                hint=f"Redact the name there, omit comment {comment.ordinal}, or settle "
                f"K004:{comment.id} with a reason.",
                node=comment.id,
            )  # fmt: skip


def _whose(comment: Comment, named: Sequence[Comment]) -> str:
    if [gone.id for gone in named] == [comment.id]:
        return "its own writer, whose name is"
    numbers = sorted({gone.ordinal for gone in named})
    if len(numbers) == 1:
        return f"the writer of comment {numbers[0]}, whose name is"
    return f"the writers of comments {', '.join(map(str, numbers))}, whose names are"


def addressed(text: str, name: str, printed: Sequence[str]) -> bool:
    """Whether ``text`` begins by speaking to ``name``, as a reply does."""
    spoken = _spoken(name, printed)
    return bool(spoken and re.match(rf"\s*(?:{spoken.pattern})", text))


def _printed(shown: Document) -> list[str]:
    names = [comment.name.text for comment in shown.comments.items if comment.name]
    return names + [person.name for person in (shown.byline.names if shown.byline else ())]


def _spoken(name: str, printed: Sequence[str]) -> re.Pattern[str] | None:
    """How a text may speak of ``name``; None where a printed person bears it too.

    A part of the name that a printed person shares may mean that person, and is not looked for.
    """
    bare = name.partition(",")[0].strip()
    if name in printed or not bare:
        return None
    shared = {part for other in printed for part in other.replace(",", " ").split()}
    # A name that its bearer wrote in one case is written with capitals by others.
    told = bare.title() if " " in bare and (bare.islower() or bare.isupper()) else bare
    first, *_, last = [*told.split(), told.split()[-1]]
    forms = [rf"(?i:@{re.escape(form)})(?!\w)" for form in (bare.replace(" ", ""), bare, first)]
    if len(bare) >= _ANYWHERE:
        forms.append(rf"(?<!\w)(?i:{re.escape(bare)})(?!\w)")
    if first not in shared:
        forms.append(rf"^{re.escape(first)}(?=[,:!])")
    parts = {first, last} - shared
    forms += [_INSIDE.format(re.escape(part)) for part in sorted(parts) if _is_name(part)]
    return re.compile("|".join(forms), re.MULTILINE)


def _is_name(part: str) -> bool:
    return len(part) >= _PART and part[0].isupper()
