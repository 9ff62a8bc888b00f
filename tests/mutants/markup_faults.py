"""Faults of the fictional article's markup, whatever its format. What each breaks stands in kinds.toml."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mutants.markup import Markup

Fault = Callable[[Markup], Markup]

HIDDEN_NAME: Final = "Tilda Lantern"
HIDDEN_STAMP: Final = "Mar 11, 2031 - 12:07 AM"
HIDDEN_BODY: Final = (
    "My sister in the next room has had bad headaches since the winter, "
    "and her doctor blames the smoke of our old lamp."
)
EIGHT_WORDS: Final = "the next room has had bad headaches since"
HIDDEN_COMMENT: Final = f"<p>{HIDDEN_NAME}</p><p>{HIDDEN_STAMP}</p><p>{HIDDEN_BODY}</p>"
INVENTED: Final = "Lamps of this make are the best."
OIL: Final = " A second grant, TEST-0002, pays for the oil."


def _reworded(unit: str, old: str, new: str) -> Fault:
    return lambda m: m.replaced(unit, old, new)


def _styled(unit: str, declarations: str) -> Fault:
    return lambda m: m.styled(unit, declarations)


def _rows_swapped(m: Markup) -> Markup:
    first, second = m.parent("a1-6-r2c1", "tr"), m.parent("a1-6-r3c1", "tr")
    rows = m.text[first.start : first.end], m.text[second.start : second.end]
    middle = m.text[first.end : second.start]
    return m.spliced(first.start, second.end, rows[1] + middle + rows[0])


def _moved(m: Markup, unit: str, behind: str) -> Markup:
    whole = m.outer(unit)
    return m.without(unit).after(behind, whole)


def _split(m: Markup) -> Markup:
    whole = m.outer("a1-2")
    tag = whole[1 : whole.index(" ")]
    return m.replaced("a1-2", "costly one. Keep", "costly one.\uf8ffKeep").put("\uf8ff", f"</{tag}><{tag}>")


def _merged(m: Markup) -> Markup:
    return m.with_inner("a1-2", f"{m.inner('a1-2')} {m.inner('a1-3')}").without("a1-3")


WORDS: Final[dict[str, Fault]] = {
    "word-dropped": _reworded("a1-3", "measured ", ""),
    "word-doubled": _reworded("a1-3", "every lamp", "every every lamp"),
    "words-swapped": _reworded("a1-3", "flicker of every", "every of flicker"),
    "word-split": _reworded("a1-3", "measured", "mea sured"),
    "words-glued": _reworded("a1-3", "Nobody has", "Nobodyhas"),
    "letter-cut": _reworded("st2-1", "Lamp Menders", "Lamp Mender"),
    "full-stop-cut": _reworded("st3-2", "workshop.", "workshop"),
    "case-changed": _reworded("title", "My Lamp", "my lamp"),
    "hyphen-to-dash": _reworded("a1-1", "2-3 mm", "2–3 mm"),
    "hyphen-to-unbreakable": _reworded("a1-1", "well-kept", "well\u2011kept"),
    "hyphen-dropped": _reworded("a1-1", "well-kept", "wellkept"),
    "apostrophe-curled": _reworded("st3-1", "don't", "don’t"),
    "dash-to-hyphen": _reworded("q4-signature", "— Sleepless", "- Sleepless"),
    "award-digit": _reworded("st2-1", "TEST-0001", "TEST-0007"),
    "award-split": _reworded("st2-1", "TEST-0001", "TEST- 0001"),
    "date-changed": _reworded("date-1", "March 3", "March 8"),
    "letter-from-another-script": _reworded("byline-1", "Ada", "Ad\u0430"),
    "ligature-normalised": _reworded("a1-2", "ﬁne", "fine"),
    "fraction-normalised": _reworded("q3-1", "½", "1⁄2"),
    "mark-dropped": _reworded("a1-2", "cafe\u0301", "cafe"),
    "mark-composed": _reworded("a1-2", "cafe\u0301", "café"),
    "emoji-dropped": _reworded("a1-2", " 🕯", ""),
    "name-reversed": _reworded("byline-2", "נר פתילה", "הליתפ רנ"),
    "name-in-capitals": _reworded("c8-name", "Bo Cooper", "BO COOPER"),
    "line-lost": _reworded("a1-1", " and a well-kept lamp burns for 12 hours", ""),
    "sentence-invented": _reworded("a1-3", "every lamp.", f"every lamp. {INVENTED}"),
    "sentence-moved": lambda m: m.replaced("st2-1", OIL, "").replaced(
        "a1-3", "every lamp.", f"every lamp.{OIL}"
    ),
    "award-sentence-dropped": _reworded("st2-1", OIL, ""),
    "credit-changed": _reworded("f1-credit", "B. Cooper", "A. Wick"),
}

PLACES: Final[dict[str, Fault]] = {
    "questions-swapped": lambda m: m.swapped("q1-1", "q3-1"),
    "questions-exchanged": lambda m: m.exchanged("q1-1", "q3-1"),
    "question-number-changed": _reworded("q2-label", "2", "3"),
    "question-numbers-swapped": lambda m: m.swapped("q1-label", "q2-label"),
    "question-number-dropped": lambda m: m.without("q2-label"),
    "speakers-swapped": lambda m: m.swapped("a1-label", "a2-label"),
    "paragraph-dropped": lambda m: m.without("a1-3"),
    "paragraph-emptied": lambda m: m.with_inner("a1-3", ""),
    "paragraph-twice": lambda m: m.after("a1-3", m.outer("a1-3")),
    "paragraph-twice-unnamed": lambda m: m.after("a1-3", m.anonymous("a1-3")),
    "statement-twice-far-away": lambda m: m.after("c2-1", m.anonymous("st3-2")),
    "paragraphs-merged": _merged,
    "paragraph-split": _split,
    "paragraphs-exchanged": lambda m: m.exchanged("a1-2", "a1-3"),
    "award-statement-dropped": lambda m: m.without("st2-1"),
    "statement-behind-comments": lambda m: _moved(m, "st3-2", "c2-1"),
    "correction-moved-down": lambda m: _moved(m, "st1-1", "s1-1"),
    "items-swapped": lambda m: m.swapped("a1-5-i1-1", "a1-5-i3-1"),
    "items-exchanged": lambda m: m.exchanged("a1-5-i1-1", "a1-5-i3-1"),
    "item-dropped": lambda m: m.without("a1-5-i2-1"),
    "cell-dropped": lambda m: m.without("a1-6-r2c2"),
    "cell-emptied": lambda m: m.with_inner("a1-6-r2c2", ""),
    "cells-swapped": lambda m: m.swapped("a1-6-r2c2", "a1-6-r3c2"),
    "rows-swapped": _rows_swapped,
    "verse-line-lost": lambda m: m.without("a1-7-l2"),
    "verse-lines-merged": lambda m: m.with_inner(
        "a1-7-l1", f"{m.inner('a1-7-l1')} {m.inner('a1-7-l2')}"
    ).without("a1-7-l2"),
    "caption-and-credit-swapped": lambda m: m.swapped("f1-caption", "f1-credit"),
    "paragraph-invented": lambda m: m.after("a1-3", f"<p>{INVENTED}</p>"),
    "unit-invented": lambda m: m.after("a1-3", f'<p id="pcss-a1-9">{INVENTED}</p>'),
    "name-unmarked": lambda m: m.with_outer("c8-name", m.anonymous("c8-name")),
    "ids-swapped": lambda m: m.renamed("c8-name", "c6-name"),
}

COMMENTS: Final[dict[str, Fault]] = {
    "name-dropped": lambda m: m.without("c8-name"),
    "names-swapped": lambda m: m.swapped("c8-name", "c6-name"),
    "names-exchanged": lambda m: m.exchanged("c8-name", "c6-name"),
    "name-for-the-nameless": _reworded("h-unsigned", "Unsigned", "Lena Invented"),
    "stamp-changed": _reworded("c8-stamp", "08:15", "08:51"),
    "stamp-dropped": lambda m: m.without("c6-stamp"),
    "stamps-swapped": lambda m: m.swapped("c8-stamp", "c7-stamp"),
    "bodies-swapped": lambda m: m.swapped("c6-1", "c4-1"),
    "bodies-exchanged": lambda m: m.exchanged("c6-1", "c4-1"),
    "paragraph-to-neighbour": lambda m: _moved(m, "c8-2", "c7-1"),
    "text-to-neighbour": lambda m: m.with_inner("c7-1", f"{m.inner('c7-1')} {m.inner('c8-2')}").without(
        "c8-2"
    ),
    "reply-to-another": _reworded("h-reply-to", "Bo Cooper", "Max Glimmer"),
    "affiliation-dropped": lambda m: m.without("c6-affiliation"),
    "withheld-comment-back": lambda m: m.after("c8-2", HIDDEN_COMMENT),
    "withheld-words-in-another": _reworded("c4-1", "flickers.", f"flickers, while {EIGHT_WORDS}."),
    "withheld-name-in-a-name": _reworded("c8-name", "Bo Cooper", f"Bo Cooper and {HIDDEN_NAME}"),
    "withheld-name-alone": lambda m: m.after("c8-stamp", f"<span>{HIDDEN_NAME}</span>"),
    "withheld-stamp-alone": lambda m: m.after("c8-stamp", f"<span>{HIDDEN_STAMP}</span>"),
    "blacked-out-words-back": _reworded("c2-1", "[withheld]", "15 Tallow Passage"),
}

HOUSE: Final[dict[str, Fault]] = {
    "house-text-changed": _reworded("h-comments", "From", "Some of"),
    "house-text-invented": lambda m: m.before("c8-name", '<p id="pcss-h-promise">All comments are true.</p>'),
    "house-text-twice": lambda m: m.after("h-comments", m.anonymous("h-comments")),
    "count-line-dropped": lambda m: m.without("h-comments-count"),
    "count-changed": _reworded("h-comments-count", "3 are left", "2 are left"),
    "reason-changed": _reworded("h-comments-count", "for repeating", "for praising"),
    "policy-changed": _reworded("h-comments-policy", "oldest", "newest"),
    "reprint-line-changed": _reworded("h-reprint-text", "March 3", "March 5"),
    "rights-line-dropped": lambda m: m.without("h-rights-text"),
}

HIDDEN: Final[dict[str, Fault]] = {
    "hidden-by-display": _styled("a1-3", "display:none"),
    "hidden-by-visibility": _styled("a1-3", "visibility:hidden"),
    "hidden-by-size": _styled("a1-3", "font-size:0"),
    "hidden-by-tiny-size": _styled("a1-3", "font-size:0.1pt;line-height:0.1pt"),
    "hidden-by-white": _styled("a1-3", "color:#ffffff"),
    "hidden-by-transparency": _styled("a1-3", "color:transparent"),
    "hidden-by-opacity": _styled("a1-3", "opacity:0"),
    "hidden-off-the-page": _styled("a1-3", "position:absolute;left:-9999px;top:0"),
    "hidden-by-indent": _styled("a1-3", "text-indent:-9999px;white-space:nowrap;overflow:hidden"),
    "hidden-by-clipping": _styled("a1-3", "height:0;max-height:0;overflow:hidden"),
    "hidden-by-scale": _styled("a1-3", "transform:scale(0)"),
    "hidden-by-attribute": lambda m: m.with_attribute("a1-3", "hidden", "hidden"),
    "capitals-by-style": _styled("c8-name", "text-transform:uppercase"),
}

PROOF: Final[dict[str, Fault]] = {
    "proof-mark-dropped": lambda m: m.without("h-proof"),
    "proof-mark-changed": _reworded("h-proof", "not for release", "for release"),
    "proof-queries-changed": _reworded("h-proof", "One open query", "No open query"),
    "undecided-mark-dropped": lambda m: m.without("h-undecided"),
}

WEB: Final[dict[str, Fault]] = {
    "space-to-unbreakable": _reworded("a1-3", "Nobody has", "Nobody\u00a0has"),
    "soft-hyphen-in-award": _reworded("st2-1", "TEST-0001", "TEST-\u00ad0001"),
    "zero-width-space-in-award": _reworded("st2-1", "TEST-0001", "TEST-\u200b0001"),
}

MARKUP: Final[dict[str, Fault]] = WORDS | PLACES | COMMENTS | HOUSE | HIDDEN
