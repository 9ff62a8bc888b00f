"""A picture that the desk supplies: bytes from below the sources, in the key, and nothing from elsewhere."""

import zlib
from collections.abc import Callable
from pathlib import Path
from struct import pack

import pytest

from pcss_publish.builder.outcome import Result
from projects import article, products, status

Build = Callable[..., Result]
PLACEHOLDER = "[image: a row of seedlings under glass]\n\n"


def png(grey: int) -> bytes:
    """A picture of one grey dot."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes([0, grey])))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def supplied(folder: Path) -> Callable[[str], None]:
    """Give the first article a placeholder, and a desk file that supplies a picture."""
    text = article().replace("A reader asked", PLACEHOLDER + "A reader asked")
    (folder / "sources" / "one.txt").write_text(text, encoding="utf-8")
    (folder / "sources" / "pictures").mkdir()
    (folder / "sources" / "pictures" / "row.png").write_bytes(png(128))

    def desk(asset: str) -> None:
        lines = (
            "[[figure]]", 'figure = "fig1"', 'action = "supply"', f'asset = "{asset}"', 'alt = "Seedlings in a row"',
            'rights = "made for this test"', 'reason = "received"', 'by = "a test"',
        )  # fmt: skip
        (folder / "sources" / "one.desk.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return desk


def test_a_supplied_picture_is_in_the_book_and_its_change_is_seen(
    folder: Path, build: Build, supplied: Callable[[str], None]
) -> None:
    supplied("pictures/row.png")
    assert build("one.txt").exit_code == 0
    assert b"Seedlings in a row" in products(folder)["one/one.newsletter.html"]
    assert status(build("one.txt")) == {"one": "unchanged"}
    (folder / "sources" / "pictures" / "row.png").write_bytes(png(7))
    assert status(build("one.txt")) == {"one": "built"}


@pytest.mark.parametrize(
    ("asset", "words"),
    [("../secret.png", "below the folder"), ("/etc/hostname", "below the folder"), ("pictures/none.png", "No such"), ("one.txt", "no picture")],
)  # fmt: skip
def test_what_is_no_picture_of_the_project_is_refused(
    build: Build, supplied: Callable[[str], None], asset: str, words: str
) -> None:
    supplied(asset)
    result = build("one.txt")
    assert result.exit_code == 78
    assert words in str(result.outcomes[0].error)
