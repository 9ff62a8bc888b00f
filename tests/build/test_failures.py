"""A failure is one article's own, is named, and leaves earlier products as they were."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from pcss_publish.builder.executors import Means
from pcss_publish.builder.outcome import Result
from pcss_publish.builder.project import open_project
from pcss_publish.builder.verify import verify
from pcss_publish.exporters import epub
from pcss_publish.exporters.base import Export, Job, Product
from projects import article, process, products, status

Build = Callable[..., Result]
Cli = Callable[..., int]
UNDECIDED = (
    article() + "\n2 comments\n\n  1. Ada Jun 06, 2019 - 12:07 AM\n    My sister was in hospital with it.\n"
)


def test_one_broken_article_does_not_stop_the_others(folder: Path, build: Build) -> None:
    build()
    before = products(folder)
    (folder / "sources" / "one.txt").write_bytes(b"\x00\x01\x02" * 99)
    (folder / "sources" / "two.txt").write_text(article(answer="New."), encoding="utf-8")
    result = build()
    assert status(result) == {"one": "failed", "two": "built"}
    assert result.exit_code == 65
    after = products(folder)
    assert {n: d for n, d in after.items() if n.startswith("one/")} == {
        n: d for n, d in before.items() if n.startswith("one/")
    }


def test_different_failures_exit_with_one(folder: Path, build: Build) -> None:
    (folder / "sources" / "one.txt").write_bytes(b"\x00\x01\x02" * 99)
    (folder / "sources" / "two.desk.toml").write_text("[nonsense]\n", encoding="utf-8")
    assert build().exit_code == 1


def test_an_article_with_open_queries_builds_as_a_proof_and_exits_0(folder: Path, build: Build) -> None:
    (folder / "sources" / "one.txt").write_text(UNDECIDED, encoding="utf-8")
    result = build("one.txt")
    assert (result.exit_code, result.outcomes[0].state) == (0, "proof")
    assert result.outcomes[0].open
    assert "PROOF" in products(folder)["one/one.newsletter.txt"].decode().upper()


def test_a_release_refuses_open_queries_and_keeps_earlier_products(folder: Path, build: Build) -> None:
    build()
    before = products(folder)
    (folder / "sources" / "one.txt").write_text(UNDECIDED, encoding="utf-8")
    result = build("one.txt", release=True)
    assert (result.exit_code, status(result)) == (1, {"one": "failed"})
    assert "C003" in str(result.outcomes[0].error)
    assert products(folder) == before


def test_strict_counts_warnings(build: Build) -> None:
    assert build(strict=False).exit_code == 0
    assert build(strict=True).exit_code == 1


def test_a_product_that_lost_a_word_is_never_put_in_its_place(
    folder: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    before = products(folder)
    (folder / "sources" / "one.txt").write_text(article(answer="Sow them under glass."), encoding="utf-8")
    whole = epub.export

    def lossy(job: Job) -> Export:
        document = job.published.document
        text = document.model_dump_json().replace("under glass", "under")
        poorer = job.published.model_copy(update={"document": type(document).model_validate_json(text)})
        made = whole(Job(poorer, job.theme, job.config))
        return Export({".epub": Product(made.products[".epub"].data, made.products[".epub"].house)})

    monkeypatch.setattr(epub, "export", lossy)
    result = build()
    assert status(result) == {"one": "failed", "two": "unchanged"}
    assert "proof failed" in str(result.outcomes[0].error)
    assert products(folder) == before


def test_two_sources_with_one_name_are_refused(
    folder: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sources" / "One.md").write_text(article(), encoding="utf-8")
    assert cli("build") == 65
    assert "One.md" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["...", "..txt", "../evil.txt", "....//evil.txt", "%2e%2e.txt", "\u2025.txt"]
)
def test_no_name_leaves_the_outputs(folder: Path, cli: Cli, name: str) -> None:
    inside = folder / "sources" / name.rpartition("/")[2]
    inside.write_text(article(), encoding="utf-8")
    assert cli("build", inside) in {0, 65}
    written = {path for path in folder.rglob("*") if path.is_file() and "sources" not in path.parts}
    assert {path for path in written if "outputs" not in path.parts} == {folder / "pcss.toml"}


def test_an_unwritable_folder_is_named(folder: Path, cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "outputs").write_text("a file, not a folder", encoding="utf-8")
    assert cli("build") == 73
    err = capsys.readouterr().err
    assert str(folder / "outputs") in err
    assert "--output-dir" in err
    assert "Traceback" not in err


def test_a_full_disk_leaves_what_was_there(folder: Path) -> None:
    assert process("build", cwd=folder).returncode == 0
    before = products(folder)
    (folder / "sources" / "one.txt").write_text(article(answer="Longer. " * 400), encoding="utf-8")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))"
    done = process("build", cwd=folder, code=limit)
    assert done.returncode == 73, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert products(folder) == before


def test_a_second_build_says_that_it_waits_or_leaves(folder: Path, cli: Cli) -> None:
    (folder / "outputs" / ".cache").mkdir(parents=True)
    with FileLock(folder / "outputs" / ".cache" / "lock"):
        assert process("build", "--no-wait", cwd=folder).returncode == 75
    assert cli("build") == 0


def test_an_article_that_lays_out_too_long_is_stopped_and_named(folder: Path, build: Build) -> None:
    (folder / "sources" / "one.txt").write_text(article(answer="word " * 60_000), encoding="utf-8")
    with (folder / "pcss.toml").open("a", encoding="utf-8") as config:
        config.write("[limits]\nstep_seconds = 1\n")
    result = build("one.txt", formats=("pdf",))
    assert status(result) == {"one": "failed"}
    assert "step_seconds" in str(result.outcomes[0].error)


def test_json_reports_are_one_object_a_line(folder: Path) -> None:
    done = process("--log-format", "json", "build", cwd=folder)
    events = [json.loads(line)["event"] for line in done.stderr.decode().splitlines()]
    assert events.count("article") == 2
    assert events[-1] == "result"
    assert done.stdout == b""


def test_a_bug_that_one_article_meets_does_not_stop_the_others(
    folder: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = epub.export

    def faulty(job: Job) -> Export:
        if job.published.document.id == "one":
            raise ZeroDivisionError("planted")
        return whole(job)

    monkeypatch.setattr(epub, "export", faulty)
    result = build()
    assert status(result) == {"one": "failed", "two": "built"}
    assert result.exit_code == 70
    assert "planted" in str(result.outcomes[0].error)


@pytest.mark.parametrize(("step", "work"), [("reading", "article.normalize"), ("deciding", "article.decide")])
def test_a_step_that_takes_too_long_is_stopped_and_named(
    step: str, work: str, folder: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limit(folder, 1)
    monkeypatch.setattr(f"pcss_publish.builder.{work}", _endless)
    result = build("one.txt", formats=("epub",))
    assert status(result) == {"one": "failed"}
    assert f"the {step} took longer than 1 seconds of processor time" in str(result.outcomes[0].error)


def test_a_verification_that_takes_too_long_is_stopped_and_named(
    folder: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(formats=("epub",))
    _limit(folder, 1)
    monkeypatch.setattr("pcss_publish.builder.verifier.inspect", _endless)
    found = verify(open_project(folder), [folder / "sources" / "one.txt"], means=Means("serial"))
    assert found.exit_code == 1
    assert "the proof took longer than 1 seconds of processor time" in str(found.outcomes[0].error)


def _limit(folder: Path, seconds: int) -> None:
    with (folder / "pcss.toml").open("a", encoding="utf-8") as config:
        config.write(f"[limits]\nstep_seconds = {seconds}\n")


def _endless(*_anything: object) -> None:
    while True:
        pass
