"""Responses and letters below a JATS article, as comments with name, time, words and whom they answer."""

from __future__ import annotations

from typing import Final

from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.jats.body import Body
from pcss_publish.readers.jats.front import date_of, names_of, signs_as
from pcss_publish.readers.jats.page import HREF, Page, kind, table
from pcss_publish.readers.layout import Note

_USE: Final = "reader-comment"


def is_voice(element: Element) -> bool:
    """Whether an element is a response, or a letter to the article."""
    if kind(element) == "response":
        return True
    return kind(element) == "sub-article" and (
        element.get("specific-use") == _USE or (element.get("article-type") or "") in table("letters")
    )


def lay_voices(page: Page, article: Element) -> None:
    """Lay out the responses in their order; other sub-articles are not the article's."""
    found = [one for one in article.iter("response", "sub-article") if is_voice(one)]
    refs = {one: f"c{number}" for number, one in enumerate(found, 1)}
    by_id = {one.get("id"): ref for one, ref in refs.items() if one.get("id")}
    for one, ref in refs.items():
        _voice(page, one, ref, _answered(one, refs, by_id))


def _answered(voice: Element, refs: dict[Element, str], by_id: dict[str, str]) -> str:
    """The one in which it stands, else the one that it says it is about."""
    for above in voice.iterancestors():
        if above in refs:
            return refs[above]
    stub = next((one for one in (voice.find("front-stub"), voice.find("front")) if one is not None), None)
    for related in () if stub is None else stub.iter("related-object", "related-article"):
        named = (
            related.get("object-id"),
            related.get("document-id"),
            (related.get(HREF) or "").removeprefix("#"),
        )
        target = next((by_id[one] for one in named if one in by_id), "")
        if target and target != refs[voice]:
            return target
    return ""


def _voice(page: Page, voice: Element, ref: str, parent: str) -> None:
    whole = page.add(page.root, "section", voice, Note("comment", parent, ref))
    body = Body(page)
    for part in voice:
        if kind(part) in {"front-stub", "front"}:
            _front(page, body, part, whole, ref)
        elif kind(part) == "body":
            body.fill(part, page.add(whole, "section", part, Note("comment-body", ref=ref)))
    for note in body.footnotes:
        body.fill(note, page.add(whole, "section", note, Note("comment-body", ref=ref)))


def _front(page: Page, body: Body, front: Element, whole: Element, ref: str) -> None:
    """Title, name, calling and time, each once; only authors sign, and several make it one by several."""
    for title in list(front.iter("article-title"))[:1]:
        body.fill(title, page.add(whole, "div", title, Note("comment-title", ref=ref)))
    writers = [one for one in front.iter("contrib") if signs_as(one) == "author"]
    signed = [(one, name) for one in writers for name, _ in names_of(page, one)]
    if signed:
        names = ", ".join(name for _, name in signed)
        page.line(whole, signed[0][0], names, Note("comment-name", ref=ref))
    for aff in list(front.iter("aff"))[:1]:
        body.fill(aff, page.add(whole, "div", aff, Note("comment-affiliation", ref=ref)))
    for date in list(front.iter("pub-date"))[:1]:
        shown, iso = date_of(page, date)
        page.line(whole, date, shown, Note("comment-stamp", iso, ref))
