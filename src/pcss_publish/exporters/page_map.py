"""The page map: where each page of the PDF begins, which the EPUB's page list is made from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from pcss_publish.compose.house import word
from pcss_publish.engines.starts import Start, Starts
from pcss_publish.findings import Finding, finding
from pcss_publish.settings import Config

NAME = "pages"
"""Of the artefact (see ``base.Export``)."""


def encoded(pages: Sequence[Starts]) -> bytes:
    """A page map as an artefact: a list for each page."""
    return json.dumps(pages, ensure_ascii=False, separators=(",", ":")).encode()


def decoded(artefacts: Mapping[str, bytes]) -> tuple[Starts, ...]:
    """The page map among artefacts; empty where no PDF was made."""
    pages = json.loads(artefacts.get(NAME, b"[]"))
    return tuple(tuple(Start(*start) for start in page) for page in pages)


def absent(config: Config, artefacts: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """What there is to say where a house that makes PDFs gets a book without its pages."""
    if NAME in artefacts or "pdf" not in config.build.formats:
        return ()
    return (
        finding(
            "P007",
            "the PDF whose pages the EPUB lists could not be made",
            hint="`pcss-publish doctor` says what is missing.",
        ),
    )


def source(config: Config, title: str, *more: str) -> str:
    """What names the PDF as the source of the page breaks (EPUB Accessibility 1.1, 3.3.2).

    Args:
        config: the publication and the language of the house words.
        title: of the article or the issue.
        more: what else tells the edition from others, such as ISSN and date; empty parts are left out.
    """
    house = config.publication
    parts = (word(house.language, "pages-of", title=title), house.name, *more)
    return ", ".join(part for part in parts if part)
