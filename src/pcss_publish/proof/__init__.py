"""The proof: reads finished files back with other parsers and compares them with what had to survive.

It shares no code with what made the products: of this project it imports the model only.
"""

from __future__ import annotations

from pcss_publish.proof.certificate import Certificate, ProductProof, certificate_schema
from pcss_publish.proof.faults import Fault
from pcss_publish.proof.pieces import Aside, Piece, Reading, UnreadableError
from pcss_publish.proof.prove import Finished, Found, provable, prove, read
from pcss_publish.proof.withheld import Omitted

__all__ = [
    "Aside",
    "Certificate",
    "Fault",
    "Finished",
    "Found",
    "Omitted",
    "Piece",
    "ProductProof",
    "Reading",
    "UnreadableError",
    "certificate_schema",
    "provable",
    "prove",
    "read",
]
