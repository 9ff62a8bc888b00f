"""The certificate: what was read back from each product, and what may be missing and why."""

from __future__ import annotations

from typing import Any, Final, Literal

from pcss_publish.model import Edit, HouseText, Model, Withheld
from pcss_publish.proof.faults import Fault

CERTIFICATE_VERSION: Final = "1"
ToleranceKind = Literal[
    "line-end hyphens", "gaps", "shared glyphs", "boxes", "drawn order", "unordered lines"
]


class Tolerance(Model):
    """Where a product could be compared only with an allowance, and the units concerned."""

    kind: ToleranceKind
    units: tuple[str, ...]


class ProductProof(Model):
    r"""One product.

    Attributes:
        read_with: parser and method.
        units: how many units it had to show.
        proved: how many were found whole, once, in order, in their own element.
        words: matches of ``\w+`` in the proved units.
        statements: ids of the statements that stand code point for code point.
        awards: award numbers that stand in those.
        house: every text in the product that is not the article's, and every repeat.
        left_out: ids of comments that a size limit kept out.
    """

    suffix: str
    sha256: str
    size: int
    read_with: str
    units: int
    proved: int
    words: int
    statements: tuple[str, ...]
    awards: tuple[str, ...]
    comments: int
    house: tuple[HouseText, ...]
    left_out: tuple[str, ...]
    tolerances: tuple[Tolerance, ...]
    faults: tuple[Fault, ...]


class OmissionEntry(Model):
    """An authorised omission; what was omitted is not repeated here."""

    node: str
    action: str
    reason: str
    by: str


class FindingEntry(Model):
    """A finding; its message may quote what is withheld and is not repeated here."""

    code: str
    severity: str
    node: str


class CommentCount(Model):
    """The comments' reckoning, ``reconciled`` where ``declared`` by the page = ``printed`` + ``withheld``."""

    declared: int | None
    printed: int
    withheld: tuple[Withheld, ...]
    undecided: tuple[str, ...]
    reconciled: bool


class Certificate(Model):
    """The proof of one article's products.

    Attributes:
        statements: ids of all statements that every product has to show.
        awards: award numbers named in them.
        dropped: ids of nodes that a decision removed.
        edits: marked edits.
        findings: what is still open, and what products reported.
        faults: faults that concern no single product.
    """

    schema_version: Literal["1"] = CERTIFICATE_VERSION
    document: str
    sources: tuple[str, ...]
    state: Literal["release", "proof"]
    ok: bool
    units: int
    words: int
    statements: tuple[str, ...]
    awards: tuple[str, ...]
    comments: CommentCount
    omissions: tuple[OmissionEntry, ...]
    dropped: tuple[str, ...]
    edits: tuple[Edit, ...]
    products: tuple[ProductProof, ...]
    findings: tuple[FindingEntry, ...]
    faults: tuple[Fault, ...]

    def read(self, suffix: str) -> ProductProof | None:
        """What was read back from the product with this suffix."""
        return next((product for product in self.products if product.suffix == suffix), None)


def certificate_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the certificate."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Certificate.model_json_schema(mode="serialization"),
    }
