"""Responses and letters below a JATS article, as comments with name, time, words and whom they answer."""

from __future__ import annotations

from typing import Final

from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.jats.body import Body
from pcss_publish.readers.jats.front import date_of, names_in, names_of
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
    """Lay out the responses in their order; what other sub-articles hold is left beside."""
    found = [one for one in article.iter("response", "sub-article") if is_voice(one)]
    refs = {one: f"c{number}" for number, one in enumerate(found, 1)}
    by_id = {one.get("id"): ref for one, ref in refs.items() if one.get("id")}
    for one, ref in refs.items():
        _voice(page, one, ref, _answered(one, refs, by_id))
    for other in article.findall("sub-article"):
        if other not in refs:
            page.leave(other, "sub-article")


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
        elif kind(part) not in {"response", "sub-article"}:
            _beside(page, part, whole)
    for note in body.footnotes:
        body.fill(note, page.add(whole, "section", note, Note("comment-body", ref=ref)))


def _front(page: Page, body: Body, front: Element, whole: Element, ref: str) -> None:
    """Title, name, calling and time, each once; further names make the comment one by several."""
    done: list[Element] = []
    for title in front.iter("article-title"):
        body.fill(title, page.add(whole, "div", title, Note("comment-title", ref=ref)))
        done.append(title)
        break
    signed = [(one, names_of(one)) for one in front.iter("contrib")]
    names = [name for _, found in signed for name, _ in found]
    if names:
        page.line(whole, signed[0][0], ", ".join(names), Note("comment-name", ref=ref))
        for one, _ in signed:
            done += names_in(one)
    for aff in front.iter("aff"):
        body.fill(aff, page.add(whole, "div", aff, Note("comment-affiliation", ref=ref)))
        done.append(aff)
        break
    for date in front.iter("pub-date"):
        shown, iso = date_of(date)
        page.line(whole, date, shown, Note("comment-stamp", iso, ref))
        done.append(date)
        break
    _beside(page, front, whole, done)


def _beside(page: Page, element: Element, whole: Element, done: list[Element] | None = None) -> None:
    """What no comment shows, a line for each piece."""
    if done and element in done:
        return
    if element.text and element.text.strip():
        page.line(whole, element, element.text, Note("chrome", kind(element)))
    for child in element:
        _beside(page, child, whole, done)
        if child.tail and child.tail.strip():
            page.line(whole, child, child.tail, Note("chrome", kind(element)))
