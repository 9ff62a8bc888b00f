"""`ingest`: bytes are kept, nothing is overwritten, one broken file stops no other, and all of it is told."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ingest.packing import GOOD, below
from pcss_publish.builder import files
from pcss_publish.builder.ingest import Intake
from pcss_publish.builder.ingest.understand import FORMS, opened
from pcss_publish.cli import run as command
from pcss_publish.desk import parse
from pcss_publish.errors import UsageError
from pcss_publish.readers.registry import BINARY, READERS
from projects import SEED, article, process
from readers.describing import CASES

Take = Callable[..., Intake]
Told = Callable[..., tuple[int, Any, str]]
WINDOWS = "\ufeff" + article("Kept As It Is?").replace("\n", "\r\n") + "\u00a0\u00ad\n\n"
JAPANESE = "豆には支柱が必要ですか\n\nby Mara Quill | May 4, 2021\n\nQ: Is it?\n\nA: It is.\n"
ASKED = (
    article("Who Asked?")
    + "\n2 comments\n\n  1. Ada Jun 06, 2019 - 12:07 AM\n    My sister was in hospital.\n"
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_bytes(GOOD)
    return path


def test_the_bytes_are_kept_exactly(take: Take, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes(WINDOWS.encode())
    take(tmp_path / "odd.txt")
    assert below(empty / "sources") == {"kept-as-it-is.txt": WINDOWS.encode()}


def test_a_file_that_is_there_is_not_taken_again(take: Take, empty: Path, good: Path) -> None:
    assert take(good, good).counts() == {"new": 1, "there": 1, "left": 0, "failed": 0}
    again = take(good, slug="other").rows
    assert [(row.status, row.file) for row in again] == [("there", "sources/is-the-hedge-high.txt")]
    assert len(below(empty / "sources")) == 1


def test_nothing_is_ever_overwritten(take: Take, empty: Path, tmp_path: Path) -> None:
    sources = empty / "sources"
    sources.mkdir()
    for name in ("Is the Hedge High.md", "is-the-hedge-high-2.desk.toml"):
        (sources / name).write_text("mine", encoding="utf-8")
    for n in range(2):
        (tmp_path / "one.txt").write_bytes(GOOD + f"\n{n}\n".encode())
        take(tmp_path / "one.txt")
    found = below(sources)
    assert found["Is the Hedge High.md"] == found["is-the-hedge-high-2.desk.toml"] == b"mine"
    assert {name for name in found if name.endswith(".txt")} == {
        "is-the-hedge-high-3.txt", "is-the-hedge-high-4.txt",
    }  # fmt: skip


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    take: Take, empty: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def late(source: str, target: Path) -> None:
        if not target.exists() and target.name == "is-the-hedge-high.txt":
            target.write_text("mine", encoding="utf-8")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    take(good)
    assert below(empty / "sources") == {
        "is-the-hedge-high.txt": b"mine", "is-the-hedge-high-2.txt": GOOD,
    }  # fmt: skip


def test_a_file_system_without_links_will_do(
    take: Take, empty: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    take(good)
    assert below(empty / "sources") == {"is-the-hedge-high.txt": GOOD}
    assert not files.create(empty / "sources" / "is-the-hedge-high.txt", b"other")
    assert below(empty / "sources") == {"is-the-hedge-high.txt": GOOD}


@pytest.mark.parametrize(
    ("text", "name", "slug"),
    [
        (article("Do Dr. Fenn’s Crème Beans Need 2 Stakes?"), "a.txt", "do-dr-fenns-creme-beans-need-2-stakes"),
        ("Q: Is it late?\n\nA: Not yet.\n", "From the Web (2).txt", "from-the-web-2"),
        (JAPANESE, "Mame.txt", "mame"),
        (JAPANESE, "豆.txt", "article"),
        (article("So " + "very " * 20 + "long"), "a.txt", "so-very-very-very-very-very-very-very-very-very-very-very"),
    ],
)  # fmt: skip
def test_the_slug_is_the_title_s_else_the_file_s(
    text: str, name: str, slug: str, take: Take, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [row.slug for row in take(tmp_path / name).rows] == [slug]


def test_a_slug_that_is_named_is_taken_or_refused(
    take: Take, empty: Path, good: Path, tmp_path: Path
) -> None:
    take(good, slug="hedges")
    assert below(empty / "sources") == {"hedges.txt": GOOD}
    other = tmp_path / "other.txt"
    other.write_text(article(), encoding="utf-8")
    (row,) = take(other, slug="hedges").rows
    assert (row.status, row.exit_code) == ("failed", 73)
    for names, slug in (((other,), "Not/one"), ((good, other), "one"), ((tmp_path,), "one")):
        with pytest.raises(UsageError):
            take(*names, slug=slug)
    assert len(below(empty / "sources")) == 1


def test_a_dry_run_says_the_same_and_writes_nothing(take: Take, empty: Path, good: Path) -> None:
    dry = take(good, SEED, dry_run=True)
    assert below(empty).keys() == {"pcss.toml"}
    assert dry.rows == take(good, SEED).rows


def test_one_broken_file_stops_no_other(take: Take, empty: Path, good: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"Title\n\ncaf\xe9")
    total = take(tmp_path / "bad.txt", tmp_path / "gone.txt", good)
    assert [(row.status, row.exit_code) for row in total.rows] == [("failed", 65), ("failed", 66), ("new", 0)]
    assert total.rows[0].why.startswith("bad.txt:3: byte 0xE9")
    assert total.exit_code == 1
    assert take(tmp_path / "bad.txt").exit_code == 65
    assert below(empty / "sources").keys() == {"is-the-hedge-high.txt"}


def test_a_bug_that_one_file_meets_costs_no_other(
    take: Take, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def fail(offer: Any, *rest: Any) -> object:
        if "good" in offer.name:
            raise ZeroDivisionError
        return opened(offer, *rest)

    monkeypatch.setattr("pcss_publish.builder.ingest.run.opened", fail)
    total = take(good, SEED)
    assert [(row.status, row.exit_code) for row in total.rows] == [("failed", 70), ("new", 0)]


def test_standard_input_is_a_file_too(take: Take, empty: Path) -> None:
    (row,) = take("-", stdin=GOOD).rows
    assert (row.name, row.slug) == ("standard input", "is-the-hedge-high")
    assert below(empty / "sources") == {"is-the-hedge-high.txt": GOOD}


def test_a_file_without_an_end_is_not_read_to_its_end(take: Take) -> None:
    (row,) = take("/dev/zero").rows
    assert "more than 10,000,000 bytes" in row.why


def test_what_was_understood_is_told(take: Take) -> None:
    (row,) = take(SEED).rows
    assert row.article
    told = row.article.model_dump(exclude={"open", "warnings"})
    assert told == {
        "kind": "text", "title": "Does Evidence Show Naltrexone Reduces Cravings?", "byline": "The PCSS Expert",
        "date": "2015-12-15", "questions": 3, "answers": 1, "statements": 2, "awards": 1, "comments": 8, "stated": 8,
    }  # fmt: skip
    assert {one.key.partition(":")[0] for one in row.article.open} == {"C002", "C003", "C013"}


@pytest.mark.parametrize("name", ["html/wordpress.html", "html/archive.mhtml", "markdown/authored.md"])
def test_the_file_s_name_ends_as_its_content_is(name: str, take: Take, tmp_path: Path) -> None:
    path = tmp_path / "anything.dat"
    path.write_bytes((CASES / name).read_bytes())
    (row,) = take(path).rows
    assert Path(row.file).suffix == Path(name).suffix


def test_every_reader_has_an_ending() -> None:
    assert {*(one.media_type for one in READERS), *(one.media_type for one in BINARY)} <= set(FORMS)


def test_what_a_person_says_goes_into_the_desk_file_first(
    told: Told, take: Take, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "asked.txt").write_text(ASKED, encoding="utf-8")
    begin = str(ASKED.splitlines().index("2 comments") + 1)
    code, total, _ = told(tmp_path / "asked.txt", "--profile", "sitefinity", "--comments-from", begin)
    assert (code, total["rows"][0]["status"]) == (0, "new")
    desk = parse((empty / "sources" / "who-asked.desk.toml").read_text(encoding="utf-8"), "a")
    assert desk.reading
    assert (desk.reading.profile, desk.reading.comments_from) == ("sitefinity", int(begin))
    assert command(["check", "sources/who-asked.txt"]) == 1
    code, total, _ = told(tmp_path / "asked.txt", "--profile", "typepad")
    assert "said in who-asked.desk.toml" in total["rows"][0]["why"]


@pytest.mark.parametrize("options", [["--comments-from", "999"], ["--profile", "bloger"], []])
def test_what_cannot_be_ends_with_2_and_writes_nothing(options: list[str], empty: Path, good: Path) -> None:
    assert command(["ingest", *([str(good)] if options else []), *options]) == 2
    assert below(empty).keys() == {"pcss.toml"}


def test_the_json_holds_to_its_schema(told: Told, good: Path, capfdbinary: Any) -> None:
    code, total, said = told(good, SEED, "gone.txt")
    assert (code, said) == (66, "")
    capfdbinary.readouterr()
    assert command(["schema", "ingest"]) == 0
    schema = json.loads(capfdbinary.readouterr().out)
    jsonschema.Draft202012Validator(schema).validate(total)
    assert [row["status"] for row in total["rows"]] == ["new", "new", "failed"]


def test_reports_as_json_lines_have_each_file(
    empty: Path, good: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command(["--log-format", "json", "ingest", str(good)]) == 0
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["taken", "result"]
    assert lines[0]["slug"] == "is-the-hedge-high"
    assert (lines[1]["new"], lines[1]["exit_code"]) == (1, 0)


def test_the_table_and_what_to_decide_are_printed(
    empty: Path, good: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "asked.txt").write_text(ASKED, encoding="utf-8")
    assert command(["ingest", str(good), str(tmp_path / "asked.txt")]) == 0
    captured = capfd.readouterr()
    lines = captured.err.splitlines()
    assert captured.out == ""
    assert lines[0].split() == [
        "slug", "kind", "title", "byline", "date", "Q", "A", "statements", "awards", "comments", "open",
    ]  # fmt: skip
    assert lines[1].split()[-6:] == ["1", "1", "1", "1", "-", "0"]
    assert lines[2].split()[-2:] == ["1/2", "3"]
    assert "To decide before a release, in 1 article:" in lines
    assert any(line.strip().startswith("C001: line ") for line in lines)
    assert any(line.endswith("check --desk sources/who-asked.txt") for line in lines)
    assert lines[-1] == "2 taken in, 0 there already, 0 left, 0 failed"
    assert not [name for name in below(empty / "sources") if name.endswith(".desk.toml")]


def test_a_title_cannot_speak_to_the_terminal(
    empty: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = "<html><body><h1>Is it \u202elate?\u200b</h1><p>by Mara Quill | May 4, 2019</p><p>Q: Is it?</p><p>A: No.</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert command(["ingest", str(tmp_path / "a.html")]) == 0
    assert not {"\u202e", "\u200b", "\x1b"} & set(capfd.readouterr().err)


@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_it_offers_to_begin_the_desk_file(answer: str, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "asked.txt").write_text(ASKED, encoding="utf-8")
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from pcss_publish.cli import main; main(sys.argv[1:])",
         "ingest", str(tmp_path / "asked.txt"), "--profile", "sitefinity"],
        stdin=theirs, stderr=theirs, cwd=empty, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0
    text = (empty / "sources" / "who-asked.desk.toml").read_text(encoding="utf-8")
    desk = parse(text, "who-asked.desk.toml")
    assert desk.source
    assert desk.reading
    assert not desk.comment
    assert ("# [[comment]]" in text) == (answer == "y")
    assert command(["check", "sources/who-asked.txt", "--json"]) == 1


def test_killed_in_between_it_leaves_nothing_that_is_half(empty: Path, good: Path) -> None:
    killed = "import os, signal\nos.link = lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
    done = process("ingest", good, "--profile", "wordpress", cwd=empty, code=killed)
    assert done.returncode == -9
    assert [name for name in below(empty / "sources") if not name.startswith(".")] == []
    after_desk = "import os, signal\nlink = os.link\nos.link = lambda a, b: link(a, b) if b.name.endswith('.toml') else os.kill(os.getpid(), signal.SIGKILL)"
    assert process("ingest", good, "--profile", "wordpress", cwd=empty, code=after_desk).returncode == -9
    assert process("ingest", good, "--profile", "wordpress", cwd=empty).returncode == 0
    assert [name for name in below(empty / "sources") if not name.startswith(".")] == [
        "is-the-hedge-high.desk.toml", "is-the-hedge-high.txt",
    ]  # fmt: skip


def test_what_was_taken_in_builds(empty: Path, good: Path) -> None:
    assert command(["ingest", str(good)]) == 0
    assert command(["build", "-t", "newsletter"]) == 0
    assert (empty / "outputs" / "is-the-hedge-high" / "is-the-hedge-high.newsletter.html").is_file()
