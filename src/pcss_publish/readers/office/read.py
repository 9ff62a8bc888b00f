"""Reads what a word processor wrote: prepared, read by pandoc once, laid out, and counted word by word."""

from __future__ import annotations

from collections.abc import Callable

from pcss_publish.engines import pandoc
from pcss_publish.errors import RefusedError, SourceError
from pcss_publish.model.marks import Asked, Place
from pcss_publish.model.nodes import Picture, Source
from pcss_publish.model.received import Received
from pcss_publish.readers.layout import Layout, Note
from pcss_publish.readers.office.blocks import Blocks
from pcss_publish.readers.office.docx import Docx
from pcss_publish.readers.office.kinds import is_docx, is_odt, is_rtf
from pcss_publish.readers.office.odt import Odt
from pcss_publish.readers.office.package import Package
from pcss_publish.readers.office.prepared import Embedded, Prepared, Query, short
from pcss_publish.readers.office.roles import HEADS, is_authored, parts_of
from pcss_publish.readers.office.rtf import Rtf
from pcss_publish.readers.office.styles import Styles, shipped
from pcss_publish.wording import counted

_NOTES = ("/footnotes", "/endnotes")


def read_docx(data: bytes, source: Source, styles: Styles | None = None) -> Received:
    """A file of Word's.

    Args:
        data: the file.
        source: the record of it.
        styles: roles of styles, instead of the shipped ones.

    Raises:
        SourceError: it is damaged, hostile, or holds no text; says where and what to do.
    """
    return _read(_docx, data, source, styles)


def read_odt(data: bytes, source: Source, styles: Styles | None = None) -> Received:
    """An OpenDocument text; as :func:`read_docx`."""
    return _read(_odt, data, source, styles)


def read_rtf(data: bytes, source: Source, styles: Styles | None = None) -> Received:
    """A file in Rich Text Format; as :func:`read_docx`."""
    return _read(_rtf, data, source, styles)


def pictures_in(data: bytes, name: str) -> tuple[Embedded, ...]:
    """The pictures that lie within a file, in the order of its text; none where it is of another kind.

    Raises:
        SourceError: the file is damaged or hostile.
    """
    kinds = ((is_docx, _docx), (is_odt, _odt), (is_rtf, _rtf))
    prepare = next((prepare for recognise, prepare in kinds if recognise(data)), None)
    found = prepare(data, name, shipped()).pictures if prepare else []
    return tuple(one for one in found if one.data is not None)


def _docx(data: bytes, name: str, styles: Styles) -> Prepared:
    return Docx(Package(data, name), styles).prepare()


def _odt(data: bytes, name: str, styles: Styles) -> Prepared:
    return Odt(Package(data, name), styles).prepare()


def _rtf(data: bytes, name: str, styles: Styles) -> Prepared:
    return Rtf(data, name, styles).prepare()


def _read(
    prepare: Callable[[bytes, str, Styles], Prepared], data: bytes, source: Source, styles: Styles | None
) -> Received:
    try:
        return _laid_out(prepare(data, source.name, shipped() if styles is None else styles), source)
    except RecursionError as error:
        raise _too_deep(source.name) from error


def _too_deep(name: str) -> SourceError:
    return SourceError(
        "the text is nested too deep", place=name, hint="No article needs that; look at the file."
    )


def _laid_out(prepared: Prepared, source: Source) -> Received:
    try:
        blocks = pandoc.read(prepared.data, prepared.form)
    except RefusedError as error:
        raise SourceError(
            error.message, place=source.name, hint="Open it in the program that wrote it, and save it again."
        ) from error
    layout = Layout()
    walk = Blocks(layout, prepared)
    walk.through(blocks)
    _count(prepared, walk.heard)
    _ask_for_rest(prepared)
    for aside in prepared.asides:
        layout.end_line(gap=True)
        place = aside.place
        layout.where = lambda place=place: place  # type: ignore[misc]
        opened = layout.begin(Note("chrome", aside.kind))
        layout.verbatim(aside.words)
        layout.end_line(gap=True)
        layout.finish(opened)
    text, markup = layout.done()
    if not text.strip():
        raise SourceError(
            "the file holds no text", place=source.name, hint="Write the article, and save the file again."
        )
    starts = {place: start for start, place in reversed(markup.places)}
    asked = tuple(_asked(query, starts, number) for number, query in enumerate(prepared.queries, 1))
    pictures = tuple(
        Picture(name=one.name, sha256=one.digest, size=len(one.data))
        for one in prepared.pictures
        if one.data is not None
    )
    known = source.model_copy(update={"dropped": tuple(prepared.dropped), "pictures": pictures})
    return Received(source=known, text=text, markup=markup.model_copy(update={"asked": asked}))


def _asked(query: Query, starts: dict[Place, int], number: int) -> Asked:
    return Asked(
        code=query.code, message=query.message, hint=query.hint, ref=f"w{number}",
        at=starts.get(query.place, 0), place=query.place,
    )  # fmt: skip


def _ask_for_rest(prepared: Prepared) -> None:
    """Where styles name the parts of the article, ask once about paragraphs that none names."""
    owned = parts_of(prepared.paragraphs)
    left = [
        one
        for number, one in enumerate(prepared.paragraphs)
        if number not in owned and one.role not in HEADS and not one.place.path.startswith(_NOTES)
    ]
    if left and is_authored(prepared.paragraphs):
        words = short("".join(left[0].words), 80)
        said = f"No style says what {counted(len(left), 'paragraph')} of the article's body are: “{words}”"
        hint = "Give them the style for what they are, such as Answer or Funding; or settle it."
        prepared.queries.append(Query("W004", said, hint, left[0].place))


def _count(prepared: Prepared, heard: dict[int, list[str]]) -> None:
    """Keep and ask about every word that pandoc did not give back."""
    for number, paragraph in enumerate(prepared.paragraphs):
        said = _squeezed("".join(heard.get(number, [])))
        at, missing = 0, []
        for piece in paragraph.words:
            found = said.find(_squeezed(piece), at)
            if found < 0:
                missing.append(piece)
            else:
                at = found + len(_squeezed(piece))
        if missing:
            words = " ".join(missing)
            prepared.put_aside("unread", words, paragraph.place)
            hint = "Compare with the file. Save it again in another format, or copy its text."
            told = f"These words of the file could not be read in their place: “{short(words)}”"
            prepared.queries.append(Query("W005", told, hint, paragraph.place))


def _squeezed(words: str) -> str:
    return "".join(words.split())
