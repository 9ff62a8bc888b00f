"""The proof refuses every faulty product, and accepts the same product without the fault."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple

import pytest

from mutants import epub_faults, mail_faults, markup_faults, pdf_faults, text_faults
from mutants.harness import (
    CASES,
    FRAGMENT,
    MAIL,
    TEXT,
    MarkupFault,
    Specimen,
    as_proof,
    made_up,
    received,
    unchanged,
)
from mutants.real_faults import REAL, WITHHOLDING, Picked
from pcss_publish.exporters.base import Product

Make = Callable[[Specimen], Product]
SUFFIXES: Final = {"pdf": ".pdf", "epub": ".epub", "mail": MAIL, "fragment": FRAGMENT, "text": TEXT}
LEAST: Final = {"pdf": 18, "epub": 18, "mail": 18, "fragment": 12, "text": 12}
SEED: Final = "sources/ask-the-pcss-expert-naltrexone-cravings"
SPEAKERS, MANY_NAMES, SPANISH = (
    f"tests/cases/articles/{name}"
    for name in ("04-second-opinion-raw-diets", "07-marking-less", "10-cielo-de-marte")
)
_KINDS: Final = tomllib.loads((CASES / "mutants" / "kinds.toml").read_text(encoding="utf-8"))
NO_FAULT: Final[dict[str, list[str]]] = _KINDS.pop("no-fault")
BROKEN: Final[dict[str, str]] = {kind: why for table in _KINDS.values() for kind, why in table.items()}


class Mutant(NamedTuple):
    """One faulty product: of which article, in which format, with which fault."""

    article: str
    format: str
    kind: str
    make: Make


@cache
def specimen(article: str) -> Specimen:
    """An article by name, its products made once."""
    match article:
        case "night-lamps":
            return made_up()
        case "night-lamps-proof":
            return as_proof(specimen("night-lamps"))
        case _:
            return received(article)


def made(fmt: str, fault: MarkupFault) -> Make:
    """How a format is made of spoilt markup."""
    match fmt:
        case "pdf":
            return pdf_faults.printed(fault)
        case "epub":
            return lambda one: one.bound(fault)
        case _:
            return lambda one: one.mailed(SUFFIXES[fmt], fault)


def _of_markup(
    article: str, table: dict[str, markup_faults.Fault], formats: tuple[str, ...]
) -> Iterator[Mutant]:
    for fmt in formats:
        for kind, fault in table.items():
            if kind not in NO_FAULT.get(fmt, ()):
                yield Mutant(article, fmt, kind, made(fmt, fault))


def _of_files(article: str, fmt: str, table: dict[str, Make]) -> Iterator[Mutant]:
    return (Mutant(article, fmt, kind, make) for kind, make in table.items())


def _made_up() -> Iterator[Mutant]:
    name = "night-lamps"
    yield from _of_markup(name, markup_faults.MARKUP, ("pdf", "epub", "mail", "fragment"))
    yield from _of_markup(name, markup_faults.WEB, ("epub", "mail", "fragment"))
    yield from _of_files(name, "pdf", pdf_faults.PDF)
    yield from _of_files(name, "epub", epub_faults.EPUB)
    yield from _of_markup(name, mail_faults.BOTH, ("mail", "fragment"))
    yield from _of_markup(name, mail_faults.WHOLE, ("mail",))
    yield from _of_markup(name, mail_faults.PASTED, ("fragment",))
    yield from _of_markup(name, text_faults.TEXT, ("text",))


def _proofs() -> Iterator[Mutant]:
    name = "night-lamps-proof"
    yield from _of_markup(name, markup_faults.PROOF, ("epub", "mail", "fragment"))
    yield from _of_files(name, "pdf", pdf_faults.PROOF)
    yield from _of_files(name, "epub", epub_faults.PROOF)
    yield from _of_markup(name, text_faults.PROOF, ("text",))


def _picked(fmt: str, pick: Picked) -> Make:
    return lambda one: made(fmt, pick(one))(one)


def _received() -> Iterator[Mutant]:
    for fmt in ("epub", "mail", "fragment"):
        for article in (SEED, SPEAKERS, MANY_NAMES, SPANISH):
            yield from (Mutant(article, fmt, kind, _picked(fmt, pick)) for kind, pick in REAL.items())
        yield from (Mutant(SEED, fmt, kind, _picked(fmt, pick)) for kind, pick in WITHHOLDING.items())
    printed = {
        SEED: (
            "word-dropped",
            "letter-cut",
            "names-swapped",
            "paragraph-twice-unnamed",
            "withheld-comment-back",
        ),
        SPEAKERS: ("questions-swapped", "hyphen-to-dash"),
        MANY_NAMES: ("name-dropped", "bodies-swapped"),
        SPANISH: ("stamp-changed", "letter-cut"),
    }
    for article, kinds in printed.items():
        yield from (
            Mutant(article, "pdf", kind, _picked("pdf", (REAL | WITHHOLDING)[kind])) for kind in kinds
        )


MUTANTS: Final = (*_made_up(), *_proofs(), *_received())
CONTROLS: Final = [
    (article, fmt)
    for article in ("night-lamps", "night-lamps-proof", SEED, SPEAKERS, MANY_NAMES, SPANISH)
    for fmt in SUFFIXES
]


def _name(mutant: Mutant) -> str:
    return f"{mutant.article.rpartition('/')[2]}-{mutant.format}-{mutant.kind}"


@pytest.mark.parametrize(("article", "fmt"), CONTROLS)
def test_the_proof_accepts_what_is_not_spoilt(article: str, fmt: str) -> None:
    one = specimen(article)
    match fmt:
        case "pdf":
            whole = one.pdf
        case "epub":
            whole = one.book
        case _:
            whole = one.mails[SUFFIXES[fmt]]
    assert one.faults(SUFFIXES[fmt], whole) == []


def _unspoilt() -> dict[str, tuple[str, Make]]:
    """Ways in which mutants are made, without a fault: none of them is what the proof objects to."""
    return {
        "pdf in one column": ("pdf", pdf_faults.printed()),
        "pdf saved again": ("pdf", pdf_faults.edited(lambda _: None)),
        "pdf with another colour": ("pdf", pdf_faults.printed(css="#pcss-a1-3{color:#552200}")),
        "pdf with a no-break space": ("pdf", made("pdf", markup_faults.WEB["space-to-unbreakable"])),
        "epub packed again": ("epub", lambda one: one.bound(unchanged)),
        "epub with a line end between elements": ("epub", made("epub", lambda m: m.after("a1-3", "\n\n"))),
        "epub with another colour": ("epub", made("epub", lambda m: m.styled("a1-3", "color:#552200"))),
        "mail with a line end between elements": ("mail", made("mail", lambda m: m.after("a1-3", "\n\n"))),
        "mail with another colour": ("mail", made("mail", lambda m: m.styled("a1-3", "color:#552200"))),
        "fragment with a class": (
            "fragment",
            made("fragment", lambda m: m.with_attribute("a1-3", "class", "x")),
        ),
        "text with another line end": (
            "text",
            made("text", lambda m: m.put("has measured", "has\nmeasured")),
        ),
    }


@pytest.mark.parametrize("name", _unspoilt())
def test_the_proof_accepts_what_is_only_made_differently(name: str) -> None:
    fmt, make = _unspoilt()[name]
    one = specimen("night-lamps")
    assert one.faults(SUFFIXES[fmt], make(one)) == []


@cache
def _unfounded(article: str, fmt: str) -> frozenset[str]:
    """What the product without a fault is accused of: nothing, and else it must not hide a missed mutant."""
    one = specimen(article)
    return frozenset(one.faults(SUFFIXES[fmt], made(fmt, unchanged)(one)))


@pytest.mark.parametrize("mutant", MUTANTS, ids=_name)
def test_the_proof_refuses(mutant: Mutant) -> None:
    one = specimen(mutant.article)
    found = one.faults(SUFFIXES[mutant.format], mutant.make(one))
    assert set(found) - _unfounded(mutant.article, mutant.format), BROKEN[mutant.kind]


@pytest.mark.parametrize(("fmt", "kind"), [(fmt, kind) for fmt, kinds in NO_FAULT.items() for kind in kinds])
def test_a_kind_that_a_format_cannot_express_changes_no_byte(fmt: str, kind: str) -> None:
    one = specimen("night-lamps")
    assert made(fmt, markup_faults.MARKUP[kind])(one).data == made(fmt, unchanged)(one).data


def test_every_kind_says_what_it_breaks_and_is_tried() -> None:
    assert {mutant.kind for mutant in MUTANTS} == set(BROKEN)


@pytest.mark.parametrize("fmt", SUFFIXES)
def test_every_format_has_enough_kinds(fmt: str) -> None:
    kinds = Counter(mutant.format for mutant in set(MUTANTS) if mutant.article == "night-lamps")
    assert kinds[fmt] >= LEAST[fmt]
