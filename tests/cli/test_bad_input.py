"""Bad input: one clear error that names the file and what to do, the documented exit code, no traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from projects import article, products

Cli = Callable[..., int]
GOOD = article().encode()
REFUSED = {
    "empty": b"",
    "only blanks": b" \n\t\n\xc2\xa0\n",
    "binary": bytes(range(256)) * 40,
    "a PNG": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "a NUL": GOOD + b"\x00",
    "latin-1": GOOD + "Café déjà vu".encode("latin-1"),
    "lone surrogate": GOOD + b"\xed\xa0\x80",
    "cut UTF-8": GOOD + b"\xe2\x80",
    "too large": b"a" * 5001,
    "broken JSON": b'{"schema_version": "1", "id": ',
    "JSON of another kind": b'{"hello": "world"}',
}
BUILT = {
    "a BOM": b"\xef\xbb\xbf" + GOOD,
    "CRLF": GOOD.replace(b"\n", b"\r\n"),
    "old Mac line ends": GOOD.replace(b"\n", b"\r"),
    "no title": b"Q: Is it late?\n\nA: Not yet.\n",
    "no answer": b"A note\n\nby Ada Fernhill | May 4, 2021\n\nThere is nothing to say about this garden today.\n",
    "no comments": GOOD,
    "a comment with script": GOOD
    + b"\n1 comment\n\n  1. Ada Jun 06, 2019 - 12:07 AM\n    <script>alert(1)</script> is what I typed, sorry.\n",
    "right to left and emoji": GOOD
    + "\n1 comment\n\n  1. שלום כהן Jun 06, 2019 - 12:07 AM\n    תודה רבה על התשובה המועילה 🌱 1-2-3 مرحبا بالعالم\n".encode(),
    "absurd indentation": GOOD + b"\n".join(b" " * n + b"deeper" for n in range(0, 3000, 3)),
    "quotes in quotes": GOOD + b"\n" + b">" * 5000 + b" deep\n",
}


@pytest.fixture(autouse=True)
def small_limit(folder: Path) -> None:
    with (folder / "pcss.toml").open("a", encoding="utf-8") as config:
        config.write("[limits]\nsource_bytes = 5000\n")


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused(
    folder: Path, cli: Cli, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert cli("build") == 0
    before = products(folder)
    (folder / "sources" / "one.txt").write_bytes(REFUSED[name])
    capsys.readouterr()
    assert cli("build") == 65
    err = capsys.readouterr().err
    assert "one.txt" in err
    assert err.count("error: ") == 1
    assert "Traceback" not in err
    hint = err.split("error: ")[1].splitlines()[1]
    assert hint.startswith("  ")
    assert hint.strip()
    assert products(folder) == before


@pytest.mark.parametrize("name", BUILT)
def test_what_is_odd_but_readable_is_built_and_proved(folder: Path, cli: Cli, name: str) -> None:
    with (folder / "pcss.toml").open("a", encoding="utf-8") as config:
        config.write("[publication]\nname = 'x'\n")
    text = (
        (folder / "pcss.toml")
        .read_text(encoding="utf-8")
        .replace("source_bytes = 5000", "source_bytes = 9000000")
    )
    (folder / "pcss.toml").write_text(text, encoding="utf-8")
    (folder / "sources" / "one.txt").write_bytes(BUILT[name])
    assert cli("build", "-t", "pdf,epub,newsletter", folder / "sources" / "one.txt") == 0
    assert b"<script>alert" not in products(folder)["one/one.newsletter.html"]


def test_an_encoding_can_be_named(folder: Path, cli: Cli, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (folder / "sources" / "one.txt").write_bytes(article(answer="Déjà vu.").encode("latin-1"))
    assert cli("normalize", "sources/one.txt") == 65
    assert b"--encoding" in capfdbinary.readouterr().err
    assert cli("normalize", "sources/one.txt", "--encoding", "latin-1") == 0
    assert "Déjà vu.".encode() in capfdbinary.readouterr().out


def test_an_unknown_encoding_is_named(folder: Path, cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("normalize", "sources/one.txt", "--encoding", "latin-99") in {2, 65}
    assert "latin-99" in capsys.readouterr().err


def test_a_missing_file_exits_66(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("export", "sources/none.txt", "-t", "epub") == 66
    assert "none.txt" in capsys.readouterr().err


def test_an_empty_project_exits_66(folder: Path, cli: Cli) -> None:
    for source in (folder / "sources").iterdir():
        source.unlink()
    assert cli("build") == 66


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("[comment]\n", 78, "one.desk.toml:1"),
        ('[[comment]]\ncomment = 1\nactoin = "omit"\n', 78, "action"),
        ("[[comment\n", 78, "one.desk.toml"),
    ],
    ids=["not a list", "misspelt key", "not TOML"],
)
def test_a_wrong_desk_file_is_named_with_its_line(
    folder: Path, cli: Cli, capsys: pytest.CaptureFixture[str], text: str, code: int, words: str
) -> None:
    (folder / "sources" / "one.desk.toml").write_text(text, encoding="utf-8")
    assert cli("build", folder / "sources" / "one.txt") == code
    assert words in capsys.readouterr().err


def test_500_comments_build(folder: Path, cli: Cli) -> None:
    text = (
        (folder / "pcss.toml")
        .read_text(encoding="utf-8")
        .replace("source_bytes = 5000", "source_bytes = 9000000")
    )
    (folder / "pcss.toml").write_text(text, encoding="utf-8")
    rows = [
        f"  {n}. Reader {n:03} Jun 06, 2019 - 12:{n % 60:02} AM\n    This is remark {n}, on sowing row {n}."
        for n in range(1, 501)
    ]
    source = article() + "\n500 comments\n\n" + "\n".join(rows) + "\n"
    (folder / "sources" / "one.txt").write_text(source, encoding="utf-8")
    assert cli("build", "-t", "epub,newsletter", folder / "sources" / "one.txt") == 0
    html = products(folder)["one/one.newsletter.html"]
    assert len(html) < 80_000
    assert b"This is remark 500" in products(folder)["one/one.document.json"]
