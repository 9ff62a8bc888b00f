"""What has to agree with the article beside its text: links, the mark of a proof, attached files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from pcss_publish.model import HouseText, Model, Unit, element_id
from pcss_publish.proof import links
from pcss_publish.proof.article import Article
from pcss_publish.proof.edition import Edition
from pcss_publish.proof.faults import Fault, shortened
from pcss_publish.proof.fold import folded
from pcss_publish.proof.pieces import HOUSE_PREFIX, Reading

_PROOF_MARK = "proof"  # key of the house word that marks what is not released


def faults(
    article: Article | Edition, required: Sequence[Unit], house: Sequence[HouseText], reading: Reading
) -> list[Fault]:
    """What a reading of one product says wrong beside its text."""
    marks = [item for item in house if is_mark(item)]
    return [
        *_links(article, required, house, reading),
        *_marks(article.published.state, marks, reading),
        *_attached(article.models, reading),
    ]


def is_mark(item: HouseText) -> bool:
    """Whether a text says that the product is a proof; in an issue its id may have a place before it."""
    return item.id.rpartition("_")[2].partition("-")[0] == _PROOF_MARK


def _links(
    article: Article | Edition, required: Sequence[Unit], house: Sequence[HouseText], reading: Reading
) -> Iterator[Fault]:
    """Links of the units lead where the article's do, and nobody else's go astray."""
    if reading.links is None:
        return
    yield from links.faults(required, article.links, reading.links)
    shown = {element_id(unit.id) for unit in required}
    known = {target for targets in article.links.values() for target in targets}
    known |= {item.text for item in house} | article.addresses
    for owner, targets in reading.links.items():
        if owner in shown or owner.startswith(HOUSE_PREFIX):
            continue
        strange = [target for target in targets if links.external(target) and target not in known]
        yield from (Fault(kind="link", id=owner or "no element", found=shortened(one)) for one in strange)


def _marks(state: str, marks: Sequence[HouseText], reading: Reading) -> Iterator[Fault]:
    """Every page of a proof says that it is one."""
    wanted = [folded(mark.text).strip() for mark in marks] if state == "proof" else []
    for number, page in enumerate(reading.pages, 1):
        if wanted and not any(mark in folded(page) for mark in wanted):
            yield Fault(kind="house", id=f"page {number}", expected=shortened(wanted[0]))


def _attached(models: Sequence[Model], reading: Reading) -> Iterator[Fault]:
    """An attached file is the article, or the issue, as published."""
    for name, data in reading.attached:
        if not any(_same(model, data) for model in models):
            yield Fault(kind="altered", id=f"attachment {name}")


def _same(model: Model, data: bytes) -> bool:
    try:
        return type(model).model_validate_json(data) == model
    except ValidationError:
        return False
