"""Reads a message back with the standard library's parser: its subject, its HTML and its plain text.

The two bodies are products of their own within one file: texts that the house declares for the plain one have
ids that begin with ``plain-``, and only the HTML leaves comments out by rule.
"""

from __future__ import annotations

import email
from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage

from pcss_publish.model import HouseText
from pcss_publish.proof import read_html
from pcss_publish.proof.pieces import Reading, UnreadableError

PLAIN = "plain-"
SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Body:
    """One body, as a finished file (see ``prove.Finished``)."""

    suffix: str
    data: bytes
    house: tuple[HouseText, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as read back."""

    subject: str
    html: Body
    text: Body


def letter(data: bytes, house: Sequence[HouseText], left_out: tuple[str, ...]) -> Letter:
    """Take a message apart.

    Args:
        data: the file.
        house: texts declared for it.
        left_out: ids of comments that its HTML leaves out.

    Raises:
        UnreadableError: it is not a message of one plain and one HTML body.
    """
    held = email.message_from_bytes(data, policy=policy.default)
    parts = [part for part in held.walk() if not part.is_multipart()]
    if [part.get_content_type() for part in parts] != ["text/plain", "text/html"] or held.defects:
        raise UnreadableError("no message of plain text and HTML")
    text, html = (_content(part) for part in parts)
    plain = tuple(
        one.model_copy(update={"id": one.id.removeprefix(PLAIN)}) for one in house if one.id.startswith(PLAIN)
    )
    own = tuple(one for one in house if not one.id.startswith(PLAIN) and one.id != SUBJECT)
    return Letter(str(held["Subject"] or ""), Body(".html", html, own, left_out), Body(".txt", text, plain))


def read(data: bytes) -> Reading:
    """The HTML of a message.

    Raises:
        UnreadableError: as :func:`letter`.
    """
    return read_html.read(letter(data, (), ()).html.data)


def _content(part: EmailMessage) -> bytes:
    if part.get_content_charset() != "utf-8" or part.defects:
        raise UnreadableError("a body that is not UTF-8, or is damaged")
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data.replace(b"\r\n", b"\n")
