"""Hard rules on links and on tags of mail services."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from pcss_publish.findings import Finding
from pcss_publish.maillint.mail import Mail
from pcss_publish.maillint.structure import text_of
from pcss_publish.maillint.tables import found, pattern, table

_ADDRESSES = ("href", "src", "background")


def links(mail: Mail) -> Iterator[Finding]:
    """Words of links, and where they lead."""
    for one in mail.named("a"):
        if "href" not in one.attrib:
            continue
        words, line = text_of(one) or one.get("aria-label", ""), mail.line(one)
        target = one.get("href", "").strip()
        if not words:
            yield found("M202", f"a link to {target[:80]!r} has no words", line)
        elif pattern("words", "vague", whole=True).match(words):
            yield found("M201", f"{words!r} leads to {target[:80]!r}", line)
        if not _leads(mail, target):
            yield found("M203", f"{words[:50]!r} leads to {target[:80]!r}", line)


def _leads(mail: Mail, target: str) -> bool:
    if target.startswith("#"):
        return target[1:] in mail.anchors
    begins = tuple(begin for begin, _ in table("rules")["tags"]["pairs"])
    known = target.lower().startswith((*table("rules")["links"]["schemes"], *begins))
    return known or bool(pattern("tags", "single").match(target))


def unsubscribe(mail: Mail) -> Iterator[Finding]:
    """A way out: a link that says so by its words or its address, or a tag of the mail service."""
    told = (f"{text_of(one)} {one.get('href')}" for one in mail.named("a") if one.get("href"))
    by_link = any(pattern("words", "unsubscribe").search(one) for one in told)
    if not by_link and not pattern("tags", "unsubscribe").search(mail.html):
        yield found("M205", "no link and no tag leads out of the list")


def tags(mail: Mail) -> Iterator[Finding]:
    """Tags of mail services stand whole: not encoded, not cut, not split by markup."""
    encoded = pattern("tags", "encoded")
    for element in mail.elements:
        for name in _ADDRESSES:
            value = element.get(name, "")
            if encoded.search(value):
                yield found("M401", f"{unquote(value)[:80]!r} is encoded in {name}", mail.line(element))
        texts = [element.text or "", *(child.tail or "" for child in element)]
        if element.tag not in ("style", "script"):
            broken = next((one for text in (*texts, *element.attrib.values()) for one in _broken(text)), "")
            if broken:
                yield found("M401", f"{broken[:80]!r} does not end", mail.line(element))


def _broken(text: str) -> Iterator[str]:
    """What follows the beginning of a tag that does not end in the same text."""
    for begin, end in table("rules")["tags"]["pairs"]:
        place = text.find(begin)
        while place >= 0:
            close = text.find(end, place + len(begin))
            if close < 0:
                yield text[place:]
                break
            place = text.find(begin, close + len(end))


def drafts(mail: Mail) -> Iterator[Finding]:
    """Words and addresses that stood in for others."""
    words, addresses = pattern("words", "draft"), pattern("words", "draft_address")
    for element in mail.elements:
        if element.tag in ("style", "script"):
            continue
        texts = " ".join([element.text or "", *(child.tail or "" for child in element)])
        held = words.search(texts) or next(
            (match for name in _ADDRESSES if (match := addresses.match(element.get(name, "")))), None
        )
        if held:
            yield found("M402", f"{held[0]!r}", mail.line(element))
