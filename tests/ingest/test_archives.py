"""ZIP archives: what is good in them is taken in, what is hostile is refused by name, and nothing is unpacked."""

from __future__ import annotations

import io
import signal
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from ingest.packing import GOOD, HOSTILE, NAMES_THAT_LEAD_OUT, below, office, packed
from pcss_publish.builder.ingest import Intake
from pcss_publish.errors import SourceError
from pcss_publish.readers import archive

Take = Callable[..., Intake]
SECONDS = 20  # of processor time
BYTES = 60_000_000  # of memory; the bombs hold as much in each of their files


@contextmanager
def bounded() -> Iterator[None]:
    """Stop what takes too long, and see that it held little."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"took longer than {SECONDS} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    tracemalloc.start()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < BYTES
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        tracemalloc.stop()
        signal.signal(signal.SIGPROF, before)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_gives_what_is_good_in_it_and_no_more(
    name: str, take: Take, empty: Path, tmp_path: Path
) -> None:
    make, expected = HOSTILE[name]
    path = tmp_path / "box.zip"
    path.write_bytes(make())
    before = below(tmp_path)
    with bounded():
        total = take(path)
    rows = {row.name.removeprefix(f"{path}/"): row for row in total.rows}
    refused = {own: row.why for own, row in rows.items() if row.status != "new"}
    assert refused.keys() == expected.keys()
    assert all(reason in refused[own] for own, reason in expected.items()), refused
    good = {"project/sources/is-the-hedge-high.txt": GOOD} if "good.txt" not in expected else {}
    assert {own: data for own, data in below(tmp_path).items() if own not in before} == good
    inner = {row.status for row in total.rows if "inner" in row.name}
    assert total.exit_code == (0 if inner else 65)


def test_a_file_that_stands_twice_is_not_chosen_from(take: Take, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "box.zip"
    with pytest.warns(UserWarning, match="Duplicate name"):
        path.write_bytes(packed([("two.txt", GOOD + b"\none"), ("two.txt", GOOD + b"\ntwo")]))
    total = take(path)
    assert [row.status for row in total.rows] == ["new", "failed", "failed"]
    assert below(empty / "sources") == {"is-the-hedge-high.txt": GOOD}


def test_an_archive_that_gives_too_much_ends_there(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    path = tmp_path / "box.zip"
    path.write_bytes(packed((f"{n}.txt", b"a" * 300_000) for n in range(50)))
    rows = take(path).rows
    assert rows[0].status == "new"
    assert "unpacks to more than 1,000,000 bytes" in rows[-1].why
    assert len(rows) < 10


def test_an_archive_of_many_small_bombs_ends_in_proportion_to_its_size(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_ANYWAY_OF_ALL", 100_000)
    path = tmp_path / "box.zip"
    path.write_bytes(packed((f"{n}.txt", b"a" * 200_000) for n in range(100)))
    rows = take(path).rows
    size = path.stat().st_size * archive.MOST_OF_ALL + 100_000
    assert f"unpacks to more than {size:,} bytes" in rows[-1].why
    assert len(rows) < 15


def test_an_archive_of_too_many_files_is_refused_whole(take: Take, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "box.zip"
    path.write_bytes(packed((f"{n}", b"") for n in range(archive.MOST_FILES)))
    (row,) = take(path).rows
    assert "holds 10,001 files" in row.why
    assert below(empty).keys() == {"pcss.toml"}


def test_a_list_of_files_that_would_fill_the_memory_is_not_read(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "box.zip"
    path.write_bytes(packed((f"{n:0300}", b"") for n in range(archive.MOST_FILES + 4000)))
    with bounded():
        (row,) = take(path).rows
    assert "its list of files is larger than any" in row.why


@pytest.mark.parametrize("cut", [10, 200, -40])
def test_a_damaged_archive_is_refused(cut: int, take: Take, tmp_path: Path) -> None:
    path = tmp_path / "box.zip"
    path.write_bytes(packed([])[:cut])
    (row,) = take(path).rows
    assert (row.status, row.exit_code) == ("failed", 65)
    assert "archive is damaged" in row.why


@pytest.mark.parametrize("kind", ["docx", "odt", "epub", "other", "zip"])
def test_an_archive_that_is_a_document_is_one_file(kind: str) -> None:
    data = office(kind)
    assert archive.kind_of(data) == kind
    assert archive.kind_of(io.BytesIO(data)) == kind


@pytest.mark.parametrize("data", [b"", b"P", b"PK", b"text", b"<html>" + office("zip")])
def test_what_does_not_begin_as_an_archive_is_none(data: bytes) -> None:
    assert archive.kind_of(data) == ""


def test_an_empty_archive_holds_nothing(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "box.zip"
    with zipfile.ZipFile(path, "w"):
        pass
    assert take(path).rows == ()


def test_pictures_and_what_a_page_brings_along_are_listed(take: Take, tmp_path: Path) -> None:
    files = {
        "a/picture.png": b"\x89PNG\r\n\x1a\n", "a/style.css": b"p { color: red }", "a/data.json": b'{"a": 1}',
        "a/notes.txt": b"milk\nbread\n", "Page_files/frame.html": b"<html><body><p>Q: Is it?</p><p>A: No.</p></body></html>",
        "__MACOSX/._good.txt": GOOD, "a/.hidden.txt": GOOD, "a/good.desk.toml": b"[reading]\n",
        "a/feed.xml": b"<?xml version='1.0'?><feed/>", "a/code.js": b"// Q: is it?\n// A: no.\n",
    }  # fmt: skip
    path = tmp_path / "box.zip"
    path.write_bytes(packed(files.items()))
    total = take(path)
    left = {row.name.removeprefix(f"{path}/"): row.why for row in total.rows if row.status == "left"}
    assert left.keys() == files.keys()
    assert left["Page_files/frame.html"] == "a saved page's own"
    assert left["a/.hidden.txt"] == left["__MACOSX/._good.txt"] == "hidden"
    assert "desk file" in left["a/good.desk.toml"]
    assert (total.exit_code, total.counts()["new"]) == (0, 1)


def test_an_archive_may_come_through_a_pipe_or_lie_in_a_folder(take: Take, tmp_path: Path) -> None:
    box = tmp_path / "folder" / "box.zip"
    box.parent.mkdir()
    box.write_bytes(packed([]))
    assert [row.status for row in take(box.parent).rows] == ["new"]
    assert [row.status for row in take("-", stdin=box.read_bytes()).rows] == ["there"]


def test_each_name_that_leads_out_is_seen_by_itself() -> None:
    for name in NAMES_THAT_LEAD_OUT:
        ((one, two),) = [tuple(archive.members(io.BytesIO(packed([(name, GOOD)])), "box.zip"))]
        assert (one.refused, two.refused) == ("", "its name leads out of the archive")


def test_names_with_dots_lead_nowhere() -> None:
    found = archive.members(io.BytesIO(packed([("a..b/..c/d...txt", GOOD)])), "box.zip")
    assert [member.refused for member in found] == ["", ""]


def test_a_member_is_not_read_beyond_its_due() -> None:
    for member in archive.members(io.BytesIO(packed([("zeros.txt", bytes(3_000_000))])), "box.zip"):
        if member.name == "zeros.txt":
            with pytest.raises(SourceError, match=r"box\.zip/zeros\.txt: unpacks to more than 100 times"):
                member.stream.read()
