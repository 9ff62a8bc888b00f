"""Page furniture: lines of the site around the article, told by their words or by their form."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.dates import stamps
from pcss_publish.normalization.lines import Line

LONGEST = 220

_CELLS = re.compile(r"\s*[|·•]\s*|\s[›/»>]\s|\t|\s{2,}|\s[‹«]\s")
_ARROW = re.compile(r"^[←«‹◄◀▲△▼►▶☰✕×]|[→»›►▶▾▼]$")
_RULE = re.compile(r"[\W_]{3,}")
_BRACKETED = re.compile(r"^(?:[\[<(]\s*[\w’' &-]{1,30}\s*[\])>]\s*){2,}$")
_FIRST_LINKS = frozenset({"home", "start", "startseite", "inicio", "accueil", "portada"})
_LINK_LINE = re.compile(r"(?:[*•+-]\s*)?\[\d{1,3}\]\S[^.!?]{0,60}")
_SENTENCE = re.compile(r"\w{3}[.!?]\s+\S|\.$")
_OPENING, _CLOSING = re.compile(r"[\w\[(“\"'«¿¡+©#]"), re.compile(r"[\w\])”\"'».!?…*:)]")
_LINK_NUMBER = re.compile(r"\[\d{1,3}\]")


@cache
def _known() -> re.Pattern[str]:
    return lexicon.pattern("chrome.lines")


@cache
def _form() -> re.Pattern[str]:
    return lexicon.pattern("comments.form", r"\W*{}\W*")


@cache
def _related() -> re.Pattern[str]:
    return lexicon.pattern("chrome.related", r"{}\s*:?")


@lru_cache(maxsize=lexicon.REMEMBERED)
def bare(text: str) -> str:
    """The words of a line without link numbers, bullets and pictographs at its edges."""
    text = _LINK_NUMBER.sub("", text)
    first = _OPENING.search(text)
    start, end = first.start() if first else len(text), len(text)
    while end > start and not _CLOSING.match(text, end - 1):  # a pattern that ends in $ would be quadratic
        end -= 1
    return text[start:end].strip()


@lru_cache(maxsize=lexicon.REMEMBERED)
def is_known(text: str) -> bool:
    """Whether the whole line is a phrase that pages print around articles."""
    words = bare(text)
    return (
        bool(words) and len(words) <= LONGEST and bool(_known().fullmatch(words) or _known().fullmatch(text))
    )


@lru_cache(maxsize=lexicon.REMEMBERED)
def is_form(text: str) -> bool:
    """Whether the line belongs to a comment form or to the switches of a comment list."""
    words = bare(text)
    return bool(words) and len(words) <= LONGEST and bool(_form().fullmatch(words))


def opens_related(text: str) -> bool:
    """Whether the line heads a list of other pages."""
    words = bare(text)
    return 0 < len(words) <= 60 and bool(_related().fullmatch(words))


@lru_cache(maxsize=lexicon.REMEMBERED)
def is_navigation(text: str) -> bool:
    """Whether the line is a row of links: several short cells, no sentence."""
    if len(text) > LONGEST:
        return False
    if re.fullmatch(r"[-–—]\s?\d{1,4}\s?[-–—]", text) or _RULE.fullmatch(text) or _BRACKETED.match(text):
        return True
    if _ARROW.search(text) and not _is_quotation(text) and len(text) <= 120 and not _SENTENCE.search(text):
        return True
    if _LINK_LINE.fullmatch(text) or (
        "|" in text and opens_related(text.split("|", maxsplit=1)[0].split(":", maxsplit=1)[0])
    ):
        return True
    cells = [cell for cell in _CELLS.split(text) if cell.strip()]
    if len(cells) < 3 and not (len(cells) == 2 and all(is_button(cell) for cell in cells)):
        return _is_word_row(text)
    return all(_is_cell(cell) for cell in cells) and not any(one.full for one in stamps(text))


def _is_quotation(text: str) -> bool:
    """Whether angle quotation marks stand in pairs around words, and not as arrows."""
    return text.count("«") == text.count("»") > 0 and not re.match(r"«\s", text.replace("\u00a0", ""))


def _is_cell(cell: str) -> bool:
    return len(cell) <= 42 and len(cell.split()) <= 6 and not re.search(r"[.;]$|[.!?]\s+[A-Z]", cell.strip())


def is_button(text: str) -> bool:
    """Whether a short text is one link of a menu or a row of buttons."""
    words = bare(text)
    return is_known(text) or words.casefold() in lexicon.words("chrome.nav_words") or opens_related(text)


def _is_word_row(text: str) -> bool:
    """A menu whose links are parted by single spaces: hardly a word that no menu has, no sentence."""
    words = [re.sub(r"\W", "", word).casefold() for word in text.split()]
    words = [word for word in words if word]
    if not 2 <= len(words) <= 14 or text[-1] in ".?!:,;":
        return False
    if (
        words[0] in _FIRST_LINKS
        and len(words) >= 4
        and all(word[:1].isupper() or word[:1].isdigit() for word in text.split())
    ):
        return True
    known = sum(word in lexicon.words("chrome.nav_words") for word in words)
    return known >= 2 and known * 2 >= len(words) and text[:1].upper() == text[:1]


def is_page_number(text: str) -> bool:
    """Whether a line holds only a number, perhaps between dashes."""
    return len(text) <= 12 and bool(re.fullmatch(r"[\W_]*\d{1,6}[\W_]*", text))


def is_mere_sign(text: str) -> bool:
    """Whether a line holds nothing but a dot, a dash or a rule between two parts of the page."""
    return 0 < len(text) <= 120 and not any(char.isalnum() for char in text) and text[0] not in '“”«»"?!'


def is_furniture(line: Line) -> bool:
    """Whether the line alone shows that it is furniture."""
    return not line.blank and (is_known(line.text) or is_form(line.text) or is_navigation(line.text))
