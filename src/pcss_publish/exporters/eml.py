"""A message ready to be sent (RFC 5322): the mail, its plain text, and one-click unsubscription (RFC 8058).

The headers are written here and not by ``email.message``, which encodes a long List-Unsubscribe (RFC 2047):
no mail service finds an address in it then (https://github.com/python/cpython/issues/85725).
"""

from __future__ import annotations

import hashlib
import quopri
import re
from collections.abc import Iterator
from email.header import Header
from email.utils import format_datetime, parseaddr

from pcss_publish.compose.house import word
from pcss_publish.compose.mail_service import mail_service
from pcss_publish.config import FILE_NAME
from pcss_publish.errors import ConfigError
from pcss_publish.exporters.base import Export, Job, Product
from pcss_publish.exporters.moment import moment
from pcss_publish.exporters.newsletter import lacking, made_mail, made_text, told
from pcss_publish.model import HouseText

_URI = re.compile(r"https://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{1,900}")  # RFC 3986, without IPv6 literals
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")  # RFC 5322, 3.4.1: dot-atom
_PHRASE = re.compile(r"[A-Za-z0-9 !'-]{1,60}")  # RFC 5322, 3.2.5: atoms
_LINE = re.compile(r"[ -~]{1,66}")
_PLAIN = "plain-"


def export(job: Job) -> Export:
    """Make the message.

    Raises:
        ConfigError: a setting is missing or wrong without which it must not be sent.
        RefusedError: the mail is too large even without comments.
    """
    sender = _settings(job)
    mail, text = made_mail(job), made_text(job)
    subject = _subject(job)
    house = (
        HouseText(id="subject", kind="repeat", text=subject),
        *mail.house,
        *(one.model_copy(update={"id": _PLAIN + one.id}) for one in text.house),
    )
    data = _message(job, (*sender, subject), text.data, mail.data)
    return Export({".eml": Product(data, house, mail.left_out)}, told(job, mail))


def _settings(job: Job) -> tuple[str, str]:
    """Name and address of the sender."""
    own, service = job.config.newsletter, mail_service(job.config, job.published.document.id)
    absent = ("newsletter.sender",) if not own.sender else ()
    if absent or service.missing:
        raise lacking("an .eml is sent as it is", (*absent, *service.missing))
    if own.profile not in ("", "generic"):
        hint = "Take eml out of the formats, or newsletter.profile out of the settings."
        what = f"an .eml is sent as it is, and only {own.profile} fills in the tags of newsletter.profile"
        raise ConfigError(what, place=FILE_NAME, hint=hint)
    if not _URI.fullmatch(service.unsubscribe):
        hint = "Set newsletter.unsubscribe to an https address; a tag of a mail service is none."
        raise ConfigError("one-click unsubscription needs an https address", place=FILE_NAME, hint=hint)
    name, address = parseaddr(own.sender)
    if not _ADDRESS.fullmatch(address):
        hint = 'Set newsletter.sender as "Magazine <news@example.org>".'
        raise ConfigError(f"newsletter.sender holds no address: {own.sender!r}", place=FILE_NAME, hint=hint)
    return name, address


def _subject(job: Job) -> str:
    """The title; a proof says first that it is one."""
    title = " ".join(job.published.title.split())
    if job.published.state == "release":
        return title
    return f"{word(job.config.publication.language, 'proof', n=job.published.queries)} - {title}"


def _message(job: Job, sender: tuple[str, str, str], text: bytes, html: bytes) -> bytes:
    digest = hashlib.sha256(b"\0".join((*(one.encode() for one in sender), text, html))).hexdigest()
    boundary = f"=_{digest[:32]}"  # "=_" stands in no quoted-printable text (RFC 2045, 6.7)
    parts = (_part(boundary, "plain", text), _part(boundary, "html", html))
    head = "".join(f"{name}: {value}\r\n" for name, value in _fields(job, sender, digest, boundary))
    return b"\r\n".join((head.encode("ascii"), *parts, f"--{boundary}--\r\n".encode()))


def _fields(job: Job, sender: tuple[str, str, str], digest: str, boundary: str) -> Iterator[tuple[str, str]]:
    name, address, subject = sender
    when = moment(job.published)
    unsubscribe = mail_service(job.config, job.published.document.id).unsubscribe
    yield "From", f"{_words(name, _PHRASE)} <{address}>" if name else address
    yield "To", "undisclosed-recipients:;"
    yield "Subject", _words(subject, _LINE)
    if when.timestamp():  # an article without a date leaves it to the server that sends (RFC 6409, 8.2)
        yield "Date", format_datetime(when)
    yield "Message-ID", f"<{digest[:40]}@{address.partition('@')[2]}>"
    yield "List-Unsubscribe", f"<{unsubscribe}>"
    yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    yield "MIME-Version", "1.0"
    yield "Content-Type", f'multipart/alternative;\r\n boundary="{boundary}"'


def _words(text: str, plain: re.Pattern[str]) -> str:
    """Text in a header: encoded wherever it is not ``plain``, folded before column 76 (RFC 2047)."""
    if plain.fullmatch(text) and "=?" not in text:
        return text
    return Header(text, "utf-8", maxlinelen=75, header_name="Subject").encode(linesep="\r\n")


def _part(boundary: str, kind: str, data: bytes) -> bytes:
    """One part; quoted-printable keeps all lines below 77 characters."""
    head = (
        f"--{boundary}\r\n"
        f'Content-Type: text/{kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(data).replace(b"\n", b"\r\n")
