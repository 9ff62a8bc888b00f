"""Desk files as they lie on disk, and the lines that errors name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish.desk import Desk, load, parse
from pcss_publish.desk.places import line_of, places
from pcss_publish.errors import ConfigError


def test_no_file_is_an_empty_desk(tmp_path: Path) -> None:
    assert load(tmp_path / "a.desk.toml") == Desk(file="a.desk.toml")


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.desk.toml"
    path.write_bytes('[[settle]]\nfinding = "A001"\nreason = "é"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"a\.desk\.toml: not UTF-8 at byte \d+"):
        load(path)


def test_windows_line_ends_and_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.desk.toml"
    path.write_bytes(b'\xef\xbb\xbf[[settle]]\r\nfinding = "A001"\r\nreason = "so"\r\nby = "x"\r\n')
    assert load(path).settle[0].line == 1


def test_a_folder_or_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.desk.toml"
    path.write_bytes(b"# " + b"x" * 4_000_001)
    with pytest.raises(ConfigError, match="too large"):
        load(path)


def test_absurd_nesting_is_an_error_with_a_place() -> None:
    with pytest.raises(ConfigError, match="not TOML"):
        parse("x = " + "[" * 100_000, "a.desk.toml")


def test_decisions_know_their_lines() -> None:
    first = '[[settle]]\nfinding = "A001"\nreason = """\n[[settle]]\n"""\nby = "x"\n'
    second = '[[settle]]\nfinding = "A002"\nreason = "r"\nby = "x"\n'
    desk = parse(f"\n{first}\n{second}", "a")
    assert [decision.line for decision in desk.settle] == [2, 9]


def test_places_of_keys() -> None:
    found = places(
        'source = "x"\n[article]\norder = "y"\n[[comment]]\n  name = "a"\n[[comment]]\nname = "b"\n'
    )
    assert line_of(found, ("source",)) == 1
    assert line_of(found, ("article", "order")) == 3
    assert line_of(found, ("comment", 1, "name")) == 7
    assert line_of(found, ("comment", 1, "by")) == 6
    assert line_of(found, ("nowhere",)) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[article]\nreason = "r"\nby = "x"\nstandfirst = "A\\u0007B"\n', 4),
        ('[[comment]]\ncomment = 1\nname = ["A", "B\\u001b"]\n', 3),
        ('source = "x"\n[[edit]]\nunit = "a1-1"\nreplace = "\\uffff"\n', 4),
    ],
)
def test_a_control_character_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ConfigError, match="control character") as caught:
        parse(text, "a.desk.toml")
    assert caught.value.place == f"a.desk.toml:{line}"


def test_line_ends_and_tabs_are_no_control_characters() -> None:
    note = '[article]\neditors_note = "One.\\n\\n\\tTwo."\nreason = "r"\nby = "x"\n'
    assert parse(note, "a").article
