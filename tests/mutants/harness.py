"""Articles to be spoilt, the engines that render them past every check, and the question to the proof."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from mutants.markup import Markup
from pcss_publish import theme
from pcss_publish.checks import check
from pcss_publish.compose.page import Page, compose
from pcss_publish.desk import Omission, decide, load
from pcss_publish.engines import weasy
from pcss_publish.exporters import epub, newsletter
from pcss_publish.exporters.base import Job, Product
from pcss_publish.model import Published
from pcss_publish.normalization import normalize
from pcss_publish.proof import prove
from pcss_publish.readers import read_bytes
from pcss_publish.settings import Config, Newsletter, Publication

CASES: Final = Path(__file__).parents[1] / "cases"
THEME: Final = theme.load("magazine")
CONFIG: Final = Config(
    publication=Publication(
        name="The Example Review", publisher="Example Press", url="https://example.org",
        postal_address="1 Example Street, Exampleton", rights="© The Example Review",
    ),
    newsletter=Newsletter(
        unsubscribe="https://example.org/unsubscribe", view_url="https://example.org/{slug}"
    ),
)  # fmt: skip
MAIL, FRAGMENT, TEXT = ".newsletter.html", ".fragment.html", ".newsletter.txt"
_MEMBER: Final = "\ue000"  # stands before the name of a chapter where chapters are joined

Entries = dict[str, bytes]
MarkupFault = Callable[[Markup], Markup]


def unchanged(markup: Markup) -> Markup:
    """No fault: what the controls are made with."""
    return markup


@dataclass(frozen=True)
class Specimen:
    """An article whose products are spoilt."""

    published: Published
    omissions: tuple[Omission, ...] = ()

    def faults(self, suffix: str, product: Product) -> list[str]:
        """What the proof says of one product; empty when it accepts it."""
        certificate = prove(self.published, {suffix: product}, self.omissions)
        told = (*certificate.faults, *(fault for read in certificate.products for fault in read.faults))
        found = [str(fault) for fault in told]
        assert certificate.ok == (not found), "a certificate is good where it names no fault, and only there"
        return found

    @cached_property
    def mails(self) -> dict[str, Product]:
        """Mail, fragment and text, as they are made."""
        return newsletter.export(self._job).products

    @cached_property
    def book(self) -> Product:
        """The EPUB, as it is made."""
        return epub.export(self._job).products[".epub"]

    @cached_property
    def page(self) -> Page:
        """The markup of the PDF, as it is composed."""
        return compose(self.published, THEME, CONFIG)

    @cached_property
    def pdf(self) -> Product:
        """The PDF without a fault."""
        return self.printed()

    @property
    def _job(self) -> Job:
        return Job(self.published, THEME, CONFIG)

    def printed(self, fault: MarkupFault = unchanged, css: str = "") -> Product:
        """The PDF of spoilt markup or style, past fitting and gate."""
        markup = fault(Markup(self.page.markup)).text
        layout = weasy.lay_out(markup, (*self.page.styles, css), THEME, {})
        model = self.published.document.model_dump_json(indent=1) + "\n"
        data, _ = weasy.write(layout, model, "The article as a typed document", self.published.date)
        return Product(data, self.page.house)

    def mailed(self, suffix: str, fault: MarkupFault) -> Product:
        """A spoilt mail, fragment or text."""
        product = self.mails[suffix]
        return replace(product, data=fault(Markup(product.data.decode())).text.encode())

    def bound(self, fault: MarkupFault) -> Product:
        """The EPUB of spoilt chapters, which the fault sees as one text."""
        entries = unpacked(self.book.data)
        names = [name for name in entries if name.endswith(".xhtml")]
        joined = "".join(f"{_MEMBER}{name}\n{entries[name].decode()}" for name in names)
        for part in fault(Markup(joined)).text.split(_MEMBER)[1:]:
            name, _, text = part.partition("\n")
            entries[name] = text.encode()
        return self.packed(entries)

    def packed(self, entries: Entries, comment: bytes = b"") -> Product:
        """The EPUB of these files."""
        return replace(self.book, data=packed(entries, comment))


def unpacked(data: bytes) -> Entries:
    """The files of an EPUB by name, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: Entries, comment: bytes = b"") -> bytes:
    """An EPUB of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = comment
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def made_up() -> Specimen:
    """The fictional article, of which a person can read every word in its case file."""
    case = json.loads((CASES / "mutants" / "night-lamps.json").read_text(encoding="utf-8"))
    omissions = tuple(Omission.model_validate(one) for one in case["omissions"])
    return Specimen(Published.model_validate(case["published"]), omissions)


def received(name: str) -> Specimen:
    """An article of the project as it came, with the decisions on it that stand beside it."""
    path = CASES.parents[1] / f"{name}.txt"
    desk = path.with_name(f"{path.stem}.desk.toml")
    limit = CONFIG.limits.source_bytes
    normal = normalize(read_bytes(path.read_bytes(), path.name, limit=limit))
    found = (*normal.findings, *check(normal.document))
    decided = decide(normal.document, found, load(desk) if desk.is_file() else None)
    return Specimen(decided.published, decided.omissions)


def as_proof(specimen: Specimen) -> Specimen:
    """The same article with an open query and an undecided comment."""
    view = specimen.published
    desk = view.comments.model_copy(update={"undecided": ("c7",)})
    open_one = {"state": "proof", "open": ("C013:c7",), "comments": desk}
    return Specimen(view.model_copy(update=open_one), specimen.omissions)
