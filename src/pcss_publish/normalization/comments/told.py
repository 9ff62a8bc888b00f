"""What a person said of the comments: which system printed them, and on which line they begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pcss_publish.errors import ConfigError, PublishError, UsageError
from pcss_publish.findings import Finding, finding
from pcss_publish.model.guidance import Guidance
from pcss_publish.normalization.comments.layouts import LAYOUTS, Layout
from pcss_publish.normalization.lines import Line
from pcss_publish.profiles import profiles


class Told(NamedTuple):
    """The forms that may be tried, by name (none: all), and the place of the line where comments begin."""

    forms: frozenset[str] = frozenset()
    start: int | None = None

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The forms to try. Which of them it is was asked because of the others: that is answered."""
        if not self.forms:
            return LAYOUTS
        return tuple(layout._replace(sure=True) for layout in LAYOUTS if layout.name in self.forms)

    def allows(self, layout: Layout) -> bool:
        """Whether a form may be tried."""
        return not self.forms or layout.name in self.forms


def told_by(guidance: Guidance, lines: Sequence[Line], placed: Sequence[int] | None) -> Told:
    """What ``guidance`` means for these lines.

    Args:
        guidance: what a person said.
        lines: of the text.
        placed: the file's line of each of them; None where the text is the file.

    Raises:
        ConfigError, UsageError: the file has no such line; the latter where no file said so.
    """
    forms = frozenset(profiles()[guidance.profile].layouts) if guidance.profile else frozenset()
    if not guidance.comments_from:
        return Told(forms)
    numbers = placed or [line.number for line in lines]
    last = max((n for n, line in zip(numbers, lines, strict=True) if not line.blank), default=0)
    if guidance.comments_from > last:
        raise wrong(guidance, f"the source ends with line {last}", "Count the lines as an editor shows them.")
    return Told(forms, next(place for place, n in enumerate(numbers) if n >= guidance.comments_from))


def refuse_head(guidance: Guidance) -> PublishError:
    """The error for a beginning above which nothing stands that readers could comment on."""
    return wrong(
        guidance, "only the head of an article stands above it: comments cannot begin there",
        "Name the line of the first comment, or of the heading over the comments.",
    )  # fmt: skip


def wrong(guidance: Guidance, what: str, hint: str) -> PublishError:
    """An error about what a person said, with its place."""
    kind = ConfigError if guidance.by_file else UsageError
    return kind(f"comments from line {guidance.comments_from}: {what}", place=guidance.place, hint=hint)


def noted(guidance: Guidance) -> Finding:
    """S006: what was said is shown wherever the findings are."""
    said = f" in the form of {profiles()[guidance.profile].name}" if guidance.profile else ""
    said += f" from line {guidance.comments_from} on" if guidance.comments_from else ""
    found = finding(
        "S006", f"Comments are read{said}, as {guidance.place} says.", hint="Compare them with the page."
    )
    return found.model_copy(update={"line": guidance.comments_from})


def idle(guidance: Guidance, why: str) -> Finding:
    """K002: what was said changes nothing."""
    said = f"What {guidance.place} says of the comments has no effect: {why}."
    return finding("K002", said, hint="Remove it from [reading], or leave the option out.")
