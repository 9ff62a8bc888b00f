"""WordPress exports of many posts: a source for each that is published, the others listed, in memory that stays flat."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.packing import below
from pcss_publish.builder.article import Article, article_of
from pcss_publish.builder.ingest import Intake
from pcss_publish.builder.ingest import understand as understanding
from pcss_publish.cli import run

Take = Callable[..., Intake]
SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/",
        "wp": "http://wordpress.org/export/1.2/",
    }.items()
)  # fmt: skip
POST = """<item><title>Do beans need stakes in row {n}?</title><link>https://example.org/{n}</link><dc:creator>mara</dc:creator>
<content:encoded><![CDATA[Q: Do beans need stakes in row {n}?

A: Pole beans do, and those in row {n} most of all.{more}]]></content:encoded>
<wp:post_id>{n}</wp:post_id><wp:post_date>2019-05-04 10:00:00</wp:post_date><wp:post_name>beans-{n}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>
"""


def export(posts: int, others: tuple[tuple[str, str], ...] = (), more: str = "") -> bytes:
    """An export of so many published posts, and of others by kind and status."""
    rows = [("post", "publish")] * posts + list(others)
    items = (
        POST.format(n=n, kind=kind, status=status, more=more) for n, (kind, status) in enumerate(rows, 1)
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {SPACES}>\n<channel>\n<wp:wxr_version>1.2</wp:wxr_version>\n'
    return f"{head}{''.join(items)}</channel>\n</rss>\n".encode()


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    path = tmp_path / "blog.xml"
    path.write_bytes(export(3, (("post", "draft"), ("attachment", "inherit"), ("attachment", "inherit"))))
    return path


def test_each_published_post_is_a_source_and_the_others_are_listed(
    take: Take, empty: Path, blog: Path
) -> None:
    total = take(blog)
    assert total.counts() == {"new": 3, "there": 0, "left": 3, "failed": 0}
    assert [row.slug for row in total.rows[:3]] == [f"do-beans-need-stakes-in-row-{n}" for n in (1, 2, 3)]
    assert {row.article.kind for row in total.rows if row.article} == {"wordpress"}
    left = Counter(row.why for row in total.rows if row.status == "left")
    assert sorted(left.values()) == [1, 2]
    assert "draft" in " ".join(left)
    found = below(empty / "sources")
    assert len(found) == 3
    assert all(data.count(b"<item>") == 1 and f"row {n}".encode() in data
               for n, data in enumerate(found.values(), 1))  # fmt: skip


def test_an_export_is_taken_in_once(take: Take, blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(blog)
    monkeypatch.setattr(understanding, "article_of", None)  # no article is opened again
    assert take(blog).counts() == {"new": 0, "there": 3, "left": 3, "failed": 0}


def test_each_article_is_opened_once(take: Take, blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def once(path: Path, *rest: Any, **named: Any) -> Article:
        opened.append(path.name)
        return article_of(path, *rest, **named)

    monkeypatch.setattr(understanding, "article_of", once)
    take(blog)
    assert len(opened) == 3


def test_posts_before_a_torn_end_are_taken(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "torn.xml"
    path.write_bytes(export(3)[:-400])
    total = take(path)
    assert [row.status for row in total.rows] == ["new", "new", "failed"]
    assert total.exit_code == 65


def test_an_export_may_lie_in_an_archive(take: Take, blog: Path, tmp_path: Path) -> None:
    path = tmp_path / "box.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        box.write(blog, "in/blog.xml")
    assert take(path).counts()["new"] == 3
    assert take("-", stdin=blog.read_bytes()).counts()["there"] == 3


def test_the_sources_build(empty: Path, blog: Path) -> None:
    assert run(["ingest", str(blog)]) == 0
    assert run(["check"]) == 0
    assert run(["build", "-t", "newsletter"]) == 0


def test_memory_stays_flat(take: Take, tmp_path: Path) -> None:
    """Of an export that is ten times as large, no more is held at once."""

    def peak(posts: int) -> int:
        path = tmp_path / f"{posts}.xml"
        path.write_bytes(export(posts, (("post", "draft"),) * posts, more="They climb. " * 9_000))
        take(path, dry_run=True)  # so that what is loaded once is loaded
        tracemalloc.start()
        total = take(path, dry_run=True)
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert total.counts()["left"] == posts
        return held

    few, many = peak(2), peak(20)
    assert many < 1.5 * few
