"""The table of checks: a code, and the function that finds what is wrong and says which clause it breaks.

Clauses: MP is the Matterhorn Protocol 1.1 (conditions for ISO 14289-1), A is ISO 19005-3. ``docs/pdf.md``
lists every condition of the protocol that a machine can check, with the code that stands for it here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pcss_publish.exporters.pdfgate import (
    archive,
    content,
    fonts,
    links,
    metadata,
    nesting,
    structure,
)
from pcss_publish.exporters.pdfgate.file import File, Found


class Fault(NamedTuple):
    """One fault of one file."""

    code: str
    clause: str
    message: str


class Check(NamedTuple):
    """One check."""

    code: str
    find: Callable[[File], Found]


CHECKS = (
    Check("artefact", content.nested),
    Check("unmarked", content.unmarked),
    Check("unbalanced", content.unbalanced),
    Check("mcid-unowned", content.mcid_unowned),
    Check("mcid-twice", content.mcid_twice),
    Check("mcid-unused", content.mcid_unused),
    Check("parent-tree", content.parent_tree),
    Check("inks", content.inks),
    Check("form", content.forms),
    Check("type", structure.types),
    Check("nesting", nesting.nesting),
    Check("table", nesting.tables),
    Check("parent", structure.parents),
    Check("ids", structure.ids),
    Check("alternative", structure.alternatives),
    Check("heading", structure.headings),
    Check("scope", structure.scopes),
    Check("empty", structure.empty),
    Check("marked", metadata.marked),
    Check("pdfua", metadata.pdfua),
    Check("title", metadata.title),
    Check("language", metadata.language),
    Check("encryption", metadata.encryption),
    Check("pdfa", metadata.pdfa),
    Check("rdf", metadata.one_rdf),
    Check("extension-schema", metadata.extension_schema),
    Check("info", metadata.info),
    Check("identifier", metadata.identifier),
    Check("annotation", links.kinds),
    Check("link-owner", links.owned),
    Check("link", links.described),
    Check("tabs", links.tabs),
    Check("font-kind", fonts.kinds),
    Check("font", fonts.embedded),
    Check("encoding", fonts.encoding),
    Check("to-unicode", fonts.characters),
    Check("glyph", fonts.glyphs),
    Check("output-intent", archive.output_intent),
    Check("attachment", archive.attached),
    Check("layer", archive.layers),
    Check("action", archive.actions),
    Check("object", archive.objects),
)
