"""The proof of a message: each of its bodies is proved as a file by itself, and the subject with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from pcss_publish.model import HouseText
from pcss_publish.proof.certificate import ProductProof
from pcss_publish.proof.faults import Fault, difference
from pcss_publish.proof.read_eml import SUBJECT, Body, Letter

SUFFIX = ".eml"


def proof(
    data: bytes,
    house: tuple[HouseText, ...],
    letter: Letter,
    title: str,
    prove: Callable[[Body], ProductProof],
) -> ProductProof:
    """One proof of both bodies: units are counted in each, and a statement is proved that both show.

    Args:
        data: the file.
        house: texts declared for it.
        letter: the same, read back.
        title: of the article, which the subject has to hold.
        prove: proves one body.
    """
    html, text = prove(letter.html), prove(letter.text)
    return ProductProof(
        suffix=SUFFIX,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        read_with=f"email, {html.read_with}, {text.read_with}",
        units=html.units + text.units,
        proved=html.proved + text.proved,
        words=html.words + text.words,
        statements=tuple(one for one in html.statements if one in text.statements),
        awards=tuple(one for one in html.awards if one in text.awards),
        comments=min(html.comments, text.comments),
        house=house,
        left_out=letter.html.left_out,
        tolerances=(*html.tolerances, *text.tolerances),
        faults=(*_subject(house, letter.subject, title), *html.faults, *text.faults),
    )


def _subject(house: Sequence[HouseText], subject: str, title: str) -> Iterator[Fault]:
    """The subject is what was declared, and the title stands in it."""
    declared = next((one.text for one in house if one.id == SUBJECT), "")
    if subject != declared:
        yield difference("house", SUBJECT, declared, subject)
    elif " ".join(title.split()) not in subject:
        yield difference("altered", SUBJECT, title, subject)
