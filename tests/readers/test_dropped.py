"""`normalize --show-dropped` names all that no product shows, for every format, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish.cli import run
from pcss_publish.readers import read_bytes
from projects import article
from readers.describing import CASES, read
from readers.packing import bytes_of

ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html; charset=utf-8
Content-Location: https://example.org/beans

<html><body><h1>Ask: Is it late?</h1><p>Q: Is it late?</p><p>A: Not yet.</p></body></html>
--b
Content-Type: text/css
Content-Location: https://example.org/style.css

p { color: red}
--b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://example.org/bean.png

iVBORw0KGgo=
--b--
"""
FILES = sorted(path for path in CASES.glob("*/*") if not path.name.endswith(".expect.txt"))


def shown(path: Path, target: Path) -> list[str]:
    assert run(["normalize", str(path), "--show-dropped", "-o", str(target)]) == 0
    return target.read_text(encoding="utf-8").split("\n")[:-1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_everything_that_is_not_shown_is_named(path: Path, tmp_path: Path) -> None:
    document = read(path).document
    packed = tmp_path / path.name
    packed.write_bytes(bytes_of(path))
    lines = shown(packed, tmp_path / "dropped.txt")
    chrome = [part.text for part in document.ledger if part.kind == "chrome"]
    dropped = document.sources[0].dropped
    assert [
        line.partition(": ")[2] for line in "\n".join(lines[: len(lines) - len(dropped)]).split("\n")
    ] == ([line for text in chrome for line in text.split("\n")] or [""])
    for line, one in zip(lines[len(lines) - len(dropped) :], dropped, strict=True):
        assert f"({one.what}, {one.characters} character" in line
        assert line.endswith(f"not kept; {one.place.path})" if one.place.path else "not kept)")
        assert line.startswith(f"{one.place.line}: (" if one.place.line else "(")


def test_the_parts_of_an_archive_are_named_by_their_addresses(tmp_path: Path) -> None:
    path = tmp_path / "page.mhtml"
    path.write_text(ARCHIVE, encoding="utf-8")
    assert shown(path, tmp_path / "dropped.txt") == [
        "(text/css, 15 characters, not kept; https://example.org/style.css)",
        "(image/png, 12 characters, not kept; https://example.org/bean.png)",
    ]


def test_the_lines_of_a_copied_text_are_the_file_s(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(f"Home | Contact | Privacy\n\n{article()}\nHome | Imprint | Privacy\n", encoding="utf-8")
    last = path.read_text(encoding="utf-8").count("\n")
    assert shown(path, tmp_path / "dropped.txt") == [
        "1: Home | Contact | Privacy",
        f"{last}: Home | Imprint | Privacy",
    ]
    assert read_bytes(path.read_bytes(), "one.txt", limit=10_000).source.dropped == ()
