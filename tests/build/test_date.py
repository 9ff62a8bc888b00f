"""`SOURCE_DATE_EPOCH` dates the metadata of an article that has no date, and nothing else."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish.builder import make
from pcss_publish.builder.executors import Means
from pcss_publish.builder.outcome import Result
from pcss_publish.builder.project import open_project
from pcss_publish.errors import ConfigError
from projects import article, products, status

DAY = "1583020800"  # 2020-03-01T00:00:00Z
Build = Callable[[str], Result]


@pytest.fixture
def dated(folder: Path) -> Build:
    """Build, the first article being without a date, at a given time."""
    undated = article().replace(" | May 4, 2021", "")
    (folder / "sources" / "one.txt").write_text(undated, encoding="utf-8")

    def call(epoch: str) -> Result:
        project = open_project(folder, {"SOURCE_DATE_EPOCH": epoch} if epoch else {})
        return make.build(project, None, make.Options(means=Means("serial")))

    return call


def package(folder: Path, slug: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(products(folder)[f"{slug}/{slug}.epub"])) as book:
        return book.read("EPUB/content.opf")


def test_an_undated_article_takes_the_date_that_the_build_is_given(folder: Path, dated: Build) -> None:
    dated("")
    assert b"<dc:date" not in package(folder, "one")
    dated(DAY)
    assert b">2020-03-01</dc:date>" in package(folder, "one")
    assert b">2021-05-04</dc:date>" in package(folder, "two")
    assert b"2020" not in products(folder)["one/one.newsletter.txt"]


def test_only_undated_articles_are_made_again(dated: Build) -> None:
    dated("")
    assert status(dated(DAY)) == {"one": "built", "two": "unchanged"}
    assert status(dated("")) == {"one": "restored", "two": "unchanged"}


def test_a_time_that_is_none_is_refused(dated: Build) -> None:
    with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH: 'today' is no time"):
        dated("today")
