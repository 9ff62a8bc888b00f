"""Records: what was made from what. Each is kept under its key and says the same wherever it was made."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pcss_publish.findings import Finding
from pcss_publish.model import CommentDesk, HouseText


class Record(BaseModel):
    """What all records have.

    Attributes:
        key: digest over ``common`` and ``own``.
        common: digest of the object that lists what is common to all articles (see ``key.Common``).
        own: what is this article's own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    key: str
    common: str
    own: dict[str, str]


class View(Record):
    """An article that was read, checked and decided.

    Attributes:
        document: digest of the published view as JSON, an object of the store.
        pictures: file of each picture that the desk supplied, below the source's folder, by figure.
        units: how many texts it has.
        date: ISO date of its metadata.
    """

    kind: Literal["view"] = "view"
    document: str
    state: Literal["release", "proof"]
    findings: tuple[Finding, ...]
    comments: CommentDesk
    pictures: dict[str, str]
    units: int
    date: str

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Findings that keep it from a release."""
        return tuple(found for found in self.findings if found.blocking)


class Told(BaseModel):
    """What the proof has to know of a product (see ``exporters.base``)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    house: tuple[HouseText, ...] = ()
    left_out: tuple[str, ...] = ()


class Item(BaseModel):
    """One product as an object of the store.

    Attributes:
        told: a ``Told`` as JSON. It is most of a record, and a build with nothing to do need not parse it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    sha256: str
    size: int
    told: str = "{}"


class Made(Record):
    """One format of an article.

    Attributes:
        products: by suffix.
        artefacts: digests of what other formats consume, by name.
        consumed: keys of the records of the formats that it consumes, by name.
        findings: what came up while it was made.
    """

    kind: Literal["made"] = "made"
    products: dict[str, Item]
    artefacts: dict[str, str] = {}
    consumed: dict[str, str] = {}
    findings: tuple[Finding, ...] = ()

    @property
    def tells_the_proof(self) -> bool:
        """Whether what its products tell the proof can be read."""
        try:
            return all(Told.model_validate_json(item.told) for item in self.products.values())
        except ValidationError:
            return False


class Proved(Record):
    """The published view and the certificate of an article in certain products, by suffix."""

    kind: Literal["proved"] = "proved"
    products: dict[str, Item]
