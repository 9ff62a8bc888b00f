"""What is damaged below outputs/ counts as absent, and is whole again after one build."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish.builder.outcome import Result
from projects import article, process, products, status

Build = Callable[..., Result]
Cli = Callable[..., int]
Exported = list[tuple[str, str]]
NEVER = {"one": "unchanged", "two": "unchanged"}
HARM: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "torn": lambda data: data[: len(data) // 2],
    "garbled": lambda data: bytes(255 - byte for byte in data),
    "of another time": lambda _: b'{"schema_version": "0"}',
    "zeros": lambda data: bytes(len(data)),  # what some file systems leave after a power cut
}


@pytest.mark.parametrize("kind", ["objects", "records"])
@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_store_heals(folder: Path, build: Build, exported: Exported, kind: str, harm: str) -> None:
    build()
    first = products(folder)
    for path in (folder / "outputs" / ".cache" / kind).rglob("*"):
        if path.is_file():
            path.write_bytes(HARM[harm](path.read_bytes()))
    for name in ("one/one.epub", "two/two.newsletter.txt"):
        (folder / "outputs" / name).unlink()
    build()
    assert products(folder) == first
    exported.clear()
    assert status(build()) == NEVER
    assert exported == []


def test_what_only_the_proof_reads_of_a_damaged_record_is_made_anew(folder: Path, build: Build) -> None:
    build()
    first = products(folder)
    for path in (folder / "outputs" / ".cache" / "records").rglob("*.json"):
        path.write_bytes(
            path.read_bytes().replace(b'\\"house\\"', b'\\"mouse\\"').replace(b'"proved"', b'"-"')
        )
    assert set(status(build()).values()) == {"failed"}
    assert set(status(build()).values()) == {"built"}
    assert products(folder) == first


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_manifest_is_written_anew(
    folder: Path, build: Build, exported: Exported, harm: str
) -> None:
    build()
    first = products(folder)
    exported.clear()
    manifest = folder / "outputs" / "manifest.json"
    manifest.write_bytes(HARM[harm](manifest.read_bytes()))
    assert status(build()) == NEVER
    assert products(folder) == first
    assert exported == []


def test_without_its_store_a_build_makes_the_same_again(folder: Path, build: Build) -> None:
    build()
    first = products(folder)
    shutil.rmtree(folder / "outputs" / ".cache")
    assert set(status(build()).values()) == {"built"}
    assert products(folder) == first


@pytest.mark.parametrize("torn", [b'{"slug": "tw', b"\x00\x00\x00", b"{}\n"])
def test_what_an_interrupted_build_noted_is_known_though_a_line_is_torn(
    folder: Path, build: Build, torn: bytes
) -> None:
    """Killed twice: the first time in the midst of a line, the second time after further articles."""
    build()
    journal = folder / "outputs" / ".cache" / "build.journal"
    manifest = folder / "outputs" / "manifest.json"
    entry = json.loads(manifest.read_bytes())["articles"]["one"]
    manifest.unlink()
    journal.write_bytes(torn)
    code = (
        "import os\nfrom pcss_publish.builder import manifest\n"
        "manifest.Journal.close = lambda *_: os._exit(9)"  # as the kernel would, before the manifest
    )
    done = process("build", "--executor", "serial", cwd=folder, code=code)
    assert done.returncode == 9, done.stderr.decode()
    (folder / "sources" / "one.txt").unlink()
    assert sorted(build().pruned) == sorted(entry["products"])
    assert not (folder / "outputs" / "one").exists()


def test_outputs_that_cannot_be_written_are_named(folder: Path) -> None:
    """The system is asked to say what it says of a disk that is mounted read-only: root may write elsewhere."""
    assert process("build", "--executor", "serial", cwd=folder).returncode == 0
    before = products(folder)
    (folder / "sources" / "one.txt").write_text(article(answer="New."), encoding="utf-8")
    code = (
        "import errno, os, sys\n"
        "def hook(event, args):\n"
        "    writes = event == 'open' and isinstance(args[0], str) and args[2] & (os.O_WRONLY | os.O_RDWR)\n"
        "    name = args[0] if writes or event in ('os.mkdir', 'os.remove', 'os.rename') else ''\n"
        "    if 'outputs' in str(name): raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(name))\n"
        "sys.addaudithook(hook)"
    )
    done = process("build", "--executor", "serial", cwd=folder, code=code)
    assert done.returncode == 73, done.stderr.decode()
    assert str(folder / "outputs").encode() in done.stderr
    assert b"Traceback" not in done.stderr
    assert products(folder) == before
