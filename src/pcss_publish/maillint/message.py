"""The message around a mail (RFC 5322, RFC 2045): headers as they stand, and its parts in order."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from functools import cached_property

_FIELD = re.compile(rb"([!-9;-~]+):((?:[^\r\n]|\r?\n[ \t])*)")
_ENCODED = frozenset({"quoted-printable", "base64"})


@dataclass(frozen=True)
class Part:
    """A part that is shown: its media type, how it is encoded, its longest line in bytes as it is sent."""

    kind: str
    encoding: str
    longest: int


@dataclass(frozen=True)
class Message:
    """One message.

    Attributes:
        data: all of it.
        parts: texts that are no attachment, in order.
        html: the first HTML part, decoded from its transfer encoding; None where there is none.
        charset: of that part, in lower case.
    """

    data: bytes
    parts: tuple[Part, ...]
    html: bytes | None
    charset: str

    @cached_property
    def fields(self) -> tuple[tuple[str, bytes], ...]:
        """Names, in lower case, and raw values of the header fields, in order; folds stay as they are."""
        head = re.split(rb"\r?\n\r?\n", self.data, maxsplit=1)[0]
        return tuple((m[1].decode("ascii").lower(), m[2].strip()) for m in _FIELD.finditer(head))

    def field(self, name: str) -> bytes | None:
        """The raw value of the first field of a name, None where there is none."""
        return next((value for key, value in self.fields if key == name), None)

    @property
    def longest(self) -> int:
        """Bytes of the longest line, without its end."""
        return max(map(len, self.data.splitlines()), default=0)


def read_message(data: bytes) -> Message:
    """Take a message apart; one that is broken gives what can be found in it."""
    whole = email.message_from_bytes(data, policy=policy.default)
    shown = [one for one in whole.walk() if _is_shown(one)]
    html = next((one for one in shown if one.get_content_type() == "text/html"), None)
    content = html.get_payload(decode=True) if html else None
    return Message(
        data,
        tuple(_part(one) for one in shown),
        content if isinstance(content, bytes) else None,
        str(html.get_content_charset("")).lower() if html else "",
    )


def _is_shown(part: EmailMessage) -> bool:
    return part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"


def _part(part: EmailMessage) -> Part:
    raw = str(part.get_payload(decode=False))
    encoding = str(part.get("Content-Transfer-Encoding", "7bit")).strip().lower()
    longest = max((len(line.encode("utf-8", "replace")) for line in raw.splitlines()), default=0)
    return Part(part.get_content_type(), encoding if encoding in _ENCODED else "", longest)
