"""InCopy (ICML): the article in named styles, for InDesign to place and to update."""

from __future__ import annotations

import re

from pcss_publish.compose.pandoc_ast import pandoc_document
from pcss_publish.engines import pandoc
from pcss_publish.exporters.base import Export, Job, Product

# pandoc calls the style of a paragraph in a division "Funding > Paragraph"; the house's name is "Funding".
_NAME = re.compile(rb'(<[^<>]* (?:Self|Name|AppliedParagraphStyle)="[^"<>]*?) &gt; Paragraph"')


def export(job: Job) -> Export:
    """Make the InCopy story of one article.

    Raises:
        ToolMissingError: pandoc is missing.
        RefusedError: pandoc failed or warned.
    """
    document, house = pandoc_document(job.published, job.config)
    data = pandoc.convert(document, "icml")
    before = None
    while data != before:  # a tag may hold two such names
        before, data = data, _NAME.sub(rb'\1"', data)
    return Export({".icml": Product(data, house)})
