"""Faults of any article, at places found by their role."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Final

from mutants.harness import Specimen
from mutants.markup import Markup
from mutants.markup_faults import Fault
from pcss_publish.model import Unit

Picked = Callable[[Specimen], Fault]


def _of(specimen: Specimen, role: str) -> list[Unit]:
    found = [unit for unit in specimen.published.units() if unit.role == role]
    assert found, f"the article has no {role}"
    return found


def _two(specimen: Specimen, role: str) -> tuple[str, str]:
    """The first unit of a role, and the next that says something else in another node."""
    first, *rest = _of(specimen, role)
    node = first.id.partition("-")[0]
    other = next(unit for unit in rest if unit.text != first.text and unit.id.partition("-")[0] != node)
    return first.id, other.id


def _changed(unit: Unit, pattern: str, new: str) -> Fault:
    found = re.search(pattern, unit.text)
    assert found, f"{unit.id} holds no {pattern}"
    old = unit.text[: found.end()]
    return lambda m: m.replaced(unit.id, old, old[: found.start()] + found.expand(new))


def _swapped(role: str) -> Picked:
    def pick(specimen: Specimen) -> Fault:
        one, other = _two(specimen, role)
        return lambda m: m.swapped(one, other)

    return pick


def _longest(specimen: Specimen, role: str) -> Unit:
    return max(_of(specimen, role), key=lambda unit: len(unit.text))


def _hyphen(specimen: Specimen) -> Fault:
    pattern = r"(\w)-(\w)"
    unit = next(u for u in specimen.published.units() if u.role != "title" and re.search(pattern, u.text))
    return _changed(unit, pattern, "\\1–\\2")


def _twice(specimen: Specimen) -> Fault:
    unit = _longest(specimen, "answer")
    return lambda m: m.after(unit.id, m.anonymous(unit.id))


def _restored(specimen: Specimen) -> Fault:
    """The words of a withheld comment that stand nowhere else, behind the last printed one."""
    printed = " ".join(unit.text for unit in specimen.published.units())
    hidden = [
        unit.text for omission in specimen.omissions for unit in omission.units if unit.role == "comment"
    ]
    words = next(text for text in hidden if len(text.split()) > 8 and text not in printed)
    last = _of(specimen, "comment")[-1]

    def fault(markup: Markup) -> Markup:
        return markup.after(last.id, f"<p>{html.escape(words, quote=False)}</p>")

    return fault


REAL: Final[dict[str, Picked]] = {
    "word-dropped": lambda s: _changed(_longest(s, "answer"), r"(\w+) \w+ (\w+)", r"\1 \2"),
    "letter-cut": lambda s: _changed(_longest(s, "statement"), r"(\w{5,})\w\b", r"\1"),
    "hyphen-to-dash": _hyphen,
    "stamp-changed": lambda s: _changed(_of(s, "comment-stamp")[0], r"\d(?=\D*$)", "x"),
    "name-dropped": lambda s: lambda m: m.without(_of(s, "comment-name")[0].id),
    "names-swapped": _swapped("comment-name"),
    "bodies-swapped": _swapped("comment"),
    "questions-swapped": _swapped("question"),
    "paragraph-twice-unnamed": _twice,
}
WITHHOLDING: Final[dict[str, Picked]] = {"withheld-comment-back": _restored}
