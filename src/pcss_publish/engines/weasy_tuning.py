"""Caches inside WeasyPrint (``weasy_caches``), and columns that are planned (``weasy_columns``).

They change no byte of any file. They stand where version and replaced functions, told by the SHA-256 of their
source, are those that a test has compared with the untouched engine over the whole corpus; any other engine,
a newer and safer one above all, runs untouched. ``PCSS_NO_TUNING=1`` turns them off: it is read once, when
the engine starts, and never decides what a file holds.
"""

from __future__ import annotations

import hashlib
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pkgutil import resolve_name
from typing import Any

from pcss_publish.engines import weasy_caches, weasy_columns

OFF = "PCSS_NO_TUNING"
VERSIONS = {"70.0"}  # of WeasyPrint; ``weasy_session`` calls more of it than is told by the sources below
TESTED = {  # source, told by the first half of its SHA-256, of what is replaced and of what that relies on
    "pydyf:Stream.data": "bdc2bc513f286de7b7a7220a43e6085d",
    "weasyprint.css:AnonymousStyle": "414bbf41061e0a4a2621717c3e154c4f",
    "weasyprint.layout.block:block_box_layout": "a6279066e3d9ff7d2efe70280d14eddd",
    "weasyprint.layout.block:remove_placeholders": "ce16d97a1caacea0b8d73e44a1b54b76",
    "weasyprint.layout.column:columns_layout": "7a05cce3272fc581cf8d9352ebe07d4d",
    "weasyprint.pdf.fonts:Font._harfbuzz_subset": "f80805663ede8080a3e1ffff831e20c7",
    "weasyprint.text.fonts:get_font_description": "85734b8947b9bf64ef27ff11d8f5355d",
    "weasyprint.text.line_break:Layout": "681b737d1ba5e004efdc3ee409478b6b",
    "weasyprint.text.line_break:create_layout": "6587192cc0ab3ffad7bb1902654c7f26",
    "weasyprint.text.line_break:first_line_metrics": "55ec5d0b58b29a8bda9f4c85d3bc3bc4",
    "weasyprint.text.line_break:split_first_line": "39ad1016863ca34de0bea4c9fcffb46d",
    "weasyprint.text.line_break:strut": "b57885b70dd08efe92f72a746709e08c",
}


def tuned() -> bool:
    """Put the caches in place if they were tested on this engine; say whether they are."""
    import weasyprint

    if os.environ.get(OFF) or weasyprint.__version__ not in VERSIONS or sources() != TESTED:
        return False
    for place, name, value in _replacements():
        setattr(place, name, value)
    return True


def in_place() -> bool:
    """Whether the caches are in place."""
    from weasyprint.text import line_break

    return hasattr(line_break.split_first_line, "__wrapped__")


def sources() -> dict[str, str]:
    """The source of each function that matters, by name, as in ``TESTED``."""
    return {name: _told(inspect.getsource(thing)) for name, thing in _relied_on()}


def _told(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:32]


def _relied_on() -> Iterator[tuple[str, Any]]:
    for name in TESTED:
        try:
            thing = resolve_name(name)
        except (ImportError, AttributeError):
            continue
        yield name, thing.fget if isinstance(thing, property) else thing


@contextmanager
def untouched() -> Iterator[None]:
    """The engine without caches, to compare with."""
    current = [(place, name, place.__dict__[name]) for place, name, _ in _originals()]
    for place, name, value in _originals():
        setattr(place, name, value)
    try:
        yield
    finally:
        for place, name, value in current:
            setattr(place, name, value)


@cache
def _originals() -> tuple[tuple[Any, str, Any], ...]:
    """What is replaced: where, its name, and what stands there before."""
    import pydyf
    from weasyprint.layout import block, inline, preferred
    from weasyprint.pdf import fonts
    from weasyprint.text import line_break

    places = [(place, "split_first_line") for place in (line_break, inline, preferred)]
    places += [(place, "strut") for place in (line_break, inline)]
    places += [(line_break.Layout, "setup"), (pydyf.Stream, "data"), (fonts, "ffi")]
    places += [(block, "block_box_layout")]
    return tuple((place, name, place.__dict__[name]) for place, name in places)


def _replacements() -> list[tuple[Any, str, Any]]:
    made: dict[str, Callable[[Any], Any]] = {
        "split_first_line": weasy_caches.remembering_lines,
        "strut": weasy_caches.remembering_struts,
        "setup": weasy_caches.remembering_setups,
        "data": weasy_caches.remembering_data,
        "ffi": weasy_caches.remembering_kinds,
        "block_box_layout": weasy_columns.told,
    }
    return [(place, name, made[name](original)) for place, name, original in _originals()]
