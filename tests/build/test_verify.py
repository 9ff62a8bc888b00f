"""Verification holds every file that the manifest names against it, says what is wrong, and certifies no lie."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish.builder.outcome import Result
from pcss_publish.proof import Certificate
from projects import article, products, status

Build = Callable[..., Result]
Cli = Callable[..., int]
Read = pytest.CaptureFixture[str]


def certificate(folder: Path) -> Certificate:
    data = (folder / "outputs" / "one" / "one.certificate.json").read_bytes()
    return Certificate.model_validate_json(data)


def harm(folder: Path, name: str, old: bytes = b"Not yet.", new: bytes = b"Not now.") -> None:
    path = folder / "outputs" / "one" / name
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))


def test_what_holds_is_said_to_be_verified(cli: Cli, build: Build, capsys: Read) -> None:
    build()
    assert cli("verify") == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("one: verified: ")
    assert lines[0].endswith("in 5 products")
    assert lines[-1] == "2 verified, 0 failed"


def test_every_file_that_is_not_as_built_is_named_with_what_is_wrong(
    folder: Path, cli: Cli, build: Build, capsys: Read
) -> None:
    build()
    (folder / "outputs" / "one" / "one.epub").unlink()
    harm(folder, "one.newsletter.html")
    harm(folder, "one.newsletter.txt", b"\n", b"\r\n")
    assert cli("verify") == 1
    err = capsys.readouterr().err
    assert "3 of 6 files are not as built" in err
    assert "one/one.epub: missing" in err
    assert "one/one.newsletter.html: changed since the build; " in err
    assert "'now." in err
    assert "one/one.newsletter.txt: changed since the build" in err
    assert "Run `pcss-publish build` to restore them." in err
    assert "one.fragment.html" not in err
    assert "Nothing was written" not in err
    assert "1 verified, 1 failed (one)" in err


@pytest.mark.parametrize(
    "name", ["one.epub", "one.newsletter.txt", "one.document.json", "one.certificate.json"]
)
@pytest.mark.parametrize("kind", ["deleted", "edited"])
def test_after_a_failure_the_certificate_fails_until_a_build_restores(
    folder: Path, cli: Cli, build: Build, name: str, kind: str
) -> None:
    build()
    before = products(folder)
    path = folder / "outputs" / "one" / name
    path.unlink() if kind == "deleted" else path.write_bytes(path.read_bytes() + b"\n ")
    for _ in range(2):
        assert cli("verify") == 1
        assert not certificate(folder).ok
        assert f"one/{name}" in {fault.id for fault in certificate(folder).faults}
    build()
    assert products(folder) == before
    assert cli("verify") == 0


def test_a_file_that_is_put_back_by_hand_verifies_again(folder: Path, cli: Cli, build: Build) -> None:
    build()
    before = products(folder)
    path = folder / "outputs" / "one" / "one.epub"
    path.unlink()
    assert cli("verify") == 1
    path.write_bytes(before["one/one.epub"])
    assert cli("verify") == 0
    assert products(folder) == before


def test_a_build_after_a_failure_certifies_anew_what_was_put_back(
    folder: Path, cli: Cli, build: Build
) -> None:
    build()
    before = products(folder)
    source = folder / "sources" / "one.txt"
    source.write_text(article(answer="Later."), encoding="utf-8")
    assert cli("verify") == 1
    assert not certificate(folder).ok
    source.write_text(article(), encoding="utf-8")
    build()
    assert products(folder) == before


def test_a_product_that_was_never_read_back_is_compared_too(
    folder: Path, cli: Cli, build: Build, capsys: Read
) -> None:
    build(formats=("docx",))
    path = folder / "outputs" / "one" / "one.docx"
    path.write_bytes(path.read_bytes() + b" ")
    assert cli("verify") == 1
    assert "one/one.docx: changed since the build\n" in capsys.readouterr().err


def test_products_whose_source_is_gone_are_named(folder: Path, cli: Cli, build: Build, capsys: Read) -> None:
    build()
    (folder / "sources" / "one.txt").unlink()
    assert cli("verify") == 1
    assert "one.txt: the source of these products is gone" in capsys.readouterr().err
    assert not certificate(folder).ok


def test_a_copy_without_its_manifest_is_told_what_it_lacks(
    folder: Path, cli: Cli, build: Build, capsys: Read, tmp_path: Path
) -> None:
    build()
    copy = tmp_path / "copy"
    (folder / "outputs").rename(copy)
    assert cli("verify", "--output-dir", copy) == 0
    (copy / "manifest.json").unlink()
    capsys.readouterr()
    assert cli("verify", "--output-dir", copy) == 66
    assert "manifest.json" in capsys.readouterr().err


def test_a_product_of_an_earlier_build_beside_newer_ones_is_named(
    folder: Path, cli: Cli, build: Build, capsys: Read
) -> None:
    build()
    first = products(folder)
    (folder / "sources" / "one.txt").write_text(article(answer="Later."), encoding="utf-8")
    build("one.txt", formats=("newsletter",))
    assert cli("verify") == 1
    assert "one/one.epub: left from an earlier build" in capsys.readouterr().err
    (folder / "sources" / "one.txt").write_text(article(), encoding="utf-8")
    assert status(build()) == {"one": "restored", "two": "unchanged"}
    assert products(folder) == first
    assert json.loads(first["one/one.certificate.json"])["ok"]


def test_a_certificate_of_another_version_proves_nothing(
    folder: Path, cli: Cli, build: Build, capsys: Read
) -> None:
    build()
    path, manifest = folder / "outputs" / "one" / "one.certificate.json", folder / "outputs" / "manifest.json"
    other = path.read_bytes().replace(b'"ok"', b'"fine"')
    entries = json.loads(manifest.read_bytes())
    entries["articles"]["one"]["products"]["one/one.certificate.json"] |= {
        "sha256": hashlib.sha256(other).hexdigest(),
        "size": len(other),
    }
    path.write_bytes(other)
    manifest.write_text(json.dumps(entries), encoding="utf-8")
    assert cli("verify") == 1
    assert "no certificate of this version" in capsys.readouterr().err
    build()
    assert cli("verify") == 0
