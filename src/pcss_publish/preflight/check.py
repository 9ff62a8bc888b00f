"""All rules over one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pcss_publish.errors import UsageError
from pcss_publish.findings import Finding
from pcss_publish.preflight import boxes, document, paint
from pcss_publish.preflight.file import BROKEN, File
from pcss_publish.preflight.tables import Told, findings, limit, profiles, table

NOTE: Final = "This is our own check, of what docs/press.md lists; it is no validator, and certifies nothing."
Rule = Callable[[File], Iterator[Told]]


def _rules(profile: str, most_ink: float) -> tuple[Rule, ...]:
    return (
        boxes.trim, boxes.nesting, boxes.bleeds, boxes.sizes, boxes.short_art,
        lambda file: document.intent(file, profile),
        paint.rgb, paint.black_text, paint.spots, paint.pictures, paint.fonts,
        lambda file: paint.ink(file, most_ink),
        lambda file: paint.picture_ink(file, most_ink),
        paint.hairlines, paint.overprint, paint.blending, paint.postscript,
        lambda file: document.claim(file, profile),
        document.information, document.frame, document.beside, document.tagged,
    )  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What was found in one file.

    Attributes:
        name: of the file.
        profile: what it was held against.
        claimed: whether that is what the file says it is.
        pages: how many there are.
        findings: by code.
    """

    name: str
    profile: str
    claimed: bool
    pages: int
    findings: tuple[Finding, ...]

    @property
    def note(self) -> str:
        """What such a check is worth."""
        return NOTE

    @property
    def refused(self) -> tuple[Finding, ...]:
        """Findings with which no printer should be given the file."""
        return tuple(one for one in self.findings if one.blocking)

    def row(self) -> dict[str, Any]:
        """The report as data for other programs."""
        return {
            "file": self.name,
            "profile": self.profile,
            "claimed": self.claimed,
            "pages": self.pages,
            "codes": sorted(code for code, row in table("codes").items() if self.profile in row["of"]),
            "note": NOTE,
            "findings": [one.row() for one in self.findings],
        }


def preflight(data: bytes, name: str, *, profile: str = "", ink_limit: float | None = None) -> Report:
    """Hold a PDF against all rules of a profile.

    Args:
        data: the file.
        name: of the file, for the findings.
        profile: a key of ``profiles()``; by default what the file says it is, else ``print``.
        ink_limit: total ink, per cent; by default that of ``rules.toml``.

    Raises:
        SourceError: it is no PDF that can be opened, or holds more than a file for print does.
        UsageError: there is no such profile.
    """
    if profile and profile not in profiles():
        raise UsageError(f"unknown profile: {profile!r}", hint=f"Known: {', '.join(profiles())}.")
    most = limit("ink") if ink_limit is None else ink_limit
    with File(data, name) as file:
        chosen = profile or file.claim or "print"
        told = [one for rule in _rules(chosen, most) for one in _found(rule, file)]
        count = len(file.pages)
        return Report(name, chosen, file.claim == chosen, count, findings(told, chosen, name))


def _found(rule: Rule, file: File) -> list[Told]:
    """What a rule finds; a file in which it stumbles is damaged."""
    try:
        return list(rule(file))
    except BROKEN as error:
        return [Told("X714", f"cannot be read in full: {str(error) or type(error).__name__}")]
