"""Faults of the text alternative: what stands where, in a file that has no elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from mutants.markup import Markup
from mutants.markup_faults import EIGHT_WORDS, HIDDEN_BODY, HIDDEN_NAME, HIDDEN_STAMP, INVENTED, OIL, Fault

Edit = Callable[[str], str]


def _found(text: str, words: str) -> re.Match[str]:
    """The only place of some words, wherever their lines end."""
    pattern = r"\s".join(re.escape(word) for word in words.split(" "))
    places = list(re.finditer(pattern, text))
    assert len(places) == 1, f"{words!r} stands {len(places)} times"
    return places[0]


def put(old: str, new: str) -> Edit:
    """``new`` for ``old``."""

    def edit(text: str) -> str:
        at = _found(text, old)
        return text[: at.start()] + new + text[at.end() :]

    return edit


def swap(one: str, other: str) -> Edit:
    """Two stretches exchanged."""

    def edit(text: str) -> str:
        first, second = sorted((_found(text, one), _found(text, other)), key=lambda found: found.start())
        middle = text[first.end() : second.start()]
        return text[: first.start()] + second[0] + middle + first[0] + text[second.end() :]

    return edit


def _all(*edits: Edit) -> Fault:
    def fault(markup: Markup) -> Markup:
        text = markup.text
        for edit in edits:
            text = edit(text)
        assert text != markup.text, "the mutant is the control"
        return Markup(text)

    return fault


_SAID: Final = "Nobody has measured the flicker of every lamp."
_CLEAN: Final = "Thanks to the mender's advice, the glass stays clean as well."
_OIL: Final = "Which oil did you use? Mine smokes whatever I pour in."
_FIRE: Final = "A lamp should never stand above a curtain. Last year's fire began so."
_HALL: Final = "We bought three lamps for the hall and not one of them flickers."
_LAST: Final = "The column isn't a substitute for a visit to a workshop."
_NOTICE: Final = "Correction, March 5, 2031: an earlier version gave the trim as 5 mm."

_COUNT: Final = (
    "Of 8 comments on the original page, 5 are printed here and 3 are left out: 1 for telling of another "
    "person’s health, 1 for repeating another comment and 1 as too short to add to the discussion."
)

TEXT: Final[dict[str, Fault]] = {
    "word-dropped": _all(put("has measured", "has")),
    "words-swapped": _all(put("flicker of every", "every of flicker")),
    "word-split": _all(put("measured", "mea sured")),
    "words-glued": _all(put("Nobody has", "Nobodyhas")),
    "letter-cut": _all(put("Lamp Menders.", "Lamp Mender.")),
    "hyphen-to-dash": _all(put("2-3 mm", "2–3 mm")),
    "apostrophe-curled": _all(put("mender and don't", "mender and don’t")),
    "award-digit": _all(put("TEST-0001", "TEST-0007")),
    "award-split": _all(put("TEST-0001", "TEST-\n0001")),
    "letter-from-another-script": _all(put("by Ada Wick", "by Ad\u0430 Wick")),
    "ligature-normalised": _all(put("ﬁne", "fine")),
    "fraction-normalised": _all(put("½", "1⁄2")),
    "mark-dropped": _all(put("cafe\u0301", "cafe")),
    "mark-composed": _all(put("cafe\u0301", "café")),
    "emoji-dropped": _all(put("low 🕯 and", "low and")),
    "name-reversed": _all(put("נר פתילה", "הליתפ רנ")),
    "name-in-capitals": _all(put("Bo Cooper\nMar", "BO COOPER\nMar")),
    "space-to-unbreakable": _all(put("Nobody has", "Nobody\u00a0has")),
    "soft-hyphen-in-award": _all(put("TEST-0001", "TEST-\u00ad0001")),
    "questions-swapped": _all(
        swap("Why does my lamp flicker when the window is shut?", "Is a tank that is ½ full safe?")
    ),
    "question-number-changed": _all(put("2) Does", "3) Does")),
    "speakers-swapped": _all(put("Answer\n---", "Ada Wick\n---"), put("Ada Wick: They", "Answer: They")),
    "paragraph-dropped": _all(put(f"{_SAID}\n\n", "")),
    "paragraph-twice": _all(put(_SAID, f"{_SAID}\n\n{_SAID}")),
    "paragraphs-merged": _all(put(f"window ajar.\n\n{_SAID}", f"window ajar. {_SAID}")),
    "paragraph-split": _all(put("costly one. Keep", "costly one.\n\nKeep")),
    "paragraph-to-neighbour": _all(put(f"{_CLEAN}\n\n", ""), put(_OIL, f"{_OIL}\n\n{_CLEAN}")),
    "award-sentence-dropped": _all(put(OIL.strip(), "")),
    "sentence-moved": _all(put(OIL.strip(), ""), put(_SAID, f"{_SAID}{OIL}")),
    "sentence-invented": _all(put(_SAID, f"{_SAID} {INVENTED}")),
    "paragraph-invented": _all(put(_SAID, f"{_SAID}\n\n{INVENTED}")),
    "statement-behind-comments": _all(put(f"{_LAST}\n\n", ""), put("* * *", f"{_LAST}\n\n* * *")),
    "correction-moved-down": _all(put(f"{_NOTICE}\n\n", ""), put(_LAST, f"{_NOTICE}\n\n{_LAST}")),
    "items-swapped": _all(swap("Open the window by a hand.", "Fill the tank to the mark.")),
    "item-label-changed": _all(put("b) Trim", "d) Trim")),
    "cells-swapped": _all(put("11\nOlive", "14\nOlive"), put("Olive | 14", "Olive | 11")),
    "cell-dropped": _all(put(" | 11\nOlive", "\nOlive")),
    "verse-line-lost": _all(put("burn until the night is still,\n", "")),
    "verse-lines-merged": _all(put("Little lamp upon the sill,\nburn", "Little lamp upon the sill, burn")),
    "name-dropped": _all(put("Bo Cooper\nMar", "Mar")),
    "names-swapped": _all(swap("Bo Cooper\nMar 04", "Renée Dochtová, MD\nNight")),
    "stamp-changed": _all(put("08:15", "08:51")),
    "bodies-swapped": _all(swap(_FIRE, _HALL)),
    "name-for-the-nameless": _all(put("Unsigned\n", "Lena Invented\n")),
    "withheld-comment-back": _all(put(_CLEAN, f"{_CLEAN}\n\n{HIDDEN_NAME}\n{HIDDEN_STAMP}\n\n{HIDDEN_BODY}")),
    "withheld-words-in-another": _all(put("them flickers.", f"them flickers, while {EIGHT_WORDS}.")),
    "withheld-name-alone": _all(put(_CLEAN, f"{_CLEAN}\n\n{HIDDEN_NAME}")),
    "blacked-out-words-back": _all(put("[withheld]", "15 Tallow Passage")),
    "count-line-dropped": _all(put(f"{_COUNT}\n\n", "")),
    "count-changed": _all(put("3 are left", "2 are left")),
    "policy-changed": _all(put("posted, oldest", "posted, newest")),
    "house-text-changed": _all(put("From the comments\n-", "Some of the comments\n-")),
    "link-target-changed": _all(put("<https://lamps.example/trim", "<https://elsewhere.example/trim")),
    "link-dropped": _all(put("<https://lamps.example/trim?wick=1&lamp=2>\n\n", "\n")),
    "way-out-dropped": _all(put("\n\nUnsubscribe\nhttps://example.org/unsubscribe", "")),
    "postal-address-dropped": _all(put("1 Example Street, Exampleton\n", "")),
}

PROOF: Final[dict[str, Fault]] = {
    "proof-mark-dropped": _all(put("Proof: not for release. One open query\n\n", "")),
    "undecided-mark-dropped": _all(put("Undecided\n", "")),
}
