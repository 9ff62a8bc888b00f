"""The table of checks: code, clause, and the function that finds what is wrong.

Clauses: MP is the Matterhorn Protocol 1.1 (conditions for ISO 14289-1), A is ISO 19005-3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pcss_publish.exporters.pdfgate import content, metadata, objects, structure
from pcss_publish.exporters.pdfgate.file import File


class Fault(NamedTuple):
    """One fault of one file."""

    code: str
    clause: str
    message: str


class Check(NamedTuple):
    """One check."""

    code: str
    clause: str
    find: Callable[[File], Iterator[str]]


CHECKS = (
    Check("artefact-in-tagged", "MP 01-003", content.artefact_in_tagged),
    Check("tagged-in-artefact", "MP 01-004", content.tagged_in_artefact),
    Check("unmarked", "MP 01-005", content.unmarked),
    Check("unbalanced", "ISO 32000-1, 14.6", content.unbalanced),
    Check("notdef", "A 6.2.11.8", content.notdef),
    Check("mcid-unowned", "MP 01-005", content.mcid_unowned),
    Check("mcid-twice", "ISO 32000-1, 14.7.4", content.mcid_twice),
    Check("mcid-unused", "ISO 32000-1, 14.7.4", content.mcid_unused),
    Check("parent-tree", "ISO 32000-1, 14.7.4.4", content.parent_tree),
    Check("type", "MP 02-001", structure.types),
    Check("nesting", "MP 09-004 to 09-006", structure.nesting),
    Check("parent", "MP 09-002", structure.parents),
    Check("ids", "ISO 32000-1, table 322", structure.ids),
    Check("alternative", "MP 13-004", structure.alternatives),
    Check("heading", "MP 14-002, 14-003", structure.headings),
    Check("scope", "MP 15-003", structure.scopes),
    Check("empty", "our own", structure.empty),
    Check("marked", "MP 06-001; ISO 32000-1, 14.7.1", metadata.marked),
    Check("pdfua", "MP 06-002", metadata.pdfua),
    Check("title", "MP 06-003, 07-002", metadata.title),
    Check("language", "MP 11-006", metadata.language),
    Check("encryption", "MP 26-002; A 6.1.3", metadata.encryption),
    Check("pdfa", "A 6.6.4", metadata.pdfa),
    Check("rdf", "A 6.6.2.1", metadata.one_rdf),
    Check("extension-schema", "A 6.6.2.3", metadata.extension_schema),
    Check("info", "A 6.6.3", metadata.info),
    Check("identifier", "A 6.1.3", metadata.identifier),
    Check("output-intent", "A 6.2.3", metadata.output_intent),
    Check("annotation", "MP 28-002, 28-010", objects.annotated),
    Check("link", "MP 28-011, 28-012", objects.links),
    Check("tabs", "MP 28-009", objects.tabs),
    Check("font", "MP 31-009; A 6.2.11.4", objects.embedded),
    Check("to-unicode", "MP 31-027; A 6.2.11.7", objects.to_unicode),
    Check("cid-map", "MP 31-005", objects.cid_map),
    Check("attachment", "A 6.8", objects.attached),
    Check("action", "A 6.5", objects.forbidden_actions),
)
