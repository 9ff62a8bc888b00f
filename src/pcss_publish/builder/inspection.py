"""What the finished files of one article are found to be: as they were built, or missing, changed, faulty."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pcss_publish.builder.damage import damage
from pcss_publish.builder.issue import Matter
from pcss_publish.builder.manifest import ArticleEntry
from pcss_publish.builder.shelf import CERTIFICATE
from pcss_publish.exporters.base import Product
from pcss_publish.proof import Certificate, Fault, ProductProof, prove
from pcss_publish.proof.certificate import CommentCount


@dataclass(frozen=True)
class Inspection:
    """What was found.

    Attributes:
        problems: what is wrong, by path below ``outputs/``.
        certificate: what is to be written; ``ok`` only where nothing is wrong.
        declared: whether the certificate of the build was there to say which texts the house added.
    """

    problems: dict[str, str]
    certificate: Certificate
    declared: bool


def inspect(outputs: Path, slug: str, entry: ArticleEntry, article: Matter | None) -> Inspection:
    """Hold the files of an article against the manifest, and against the article where there is one."""
    problems = damage(outputs, entry)
    base = outputs / slug / slug
    own = f"{slug}/{slug}{CERTIFICATE}"
    declared = None if own in problems else _certificate(outputs / own)
    proved = _proved(base, declared, article) if declared and article else None
    for read in proved.products if proved else ():
        if read.faults and problems.get(name := f"{slug}/{slug}{read.suffix}") != "missing":
            problems[name] = _with_faults(problems.get(name, ""), read)
    if declared is None and not problems:
        problems[own] = "no certificate of this version"
    found = proved or declared or _blank(slug, entry)
    told = () if article else (Fault(kind="file", id=entry.source, found="not as built"),)
    faults = (*told, *(Fault(kind="file", id=name, found=what) for name, what in problems.items()))
    kept = tuple(fault for fault in found.faults if fault.kind != "file")
    whole = found.model_copy(update={"ok": found.ok and not faults, "faults": (*kept, *faults)})
    return Inspection(problems, whole, declared is not None)


def _certificate(path: Path) -> Certificate | None:
    try:
        return Certificate.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _with_faults(harm: str, read: ProductProof) -> str:
    more = f" and {len(read.faults) - 1} more" if len(read.faults) > 1 else ""
    return f"{harm or 'faulty'}; {read.faults[0]}{more}"


def _proved(base: Path, declared: Certificate, article: Matter) -> Certificate:
    """The proof of the products as they lie on the disk, edited or not: it is to judge them."""
    found = {}
    for read in declared.products:
        try:
            data = base.with_name(base.name + read.suffix).read_bytes()
        except OSError:
            data = b""
        found[read.suffix] = Product(data, read.house, read.left_out)
    return prove(article.published, found, article.omissions, article.findings)


def _blank(slug: str, entry: ArticleEntry) -> Certificate:
    """A certificate of nothing, in the place of one that is lost."""
    return Certificate(
        document=slug, sources=(entry.source_sha256,), state=entry.state, ok=False, units=0, words=0,
        statements=(), awards=(), omissions=(), dropped=(), edits=(), products=(), findings=(), faults=(),
        comments=CommentCount(declared=None, printed=0, withheld=(), undecided=(), reconciled=False),
    )  # fmt: skip
