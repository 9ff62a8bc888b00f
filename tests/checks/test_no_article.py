"""Sources that hold no article are refused or block a release. The cases are whole files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish.checks import check
from pcss_publish.errors import SourceError
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes

CASES = Path(__file__).parents[1] / "cases" / "rules"


def cases(rule: str, kind: str) -> list[object]:
    paths = sorted((CASES / rule / kind).glob("*.txt"))
    assert len(paths) >= 3
    return [pytest.param(path.read_bytes(), id=path.stem) for path in paths]


def blocking(source: bytes) -> list[str]:
    document = normalize(read_bytes(source, "case.txt", limit=10_000_000)).document
    return [found.code for found in check(document) if found.blocking]


@pytest.mark.parametrize("source", cases("no-text", "positive"))
def test_a_source_without_a_text_blocks(source: bytes) -> None:
    assert blocking(source) == ["A011"]


@pytest.mark.parametrize("source", cases("no-text", "negative"))
def test_an_article_of_any_form_does_not(source: bytes) -> None:
    assert "A011" not in blocking(source)


@pytest.mark.parametrize("source", cases("markup", "positive"))
def test_code_is_refused_with_the_way_to_the_text(source: bytes) -> None:
    for data in (source, b"\xef\xbb\xbf\r\n" + source, source.decode().encode("utf-16")):
        with pytest.raises(SourceError, match="not the text of an article") as caught:
            read_bytes(data, "case.txt", limit=10_000_000)
        assert "copy its text" in caught.value.hint
    assert caught.value.place == "case.txt:1"


@pytest.mark.parametrize("source", cases("markup", "negative"))
def test_text_with_tags_in_it_is_read(source: bytes) -> None:
    assert read_bytes(source, "case.txt", limit=10_000_000).text == source.decode()


@pytest.mark.parametrize("text", ["<!-- -->" * 50_000, "<p " * 200_000, "<!--" * 50_000, "<" * 500_000])
def test_no_text_makes_the_look_for_tags_slow(text: str) -> None:
    assert read_bytes(text.encode(), "case.txt", limit=10_000_000).text == text
