"""The command line: what each command prints, where to, and with which exit code."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import jsonschema
import pytest

import cmyk_profile
from pcss_publish import cli as package
from pcss_publish.catalogue import FORMATS
from pcss_publish.cli import COMMANDS, run
from pcss_publish.model import Document
from projects import article, process, products

Cli = Callable[..., int]
README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_stands_in_the_readme(name: str) -> None:
    command = package.cli.get_command(click.Context(package.cli), name)
    assert command
    assert len(command.get_short_help_str()) > 20
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert f"`{name}" in README.read_text(encoding="utf-8")


def test_help_imports_nothing_heavy() -> None:
    heavy = ["weasyprint", "pypandoc", "ebooklib", "pydantic", "jinja2", "pikepdf", "rapidfuzz"]
    code = f"import sys\nfrom pcss_publish.cli import run\nrun(['--help'])\nprint([m for m in {heavy!r} if m in sys.modules])"
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, env={"PYTHONPATH": source}
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_export_writes_a_file_or_standard_output(
    folder: Path, cli: Cli, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli("export", "sources/one.txt", "-t", "epub", "-o", "mine.epub") == 0
    capfdbinary.readouterr()
    assert cli("export", "sources/one.txt", "-t", "epub", "-o", "-") == 0
    assert capfdbinary.readouterr().out == (folder / "mine.epub").read_bytes()
    assert not (folder / "outputs").exists()


def test_export_names_its_file_after_the_source(folder: Path, cli: Cli) -> None:
    assert cli("export", "sources/one.txt", "-t", "newsletter") == 0
    assert (folder / "one.newsletter.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_export_refuses_a_release_with_open_queries(folder: Path, cli: Cli) -> None:
    text = (
        article()
        + "\n9 comments\n\n  1. Ada Jun 06, 2019 - 12:07 AM\n    It grew well with us, thank you for it.\n"
    )
    (folder / "sources" / "one.txt").write_text(text, encoding="utf-8")
    assert cli("export", "sources/one.txt", "-t", "epub", "--release") == 1
    assert not (folder / "one.epub").exists()
    assert cli("export", "sources/one.txt", "-t", "epub") == 0


def test_normalize_gives_a_document_that_is_itself_a_source(
    folder: Path, cli: Cli, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli("normalize", "sources/one.txt", "-o", "again.json") == 0
    assert cli("normalize", "again.json") == 0
    first = Document.model_validate_json((folder / "again.json").read_bytes())
    second = Document.model_validate_json(capfdbinary.readouterr().out)
    assert second.model_copy(update={"id": first.id}) == first
    assert second.ledger


def test_normalize_shows_what_was_left_out(
    folder: Path, cli: Cli, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = folder / "sources" / "one.txt"
    path.write_text(f"{article()}\nHome | Contact | Privacy\n", encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    assert cli("normalize", "sources/one.txt", "--show-dropped") == 0
    shown = capfdbinary.readouterr().out.decode()
    assert f"{line}: Home | Contact | Privacy\n" in shown
    assert "schema_version" not in shown


HEALTH = "\n1 comments\n\n  1. Ada Jun 06, 2019 - 12:07 AM\n    My brother was in hospital. He sows at night now.\n"
CUT = '[[comment]]\ncomment = 1\nname = "Ada"\nreason = "third-party-health"\nby = "x"\n'


@pytest.mark.parametrize(
    ("decision", "asked"),
    [
        ('action = "redact"\nredact = ["My brother was in hospital."]\n', False),
        ('action = "redact"\nredact = ["at night"]\n', True),
        ('action = "anonymise"\n', True),
        ('action = "omit"\n', False),
    ],
)
def test_a_cut_settles_what_it_cuts(
    folder: Path, cli: Cli, capfdbinary: pytest.CaptureFixture[bytes], decision: str, asked: bool
) -> None:
    (folder / "sources" / "one.txt").write_text(article() + HEALTH, encoding="utf-8")
    (folder / "sources" / "one.desk.toml").write_text(CUT + decision, encoding="utf-8")
    cli("check", "sources/one.txt", "--json")
    found = {row["code"] for row in json.loads(capfdbinary.readouterr().out)}
    assert "R002" in found
    assert ("C003" in found) == asked


def test_the_schema_is_2020_12_and_holds_for_a_document(
    folder: Path, cli: Cli, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    cli("normalize", "sources/one.txt", "-o", "one.json")
    capfdbinary.readouterr()
    assert cli("schema") == 0
    schema = json.loads(capfdbinary.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads((folder / "one.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(document)
    document["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize("kind", ["published", "certificate", "manifest"])
def test_what_a_build_writes_holds_to_its_schema(
    folder: Path, cli: Cli, capfdbinary: pytest.CaptureFixture[bytes], kind: str
) -> None:
    cli("build")
    capfdbinary.readouterr()
    assert cli("schema", kind) == 0
    schema = json.loads(capfdbinary.readouterr().out)
    name = {"published": "one/one.document.json", "certificate": "one/one.certificate.json"}.get(
        kind, "manifest.json"
    )
    jsonschema.Draft202012Validator(schema).validate(json.loads(products(folder)[name]))


def test_check_exits_1_while_something_blocks(
    folder: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli("check") == 0
    text = (
        article()
        + "\n1 comment\n\n  1. Ada Jun 06, 2019 - 12:07 AM\n    My sister was in hospital with it.\n"
    )
    (folder / "sources" / "one.txt").write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert cli("check", "sources/one.txt") == 1
    assert re.search(r"one\.txt:\d+: .*C003", capsys.readouterr().err)


def test_a_build_tells_what_came_up_while_it_made_the_products(
    folder: Path, cli: Cli, capfd: pytest.CaptureFixture[str]
) -> None:
    sources = folder / "sources"
    text = article().replace("A reader asked", "[image: a row of seedlings]\n\nA reader asked")
    (sources / "one.txt").write_text(text, encoding="utf-8")
    (sources / "row.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    desk = (
        "[[figure]]", 'figure = "fig1"', 'action = "supply"', 'asset = "row.png"', 'alt = "Seedlings"',
        'rights = "made for this test"', 'reason = "received"', 'by = "a test"',
    )  # fmt: skip
    (sources / "one.desk.toml").write_text("\n".join(desk) + "\n", encoding="utf-8")
    assert cli("build", "-t", "newsletter", "sources/one.txt") == 0
    told = capfd.readouterr().err
    assert "one.txt: warn P005:fig1 the mail describes the picture row.png in words" in told
    assert "newsletter.image_base" in told
    assert cli("build", "-t", "newsletter", "sources/two.txt") == 0
    assert "P0" not in capfd.readouterr().err


def test_check_gives_json_on_standard_output(cli: Cli, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli("check", "--json") == 0
    rows = json.loads(capfdbinary.readouterr().out)
    assert {"code", "severity", "message", "line", "key"} <= set(rows[0])


def test_verify_finds_what_was_done_to_a_product(
    folder: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    cli("build")
    assert cli("verify") == 0
    path = folder / "outputs" / "one" / "one.newsletter.html"
    path.write_bytes(path.read_bytes().replace(b"Not yet.", b"Not now."))
    capsys.readouterr()
    assert cli("verify") == 1
    assert "now." in capsys.readouterr().err


def test_verify_says_when_the_source_has_moved_on(folder: Path, cli: Cli) -> None:
    cli("build")
    (folder / "sources" / "one.txt").write_text(article(answer="Later."), encoding="utf-8")
    assert cli("verify") == 1


def test_verify_without_products_exits_66(cli: Cli) -> None:
    assert cli("verify") == 66


def test_config_names_each_value_s_origin(
    folder: Path, cli: Cli, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PCSS_BUILD_PAPER", "a4")
    assert cli("config") == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert '"a4"' in lines["build.paper"]
    assert "PCSS_BUILD_PAPER" in lines["build.paper"]
    assert "pcss.toml" in lines["build.formats"]
    assert "default" in lines["build.theme"]


def test_init_makes_a_project_that_builds_at_once(tmp_path: Path) -> None:
    root = tmp_path / "magazine"
    assert run(["init", str(root)]) == 0
    said = {"NEWSLETTER_SENDER": "desk@example.org", "NEWSLETTER_UNSUBSCRIBE": "https://example.org/u"}
    said |= {"PUBLICATION_POSTAL_ADDRESS": "1 Meadow Lane"}
    (root / "press.icc").write_bytes(cmyk_profile.profile())
    said |= {"PRESS_OUTPUT_PROFILE": "press.icc"}
    mail = {f"PCSS_{name}": value for name, value in said.items()}  # a message to be sent needs them
    done = process("build", "-t", ",".join(FORMATS), cwd=root, **mail)
    assert done.returncode == 0, done.stderr.decode()
    suffixes = {suffix for form in FORMATS.values() for suffix in form.suffixes}
    assert suffixes <= {f".{name.partition('.')[2]}" for name in products(root)}
    assert run(["init", str(root)]) == 73


@pytest.mark.parametrize(
    "args",
    [["bild"], ["build", "--nonsense"], ["build", "-t", "pfd"], ["export"], ["export", "x", "-t", "pfd"]],
    ids=" ".join,
)
def test_wrong_calls_exit_with_2(cli: Cli, args: list[str]) -> None:
    assert cli(*args) == 2


def test_a_bug_is_reported_as_one(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pcss_publish.config.load", lambda *_: 1 / 0)
    assert cli("config") == 70
    err = capsys.readouterr().err
    assert "bug" in err
    assert "Traceback" not in err


def test_an_interrupt_exits_with_130(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pcss_publish.config.load", interrupt)
    assert cli("config") == 130


def test_a_missing_ebooklib_is_named_and_the_rest_is_built(folder: Path) -> None:
    block = "import sys; sys.modules['ebooklib'] = None"
    done = process("build", "--executor", "serial", cwd=folder, code=block)
    assert done.returncode == 69
    assert b"pip install" in done.stderr
    assert "one/one.newsletter.html" in products(folder)


def test_a_missing_pango_is_named_and_the_rest_is_built(folder: Path) -> None:
    (folder / "pcss.toml").write_text("", encoding="utf-8")
    block = "import sys; sys.modules['weasyprint'] = None"
    done = process("build", "--executor", "serial", cwd=folder, code=block)
    assert done.returncode == 69, done.stderr.decode()
    assert {"one/one.newsletter.html", "one/one.epub"} <= set(products(folder))
    again = process("build", "--executor", "serial", cwd=folder, code=block)
    assert again.returncode == 69
    assert b"2 unchanged, 0 failed" in again.stderr


def test_the_interface_is_what_it_says() -> None:
    import pcss_publish

    assert set(pcss_publish.__all__) == {"build", "check", "export", "normalize", "read", "verify"}
    for name in pcss_publish.__all__:
        assert getattr(pcss_publish, name).__doc__
    with pytest.raises(AttributeError):
        pcss_publish.nonsense  # noqa: B018


def test_the_example_in_the_interface_runs() -> None:
    import doctest

    from pcss_publish import api

    assert doctest.testmod(api).failed == 0
    assert doctest.testmod(api).attempted > 4
