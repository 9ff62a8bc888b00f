"""What the passes work on: the text, its lines, and the roles found so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from pcss_publish.findings import Finding
from pcss_publish.model import Byline, DateClaim, Identifier, SegmentClass, Source, Span, StatementRole, Str
from pcss_publish.model.guidance import Guidance
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.comments.region import Region
from pcss_publish.normalization.dates import Stamp
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.marks import Marks

PartKind = Literal["intro", "question", "answer", "section", "statement", "cta", "figure"]


@dataclass
class Part:
    """A node in the making: its chunks and what introduces them. ``serves`` are places of questions.

    ``unmet`` are ids of questions that the markup says it serves and that are none.
    """

    kind: PartKind
    chunks: list[Chunk] = field(default_factory=list)
    label: Span | None = None
    heading: Chunk | None = None
    signature: Chunk | None = None
    section: Literal["body", "aside", "notes", "references"] = "body"
    roles: tuple[StatementRole, ...] = ()
    serves: tuple[int, ...] = ()
    unmet: tuple[str, ...] = ()
    caption: Span | None = None
    credit: Span | None = None
    placeholder: Span | None = None
    speaker: str = ""
    glued: bool = False
    number: int | None = None

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        places = [chunk.line.start for chunk in self.chunks if chunk.parts]
        places += [span.start for span in (self.label, self.caption, self.credit, self.placeholder) if span]
        places += [chunk.line.start for chunk in (self.heading, self.signature) if chunk]
        return min(places)


@dataclass
class Claim:
    """A stretch of the source that a node owns."""

    span: Span
    kind: SegmentClass
    owner: str


@dataclass
class HeadFields:
    """What stands at the head of the article."""

    section: Str | None = None
    series: Str | None = None
    title: Str | None = None
    subtitle: Str | None = None
    byline: Byline | None = None
    dates: list[DateClaim] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    title_doubt: bool = False


@dataclass
class Draft:
    """The state that every pass reads and adds to. A pass never takes a line away; it gives it a role.

    ``marks`` is what markup knows of the text; ``voiced`` are the lines of comments that it attributes,
    ``noted`` those of footnotes; ``guidance`` is what a person says of them.
    """

    source: Source
    text: str
    lines: list[Line] = field(default_factory=list)
    margin: int | None = None
    marks: Marks = field(default_factory=Marks)
    guidance: Guidance = field(default_factory=Guidance)
    voiced: set[int] = field(default_factory=set)
    language: str = "en"
    region: Region | None = None
    noted: set[int] = field(default_factory=set)
    furniture: set[int] = field(default_factory=set)
    chunks: list[Chunk] = field(default_factory=list)
    head: HeadFields = field(default_factory=HeadFields)
    parts: list[Part] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    day_first: bool = True

    def claim(self, span: Span | None, kind: SegmentClass, owner: str) -> None:
        """Give a stretch of the source to a node."""
        if span is not None and span.end > span.start:
            self.claims.append(Claim(span, kind, owner))

    def string(self, span: Span, kind: SegmentClass, owner: str) -> Str:
        """The text of ``span`` as a run, claimed for a node."""
        self.claim(span, kind, owner)
        return Str(text=self.text[span.start : span.end], span=span)

    def take(self, chunks: Iterable[Chunk]) -> None:
        """Remove chunks that have found their role from those that wait for one."""
        gone = {id(chunk) for chunk in chunks}
        self.chunks = [chunk for chunk in self.chunks if id(chunk) not in gone]

    @property
    def article_end(self) -> int:
        """The place of the first line that is not the article's."""
        return self.region.start if self.region else len(self.lines)

    def lines_in(self, span: Span) -> list[Line]:
        """The lines that a stretch of the source touches."""
        first = self.line_at(span.start) - 1
        found = []
        for line in self.lines[first:]:
            if line.start >= span.end:
                break
            found.append(line)
        return found

    def line_at(self, place: int) -> int:
        """The number of the line that holds a code point."""
        low, high = 0, len(self.lines) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.lines[middle].start <= place:
                low = middle
            else:
                high = middle - 1
        return self.lines[low].number if self.lines else 0
