"""Grants as funding statements name them: number, funder, recipient project."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.cues import roles_in, sentences

# Free strings with a digit; what tells them from years, amounts and versions is their company.
_ID = r"(?:TEST |[A-Z]{2,8} )?(?=[\w./:-]*\d)[A-Za-z0-9][\w./:-]*[\w]"
_YEAR = re.compile(r"(?:19|20)\d{2}$")
_NOT_AN_ID = re.compile(r"^(?:\d{1,3}|\d+(?:st|nd|rd|th)|\d{4}[-–/]\d{2,4})$")
_MONEY = re.compile(r"[$€£¥%]|\bpercent\b|\bper cent\b", re.IGNORECASE)


class Grant(NamedTuple):
    """A grant in a text; ``start``/``end`` of the number, equal where it has none."""

    id: str
    start: int
    end: int
    funder: str | None
    name: str | None


@cache
def _labelled_ids() -> re.Pattern[str]:
    label = lexicon.choice("awards.labels")
    item = rf"(?:{_ID})"
    more = rf"(?:\s*(?:,|;|and|und|et|y|en|&|/)\s*(?:and\s+)?(?:[^\W\d]+\s+\d{{4}},\s*)?{item})*"
    return re.compile(rf"\b(?:{label})(?:\s*:\s*|\s+)(?P<ids>{item}{more})", re.IGNORECASE)


_PARENTHESIS = re.compile(r"\(([^()]{2,200})\)")
_IN_LIST = re.compile(_ID)


@cache
def _lead_in() -> re.Pattern[str]:
    return lexicon.pattern("awards.lead_in", r"\b{}\s+")


@cache
def _stop() -> re.Pattern[str]:
    return lexicon.pattern("awards.stops", r"\s+{}(?=\s|$)")


def grants_in(text: str, language: str = "en") -> list[Grant]:
    """The grants of a funding statement, in its order; one named without a number has an empty id."""
    found: list[Grant] = []
    for sentence in sentences(text):
        roles = roles_in(sentence.text)
        if "funding" not in roles or _denies(sentence.text):
            continue
        ids = _ids(sentence.text)
        funders = _funders(sentence.text, lower=language in _LOWER_CASE_NAMES)
        grants = _joined(sentence.text, sentence.start, ids, funders)
        # A sentence that says what the programme is names its funder, not a grant of its own.
        found += [grant for grant in grants if grant.id or "about" not in roles]
    return found


def _denies(sentence: str) -> bool:
    return bool(
        re.search(
            r"\b(?:no|without|keine|aucune?|ning[uú]na?|geen)\b[^.]{0,40}\b(?:fund|grant|financ|förder|support|money|"
            r"subvenc|ayuda|subsid|drittmittel)|receives? no|\bown\b",
            sentence, re.IGNORECASE,
        )
    )  # fmt: skip


def _ids(sentence: str) -> list[tuple[int, int]]:
    spans: set[tuple[int, int]] = set()
    for match in _labelled_ids().finditer(sentence):
        spans |= _single_ids(sentence, *match.span("ids"))
    for match in _PARENTHESIS.finditer(sentence):
        if not _MONEY.search(match.group()):
            spans |= {
                one for one in _single_ids(sentence, *match.span(1)) if _looks_issued(sentence[slice(*one)])
            }
    return _without_nested(sorted(spans))


def _single_ids(sentence: str, start: int, end: int) -> set[tuple[int, int]]:
    found = set()
    for match in _IN_LIST.finditer(sentence, start, end):
        text = match.group()
        if (
            not _YEAR.match(text)
            and not _NOT_AN_ID.match(text)
            and not sentence[: match.start()].endswith("$")
        ):
            found.add(match.span())
    return found


def _looks_issued(text: str) -> bool:
    """Number with capitals, a dash or a slash: not a word with a figure, not a version."""
    return (
        len(text) >= 4 and bool(re.search(r"[A-Z]", text)) and bool(re.search(r"\d{2}", text) or "-" in text)
    )


def _without_nested(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [one for one in spans if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in spans)]


def _funders(sentence: str, *, lower: bool) -> list[tuple[int, int]]:
    """The places of the bodies that are said to pay."""
    found: list[tuple[int, int]] = []
    for match in _lead_in().finditer(sentence):
        start, end = _noun(sentence, match.end(), lower=lower)
        if end > start and not any(start < other[1] and other[0] < end for other in found):
            found.append((start, end))
    return found


_ARTICLE = re.compile(
    r"(?:(?:the|an?|der|die|das|dem|den|des|la|les?|el|los|las|de|het|du)\s+|[ld]['’])", re.IGNORECASE
)
_ACRONYM = re.compile(r"\s*\([A-Z]{2,}[^()\d]{0,80}\)")
_OWN_NAME = re.compile(
    r"\b(?:fellowship|grant|award|bursary|stipend|scholarship|prize)s?\s+(?:of|from)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(r"(?:’|')s\s+(?=(?:\S+\s){0,3}(?:Horizon|Framework|\w*[Pp]rogramme?)|[A-Z]\w+ \d{4})")
# Languages whose names of bodies run on in lower case.
_LOWER_CASE_NAMES = frozenset({"fr", "es"})
_INNER = re.compile(
    r"(?:of|for|the|and|on|in|de|del|la|las|los|y|e|für|und|der|des|die|et|du|des|les|le|van|voor|het|en|an|zu|zur|&)",
    re.IGNORECASE,
)


def _noun(sentence: str, at: int, *, lower: bool) -> tuple[int, int]:
    """The capitalised name at ``at``, with its small words, up to what says on what terms."""
    while match := _ARTICLE.match(sentence, at):
        at = match.end()
    if not sentence[at : at + 1].isupper():
        return at, at
    stop = _stop().search(sentence, at)
    limit = stop.start() if stop else len(sentence)
    end = _run_of_names(sentence, at, limit, lower=lower)
    own = _OWN_NAME.search(sentence, at, end)
    at = own.end() if own else at
    programme = _PROGRAMME.search(sentence, at, end)
    end = programme.start() if programme else end
    return at, at + len(sentence[at:end].rstrip(" ,.;:"))


def _run_of_names(sentence: str, at: int, limit: int, *, lower: bool) -> int:
    """Where the words of a body's name end: capitals, small words between them, an acronym in brackets."""
    end = at
    while match := re.compile(r"\s*(\S+)").match(sentence, max(at, end), limit):
        acronym = _ACRONYM.match(sentence, end) if end > at else None
        if acronym:
            end = acronym.end()
            if sentence[end : end + 1] in {",", ";", "."}:
                break
            continue
        word = match.group(1)
        bare = word.strip("(),.;:’'“”«»\"")
        if word.startswith("(") or not (
            _is_name_part(bare, end > at) or lower or _leads_on(sentence, match.end(), limit, bare)
        ):
            break
        end = match.end()
        if word.endswith((";", ":", ")")) or (word.endswith(".") and len(bare) > 3 and "." not in bare):
            break
        if word.endswith(",") and not _goes_on(sentence, end):
            break
    return end


def _is_name_part(bare: str, inside: bool) -> bool:
    return bare[:1].isupper() or (bare[:1].isdigit() and inside)


def _leads_on(sentence: str, at: int, limit: int, bare: str) -> bool:
    """Whether a small word such as 'of' or 'für' leads to a further capital."""
    if not _INNER.fullmatch(bare):
        return False
    following = sentence[at:limit].split()[:3]
    return any(word.strip("(“«")[:1].isupper() for word in following) and all(
        word.strip("(“«")[:1].isupper() or _INNER.fullmatch(word)
        for word in following[:2]
        if not word[:1].isupper()
    )


def _goes_on(sentence: str, at: int) -> bool:
    """Whether a comma stands inside a body's name: 'Institute of Food, U.S. Department of Agriculture'."""
    following = sentence[at:].split()
    return bool(following) and following[0].strip("(),.")[:1].isupper() and "." in following[0]


def _joined(
    sentence: str, offset: int, ids: list[tuple[int, int]], funders: list[tuple[int, int]]
) -> list[Grant]:
    """Give each number the funder nearest before it, or the one named behind 'from'."""
    grants: list[Grant] = []
    used: set[tuple[int, int]] = set()
    for start, end in ids:
        before = [one for one in funders if one[1] <= start]
        after = [one for one in funders if one[0] >= end]
        nearest = before[-1] if before else None
        behind = nearest is None or _is_project(sentence, nearest, (start, end), after)
        funder = after[0] if behind and after else nearest
        name = nearest if funder != nearest else None
        used |= {one for one in (funder, name) if one}
        grants.append(
            Grant(
                sentence[start:end],
                offset + start,
                offset + end,
                _text(sentence, funder),
                _text(sentence, name),
            )
        )
    grants += [
        Grant("", offset + one[0], offset + one[0], _text(sentence, one), None)
        for one in funders
        if one not in used and not _repeats(sentence, one, used)
    ]
    return grants


def _is_project(
    sentence: str, before: tuple[int, int], number: tuple[int, int], after: list[tuple[int, int]]
) -> bool:
    """'by PROJECT (NUMBER) from FUNDER': the name before the number is the project's."""
    return (
        bool(after)
        and sentence[before[1] : number[0]].strip() == "("
        and bool(re.match(r"\)?\s*(?:from|von|de|van)\b", sentence[number[1] :], re.IGNORECASE))
    )


def _repeats(sentence: str, one: tuple[int, int], used: set[tuple[int, int]]) -> bool:
    text = sentence[slice(*one)]
    return any(text in sentence[slice(*other)] or sentence[slice(*other)] in text for other in used)


def _text(sentence: str, span: tuple[int, int] | None) -> str | None:
    return sentence[slice(*span)] if span else None
