"""What an editor changes is built and told; what is wrong is told and ends nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from pcss_publish.builder import make
from pcss_publish.builder.outcome import Outcome, Result
from pcss_publish.builder.project import open_project
from pcss_publish.preview.board import Board
from pcss_publish.preview.loop import Loop
from pcss_publish.preview.watch import Targets, Watcher, targets
from previews import Live, idle, put, running
from projects import article

NOTE = '[article]\neditors_note = "Written in spring."\nreason = "asked"\nby = "desk"\n'


def told(stream: Any) -> dict[str, Any]:
    """The next event of a stream."""
    line = stream.readline()
    while not line.startswith(b"data: "):
        line = stream.readline()
    found = json.loads(line.removeprefix(b"data: "))
    assert isinstance(found, dict)
    return found


def test_a_changed_source_is_built_alone_and_told(live: Live) -> None:
    before = live.rows()
    with live.ask("/events") as stream:
        assert {row["slug"] for row in told(stream)["rows"]} == {"one", "two"}
        put(live.folder / "sources" / "one.txt", article("Is It Now?"))
        news = told(stream)
        while not news["rows"]:
            news = told(stream)
    assert [row["title"] for row in news["rows"]] == ["Is It Now?"]
    assert live.rows()["two"] == before["two"]


def test_a_decision_is_built_and_told(live: Live) -> None:
    before = live.rows()["one"]["version"]
    put(live.folder / "sources" / "one.desk.toml", NOTE)
    live.until(
        lambda news: idle(news) and any(r["slug"] == "one" and r["version"] > before for r in news["rows"])
    )
    assert "Written in spring." in live.get("/file/one.document.json").decode()


def test_a_broken_desk_file_fails_its_article_and_keeps_what_was_built(live: Live) -> None:
    live.rows()
    desk = live.folder / "sources" / "one.desk.toml"
    put(desk, "[article\n")
    live.until(lambda news: any(row["status"] == "failed" for row in news["rows"]))
    shown = live.article("one")
    assert "one.desk.toml" in shown["error"]["place"]
    assert shown["error"]["hint"]
    assert live.get("/file/one.epub")[:2] == b"PK"
    assert live.rows()["two"]["status"] != "failed"
    desk.unlink()
    live.until(lambda news: idle(news) and all(row["status"] != "failed" for row in news["rows"]))


def test_a_broken_configuration_is_told_and_mended(live: Live) -> None:
    live.rows()
    file = live.folder / "pcss.toml"
    good = file.read_text(encoding="utf-8")
    put(file, "[publication]\nnam = 1\n")
    news = live.until(lambda news: news["problem"] is not None)
    assert "pcss.toml" in news["problem"]["place"]
    assert {row["slug"] for row in news["rows"]} == {"one", "two"}
    assert live.ask("/file/one.epub").status == 200
    put(file, f'[publication]\nname = "The Plot"\n{good}')
    live.until(lambda news: idle(news) and news["problem"] is None)
    assert b"The Plot" in live.get("/file/one.newsletter.html")


def test_a_configuration_broken_from_the_start_ends_nothing(folder: Path) -> None:
    file = folder / "pcss.toml"
    good = file.read_text(encoding="utf-8")
    put(file, "[")
    with running(folder) as live:
        assert live.until(idle)["problem"]
        assert live.ask("/").status == 200
        put(file, good)
        live.until(lambda news: idle(news) and news["order"] == ["one", "two"])


def test_articles_come_and_go(live: Live) -> None:
    live.rows()
    put(live.folder / "sources" / "three.txt", article("Is It Ever?"))
    live.until(lambda news: idle(news) and news["order"] == ["one", "three", "two"])
    assert live.get("/file/three.epub")[:2] == b"PK"
    (live.folder / "sources" / "one.txt").unlink()
    live.until(lambda news: idle(news) and news["order"] == ["three", "two"])
    assert live.ask("/article/one").status == 404
    assert live.ask("/file/one.epub").status == 404


def test_a_theme_of_the_project_is_watched(live: Live) -> None:
    began = live.until(idle)["version"]
    theme = live.folder / "mine"
    shipped = open_project(live.folder).theme.folders.roots[0]
    for path in shipped.rglob("*"):
        if path.is_file():
            target = theme / path.relative_to(shipped)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    config = live.folder / "pcss.toml"
    put(config, config.read_text("utf-8").replace("[build]", '[build]\ntheme = "./mine"'))
    seen = live.until(lambda news: idle(news) and news["version"] > began)["version"]
    sheet = theme / "theme.toml"
    put(sheet, sheet.read_text("utf-8").replace("#12505b", "#12505a"))
    live.until(lambda news: idle(news) and all(row["version"] > seen for row in news["rows"]))
    assert b"#12505a" in live.get("/file/one.newsletter.html")


class Editor(Board):
    """A board on which somebody edits an article while it is being built."""

    def __init__(self, source: Path) -> None:
        super().__init__()
        self.source, self.ends = source, 0
        self.loop: Loop | None = None

    def finished(self, outcome: Outcome) -> None:
        super().finished(outcome)
        if self.ends == 0 and outcome.slug == "one":
            for answer in ("At once.", "Very soon."):
                put(self.source, article(answer=answer))

    def built(self, result: Result) -> None:
        super().built(result)
        self.ends += 1
        if self.ends == 2:
            assert self.loop is not None
            self.loop.stop()


def test_a_change_during_a_build_queues_one_more(folder: Path) -> None:
    editor = Editor(folder / "sources" / "one.txt")
    with Loop(folder, {}, editor, make.Options()) as loop:
        editor.loop = loop
        loop.run()
    assert editor.ends == 2
    assert "Very soon." in (folder / "outputs" / "one" / "one.newsletter.txt").read_text("utf-8")


class Heard:
    """Paths that were heard of, and a way to wait for one."""

    def __init__(self) -> None:
        self.board, self.paths = Board(), set[Path]()

    def __call__(self, changed: frozenset[Path]) -> None:
        self.paths |= changed
        self.board.given("")  # counts the version up, and wakes who waits

    def until(self, path: Path) -> None:
        while path not in self.paths:
            version = self.board.since(0)["version"]
            assert path in self.paths or self.board.wait(version, 60), f"never heard of {path}: {self.paths}"


@pytest.fixture
def heard(folder: Path) -> Any:
    (folder / "outputs").mkdir()
    heard = Heard()
    watcher = Watcher(heard)
    watcher.arm(targets(folder, open_project(folder)))
    yield heard, watcher
    watcher.close()


def test_products_other_files_and_leftovers_of_editors_are_not_heard(folder: Path, heard: Any) -> None:
    noise = [folder / "outputs" / "x.epub", folder / "notes.txt", folder / "sources" / ".one.txt.swp"]
    for path in noise:
        path.write_text("x", encoding="utf-8")
    for path in (folder / "pcss.toml", folder / "sources" / "one.txt"):
        path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
        heard[0].until(path)
    assert heard[0].paths.isdisjoint(noise)


def test_products_below_the_sources_are_not_heard(folder: Path, heard: Any) -> None:
    told, watcher = heard
    watcher.arm(Targets(frozenset({folder}), frozenset(), folder / "outputs"))
    (folder / "outputs" / "one.epub").write_text("x", encoding="utf-8")
    put(folder / "sources" / "one.txt", article())
    told.until(folder / "sources" / "one.txt")
    assert not any("outputs" in path.parts for path in told.paths)


def test_a_file_replaced_by_renaming_stays_heard(folder: Path, heard: Any) -> None:
    for name in ("pcss.toml", "sources/one.txt"):
        for _ in range(2):
            heard[0].paths.clear()
            fresh = folder / "fresh"
            fresh.write_text((folder / name).read_text("utf-8"), encoding="utf-8")
            fresh.replace(folder / name)
            heard[0].until(folder / name)


def test_a_folder_that_was_made_anew_is_watched_again(folder: Path, heard: Any) -> None:
    told, watcher = heard
    (folder / "sources").rename(folder / "elsewhere")
    (folder / "sources").mkdir()
    told.until(folder / "sources")
    assert watcher.arm(targets(folder, open_project(folder)))
    assert not watcher.arm(targets(folder, open_project(folder)))
    put(folder / "sources" / "new.txt", article())
    told.until(folder / "sources" / "new.txt")
