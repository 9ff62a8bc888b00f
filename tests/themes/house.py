"""A house's theme as a test makes one: its own colours, logo and fonts."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image

from pcss_publish import theme
from pcss_publish.cli import run

CASES = Path(__file__).parents[1] / "cases" / "themes"
LOGO = CASES / "logos" / "good.svg"
FONTS = theme.shipped()["magazine"] / "fonts"
#: Lines that ``theme new`` writes, and what a house makes of them.
SAID = {
    "ink": '"#221a1d"',
    "accent": '"#7a1f3d"',
    "spark": '"#8a5a00"',
    "tint": '"#f7eef1"',
    "text": '"House"',
    "sans": '"House"',
    "file": '"logo.svg"',
    "alt": '"The Test Quarterly"',
    "url": '"https://example.org/logo.png"',
}
FACES = (("normal", 400), ("italic", 400), ("normal", 700))


def folder(root: Path, said: str = "", name: str = "house") -> Path:
    """The folder of a theme that says ``said``, with files of all kinds that it may name."""
    made = root / name
    (made / "fonts").mkdir(parents=True)
    shutil.copy(FONTS / "NotoSans-Regular.ttf", made / "fonts" / "House.ttf")
    (made / "fonts" / "House.woff2").write_bytes(b"wOF2" + bytes(60))
    whole = (made / "fonts" / "House.ttf").read_bytes()
    (made / "fonts" / "Torn.ttf").write_bytes(whole[: len(whole) // 2])
    (made / "fonts" / "Empty.ttf").write_bytes(whole[:12])
    (made / "fonts" / "Locked.ttf").write_bytes(_locked(whole))
    (made / "fonts" / "readme.txt").write_text("No font.", encoding="utf-8")
    shutil.copy(LOGO, made / "logo.svg")
    (made / "theme.toml").write_text(said, encoding="utf-8")
    return made


def _locked(data: bytes) -> bytes:
    """A font whose licence forbids embedding: bit 1 of fsType, 8 bytes into its table OS/2."""
    entry = data.index(b"OS/2")
    at = int.from_bytes(data[entry + 8 : entry + 12]) + 8
    return data[:at] + b"\0\x02" + data[at + 2 :]


def loaded(root: Path, said: str, name: str = "house") -> theme.Theme:
    """That theme, loaded."""
    return theme.load(f"{folder(root, said, name)}/")


def made_new(root: Path) -> None:
    """In the project ``root``, which is the working directory: a theme by ``theme new``, filled in by a house."""
    assert run(["theme", "new", "house"]) == 0
    made = root / "themes" / "house"
    shutil.copy(FONTS / "NotoSans-Regular.ttf", made / "fonts" / "House.ttf")
    shutil.copy(LOGO, made / "logo.svg")
    lines = (made / "theme.toml").read_text(encoding="utf-8").splitlines()
    for key, value in SAID.items():
        at = next(n for n, line in enumerate(lines) if line.startswith(f"# {key} = "))
        lines[at] = f"{key} = {value}"
    fonts = (
        f'[[font]]\nfamily = "House"\nfile = "fonts/House.ttf"\nstyle = "{style}"\nweight = {weight}'
        for style, weight in FACES
    )
    (made / "theme.toml").write_text("\n".join((*lines, *fonts, "")), encoding="utf-8")


def png(width: int, height: int) -> bytes:
    """A picture that does not compress to next to nothing."""
    out = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).save(out, "PNG")
    return out.getvalue()
