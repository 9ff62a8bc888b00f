"""Proves the products of an article or an issue: reads each back and holds it against the published view."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Final, Protocol

from pcss_publish.model import HouseText, Published, PublishedIssue
from pcss_publish.proof import beside, book_pages, compare, flat, message, read_eml
from pcss_publish.proof.article import Article, word_count
from pcss_publish.proof.certificate import (
    Certificate,
    CommentCount,
    FindingEntry,
    OmissionEntry,
    ProductProof,
    Tolerance,
    ToleranceKind,
)
from pcss_publish.proof.edition import Digest, Edition
from pcss_publish.proof.faults import Fault, shortened
from pcss_publish.proof.lines import Agreement
from pcss_publish.proof.pieces import Reading, UnreadableError
from pcss_publish.proof.withheld import Omitted, Withheld

READERS: Final = {
    ".pdf": "read_pdf",
    ".epub": "read_epub",
    ".html": "read_html",
    ".txt": "read_text",
    ".eml": "read_eml",
    ".json": "read_json",
}
"""Reader module by the last part of a product's suffix."""

_TOLERANCES: Final[tuple[tuple[ToleranceKind, Callable[[Agreement], int]], ...]] = (
    ("line-end hyphens", lambda found: found.hyphens),
    ("gaps", lambda found: found.gaps),
    ("shared glyphs", lambda found: found.twins),
    ("boxes", lambda found: found.boxes),
    ("drawn order", lambda found: found.drawn),
    ("unordered lines", lambda found: found.unordered),
)
_PROOF_MARK: Final = "proof"  # key of the house word that marks what is not released

Matter = Article | Edition


class Finished(Protocol):
    """One finished file and what its maker declares about it; ``exporters.base.Product`` is one."""

    @property
    def data(self) -> bytes:
        """The file."""

    @property
    def house(self) -> tuple[HouseText, ...]:
        """Texts that the house added or repeats."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """Ids of comments that a size limit kept out."""


class Found(Protocol):
    """What the proof takes note of in a finding; ``findings.Finding`` is one."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def severity(self) -> str:
        """``block``, ``warn`` or ``info``."""

    @property
    def node(self) -> str:
        """Id of the node concerned."""


def provable(suffix: str) -> bool:
    """Whether a product with this suffix can be read back."""
    return f".{suffix.rpartition('.')[2]}" in READERS


def prove(
    published: Published | PublishedIssue,
    products: Mapping[str, Finished],
    omissions: Iterable[Omitted] = (),
    findings: Iterable[Found] = (),
) -> Certificate:
    """Read every product back and compare it with what had to survive.

    Args:
        published: what may be seen.
        products: finished files by suffix (``.pdf``, ``.newsletter.html``); those that cannot be
            read back (see :func:`provable`) are left aside.
        omissions: what decisions keep out.
        findings: for the record.

    Returns:
        The certificate; ``ok`` is whether no fault was found. The same input gives the same bytes.
    """
    article = Article(published) if isinstance(published, Published) else Edition(published)
    omitted = tuple(omissions)
    withheld = Withheld(omitted, article.units)
    readings: dict[str, Reading] = {}
    proofs = tuple(
        book_pages.held(_product(_of(article, suffix), suffix, product, withheld, readings), readings)
        for suffix, product in sorted(products.items(), reverse=True)  # the PDF before the book of its pages
        if provable(suffix)
    )[::-1]
    faults = tuple(_count_faults(article))
    desk = published.comments
    return Certificate(
        document=article.name,
        sources=article.sources,
        state=published.state,
        ok=not faults and not any(proof.faults for proof in proofs),
        units=len(article.units),
        words=word_count(article.units),
        statements=tuple(article.statements),
        awards=tuple(article.awards),
        comments=CommentCount(
            declared=desk.declared,
            printed=len(article.comments),
            withheld=desk.withheld,
            undecided=desk.undecided,
            reconciled=desk.declared in {None, len(article.comments) + desk.withheld_count},
        ),
        omissions=tuple(
            OmissionEntry(node=one.node, action=one.action, reason=one.reason, by=one.by) for one in omitted
        ),
        dropped=article.dropped,
        edits=article.edits,
        products=proofs,
        findings=tuple(FindingEntry(code=one.code, severity=one.severity, node=one.node) for one in findings),
        faults=faults,
    )


def _of(matter: Matter, suffix: str) -> Matter:
    """What a product has to show; mails and fragments of an issue are digests."""
    is_digest = suffix.endswith((".html", ".txt"))
    return Digest(matter.published) if isinstance(matter, Edition) and is_digest else matter


def _count_faults(article: Matter) -> list[Fault]:
    stated, shown = article.published.comments.printed, len(article.comments)
    told = Fault(kind="count", id="comments", expected=str(stated), found=str(shown))
    return [] if stated == shown else [told]


def read(suffix: str, data: bytes) -> Reading:
    """Read one product with the reader for its suffix.

    Raises:
        UnreadableError: it is no file of its kind.
    """
    module = import_module(f"pcss_publish.proof.{READERS[f'.{suffix.rpartition(chr(46))[2]}']}")
    reading: Reading = module.read(data)
    return reading


def _product(
    article: Matter, suffix: str, product: Finished, withheld: Withheld, readings: dict[str, Reading]
) -> ProductProof:
    if suffix.endswith(message.SUFFIX):
        with contextlib.suppress(UnreadableError):  # told below, as of every other file
            letter = read_eml.letter(product.data, product.house, product.left_out)
            return message.proof(
                product.data, product.house, letter, article.published.title,
                lambda body: _product(article, body.suffix, body, withheld, {}),
            )  # fmt: skip
    required = article.required(product.left_out)
    try:
        reading = read(suffix, product.data)
    except UnreadableError as error:
        reading = Reading("not read", ())
        faults = [Fault(kind="unreadable", id=suffix, found=shortened(str(error)))]
        proved: set[str] = set()
        tolerances: tuple[Tolerance, ...] = ()
    else:
        readings[suffix] = reading
        result = _compared(article, product, reading)
        proved, tolerances = set(result.proved), _tolerances(result)
        faults = [*result.faults, *beside.faults(article, required, product.house, reading)]
        faults += [*withheld.faults(reading), *_left_out_faults(article, product)]
        if not suffix.endswith(".json"):
            faults += [*_mark_faults(article, product), *_unstated(article, product)]
    whole = [unit for unit in required if unit.id in proved]
    statements = tuple(s for s, units in article.statements.items() if all(u.id in proved for u in units))
    return ProductProof(
        suffix=suffix,
        sha256=hashlib.sha256(product.data).hexdigest(),
        size=len(product.data),
        read_with=reading.by,
        units=len(required),
        proved=len(whole),
        words=word_count(whole),
        statements=statements,
        awards=tuple(award for award, statement in article.awards.items() if statement in statements),
        comments=len(article.comments) - len(set(product.left_out) & set(article.comments)),
        house=product.house,
        left_out=product.left_out,
        tolerances=tolerances,
        faults=tuple(faults),
    )


def _compared(article: Matter, product: Finished, reading: Reading) -> compare.Comparison:
    required = article.required(product.left_out)
    if not reading.flat:
        return compare.compare(required, product.house, reading, markers=article.markers)
    text = "".join(piece.text for piece in reading.pieces)
    return flat.compare(
        article.in_text(required), product.house, text, markers=article.markers, links=article.links
    )


def _tolerances(result: compare.Comparison) -> tuple[Tolerance, ...]:
    proved = {unit: found for unit, found in result.agreements.items() if found.at is None}
    used = (
        (kind, tuple(u for u, found in proved.items() if applies(found))) for kind, applies in _TOLERANCES
    )
    return tuple(Tolerance(kind=kind, units=units) for kind, units in used if units)


def _left_out_faults(article: Matter, product: Finished) -> list[Fault]:
    """Only whole comments may be left out, and only from the end."""
    count = len(product.left_out)
    told = Fault(kind="count", id="left-out", found=shortened(", ".join(product.left_out)))
    return [] if not count or set(product.left_out) == set(article.comments[-count:]) else [told]


def _unstated(article: Matter, product: Finished) -> list[Fault]:
    """What an issue file says is declared; that a declared text is also shown, the comparison sees to."""
    shown = [item.text for item in product.house if item.kind == "editorial"]
    gone = (text for text in article.stated if not any(text in one for one in shown))
    return [Fault(kind="missing", id="issue", expected=shortened(text)) for text in gone]


def _mark_faults(article: Matter, product: Finished) -> list[Fault]:
    """A proof says so; that a declared text is also shown, the comparison sees to."""
    marked = any(map(beside.is_mark, product.house))
    is_right = article.published.state == "release" or marked
    return [] if is_right else [Fault(kind="house", id=_PROOF_MARK)]
