"""C004, C005, C008, C009: comments that say nothing, sell something, are gone, or give a private contact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pcss_publish.checks import passages
from pcss_publish.checks.lexicon import patterns
from pcss_publish.checks.links import inlines
from pcss_publish.checks.words import short
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Comment, Document, Link

_URL: Final = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]{2,40}\.(?:com|net|biz|info|shop|xyz|top|ru|click|online)\b"
)
_LETTER: Final = re.compile(r"[^\W_]")
_MAIL: Final = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|\b[\w.]{1,40} ?[\[(]at[\])] ?[\w.-]{1,60}|"
    r"\b[\w.]{1,40}(?: dot [\w.]{1,40}){0,3} at [\w.]{1,40}(?: dot [\w.]{1,40}){1,3}\b"
)
_REACHES: Final = ("mailto:", "tel:", "sms:")
#: A telephone number: a plus, a bracket or groups, at least nine digits or a cue word before seven.
_PHONE: Final = re.compile(
    r"(?<![\w/.:#-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?"
    r"\d{2,5}(?:(?:[ .-]| ?/ ?)\d{1,7}){1,5}(?![\w/:-]|[.,]\d)"
)


def insubstantial(document: Document) -> Iterable[Finding]:
    """C004: nothing but thanks, praise, a sign or a picture."""
    for comment, body in passages.comments(document):
        text = " ".join(passage.text for passage in body)
        if is_insubstantial(text):
            yield finding(
                "C004", f"{comment.called} says little: “{short(text)}”.",
                hint="Publish it, or omit it as insubstantial.",
                node=comment.id, span=body[0].whole if body else None,
            )  # fmt: skip


def is_insubstantial(text: str) -> bool:
    """Whether every word of ``text`` is thanks, praise, greeting or a filler."""
    if patterns("conduct", "removed").search(text):
        return False
    rest = patterns("conduct", "praise").sub(" ", text)
    rest = patterns("conduct", "filler").sub(" ", rest)
    return not _LETTER.search(rest)


def spam(document: Document) -> Iterable[Finding]:
    """C005: two signs or more out of links, goods and offers, praise around a link."""
    for comment, body in passages.comments(document):
        text = "\n".join(passage.text for passage in body)
        signs = _spam_signs(comment, text)
        if len(signs) >= 2:
            yield finding(
                "C005", f"{comment.called} looks like spam: {', '.join(signs)}.",
                hint="Omit it as spam, or publish it with a reason.",
                node=comment.id, span=body[0].whole if body else None,
            )  # fmt: skip


def _spam_signs(comment: Comment, text: str) -> list[str]:
    """Signs in words; none unless there is a way to follow the offer, or a heap of goods."""
    links = _URL.findall(text)
    goods = sorted({match.group().casefold() for match in patterns("conduct", "commerce").finditer(text)})
    reach = patterns("conduct", "reach").search(text) or _MAIL.search(text)
    signs = [f"“{short(word, 30)}”" for word in goods[:3]]
    if links:
        signs.append("a link" if len(links) == 1 else f"{len(links)} links")
    if len(links) > 2:
        signs.append("more links than a reader needs")
    if links and patterns("conduct", "flattery").search(text):
        signs.append("praise around a link")
    if reach and goods:
        signs.append("an offer to get in touch")
    if comment.name and patterns("conduct", "commerce").search(comment.name.text):
        signs.append("a name that sells")
    return signs if links or reach or len(goods) > 2 else []


def removed(document: Document) -> Iterable[Finding]:
    """C008: the page shows only that a comment was removed."""
    gone = patterns("conduct", "removed")
    for comment, body in passages.comments(document):
        text = " ".join(passage.text for passage in body).strip()
        match = gone.search(text)
        if match and len(match.group()) * 2 > len(text):
            yield finding(
                "C008", f"{comment.called} was removed on the page (“{short(text)}”).",
                hint="Omit it as removed-by-author; the count of comments goes on including it.",
                node=comment.id, span=body[0].whole,
            )  # fmt: skip


def personal_contact(document: Document) -> Iterable[Finding]:
    """C009: an e-mail address or a telephone number, in words, as a name, or behind a link."""
    linked = {
        node: target
        for node, inline in inlines(document)
        if isinstance(inline, Link) and (target := inline.target).casefold().startswith(_REACHES)
    }
    for comment, body in passages.comments(document):
        named = comment.name.text if comment.name else ""
        found = ((match.group(), one.span(*match.span())) for one in body if (match := _contact(one.text)))
        contact, span = next(found, (linked.get(comment.id, ""), body[0].whole if body else None))
        if not contact and (match := _contact(named)):
            contact = match.group()
        if contact:
            yield finding(
                "C009", f"{comment.called} gives a private contact, “{contact}”.",
                hint='Redact it (action = "redact"), or publish it if the writer wants it in print.',
                node=comment.id, span=span,
            )  # fmt: skip


def _contact(text: str) -> re.Match[str] | None:
    return _MAIL.search(text) or _phone(text)


def _phone(text: str) -> re.Match[str] | None:
    cue, not_phone = patterns("conduct", "phone"), patterns("conduct", "not_phone")
    for match in _PHONE.finditer(text):
        digits = sum(letter.isdigit() for letter in match.group())
        before = text[max(0, match.start() - 40) : match.start()]
        if not_phone.search(before[-20:]) or digits > 15:
            continue
        dialled = match.group().startswith(("+", "0", "("))
        if digits >= (7 if cue.search(before) else 9 if dialled else 10):
            return match
    return None
