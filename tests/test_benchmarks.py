"""The harness of the benchmarks: its articles, its reckoning, its tables. No test asks how fast anything is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import articles
import pcss_publish
import results
from measure import Spent
from rows import ROWS, Pair
from stage import Counts

FOLDER = Path(results.__file__).parent
COPIED = sum(
    1
    for name in ("articles", "articles-tuning")
    for _ in (articles.ROOT / "tests/cases" / name).glob("*.txt")
)
SIXTY = articles.pages(60)


def test_the_articles_differ_and_more_of_them_begin_with_the_same() -> None:
    assert len({page.text for page in SIXTY}) == len({page.name for page in SIXTY}) == 60
    assert articles.pages(20) == SIXTY[:20]


def test_the_small_project_holds_every_copied_page() -> None:
    """Else the memory of the large one would be that of a larger article."""
    assert sum(page.name.startswith("case-") for page in SIXTY[: Counts().few]) == COPIED


def test_made_pages_are_read_as_articles_in_all_their_shapes() -> None:
    made = [
        pcss_publish.normalize(pcss_publish.read(page.text.encode(), name=page.name)).document
        for page in map(articles.made, range(15))
    ]
    assert {document.language for document in made} == {"en", "de", "es"}
    assert all(document.questions and document.answers and document.published for document in made)
    assert min(len(document.comments.items) for document in made) == 0
    assert max(len(document.comments.items) for document in made) > 10
    assert all("TEST-" in page.text for page in map(articles.made, range(15)))


def row(ours: Spent, theirs: Spent, name: str) -> list[str]:
    found = {"rows": {name: results.measured(Pair(ours, theirs), Counts(articles=7))}}
    line = next(line for line in results.table(found).splitlines() if line.startswith(f"| {name} |"))
    return [cell.strip() for cell in line.split("|")[1:-1]]


def test_a_row_is_met_if_both_its_ratios_are() -> None:
    assert row(Spent(3, 1), Spent(4, 4), "1")[3:] == [
        "1.00 / 4.00",
        "0.25",
        "3.00 / 4.00",
        "0.75",
        "0.75",
        "yes",
    ]
    assert row(Spent(3.1, 1), Spent(4, 4), "1")[-1] == "no"
    assert row(Spent(1, 3.1), Spent(4, 4), "1")[-1] == "no"
    assert "7 different articles" in row(Spent(1, 1), Spent(1, 1), "1")[1]


def test_memory_is_held_against_memory() -> None:
    assert row(Spent(9, 9, 2048), Spent(1, 1, 1024), "9")[3:] == ["2 / 1 MiB", "2.00", "", "", "1.3", "no"]
    assert row(Spent(9, 9, 1024), Spent(1, 1, 1024), "9")[-1] == "yes"


def test_the_documents_say_what_was_measured() -> None:
    found = json.loads(results.FILE.read_text(encoding="utf-8"))
    assert [
        p.name for p, text in results.documents(found).items() if p.read_text(encoding="utf-8") != text
    ] == []


def test_a_process_that_outlives_its_parent_is_counted() -> None:
    """A fork server is nobody's child when a build ends; what its workers spent is most of the build."""
    busy = "import time\nwhile time.process_time() < 0.4: pass"
    leaving = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}])"
    code = f"import measure, sys; measure.adopt(); print(measure.run(sys.executable, '-c', {leaving!r}).cpu >= 0.4)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=FOLDER, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"


def test_a_small_run_gives_every_figure_that_it_was_asked_for() -> None:
    """Without the rows that need Typst or a minute; the exporters are called, and the gate found, as a build does."""
    small = ("--articles", "1", "--many", "1", "--few", "1", "--rounds", "1", "--only", "1,5,10")
    command = [sys.executable, str(FOLDER / "run.py"), *small]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ratios, scale = done.stdout.split("\n\n")
    told = {line.split("|")[1].strip(): line for line in ratios.splitlines()[2:]}
    assert list(told) == list(ROWS)
    figure = r"\d+\.\d\d / \d+\.\d\d \| \d+\.\d\d \| \d+\.\d\d / \d+\.\d\d \| \d+\.\d\d \|"
    assert [name for name in ("1", "5") if not re.search(figure, told[name])] == []
    assert results.UNMEASURED not in scale
