"""What the finished files of one article are found to be: as they were built, or missing, changed, faulty."""

from __future__ import annotations

from dataclasses import dataclass

from pcss_publish.builder import files
from pcss_publish.builder.article import Article
from pcss_publish.builder.manifest import ArticleEntry
from pcss_publish.builder.shelf import CERTIFICATE, Shelf
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


def inspect(shelf: Shelf, article: Article | None) -> Inspection:
    """Hold the files of an article against the manifest, and against the article where there is one."""
    assert shelf.previous
    problems = {name: what for name in shelf.previous.products if (what := _damage(shelf, name))}
    declared = shelf.certificate()
    proved = _proved(shelf, declared, article) if declared and article else None
    for read in proved.products if proved else ():
        if read.faults and problems.get(name := shelf.path(read.suffix)) != "missing":
            problems[name] = _with_faults(problems.get(name, ""), read)
    if declared is None and not problems:
        problems[shelf.path(CERTIFICATE)] = "no certificate of this version"
    base = proved or declared or _blank(shelf.slug, shelf.previous)
    told = () if article else (Fault(kind="file", id=shelf.previous.source, found="not as built"),)
    faults = (*told, *(Fault(kind="file", id=name, found=what) for name, what in problems.items()))
    kept = tuple(fault for fault in base.faults if fault.kind != "file")
    whole = base.model_copy(update={"ok": base.ok and not faults, "faults": (*kept, *faults)})
    return Inspection(problems, whole, declared is not None)


def _damage(shelf: Shelf, name: str) -> str:
    assert shelf.previous
    entry = shelf.previous.products[name]
    try:
        data = (shelf.outputs / name).read_bytes()
    except OSError as error:
        return "missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
    if files.digest(data) != entry.sha256:
        return "changed since the build"
    return "left from an earlier build of the article" if entry.stale else ""


def _with_faults(damage: str, read: ProductProof) -> str:
    more = f" and {len(read.faults) - 1} more" if len(read.faults) > 1 else ""
    return f"{damage or 'faulty'}; {read.faults[0]}{more}"


def _proved(shelf: Shelf, declared: Certificate, article: Article) -> Certificate:
    """The proof of the products as they lie on the disk, edited or not: it is to judge them."""
    found = {}
    for read in declared.products:
        try:
            data = (shelf.outputs / shelf.path(read.suffix)).read_bytes()
        except OSError:
            data = b""
        found[read.suffix] = Product(data, read.house, read.left_out)
    return prove(article.published, found, article.decided.omissions, article.findings)


def _blank(slug: str, entry: ArticleEntry) -> Certificate:
    """A certificate of nothing, in the place of one that is lost."""
    return Certificate(
        document=slug, sources=(entry.source_sha256,), state=entry.state, ok=False, units=0, words=0,
        statements=(), awards=(), omissions=(), dropped=(), edits=(), products=(), findings=(), faults=(),
        comments=CommentCount(declared=None, printed=0, withheld=(), undecided=(), reconciled=False),
    )  # fmt: skip
