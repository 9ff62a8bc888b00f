"""Findings: coded data about something wrong, doubtful or absent. Never a string alone.

``CODES`` is the whole catalogue; ``docs/findings.md`` explains each, and a test holds the two together.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from pcss_publish.model.base import Model, Span

Severity = Literal["block", "warn", "info"]


class Code(NamedTuple):
    """Severity and short name of a finding. Blocking ones must be settled before a release."""

    severity: Severity
    name: str


CODES: dict[str, Code] = {
    # article structure
    "A001": Code("warn", "no title"),
    "A002": Code("warn", "no byline"),
    "A003": Code("warn", "no answer"),
    "A004": Code("warn", "glued label"),
    "A005": Code("warn", "answers and questions do not match one to one"),
    "A006": Code("block", "unclear who speaks"),
    "A007": Code("warn", "character that is probably not meant"),
    "A008": Code("warn", "unknown kind of content kept"),
    "A009": Code("warn", "correction or editor's note in the source"),
    "A010": Code("warn", "children named in the article"),
    "A011": Code("block", "no text of an article"),
    "A012": Code("warn", "code of the site's own in the text"),
    # dates
    "D001": Code("warn", "no date"),
    "D002": Code("info", "no time zone"),
    "D003": Code("warn", "stale relative time"),
    "D004": Code("warn", "day and month may be swapped"),
    "D005": Code("warn", "several dates"),
    "D006": Code("warn", "stamps without a full date"),
    # links
    "L001": Code("warn", "lost link"),
    "L002": Code("info", "bare address"),
    # figures
    "F001": Code("warn", "missing image"),
    "F002": Code("block", "picture without alternative text"),
    "F003": Code("warn", "credit limits reuse"),
    # comments
    "C001": Code("block", "declared and parsed comment count differ"),
    "C002": Code("block", "one paragraph under two names"),
    "C003": Code("block", "a third person's health"),
    "C004": Code("warn", "insubstantial comment"),
    "C005": Code("warn", "spam-like comment"),
    "C006": Code("warn", "word depends on comment order"),
    "C007": Code("block", "doubtful attribution"),
    "C008": Code("warn", "comment was removed on the page"),
    "C009": Code("warn", "personal contact in a comment"),
    "C010": Code("warn", "text repeated under the same name"),
    "C011": Code("warn", "comment repeats the article"),
    "C012": Code("warn", "comment by a child or a pupil"),
    "C013": Code("block", "comment not decided"),
    "C014": Code("warn", "reply to a withheld comment"),
    "C015": Code("warn", "writer makes himself known as somebody in the article"),
    "C016": Code("info", "comment under a name of the article"),
    # notices and funding
    "N001": Code("warn", "funder named unlike its known name"),
    "N002": Code("warn", "federal amounts absent"),
    "N003": Code("warn", "wording departs from the funder's template"),
    "N004": Code("warn", "award without a number"),
    "N005": Code("warn", "federal funding without a disclaimer"),
    # rights
    "R001": Code("warn", "consent to print a comment not recorded"),
    "R002": Code("warn", "permission to republish not recorded"),
    "R003": Code("warn", "rights of a picture not recorded"),
    "R004": Code("warn", "printed by permission or elsewhere before"),
    # the desk file
    "K001": Code("block", "decision no longer fits"),
    "K002": Code("warn", "decision without effect"),
    "K003": Code("warn", "decisions made on another version of the source"),
    "K004": Code("block", "withheld name occurs elsewhere"),
    # products
    "P001": Code("block", "no font has this character"),
    "P002": Code("info", "fitted to the page"),
    "P003": Code("warn", "the layout engine warned"),
    "P004": Code("info", "comments left out of the mail for its size"),
    "P005": Code("warn", "picture left out of the mail"),
    "P006": Code("info", "mail without address or way out"),
    "P007": Code("info", "EPUB without the pages of the PDF"),
    "P010": Code("warn", "picture too coarse for print"),
    # files of word processors
    "W001": Code("block", "tracked change"),
    "W002": Code("block", "comment in the margin"),
    "W003": Code("warn", "read otherwise than it looks"),
    "W004": Code("warn", "style without a meaning"),
    "W005": Code("block", "words of the file not read"),
    # the file as received
    "S001": Code("warn", "byte order mark or Windows line ends"),
    "S003": Code("warn", "soft hyphens in the text"),
    "S004": Code("info", "lines left out as page furniture"),
    "S005": Code("warn", "the page and its data disagree"),
    "S006": Code("info", "comments read as a person said"),
}


class Finding(Model):
    """One finding.

    Args:
        code: a key of ``CODES``.
        severity: the code's own unless house policy raised or lowered it.
        message: one sentence about this case.
        hint: what an editor can do; names the desk-file key that settles it.
        source: name of the file.
        line: 1-based line in the source, 0 where there is none.
        span: code points in the decoded source.
        node: id of the node concerned.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    source: str = ""
    line: int = 0
    span: Span | None = None
    node: str = ""

    @property
    def key(self) -> str:
        """What a ``[[settle]]`` of the desk file calls this finding."""
        return f"{self.code}:{self.node}" if self.node else self.code

    def row(self) -> dict[str, Any]:
        """The finding as data for other programs: with its key, and null for no line."""
        return self.model_dump(mode="json") | {"key": self.key, "line": self.line or None}

    @property
    def blocking(self) -> bool:
        """Whether a release has to wait for an editor."""
        return self.severity == "block"


def finding(code: str, message: str, *, hint: str = "", node: str = "", span: Span | None = None) -> Finding:
    """A finding of a known code at its own severity.

    Raises:
        KeyError: ``code`` is not in the catalogue.
    """
    return Finding(code=code, severity=CODES[code].severity, message=message, hint=hint, node=node, span=span)
