"""What goes into a decision beside the desk file, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from pcss_publish.findings import Finding, finding
from pcss_publish.model import Edit, Model, Published, PullQuote, Unit

Order = Literal["oldest-first", "newest-first", "as-shown"]


@dataclass(frozen=True)
class Policy:
    """House policy, as configured.

    Attributes:
        comments: ``decided`` prints what the desk publishes, ``none`` prints no comment at all.
        order: of comments in print, where the desk file names none.
        rights_required: permissions that are not recorded block a release.
        anonymous: name printed for an anonymised comment.
        redacted: what is printed in place of a redacted text.
        date: ISO date, in metadata alone, of an article that has none.
    """

    comments: Literal["decided", "none"] = "decided"
    order: Order = "oldest-first"
    rights_required: bool = False
    anonymous: str = "Name withheld"
    redacted: str = "[withheld]"
    date: str = ""


class Omission(Model):
    """Words of the import that a decision keeps out of every product.

    ``units`` hold them, for the proof to look for; a certificate names the node, never the words.
    """

    node: str
    action: Literal["omit", "redact", "anonymise", "excerpt", "drop"]
    reason: str
    by: str
    units: tuple[Unit, ...]


class Decided(Model):
    """The published view and what is known about it.

    Attributes:
        published: nothing withheld stands in it.
        findings: open ones: those handed in and not settled, then the desk's own.
        settled: those that a decision settled, kept for the record.
        omissions: what was withheld or dropped, by whose authority.
    """

    published: Published
    findings: tuple[Finding, ...]
    settled: tuple[Finding, ...] = ()
    omissions: tuple[Omission, ...] = ()


@dataclass
class Record:
    """What the steps of one decision write down."""

    desk_name: str = ""
    findings: list[Finding] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    pull_quotes: list[PullQuote] = field(default_factory=list)
    closed: set[tuple[str, str]] = field(default_factory=set)

    def close(self, node: str, codes: Iterable[str] = ("",)) -> None:
        """Take findings at ``node`` as settled by a decision; ``codes`` are prefixes."""
        self.closed |= {(node, code) for code in codes}

    def is_closed(self, found: Finding) -> bool:
        """Whether a decision settled this finding."""
        return any(found.node == node and found.code.startswith(code) for node, code in self.closed)

    def note(self, code: str, message: str, hint: str, line: int, node: str = "") -> None:
        """Raise a finding about the desk file itself."""
        found = finding(code, message, hint=hint, node=node)
        self.findings.append(found.model_copy(update={"source": self.desk_name, "line": line}))

    def unfit(self, message: str, line: int, node: str = "") -> None:
        """Raise K001: the decision does not fit this source."""
        self.note("K001", message, "Compare with the source and mend or remove the decision.", line, node)
