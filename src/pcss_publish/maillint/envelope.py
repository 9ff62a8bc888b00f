"""Hard rules on the message around a mail: unsubscription, parts, lines, headers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcss_publish.findings import Finding
from pcss_publish.maillint.mail import Mail
from pcss_publish.maillint.message import Message
from pcss_publish.maillint.tables import found

LINE = 998  # RFC 5322, 2.1.1
ENCODED_LINE = 76  # RFC 2045, 6.7 and 6.8
ENCODED_WORD = 75  # RFC 2047, 2
_NEEDED = ("from", "subject", "mime-version")
_WORD = re.compile(rb"=\?[^?\s]+\?[bqBQ]\?[^?]*\?=")


def message(mail: Mail) -> Iterator[Finding]:
    """Everything that can be said of a message; nothing of a bare HTML file."""
    if mail.message:
        yield from _unsubscribe(mail.message)
        yield from _parts(mail.message)
        yield from _lines(mail.message)
        yield from _headers(mail.message)


def _unsubscribe(held: Message) -> Iterator[Finding]:
    way_out, one_click = held.field("list-unsubscribe"), held.field("list-unsubscribe-post")
    if way_out and b"=?" in way_out:
        yield found("M503", f"List-Unsubscribe is {way_out[:60].decode('ascii', 'replace')}")
    elif not way_out or not re.search(rb"<https://[!-;=?-~]+>", way_out):
        yield found("M501", "List-Unsubscribe names no https address" if way_out else "no List-Unsubscribe")
    if one_click != b"List-Unsubscribe=One-Click":
        yield found(
            "M502", "List-Unsubscribe-Post is not as it must be" if one_click else "no List-Unsubscribe-Post"
        )


def _parts(held: Message) -> Iterator[Finding]:
    kinds = [part.kind for part in held.parts]
    if "text/plain" not in kinds:
        yield found("M504", "no text/plain part")
    elif kinds.index("text/plain") > kinds.index("text/html"):
        yield found("M505", "text/plain follows text/html")


def _lines(held: Message) -> Iterator[Finding]:
    if held.longest > LINE:
        yield found("M506", f"a line has {held.longest} bytes")
    for part in held.parts:
        if part.encoding and ENCODED_LINE < part.longest <= LINE:
            yield found("M506", f"a line in {part.encoding} has {part.longest} bytes")


def _headers(held: Message) -> Iterator[Finding]:
    names = {name for name, _ in held.fields}
    for name in _NEEDED:
        if name not in names:
            yield found("M508", f"no {name}")
    for name, value in held.fields:
        if not value.isascii():
            yield found("M507", f"{name} holds bytes beyond ASCII")
        long = next((word for word in _WORD.findall(value) if len(word) > ENCODED_WORD), b"")
        if long:
            yield found("M509", f"{name} holds an encoded word of {len(long)} characters")
