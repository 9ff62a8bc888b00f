"""What can change a format's bytes changes its key: every setting, and every file of a theme."""

from __future__ import annotations

import shutil
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

import cmyk_profile
from pcss_publish import config as configuration
from pcss_publish.builder.article import open_article
from pcss_publish.builder.export import export_alone
from pcss_publish.builder.key import ARTICLE, Common
from pcss_publish.builder.project import Project, open_project
from pcss_publish.builder.proving import document_json
from pcss_publish.catalogue import FORMATS
from pcss_publish.errors import ConfigError, RefusedError
from pcss_publish.settings import Config
from projects import article

OTHER: dict[str, Any] = {
    "publication.name": "Garden Notes Weekly",
    "publication.publisher": "Meadow Press",
    "publication.language": "de",
    "publication.url": "https://example.org/",
    "publication.postal_address": "1 Meadow Lane",
    "publication.rights": "All rights reserved",
    "build.sources": "elsewhere",
    "build.outputs": "elsewhere-too",
    "build.formats": ("docx",),
    "build.paper": "a4",
    "press.output_profile": "other.icc",
    "press.bleed": 12,
    "press.ink_limit": 250,
    "reading.styles": "styles.toml",
    "comments.policy": "none",
    "comments.order": "newest-first",
    "rights.required": True,
    "epub.certifier": "Example Access",
    "epub.certifier_report": "https://example.org/report",
    "newsletter.unsubscribe": "https://example.org/unsubscribe",
    "newsletter.view_url": "https://example.org/{slug}",
    "newsletter.profile": "mailchimp",
    "newsletter.preheader": "This month: {text}",
    "newsletter.sender": "desk@example.org",
    "newsletter.image_base": "https://example.org/pictures",
    "fonts.extra": ("extra.ttf",),
    "limits.source_bytes": 9_000_000,
    "limits.mail_bytes": 60_000,
    "limits.step_seconds": 90,
    "limits.memory_mb": 4000,
}
"""Another value for each setting. The theme is perturbed file by file instead."""
BOUNDS_AND_PLACES = ("build.sources", "build.outputs", "limits.source_bytes", "limits.step_seconds", "limits.memory_mb")  # fmt: skip
EVERY = {*FORMATS, ARTICLE}
COMMENTS = """
2 comments

  1. Ada Jun 06, 2019 - 12:07 AM
    I sowed late and it grew.
  2. Ben Jun 07, 2019 - 12:07 AM
    Mine did not grow at all.
"""


@pytest.fixture
def root(folder: Path, theme: Path) -> Path:
    (folder / "sources" / "commented.txt").write_text(article() + COMMENTS, encoding="utf-8")
    (folder / "press.icc").write_bytes(cmyk_profile.profile())
    (folder / "other.icc").write_bytes(cmyk_profile.profile() + b"another")
    with (folder / "pcss.toml").open("a", encoding="utf-8") as config:
        config.write('\n[press]\noutput_profile = "press.icc"\n')
    (folder / "styles.toml").write_text('question = ["House Question"]\n', encoding="utf-8")
    shutil.copy(next((theme / "fonts").glob("*.ttf")), folder / "extra.ttf")
    return folder


def _with(root: Path, settings: dict[str, Any]) -> Project:
    config, _ = configuration.load(root)
    table = config.model_dump()
    for key, value in settings.items():
        section, name = key.split(".")
        table[section][name] = value
    return open_project(root, config=Config.model_validate(table))


def _changed(project: Project, other: Project) -> set[str]:
    """Formats, and the article before any format, whose keys differ."""
    before, now = Common(project).digests(), Common(other).digests()
    return {name for name in before if before[name] != now[name]}


def _bytes(project: Project, fmt: str) -> object:
    article = open_article(project.root / "sources" / "commented.txt", project)
    if fmt == ARTICLE:
        return document_json(article), article.findings
    return export_alone(article, project, fmt)


def test_the_table_has_every_setting() -> None:
    assert set(OTHER) == set(configuration.keys()) - {"build.theme"}


@pytest.mark.parametrize("key", OTHER)
def test_a_setting_changes_the_keys_of_the_formats_that_it_concerns(root: Path, key: str) -> None:
    changed = _changed(_with(root, {}), _with(root, {key: OTHER[key]}))
    own = {name for name, fmt in FORMATS.items() if any(fnmatchcase(key, pattern) for pattern in fmt.own)}
    if key == "build.formats":
        assert changed == {ARTICLE}  # what is asked of an editor depends on what will be made
    elif key in BOUNDS_AND_PLACES:
        assert changed == set()
    else:
        assert changed == (own or EVERY)


def test_a_file_of_the_theme_changes_the_keys_of_the_formats_that_it_concerns(
    root: Path, theme: Path
) -> None:
    before = _with(root, {})
    kept = Common(before).digests()
    for path in [path for path in theme.rglob("*") if path.is_file()]:
        name, data = path.relative_to(theme).as_posix(), path.read_bytes()
        own = {fmt.name for fmt in FORMATS.values() if any(fnmatchcase(name, one) for one in fmt.own)}
        path.write_bytes(data + b"\n")
        now = Common(before).digests()
        path.write_bytes(data)
        changed = {fmt for fmt in kept if kept[fmt] != now[fmt]}
        fonts = {ARTICLE} if name.startswith("fonts/") else set()  # what they lack is asked of an editor
        assert changed == (own | fonts if own else EVERY), name


@pytest.mark.parametrize("fmt", [*FORMATS, ARTICLE])
def test_what_is_outside_a_key_changes_no_byte(root: Path, theme: Path, fmt: str) -> None:
    """All settings outside the key at other values at once, all files of the theme outside it gone or others."""
    with (root / "pcss.toml").open("a", encoding="utf-8") as config:  # a message to be sent needs them
        config.write('[newsletter]\nsender = "post@example.org"\nunsubscribe = "https://example.org/leave"\n')
        config.write('[publication]\npostal_address = "2 Meadow Lane"\n')
    project = _with(root, {})
    foreign = {k: v for k, v in OTHER.items() if fmt not in _changed(project, _with(root, {k: v}))}
    assert {"limits.step_seconds", "build.outputs"} <= foreign.keys()
    poorer = root / "poorer"
    shutil.copytree(theme, poorer)
    kept = Common(project).parts[fmt]
    unread = [p for p in poorer.rglob("*") if p.is_file() and p.relative_to(poorer).as_posix() not in kept]
    assert unread
    other = (poorer / "fonts" / "NotoEmoji-Regular.ttf").read_bytes()
    for path in unread:
        if path.suffix == ".ttf":
            path.write_bytes(other)  # without its fonts it were no theme
        else:
            path.unlink()
    try:
        assert _bytes(_with(root, {**foreign, "build.theme": "./poorer"}), fmt) == _bytes(project, fmt)
    except (ConfigError, RefusedError) as error:
        pytest.fail(f"{fmt} takes something that its key does not cover: {error}")
