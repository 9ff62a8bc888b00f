"""The project that ``init`` lays down: its desk file fits its article and leaves nothing blocking."""

from __future__ import annotations

from pathlib import Path

from pcss_publish.checks import check
from pcss_publish.desk import decide, load
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes

STARTER = Path(__file__).parents[2] / "src/pcss_publish/data/starter/sources"


def test_starter_builds_for_release() -> None:
    (path,) = STARTER.glob("*.txt")
    normal = normalize(read_bytes(path.read_bytes(), path.name, limit=10_000_000))
    desk = load(path.with_suffix(".desk.toml"))
    decided = decide(normal.document, [*normal.findings, *check(normal.document)], desk)
    assert decided.published.state == "release"
    assert {found.code for found in decided.findings} <= {"D002", "L002", "R001", "R002", "S004"}
    assert [comment.ordinal for comment in decided.published.document.comments.items] == [3, 1]
