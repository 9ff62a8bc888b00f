"""WeasyPrint, the only engine that lays out pages: fonts from the theme alone, no file or network access.

Imported only by the PDF exporter; the import of WeasyPrint itself waits until a page is laid out.
"""

from __future__ import annotations

import gc
import io
import logging
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from pcss_publish.engines.weasy_start import no_library_search, private_fontconfig
from pcss_publish.errors import ToolMissingError
from pcss_publish.theme import FontFace, Theme

VARIANT = "pdf/a-3a"
COMMANDS = {
    "linux": "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'",
    "darwin": "brew install pango",
}
_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    b' pdfuaid:part="1" />'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    b'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>'
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>"
    b"</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def how_to_install() -> str:
    """What to do where one of its libraries is missing."""
    return f"Run: {COMMANDS.get(sys.platform, 'install Pango 1.50 or later (see the README)')}"


@cache
def engine() -> Any:
    """The ``weasyprint`` module.

    Raises:
        ToolMissingError: a library that WeasyPrint loads is not on this machine.
    """
    try:
        quiet = redirect_stdout(io.StringIO())  # it prints to standard output before it raises
        with private_fontconfig(), no_library_search(), warnings.catch_warnings(), quiet:
            warnings.simplefilter("ignore")
            import weasyprint
            import weasyprint.pdf
    except (ImportError, OSError) as error:
        reason = str(error).split(".  Additionally", maxsplit=1)[0]
        raise ToolMissingError(
            f"the PDF needs Pango, which cannot be loaded: {reason}",
            hint=how_to_install(),
        ) from error
    from weasyprint.layout import block

    from pcss_publish.engines import weasy_lines, weasy_structure, weasy_text, weasy_tuning

    weasyprint.pdf.add_tags = weasy_structure.add_tags
    weasyprint.pdf.build_fonts_dictionary = weasy_text.corrected(weasyprint.pdf.build_fonts_dictionary)
    block.iter_line_boxes = weasy_lines.once(block.iter_line_boxes)
    weasy_tuning.tuned()
    return weasyprint


class _Warnings(logging.Handler):
    """Collects what the engine complains of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message, once."""
        text = record.getMessage()
        if text not in self.messages:
            self.messages.append(text)


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection: a layout makes very many objects, and nearly all of them are still needed."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def heard() -> Iterator[list[str]]:
    """What the engine complains of meanwhile."""
    logger, handler = logging.getLogger("weasyprint"), _Warnings()
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)


def _fetcher(served: Mapping[str, bytes]) -> Any:
    """A fetcher that serves ``theme:`` addresses from memory and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the parent's signature
            if url not in served:
                raise ValueError(f"nothing is fetched: {url}")
            return URLFetcherResponse(url, served[url])

    return Fetcher(allowed_protocols=("theme",), allow_redirects=False)


@cache
def fonts(faces: tuple[FontFace, ...]) -> Any:
    """One font configuration for all documents of a theme: loading the faces costs more than a page."""
    rules = "".join(
        f'@font-face{{font-family:"{face.family}";src:url("theme:/fonts/{n}");'
        f"font-weight:{face.weight};font-style:{face.style}}}\n"
        for n, face in enumerate(faces)
    )
    served = {f"theme:/fonts/{n}": face.path.read_bytes() for n, face in enumerate(faces)}
    with private_fontconfig():
        from weasyprint.text.fonts import FontConfiguration

        configuration = FontConfiguration()
    engine().CSS(string=rules, font_config=configuration, url_fetcher=_fetcher(served))
    return configuration


@lru_cache(maxsize=64)  # a theme's sheets come with each article, an article's own soon no more
def style(css: str, faces: tuple[FontFace, ...]) -> Any:
    """A style sheet that is parsed."""
    return engine().CSS(string=css, font_config=fonts(faces), url_fetcher=_fetcher({}))


def page(markup: str, images: Mapping[str, bytes]) -> Any:
    """Markup that is parsed, its images served from memory."""
    return engine().HTML(string=markup, url_fetcher=_fetcher(images))


@dataclass(frozen=True)
class Layout:
    """Pages that are laid out and not yet written."""

    document: Any
    messages: tuple[str, ...]


def lay_out(markup: str, styles: tuple[str, ...], theme: Theme, images: Mapping[str, bytes]) -> Layout:
    """Lay out one document.

    Args:
        markup: HTML.
        styles: style sheets, the later ones stronger.
        theme: supplies the fonts, the only ones that are used.
        images: bytes by ``theme:`` address.

    Raises:
        ToolMissingError: Pango is missing.
    """
    engine()
    with uncollected(), heard() as messages:
        sheets = [style(css, theme.fonts) for css in styles]
        document = page(markup, images).render(
            font_config=fonts(theme.fonts), stylesheets=sheets, pdf_variant=VARIANT
        )
        return Layout(document, tuple(messages))


def write(
    layout: Layout, model: str, description: str, date: str, name: str = "article.json"
) -> tuple[bytes, tuple[str, ...]]:
    """Write the PDF (PDF/A-3a with PDF/UA-1 identification) with the model attached.

    Args:
        layout: the pages.
        model: the published document as JSON.
        description: what the attachment is, for readers.
        date: ISO date of the article, empty where there is none.
        name: of the attached file.

    Returns:
        The file, and what the engine complained of.
    """
    document = layout.document
    original = document.metadata.generate_rdf_metadata

    def with_ua(variant: str, version: int, conformance: str) -> bytes:
        xmp: bytes = original(variant, version, conformance)
        at = xmp.rindex(b"</rdf:RDF>")
        return xmp[:at] + _UA + xmp[at:]

    document.metadata.generate_rdf_metadata = with_ua
    moment = _moment(date)
    attachment = engine().Attachment(
        string=model, name=name, description=description, created=moment, modified=moment,
        relationship="Source",
    )  # fmt: skip
    with uncollected(), heard() as messages:
        data: bytes = document.write_pdf(
            pdf_variant=VARIANT, attachments=[attachment], finisher=_dated if date else _undated
        )
    return data, tuple(messages)


def _moment(date: str) -> datetime:
    parts = [*date.partition("T")[0].split("-"), "01", "01"] if date else ["1970", "01", "01"]
    return datetime.fromisoformat("-".join(parts[:3])).replace(tzinfo=UTC)


def _dated(_document: Any, pdf: Any) -> None:
    """No picture is smoothed by the viewer, which an archive may not ask for (ISO 19005-3, 6.2.8)."""
    for item in pdf.objects:
        getattr(item, "extra", {}).pop("Interpolate", None)


def _undated(document: Any, pdf: Any) -> None:
    """An undated article gets no date: drop the attachment's, which the engine cannot leave out."""
    _dated(document, pdf)
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Type") == "/EmbeddedFile":
            for key in ("CreationDate", "ModDate"):
                item.extra["Params"].pop(key, None)
