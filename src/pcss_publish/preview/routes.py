"""Every address that the preview answers, and with what. There are no others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources import files as resources
from typing import cast

from pcss_publish.builder import files
from pcss_publish.preview import article, scheme
from pcss_publish.preview.board import Board
from pcss_publish.preview.book import Book, NoBookError
from pcss_publish.preview.pages import Cache, Scale

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
# What a mail or a book asks for is not fetched: no picture of the web, no counting pixel, no font.
_GUEST_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_FILE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_FOREVER = "private, max-age=31536000, immutable"  # the address holds the digest of what is shown

_SCRIPTS = ("preview", "views", "side", "parts")
_MEDIA = {
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".newsletter.html": "text/html; charset=utf-8",
    ".fragment.html": "text/html; charset=utf-8",
    ".newsletter.txt": "text/plain; charset=utf-8",
    ".eml": "message/rfc822",
    ".document.json": "application/json",
    ".certificate.json": "application/json",
}


@dataclass(frozen=True)
class Answer:
    """What is sent. ``body`` None stands for the stream of news."""

    status: int
    media: str = "text/plain; charset=utf-8"
    body: bytes | None = b""
    policy: str = _FILE_POLICY
    cache: str = "no-store"
    more: dict[str, str] = field(default_factory=dict)


@dataclass
class Preview:
    """What the routes show."""

    board: Board
    cache: Cache = field(default_factory=Cache)


def refused(status: int, why: str) -> Answer:
    """A refusal, in words."""
    return Answer(status, body=f"{why}\n".encode())


_ABSENT = refused(404, "There is no such product now.")


def answer(preview: Preview, path: str) -> Answer:
    """The answer to a request for ``path``, as it stands in the request line."""
    for pattern, route in _ROUTES:
        if match := pattern.fullmatch(path):
            return route(preview, **match.groupdict())
    return refused(403, "The preview has no such address.")


def _static(name: str, media: str, policy: str = _FILE_POLICY) -> Callable[[Preview], Answer]:
    def route(_: Preview) -> Answer:
        data = resources("pcss_publish").joinpath("preview", "page", name).read_bytes()
        return Answer(200, media, data, policy)

    return route


def _events(_: Preview) -> Answer:
    return Answer(200, "text/event-stream; charset=utf-8", None)


def _article(preview: Preview, slug: str) -> Answer:
    found = article.describe(preview.board, slug)
    if found is None:
        return _ABSENT
    return Answer(200, "application/json", json.dumps(found, ensure_ascii=False).encode())


def _file(preview: Preview, slug: str, suffix: str) -> Answer:
    data = article.product(preview.board, slug, suffix)
    if data is None:
        return _ABSENT
    media = _MEDIA.get(suffix, "application/octet-stream")
    if media.startswith("text/"):
        return Answer(200, media, data, _GUEST_POLICY)
    shown = media in {"application/pdf", "application/json"}
    disposition = f'{"inline" if shown else "attachment"}; filename="{slug}{suffix}"'
    # A policy with default-src keeps Chromium's own PDF reader from drawing; PDFs have their own sandbox.
    policy = "frame-ancestors 'none'" if media == "application/pdf" else _FILE_POLICY
    return Answer(200, media, data, policy, more={"Content-Disposition": disposition})


def _page(preview: Preview, slug: str, digest: str, scale: str, number: str) -> Answer:
    data = _exactly(preview, slug, ".pdf", digest)
    drawn = data and preview.cache.page(data, digest, int(number), cast("Scale", scale))
    return Answer(200, "image/png", drawn, cache=_FOREVER) if drawn else _ABSENT


def _chapter(preview: Preview, slug: str, digest: str, look: str, number: str) -> Answer:
    data = _exactly(preview, slug, ".epub", digest)
    try:
        shown = data and Book.read(data).chapter(int(number), cast("scheme.Scheme", look))
    except NoBookError as error:
        return refused(404, f"The EPUB cannot be shown: {error}")
    if not shown:
        return _ABSENT
    return Answer(200, "application/xhtml+xml; charset=utf-8", shown, _GUEST_POLICY)


def _mail(preview: Preview, slug: str, digest: str, look: str) -> Answer:
    data = _exactly(preview, slug, ".newsletter.html", digest)
    if data is None:
        return _ABSENT
    html = data.decode("utf-8", "replace")
    shown = scheme.mail(html, "dark" if look == "dark" else "light", styled=look != "stripped")
    return Answer(200, _MEDIA[".newsletter.html"], shown.encode(), _GUEST_POLICY)


def _exactly(preview: Preview, slug: str, suffix: str, digest: str) -> bytes | None:
    """A product if it is still the one that was asked for."""
    data = article.product(preview.board, slug, suffix)
    return data if data is not None and files.digest(data) == digest else None


_SLUG = r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)"
_DIGEST = r"(?P<digest>[0-9a-f]{64})"
_NUMBER = r"(?P<number>[1-9][0-9]{0,3})"
_TABLE: tuple[tuple[str, Callable[..., Answer]], ...] = (
    (r"/", _static("preview.html", "text/html; charset=utf-8", _PAGE_POLICY)),
    (r"/preview\.css", _static("preview.css", "text/css; charset=utf-8")),
    *((rf"/{name}\.js", _static(f"{name}.js", "text/javascript; charset=utf-8")) for name in _SCRIPTS),
    (r"/events", _events),
    (rf"/article/{_SLUG}", _article),
    (rf"/file/{_SLUG}(?P<suffix>(?:\.[a-z]+){{1,2}})", _file),
    (rf"/pdf/{_SLUG}/{_DIGEST}/(?P<scale>thumb|page)/{_NUMBER}", _page),
    (rf"/epub/{_SLUG}/{_DIGEST}/(?P<look>light|dark)/{_NUMBER}", _chapter),
    (rf"/mail/{_SLUG}/{_DIGEST}/(?P<look>light|dark|stripped)", _mail),
)
_ROUTES = tuple((re.compile(pattern), route) for pattern, route in _TABLE)
