"""What an exporter gets and gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pcss_publish.findings import Finding
from pcss_publish.model import HouseText, Published, PublishedIssue, within
from pcss_publish.settings import Config
from pcss_publish.theme import Theme


@dataclass(frozen=True)
class Job:
    """One article to be exported.

    Attributes:
        pictures: bytes of those that the desk supplied, by the id of their figure.
        artefacts: what the formats that this one consumes gave for it, by name (see ``Export``).
        profile: the printer's output profile, empty where none is named.
    """

    published: Published
    theme: Theme
    config: Config
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    artefacts: Mapping[str, bytes] = field(default_factory=dict)
    profile: bytes = b""


@dataclass(frozen=True)
class IssueJob:
    """One issue to be exported.

    Attributes:
        pictures: bytes by the id that their figure has in the issue; that of the cover is ``cover``.
        artefacts, profile: as those of an article.
    """

    published: PublishedIssue
    theme: Theme
    config: Config
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    artefacts: Mapping[str, bytes] = field(default_factory=dict)
    profile: bytes = b""

    def articles(self) -> Iterator[tuple[int, Job]]:
        """Its articles with their places, each as a job of its own."""
        for number, one in self.published.numbered():
            start = within(number, "")
            own = {k.removeprefix(start): data for k, data in self.pictures.items() if k.startswith(start)}
            yield number, Job(one, self.theme, self.config, own)


@dataclass(frozen=True)
class Product:
    """One finished file: its bytes, the house texts in it, and the units that it leaves out by rule.

    ``left_out`` holds ids of whole comments that a size limit kept out of a mail.
    """

    data: bytes
    house: tuple[HouseText, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Export:
    """What an exporter made.

    Attributes:
        products: by suffix (``.pdf``, ``.newsletter.html``).
        findings: what came up while making them.
        artefacts: what other formats may consume, by name; no product, and not published.
    """

    products: dict[str, Product]
    findings: tuple[Finding, ...] = field(default=())
    artefacts: dict[str, bytes] = field(default_factory=dict)


class Exporter(Protocol):
    """A format is a module with this function; ``catalogue.py`` names the module."""

    def __call__(self, job: Job, /) -> Export:
        """Make the products of one article.

        Raises:
            ToolMissingError: a native library is missing.
            RefusedError: the format's own gate refused the file.
        """
        ...


class IssueExporter(Protocol):
    """What makes a format of a whole issue; ``catalogue.py`` names its module."""

    def __call__(self, job: IssueJob, /) -> Export:
        """Make the products of one issue.

        Raises:
            ToolMissingError, RefusedError: as for an article.
        """
        ...
