"""The cues by which statements, captions and credits are told."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple, get_args

from pcss_publish.model import StatementRole
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.literals import folded

ROLES: tuple[StatementRole, ...] = get_args(StatementRole)

# Roles whose cues hardly occur in an answer; the others need their place at the article's end as well.
STRONG: frozenset[str] = frozenset(
    {"funding", "disclaimer", "conflict", "licence", "correction", "republication"}
)

_PAGE_ROLES: frozenset[str] = frozenset({"funding", "disclaimer", "licence"})

# Nobody writes longer notices; it bounds the search.
_LONGEST = 4000

_BOUNDARY = re.compile(r"[.!?…][\"”’»)]*\s+(?=[^\W\da-z_]|[¿¡“„«\"(\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|prof|mr|mrs|ms|st|no|nr|vol|fig|inc|ltd|co|jr|sr|u\.s|e\.g|i\.e|z\.b|u\.a|d\.h|bzw|approx|ca|cf|vs|"
    r"med|rev|fr|az|n\.º|ref|réf|art|hon)|\b[A-Z])\.$",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """A sentence at ``start:end`` of a text."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Cut a paragraph into sentences, leaving abbreviations whole."""
    found: list[Sentence] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        end = match.start() + len(match.group().rstrip())
        if _ABBREVIATION.search(text[max(0, match.start() - 12) : match.start() + 1]):
            continue
        found.append(Sentence(start, end, text[start:end]))
        start = match.end()
    if text[start:].strip():
        found.append(Sentence(start, len(text), text[start:]))
    return found


@lru_cache(maxsize=lexicon.REMEMBERED)  # nobody asks about one longer than _LONGEST
def roles_in(sentence: str) -> tuple[StatementRole, ...]:
    """The roles whose cues a sentence holds, in the order of the model.

    Wording that an answer may have as well counts only where the sentence speaks of the publication itself.
    """
    low = folded(sentence)
    of_itself = bool(lexicon.pattern("statements.self").search(sentence))
    found = [
        role
        for role in ROLES
        if lexicon.found(f"statements.{role}", sentence, low)
        or (of_itself and lexicon.found(f"statements.weak.{role}", sentence, low))
    ]
    # A correction names the first publication without being about it.
    return tuple(role for role in found if role != "republication" or "correction" not in found)


def statement_roles(text: str) -> list[tuple[StatementRole, int, int]]:
    """What each stretch of a notice does; a sentence without a cue goes on with what the one before did."""
    found: list[tuple[StatementRole, int, int]] = []
    if len(text) > _LONGEST:
        return found
    opening = run_in_role(text)
    for sentence in sentences(text):
        roles = roles_in(sentence.text)
        if opening and not sentence.start and opening not in roles:
            roles = (opening, *roles)
        found += [(role, sentence.start, sentence.end) for role in roles]
        if not roles and found:
            role, start, _ = found[-1]
            found[-1] = (role, start, sentence.end)
    return _joined(found)


def _joined(found: list[tuple[StatementRole, int, int]]) -> list[tuple[StatementRole, int, int]]:
    """Neighbouring stretches of one role as one."""
    joined: list[tuple[StatementRole, int, int]] = []
    for role, start, end in found:
        same = [n for n, one in enumerate(joined) if one[0] == role and start - one[2] <= 3]
        if same:
            joined[same[-1]] = (role, joined[same[-1]][1], end)
        else:
            joined.append((role, start, end))
    return joined


def bears_role(text: str) -> bool:
    """Whether a line holds the cue of a strong role."""
    return len(text) <= _LONGEST and any(role in STRONG for role in roles_in(text))


def of_the_page(text: str) -> bool:
    """Whether a line says who pays for the publication, who owns it or what it does not answer for."""
    if len(text) > _LONGEST or not lexicon.pattern("statements.self").search(text):
        return False
    return any(_PAGE_ROLES & set(roles_in(one.text)) for one in sentences(text))


@cache
def _heading(role: str) -> re.Pattern[str]:
    return lexicon.pattern(f"statements.headings.{role}", r"{}\s*:?")


def heading_role(text: str) -> StatementRole | None:
    """The role that a heading on its own line announces."""
    if len(text) > 60:
        return None
    return next((role for role in ROLES if _heading(role).fullmatch(text.strip("*").strip())), None)


@cache
def _run_in(role: str) -> re.Pattern[str]:
    return lexicon.pattern(f"statements.run_in.{role}", r"{}(?:\s?[:.–—-]|)\s+(?-i:[^\W\da-z_])")


def run_in_role(text: str) -> StatementRole | None:
    """The role of a heading in the same line as its notice (Funding: this work …)."""
    return next((role for role in ROLES if _run_in(role).match(text)), None)


@cache
def _caption() -> re.Pattern[str]:
    return lexicon.pattern("figures.caption")


@cache
def _credit() -> re.Pattern[str]:
    return lexicon.pattern("figures.credit")


def caption_label(text: str) -> re.Match[str] | None:
    """What introduces a caption (Fig. 2., Pie de foto:)."""
    match = _caption().match(text)
    return match if match and re.search(r"\d|[:|]", match.group()) else None


def opens_credit(text: str) -> re.Match[str] | None:
    """What introduces a picture's credit (Photo:)."""
    return _credit().match(text)


def is_credit_or_caption(text: str) -> bool:
    """Whether a line is a picture's caption or credit."""
    return bool(caption_label(text) or opens_credit(text)) and len(text) <= 300
