"""The printer's profile on the command line: asked for, refused, and part of what a product is made from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageCms

from pcss_publish.builder.project import open_project
from pcss_publish.builder.why import Reasons
from press.made import PROFILE
from projects import products

Cli = Callable[..., int]
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def configured(folder: Path, profile: bytes = PROFILE) -> None:
    (folder / "press.icc").write_bytes(profile)
    (folder / "pcss.toml").write_text('[press]\noutput_profile = "press.icc"\n', encoding="utf-8")


@pytest.mark.parametrize(
    "args", ["build -t press", "build -t archive", "export sources/one.txt -t press -o x.pdf"]
)
def test_a_missing_profile_is_asked_for(
    folder: Path, cli: Cli, args: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli(*args.split()) == 78
    told = capsys.readouterr().err
    assert 'output_profile = "printer.icc"' in told
    assert "--output-profile FILE" in told
    assert products(folder) == {}


@pytest.mark.parametrize(
    ("profile", "says"),
    [(SRGB, "not of a CMYK press"), (b"x" * 500, "is no ICC profile"), (None, "cannot be read")],
)
def test_a_wrong_profile_is_refused_before_anything_is_made(
    folder: Path, cli: Cli, profile: bytes | None, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if profile is not None:
        (folder / "mine.icc").write_bytes(profile)
    assert cli("build", "-t", "press", "--output-profile", "mine.icc") == 78
    assert says in capsys.readouterr().err
    assert products(folder) == {}


def test_a_usual_build_needs_no_profile(folder: Path, cli: Cli) -> None:
    assert cli("build", "-t", "epub") == 0


def test_the_option_names_a_profile_from_where_one_stands(
    folder: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.icc").write_bytes(PROFILE)
    monkeypatch.chdir(tmp_path / "elsewhere")
    source = str(folder / "sources" / "one.txt")
    assert cli("export", source, "-t", "press", "--output-profile", "mine.icc", "-o", "x.pdf") == 0
    configured(folder)
    assert cli("export", source, "-t", "press", "-o", "y.pdf") == 0
    assert Path("x.pdf").read_bytes() == Path("y.pdf").read_bytes()


def test_another_content_of_the_profile_makes_the_press_edition_again(folder: Path, cli: Cli) -> None:
    configured(folder)
    assert cli("build", "sources/one.txt", "-t", "press,epub") == 0
    before = products(folder)
    configured(folder, PROFILE.replace(b"test press", b"best press"))
    _, reasons = Reasons(open_project(folder)).of("one")
    states = {one.format: one.state for one in reasons}
    assert (states["press"], states["epub"]) == ("to be made", "up to date")
    assert cli("build", "sources/one.txt", "-t", "press,epub") == 0
    now = products(folder)
    assert {name for name in now if now[name] != before.get(name)} == {
        "manifest.json", "one/one.certificate.json", "one/one.press.pdf"
    }  # fmt: skip


def test_a_profile_that_moved_makes_nothing_again(folder: Path, cli: Cli) -> None:
    configured(folder)
    assert cli("build", "sources/one.txt", "-t", "press") == 0
    _, [before] = Reasons(open_project(folder)).of("one/one.press.pdf")
    (folder / "press.icc").rename(folder / "moved.icc")
    (folder / "pcss.toml").write_text('[press]\noutput_profile = "moved.icc"\n', encoding="utf-8")
    _, [now] = Reasons(open_project(folder)).of("one/one.press.pdf")
    assert (before.state, now.state) == ("up to date", "up to date")


def test_the_same_bytes_in_any_process(folder: Path) -> None:
    from projects import process

    configured(folder)
    found = set()
    for seed, zone in (("1", "UTC"), ("7", "Asia/Tokyo")):
        args = ("export", "sources/one.txt", "-t", "press", "-o", f"{seed}.pdf")
        done = process(*args, cwd=folder, PYTHONHASHSEED=seed, TZ=zone)
        assert done.returncode == 0, done.stderr.decode()
        found.add((folder / f"{seed}.pdf").read_bytes())
    assert len(found) == 1


def test_verify_proves_press_editions_again(folder: Path, cli: Cli) -> None:
    configured(folder)
    assert cli("build", "-t", "press,archive") == 0
    assert cli("verify") == 0
    path = folder / "outputs" / "one" / "one.press.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.pages[0].Contents = file.make_stream(b"")
        file.save(path)
    assert cli("verify") == 1
