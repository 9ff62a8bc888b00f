"""The caches in WeasyPrint: not a byte differs from the untouched engine, and no other engine is touched."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from pkgutil import resolve_name

import pytest

from pcss_publish import theme
from pcss_publish.engines import weasy, weasy_caches, weasy_columns, weasy_tuning
from pcss_publish.engines.measure import Measures
from pcss_publish.exporters import pdf_fit
from pcss_publish.exporters.pdf import export
from pdf.sample import ARTICLES, CASES, article, job, pdf
from projects import SEED

TUNING = sorted((CASES / "articles-tuning").glob("*.txt"))
HARD = sorted((CASES / "tuning").glob("*.html"))
COLUMNS_OF_BOTH, SMALLER, ROWS = "01-", "22-", "44-"  # even as designed; another size; other comments
FEW = [path for path in (*ARTICLES, *TUNING) if path.name.startswith((COLUMNS_OF_BOTH, SMALLER, ROWS))]


@pytest.fixture(autouse=True)
def engine() -> None:
    weasy.engine()


def both(path: Path) -> tuple[bytes, bytes]:
    tuned = pdf(export(job(article(path))))
    with weasy_tuning.untouched():
        assert not weasy_tuning.in_place()
        return tuned, pdf(export(job(article(path))))


def test_this_engine_is_one_that_was_compared() -> None:
    assert weasy_tuning.sources() == weasy_tuning.TESTED
    assert weasy_tuning.in_place()


@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem[:12])
def test_an_article_has_the_same_bytes(path: Path) -> None:
    tuned, untouched = both(path)
    assert tuned == untouched


@pytest.mark.slow
@pytest.mark.parametrize("path", [SEED, *ARTICLES, *TUNING], ids=lambda path: path.stem[:12])
def test_every_article_has_the_same_bytes(path: Path) -> None:
    tuned, untouched = both(path)
    assert tuned == untouched


@pytest.mark.parametrize("path", HARD, ids=lambda path: path.stem)
def test_a_hard_page_has_the_same_bytes(path: Path) -> None:
    def written() -> bytes:
        layout = weasy.lay_out(
            path.read_text("utf-8"), ("body{font:10pt 'Source Serif'}",), theme.load("magazine"), {}
        )
        return weasy.write(layout, "{}", "", "2020-05-02")[0]

    first, again = written(), written()
    with weasy_tuning.untouched():
        assert first == again == written()


def test_every_property_that_breaks_lines_is_in_the_key() -> None:
    things = [resolve_name(name) for name in weasy_tuning.TESTED if name.startswith("weasyprint.text.")]
    read = {
        name
        for thing in things
        for name in re.findall(r"style\['(\w+)'\]", inspect.getsource(inspect.unwrap(thing)))
    }
    assert read <= set(weasy_caches.PROPERTIES)
    assert "hyphenate_limit_zone" in read


def test_another_engine_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with weasy_tuning.untouched():
        monkeypatch.setitem(weasy_tuning.TESTED, "weasyprint.text.line_break:strut", "0" * 32)
        assert not weasy_tuning.tuned()
        assert not weasy_tuning.in_place()


def test_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with weasy_tuning.untouched():
        monkeypatch.setattr("weasyprint.__version__", "70.1")
        assert not weasy_tuning.tuned()
        assert not weasy_tuning.in_place()


def test_the_switch_turns_them_off(monkeypatch: pytest.MonkeyPatch) -> None:
    with weasy_tuning.untouched():
        monkeypatch.setenv("PCSS_NO_TUNING", "1")
        assert not weasy_tuning.tuned()
        assert not weasy_tuning.in_place()
        monkeypatch.delenv("PCSS_NO_TUNING")
        assert weasy_tuning.tuned()


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasy_caches, "MOST", 5)
    weasy_caches.forget()
    weasy.lay_out("".join(f"<p>{n} mosses</p>" for n in range(40)), (), theme.load("magazine"), {})
    assert all(0 < size <= 5 for size in weasy_caches.remembered())
    for n in range(200):
        weasy.style(f"p{{width:{n}px}}", theme.load("magazine").fonts)
    assert weasy.style.cache_info().currsize <= 64


@pytest.mark.parametrize("name", ["01-", "06-"])
def test_planned_columns_are_laid_out_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import block

    (path,) = [path for path in ARTICLES if path.name.startswith(name)]
    tries: list[bool] = []
    real = inspect.unwrap(block.block_box_layout)

    def counted(*args: object, **named: object) -> object:
        if getattr(args[1], "is_column", False):
            tries.append(args[4 + weasy_columns.MARGINS] is not None)
        return real(*args, **named)

    monkeypatch.setattr(block, "block_box_layout", weasy_columns.told(counted))
    export(job(article(path)))
    assert tries.count(False) > 1
    assert not any(tries)


def test_where_a_plan_is_wrong_the_engine_balances_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = [path for path in ARTICLES if path.name.startswith("06-")]
    right = pdf(export(job(article(path))))

    def wrong(measures: Measures) -> weasy_columns.Cuts:
        found = weasy_columns.cuts(measures)
        return {key: cut._replace(height=cut.height * 0.7) for key, cut in found.items()}

    monkeypatch.setattr(pdf_fit, "cuts", wrong)
    assert pdf(export(job(article(path)))) == right
