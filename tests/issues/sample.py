"""An issue of articles of the gold and of made-up ones, opened as a build opens it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from pcss_publish.builder.export import export_article
from pcss_publish.builder.issue import OpenIssue, open_issue
from pcss_publish.builder.project import Project, open_project
from pcss_publish.exporters.base import Export
from pcss_publish.proof import Fault, prove
from projects import article

GOLD = Path(__file__).parents[1] / "cases" / "articles"
ISSUE = Path(__file__).parents[1] / "cases" / "issues" / "good.toml"
POLICY = """[publication]
name = "The Test Quarterly"
publisher = "Test Society"
rights = "Printed with the permission of the Test Society."
url = "https://example.org/"

[newsletter]
view_url = "https://example.org/read/{slug}"
"""
SUPPORT = "Funding for this initiative was made possible (in part) by the Meadow Trust (TEST-0001)."


def write(root: Path) -> Path:
    """A project with four articles, two of them with the same statement, and an issue of all four."""
    (root / "sources").mkdir(parents=True)
    (root / "issues").mkdir()
    (root / "pcss.toml").write_text(POLICY, encoding="utf-8")
    texts = {
        "hayfield": (GOLD / "01-flooded-hayfield.txt").read_text(encoding="utf-8"),
        "plate": (GOLD / "08-rechtssprechstunde.txt").read_text(encoding="utf-8"),
        "late": article(),
        "early": article("Is It Early?", answer="A little."),
    }
    for slug, text in texts.items():
        (root / "sources" / f"{slug}.txt").write_text(text, encoding="utf-8")
    path = root / "issues" / "winter.toml"
    path.write_bytes(ISSUE.read_bytes())
    return path


@cache
def project() -> Project:
    """The project, once a process."""
    root = Path(mkdtemp(prefix="issue"))
    write(root / "project")
    return open_project(root / "project")


@cache
def issue() -> OpenIssue:
    """Its issue."""
    return open_issue(project().root / "issues" / "winter.toml", project())


@cache
def made(fmt: str) -> Export:
    """The issue in one format."""
    return export_article(issue(), project(), fmt)


def data(fmt: str, suffix: str) -> bytes:
    """The bytes of one of its products."""
    return made(fmt).products[suffix].data


def faults(products: object) -> list[Fault]:
    """What the proof says of products by suffix."""
    found = prove(issue().published, products, issue().omissions)  # type: ignore[arg-type]
    return [fault for product in found.products for fault in product.faults]
