"""What became of one article, and of a whole build."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from pcss_publish.errors import PublishError
from pcss_publish.findings import Finding
from pcss_publish.model import CommentDesk

Status = Literal["built", "restored", "unchanged", "failed", "verified", "unverified"]


@dataclass(frozen=True)
class Outcome:
    """What became of one article.

    Attributes:
        status: ``built``: something was made; ``restored``: products were put back that earlier builds made;
            ``unchanged``: nothing had to be done; ``failed``: earlier products were kept; ``verified`` or
            ``unverified``: the products were read again, and hold or do not.
        state: of the products; None where there are none to speak of.
        comments: what became of them; None where the article could not be read.
        units: how many texts the article has.
        proved: how many products were read back.
        path: the source's, as it was given or found.
        products: paths below ``outputs/``.
        stale: paths of products from an earlier build that were not asked for and no longer fit.
        missing: what a format lacked, by format.
    """

    slug: str
    source: str
    status: Status
    state: Literal["release", "proof"] | None = None
    products: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    comments: CommentDesk | None = None
    missing: dict[str, PublishError] = field(default_factory=dict)
    error: PublishError | None = None
    units: int = 0
    proved: int = 0
    path: Path = Path()
    stale: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings that keep the article from a release."""
        return tuple(found for found in self.findings if found.blocking)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that an editor should see."""
        return tuple(found for found in self.findings if found.severity == "warn")


@dataclass(frozen=True)
class Result:
    """What became of a build, article by article."""

    outcomes: tuple[Outcome, ...]
    pruned: tuple[str, ...] = ()
    strict: bool = False

    @property
    def exit_code(self) -> int:
        """0; 1 if some article failed; a failure's own code where all that went wrong has the same."""
        codes = {o.error.exit_code for o in self.outcomes if o.error}
        codes |= {e.exit_code for o in self.outcomes for e in o.missing.values()}
        if self.strict and any(o.warnings or o.open for o in self.outcomes):
            codes.add(1)
        return 0 if not codes else codes.pop() if len(codes) == 1 else 1


class Reporter(Protocol):
    """Hears what a build does. The engine never writes to a terminal itself."""

    def waiting(self, lock: str) -> None:
        """Another build holds the project."""

    def begun(self, total: int) -> None:
        """Work on so many articles begins."""

    def given(self, slug: str) -> None:
        """An article has to be made, and somebody is to do it."""

    def advanced(self, done: int, total: int) -> None:
        """So many of them are done, in whatever order."""

    def finished(self, outcome: Outcome) -> None:
        """An article and all before it are done."""


class Silent:
    """A reporter that says nothing."""

    def waiting(self, lock: str) -> None:
        """Say nothing."""

    def begun(self, total: int) -> None:
        """Say nothing."""

    def given(self, slug: str) -> None:
        """Say nothing."""

    def advanced(self, done: int, total: int) -> None:
        """Say nothing."""

    def finished(self, outcome: Outcome) -> None:
        """Say nothing."""
