"""An issue of forty articles: every one that the tests have, in one go."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish.builder import make
from pcss_publish.builder.executors import Means
from pcss_publish.builder.project import open_project
from pcss_publish.desk.issue import starter
from pcss_publish.proof import read_pdf
from projects import SEED

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.slow
def test_forty_articles_build_in_one_go(tmp_path: Path) -> None:
    every = [SEED, *sorted(CASES.glob("articles/*.txt")), *sorted(CASES.glob("articles-tuning/*.txt"))]
    (tmp_path / "sources").mkdir()
    for path in every:
        (tmp_path / "sources" / path.name).write_bytes(path.read_bytes())
    slugs = [path.stem for path in every]
    assert len(slugs) >= 40
    (tmp_path / "issues").mkdir()
    issue = tmp_path / "issues" / "forty.toml"
    issue.write_text(starter("Forty", slugs), encoding="utf-8")
    # More than mail clients show whole; the limit is the house's to raise.
    (tmp_path / "pcss.toml").write_text("[limits]\nmail_bytes = 300_000\n", encoding="utf-8")
    (made,) = make.build(open_project(tmp_path), [issue], make.Options(means=Means("serial"))).outcomes
    assert made.status == "built", made.error
    reading = read_pdf.read((tmp_path / "outputs" / "forty" / "forty.pdf").read_bytes())
    first: dict[str, int] = {}
    for piece in reading.pieces:
        place = piece.id.removeprefix("pcss-").partition("_")[0]
        first.setdefault(place, piece.page + 1)
    index = next(piece.page + 1 for piece in reading.pieces if piece.id == "pcss-h-n0_funding-index")
    shown = [int(piece.text) for piece in reading.pieces if piece.id.startswith("pcss-h-page-number")]
    assert shown == [*(first[f"n{number}"] for number in range(1, len(slugs) + 1)), index]
    assert shown == sorted(shown)
