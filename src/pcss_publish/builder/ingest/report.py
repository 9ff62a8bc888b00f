"""What became of each file that was offered, as data (``pcss-publish schema ingest``)."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["new", "there", "left", "failed"]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Query(_Data):
    """A finding that blocks a release, and what to do about it."""

    key: str
    line: int | None = Field(description="line of the source; null where there is none")
    message: str
    hint: str


class Understood(_Data):
    """What was read in an article."""

    kind: str = Field(description="text, html, mhtml, markdown, wordpress … told from the content")
    title: str = ""
    byline: str = ""
    date: str = Field("", description="as exact as the source gives it, ISO 8601")
    questions: int = 0
    answers: int = 0
    statements: int = 0
    awards: int = 0
    comments: int = Field(0, description="how many comments were found")
    stated: int | None = Field(None, description="how many the source states; null where it does not")
    open: tuple[Query, ...] = Field((), description="what keeps the article from a release")
    warnings: int = 0


class Row(_Data):
    """One file, or one post of an export.

    Attributes:
        status: ``new``: taken in, or with ``--dry-run`` to be; ``there``: its bytes are a source already;
            ``left``: no article, or not to be published; ``failed``: an article that could not be taken.
    """

    name: str = Field(description="as it was named; behind a slash within a folder or archive")
    status: Status
    slug: str = ""
    file: str = Field("", description="path of the source, below the project")
    article: Understood | None = None
    why: str = Field("", description="why it was left or failed, with the way out")
    exit_code: int = Field(0, description="of a failure")


class Intake(_Data):
    """All of it, in the order in which it came."""

    dry_run: bool
    rows: tuple[Row, ...]

    @property
    def exit_code(self) -> int:
        """0; a failure's own code where all that went wrong has the same, else 1."""
        codes = {row.exit_code for row in self.rows if row.status == "failed"}
        return 0 if not codes else codes.pop() if len(codes) == 1 else 1

    def counts(self) -> dict[Status, int]:
        """How many there are of each status."""
        often = Counter(row.status for row in self.rows)
        return {status: often[status] for status in ("new", "there", "left", "failed")}
