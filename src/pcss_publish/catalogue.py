"""The formats and the executors, as data. Listing them imports none of them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from typing import NamedTuple

from pcss_publish.errors import UsageError


class Format(NamedTuple):
    """One format.

    Attributes:
        name: what ``-t`` calls it.
        module: module whose ``export`` makes it.
        suffixes: of its products; the first is the one that ``export -o`` writes.
        usual: built by default.
        asks: ``module:function`` that says from published view and theme, before anything is made, what this
            format cannot show; those findings are an editor's like all others.
        consumes: names of formats whose artefacts it takes if the project makes them (``build.formats``);
            they are made first, asked for now or not: its bytes do not depend on what else is asked for.
        own: what concerns no format but those that name it, as patterns: files of a theme, and settings. All
            others concern every format, so that one nobody thought of is never missed in a key.
        of_issue: module whose ``export`` makes it of a whole issue; empty: it is made of articles alone.
        needs: settings without which it cannot be made.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    usual: bool = True
    asks: str = ""
    consumes: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    of_issue: str = ""
    needs: tuple[str, ...] = ()


_E = "pcss_publish.exporters"
_PAGE = ("page.*", "fonts/*", "build.paper")
_PRESS = (*_PAGE, "press.*", "press/*")
_PROFILE = ("press.output_profile",)
FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format(
            "pdf",
            f"{_E}.pdf",
            (".pdf",),
            asks=f"{_E}.pdf_glyphs:missing_characters",
            own=_PAGE,
            of_issue=f"{_E}.issue_pdf",
        ),
        Format(
            "epub",
            f"{_E}.epub",
            (".epub",),
            consumes=("pdf",),
            own=("epub/*", "fonts/*", "epub.*"),
            of_issue=f"{_E}.issue_epub",
        ),
        Format(
            "newsletter",
            f"{_E}.newsletter",
            (".newsletter.html", ".newsletter.txt", ".fragment.html"),
            own=("mail*", "fragment.*", "newsletter.*", "limits.mail_bytes"),
            of_issue=f"{_E}.issue_mail",
        ),
        Format(
            "eml", f"{_E}.eml", (".eml",), usual=False, own=("mail*", "newsletter.*", "limits.mail_bytes")
        ),
        Format("docx", f"{_E}.docx", (".docx",), usual=False, own=("word.*", "build.paper")),
        Format("icml", f"{_E}.icml", (".icml",), usual=False),
        Format(
            "press",
            f"{_E}.press",
            (".press.pdf",),
            usual=False,
            own=_PRESS,
            of_issue=f"{_E}.press",
            needs=_PROFILE,
        ),
        Format(
            "archive",
            f"{_E}.archive",
            (".archive.pdf",),
            usual=False,
            own=_PRESS,
            of_issue=f"{_E}.archive",
            needs=_PROFILE,
        ),
    )
}


_X = "pcss_publish.builder.executors"
EXECUTORS = {"local": f"{_X}.local", "serial": f"{_X}.serial", "dask": f"{_X}.dask"}
"""Where the work of a build can be done; modules by the names that ``--executor`` takes."""


def in_order(names: Iterable[str], usual: Collection[str]) -> tuple[str, ...]:
    """Formats and those that they consume, each after what it consumes.

    Args:
        names: those that are asked for.
        usual: those that the project makes.
    """
    found: dict[str, None] = {}
    for name in names:
        consumed = [one for one in FORMATS[name].consumes if one in usual]
        found |= dict.fromkeys((*in_order(consumed, usual), name))
    return tuple(found)


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The names of formats, each once.

    Raises:
        UsageError: one of them is no format, or none is named.
    """
    found = tuple(dict.fromkeys(names))
    for name in found or ("",):
        if name not in FORMATS:
            close = difflib.get_close_matches(name, FORMATS, 1)
            hint = f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(FORMATS)}."
            raise UsageError(f"unknown format: {name!r}" if name else "no format is named", hint=hint)
    return found
