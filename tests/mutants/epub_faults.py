"""Faults of an EPUB around its chapters: package, spine, contents, style sheet, hiding places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mutants.harness import Entries, MarkupFault, Specimen, unpacked
from mutants.markup import Markup
from mutants.markup_faults import EIGHT_WORDS, HIDDEN_BODY, HIDDEN_NAME, INVENTED
from pcss_publish.exporters.base import Product

EpubFault = Callable[[Specimen], Product]
OPF, ARTICLE, COMMENTS, NAV, NCX, STYLE = (
    f"EPUB/{name}"
    for name in ("content.opf", "article.xhtml", "comments.xhtml", "nav.xhtml", "toc.ncx", "book.css")
)


def _files(change: Callable[[Entries], Entries], comment: bytes = b"") -> EpubFault:
    def make(specimen: Specimen) -> Product:
        return specimen.packed(change(unpacked(specimen.book.data)), comment)

    return make


def _put(name: str, old: str, new: str) -> EpubFault:
    """``new`` for the only ``old`` in one file."""
    return _files(
        lambda entries: entries | {name: Markup(entries[name].decode()).put(old, new).text.encode()}
    )


def _styled(rules: str) -> EpubFault:
    return _files(lambda entries: entries | {STYLE: entries[STYLE] + rules.encode()})


def _more(name: str, text: str) -> EpubFault:
    return _files(lambda entries: entries | {name: text.encode()})


def _chapters(fault: MarkupFault) -> EpubFault:
    return lambda specimen: specimen.bound(fault)


def _itemref(entries: Entries, name: str) -> tuple[str, str]:
    """The package as text, and the line of its spine that names a chapter."""
    text = entries[OPF].decode()
    line = next(line for line in text.splitlines() if "<itemref" in line and f'idref="{name}"' in line)
    return text, line


def _spine(change: Callable[[str, str, str], str]) -> EpubFault:
    """Change the package, given the lines of the article and of its comments in the spine."""

    def apply(entries: Entries) -> Entries:
        text, comments = _itemref(entries, "comments")
        article = _itemref(entries, "article")[1]
        changed = change(text, article, comments)
        assert changed != text, "the mutant is the control"
        return entries | {OPF: changed.encode()}

    return _files(apply)


def _without(name: str) -> EpubFault:
    return _files(lambda entries: {key: data for key, data in entries.items() if key != name})


SPINE: Final[dict[str, EpubFault]] = {
    "chapter-out-of-spine": _spine(lambda text, article, comments: text.replace(comments, "")),
    "spine-swapped": _spine(
        lambda text, article, comments: (
            text.replace(article, "@").replace(comments, article).replace("@", comments)
        )
    ),
    "chapter-aside": _spine(
        lambda text, article, comments: text.replace(
            comments, comments.replace("<itemref", '<itemref linear="no"')
        )
    ),
    "chapter-twice-in-spine": _spine(lambda text, article, comments: text.replace(comments, comments * 2)),
    "chapter-file-gone": _without(COMMENTS),
}

CONTENTS: Final[dict[str, EpubFault]] = {
    "contents-entry-changed": _put(NAV, "And what of electric lamps?", "And what of gas lamps?"),
    "contents-entry-leaks": _put(NAV, "And what of electric lamps?", EIGHT_WORDS),
    "ncx-entry-changed": _put(NCX, "And what of electric lamps?", "And what of gas lamps?"),
    "ncx-entry-leaks": _put(NCX, "<navMap>", f"<navMap><!-- {HIDDEN_BODY} -->"),
    "chapter-title-changed": _put(
        COMMENTS, "<title>From the comments — Why Does My Lamp", "<title>From the comments — Why Did My Lamp"
    ),
    "chapter-title-leaks": _put(COMMENTS, "<title>From the comments", f"<title>{HIDDEN_NAME} comments"),
    "cover-text-changed": _put("EPUB/cover.xhtml", 'alt="Cover: Why', 'alt="Cover: How'),
}

STYLES: Final[dict[str, EpubFault]] = {
    "style-sheet-hides": _styled("\n#pcss-a1-3{display:none}"),
    "style-sheet-hides-names": _styled("\n.name{visibility:hidden}"),
    "style-sheet-hides-small-screens": _styled("\n@media (max-width:40em){#pcss-st1-1{display:none}}"),
    "style-sheet-shrinks": _styled("\n#pcss-st2-1{font-size:0}"),
    "style-sheet-blanks": _styled("\n#pcss-st2-1{color:transparent}"),
    "style-sheet-capitals": _styled("\n#pcss-c8-name{text-transform:uppercase}"),
    "style-sheet-writes": _styled(f'\n#pcss-a1-3::after{{content:"{INVENTED}"}}'),
    "style-sheet-leaks": _styled(f"\n/* {HIDDEN_BODY} */"),
    "style-element-hides": _chapters(
        lambda m: m.put("<title>Why Does My", "<style>#pcss-st1-1{display:none}</style><title>Why Does My")
    ),
}

HIDING: Final[dict[str, EpubFault]] = {
    "comment-leaks": _chapters(lambda m: m.after("c8-2", f"<!-- {HIDDEN_BODY} -->")),
    "unit-in-comment": _chapters(lambda m: m.with_outer("a1-3", f"<!-- {m.outer('a1-3')} -->")),
    "unit-in-template": _chapters(lambda m: m.with_outer("a1-3", f"<template>{m.outer('a1-3')}</template>")),
    "unit-in-script": _chapters(
        lambda m: m.with_outer("a1-3", f'<script type="text/x">{m.outer("a1-3")}</script>')
    ),
    "unit-in-closed-details": _chapters(
        lambda m: m.with_outer("a1-3", f"<details><summary/>{m.outer('a1-3')}</details>")
    ),
    "unit-in-hidden-division": _chapters(
        lambda m: m.with_outer("a1-3", f'<div hidden="hidden">{m.outer("a1-3")}</div>')
    ),
    "unit-in-attribute": _chapters(
        lambda m: m.with_outer("a1-3", f'<p id="pcss-a1-3" title="{m.inner("a1-3")}"/>')
    ),
    "title-attribute-leaks": _chapters(lambda m: m.with_attribute("c8-1", "title", HIDDEN_BODY)),
    "label-attribute-leaks": _chapters(lambda m: m.with_attribute("c8-1", "aria-label", HIDDEN_NAME)),
    "data-attribute-leaks": _chapters(lambda m: m.with_attribute("c8-1", "data-was", HIDDEN_NAME)),
    "instruction-leaks": _chapters(lambda m: m.after("c8-1", f"<?note {HIDDEN_NAME}?>")),
    "sentence-outside-elements": _chapters(lambda m: m.after("a1-3", INVENTED)),
    "entity-writes": _chapters(
        lambda m: Markup(
            m.text.replace("<!DOCTYPE html>", f'<!DOCTYPE html [<!ENTITY x "{INVENTED}">]>')
        ).after("a1-3", "<p>&x;</p>")
    ),
    "item-label-changed": _chapters(lambda m: m.put('data-marker="b"', 'data-marker="d"')),
    "link-target-changed": _chapters(
        lambda m: m.put("https://lamps.example/trim", "https://elsewhere.example/trim")
    ),
}

PACKAGE: Final[dict[str, EpubFault]] = {
    "creator-leaks": _put(OPF, "</metadata>", f"<dc:contributor>{HIDDEN_NAME}</dc:contributor></metadata>"),
    "description-leaks": _put(OPF, "</metadata>", f'<meta name="note" content="{EIGHT_WORDS}"/></metadata>'),
    "package-title-changed": _put(OPF, ">Why Does My Lamp", ">Why Did My Lamp"),
    "imprint-only-carried": _chapters(lambda m: m.without("h-imprint")),
    "creator-changed": _put(OPF, ">Ada Wick<", ">Ida Wick<"),
    "file-beside-the-book": _more("EPUB/notes.txt", HIDDEN_BODY),
    "file-among-the-signs": _more("META-INF/notes.xml", f"<notes>{HIDDEN_BODY}</notes>"),
    "file-name-leaks": _more(f"EPUB/{HIDDEN_NAME}.txt", ""),
    "archive-comment-leaks": _files(lambda entries: entries, HIDDEN_BODY.encode()),
}

PROOF: Final[dict[str, EpubFault]] = {
    "proof-mark-off-the-comments": lambda specimen: specimen.bound(_unmarked_comments),
}


def _unmarked_comments(m: Markup) -> Markup:
    """Without the mark that stands in the chapter of the comments alone."""
    start = m.text.index("EPUB/comments.xhtml\n")
    at = m.around(m.text.index('<p id="pcss-h-proof', start))
    return m.spliced(at.start, at.end, "")


EPUB: Final[dict[str, EpubFault]] = SPINE | CONTENTS | STYLES | HIDING | PACKAGE
