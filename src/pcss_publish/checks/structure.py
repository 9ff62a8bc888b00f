"""A: what every article should have, and what should not be in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from pcss_publish.checks import passages
from pcss_publish.checks.lexicon import patterns
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Answer, Document, Opaque, Question, Section
from pcss_publish.wording import counted

#: Zero-width space, word joiner, byte order mark inside text, bidirectional overrides, object replacement,
#: replacement character, private use, C1 controls. Not in it: marks that scripts need (ZWJ, ZWNJ, LRM, RLM).
_ODD: Final = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffc\ufffd\ue000-\uf8ff\x80-\x9f]")
#: UTF-8 read as Windows-1252, and HTML entities that nobody decoded.
_MANGLED: Final = re.compile(
    "(?:â€[\u0080-\u00bf™œ\u009d“”˜¦]|Ã[\u0080-\u00bf©¨¼¶¤ŸŠœ]|Â[\u00a0-\u00bf])|&(?:amp|nbsp|lt|gt|quot|#\\d{2,5});"
)
#: Shortcodes (https://codex.wordpress.org/Shortcode_API), and blocks of the editor that the site fills.
_CODE: Final = re.compile(
    r"\[(?P<ends>/?)(?P<name>[a-z][a-z0-9_-]{1,40})"
    r"(?P<attributes>(?:\s+[a-z][\w-]*\s?=\s?(?:\"[^\"\]]*\"|'[^'\]]*'|“[^”\]]*”|[^\s\]\"'“]+))*)\s*/?\]"
    r"|<!--\s+wp:[^<>]*/-->"
)
_SHORTCODES: Final = frozenset({"audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption"})
_LONGEST_CODE: Final = 60
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def no_title(document: Document) -> Iterable[Finding]:
    """A001."""
    if not document.title:
        yield finding(
            "A001", "No title was found.",
            hint='Give it one, title = "…" under [article]; or settle A001: the series, or the '
            "name of the file, stands in its place.",
        )  # fmt: skip


def no_byline(document: Document) -> Iterable[Finding]:
    """A002."""
    if not document.byline or not document.byline.names:
        yield finding(
            "A002",
            "Nobody signs the article.",
            hint='Name who signs: byline = ["…"] under [article]; or settle A002.',
        )


def no_answer(document: Document) -> Iterable[Finding]:
    """A003: questions without any answer."""
    if document.questions and not document.answers:
        first = document.questions[0]
        yield finding(
            "A003", f"{len(document.questions)} question(s) and no answer were found.",
            hint="Look for an answer whose label was lost in copying; settle A003 if there is none.",
            node=first.id,
        )  # fmt: skip


def no_text(document: Document) -> Iterable[Finding]:
    """A011: of an article there is a head at most, though notices or comments may follow."""
    if not any(isinstance(node, (Question, Answer, Section)) for node in document.nodes()):
        yield finding(
            "A011", "No question, answer or paragraph was found.",
            hint="Copy it again; `pcss-publish normalize SOURCE --show-dropped` says what was left out.",
        )  # fmt: skip


def odd_characters(document: Document) -> Iterable[Finding]:
    """A007: characters that copying or a wrong encoding left behind."""
    for passage in _all(document):
        for match in (*_ODD.finditer(passage.text), *_MANGLED.finditer(passage.text)):
            yield finding(
                "A007", f"{_named(match.group())} in “{_around(passage.text, match)}”.",
                hint="Compare with the page; mend it by an [[edit]] if need be, then settle A007.",
                node=passage.node, span=passage.span(match.start(), match.end()),
            )  # fmt: skip
        for match in _WORD.finditer(passage.text):
            if _mixed(match.group()):
                yield finding(
                    "A007", f"“{match.group()}” mixes letters of two scripts that look alike.",
                    hint="Compare with the page; mend it by an [[edit]] if need be, then settle A007.",
                    node=passage.node, span=passage.span(match.start(), match.end()),
                )  # fmt: skip


def unknown_kinds(document: Document) -> Iterable[Finding]:
    """A008: content of a kind that the model does not know, kept as it came."""
    nodes = [(node.id, getattr(node, "blocks", ())) for node in document.nodes()]
    nodes += [(comment.id, comment.blocks) for comment in document.comments.items]
    for name, blocks in nodes:
        if any(isinstance(block, Opaque) for block in blocks):
            yield finding(
                "A008", "A piece of content of an unknown kind was kept as text.",
                hint="Look at it in the proof; settle A008 if it reads well.", node=name,
            )  # fmt: skip


def shortcodes(document: Document) -> Iterable[Finding]:
    """A012: code that WordPress fills when it shows a page; what it showed is not in the source."""
    passages = list(_all(document))
    ended = {match["name"] for one in passages for match in _CODE.finditer(one.text) if match["ends"]}
    for passage in passages:
        found = [match for match in _CODE.finditer(passage.text) if _is_code(match, ended)]
        if found:
            yield finding(
                "A012", f"The site put something in the place of {_listed(found)}.",
                hint="Look at the page; put in its place what it shows by an [[edit]], then settle A012.",
                node=passage.node, span=passage.span(found[0].start(), found[0].end()),
            )  # fmt: skip


def _is_code(match: re.Match[str], ended: set[str]) -> bool:
    """A word in brackets is code if it has attributes, ends or is ended, or is one of WordPress's own."""
    name = match["name"]
    if name is None:
        return True
    return bool(match["attributes"] or match["ends"]) or name in _SHORTCODES or name in ended


def _listed(found: list[re.Match[str]]) -> str:
    shown = found[0].group()
    shown = f"“{shown}”" if len(shown) <= _LONGEST_CODE else f"“{shown[:_LONGEST_CODE]}…”"
    return f"{shown} and {counted(len(found) - 1, 'other')}" if len(found) > 1 else shown


def corrections(document: Document) -> Iterable[Finding]:
    """A009: the source tells of a change made after publication."""
    told = patterns("corrections", "told")
    for statement in document.statements:
        if any(part.role == "correction" for part in statement.roles):
            span = next(part.span for part in statement.roles if part.role == "correction")
            yield _correction("The page carries a correction or an editor's note.", statement.id, span)
    for comment, body in passages.comments(document):
        for passage in body:
            match = told.search(passage.text)
            if match:
                message = f"{comment.called} tells of a change in the article (“{match.group()}”)."
                yield _correction(message, comment.id, passage.span(match.start(), match.end()))
                break


def _correction(message: str, node: str, span: object) -> Finding:
    found = finding(
        "A009", message, node=node,
        hint="Make sure that the text is the corrected one, then settle A009.",
    )  # fmt: skip
    return found.model_copy(update={"span": span})


def _all(document: Document) -> Iterator[passages.Passage]:
    yield from passages.article(document)
    for _, body in passages.comments(document):
        yield from body


def _named(text: str) -> str:
    if len(text) > 1:
        return f"“{text}”, which looks like a decoding fault,"
    return f"U+{ord(text):04X} ({unicodedata.name(text, 'unnamed').lower()})"


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 15) : match.end() + 15].strip()


def _mixed(word: str) -> bool:
    if word.isascii():
        return False
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})
