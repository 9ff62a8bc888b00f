"""The key of a product: a digest over everything that can change its bytes, and nothing else.

A key has two parts, both kept as names and values so that `pcss-publish why` can say what changed: what is
common to all articles (settings, theme, fonts, our own code, tools), and what is the article's own (source,
decisions, pictures, artefacts of other formats).
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pcss_publish.builder import files
from pcss_publish.builder.house_styles import styles_data
from pcss_publish.builder.output_profile import KEY, profile_data
from pcss_publish.builder.project import Project
from pcss_publish.catalogue import FORMATS
from pcss_publish.errors import ConfigError

Parts = Mapping[str, str]

ARTICLE = "article"
"""The name, in place of a format's, of what an article is before any format: read, checked, decided."""

_DRAWING = (
    "weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow", "pikepdf",
    "EbookLib", "lxml", "css-inline", "Jinja2", "pypandoc_binary", "pydantic", "html5lib",
)  # fmt: skip
# Where things lie, what is built, and bounds that only ever refuse: none of them
# reaches a product's bytes (of the printer's profile its own bytes do).
_BESIDE = ("build.sources", "build.outputs", "build.formats", "build.theme", "limits.*", KEY)
_CODE = (".py", ".toml", ".conf")
_DRAWS_NOTHING = {"cli", "preview", "themes"}


@cache
def tools() -> dict[str, str]:
    """Versions of everything that draws, packs or reads back."""
    from pcss_publish.engines import native

    python = ".".join(platform.python_version_tuple()[:2])
    found = {"python": python, "pcss-publish": _version("pcss-publish")}
    return found | {name: _version(name) for name in _DRAWING} | native.versions()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


@cache
def own_code() -> str:
    """Digest of this package's own modules and tables, so that no version has to be raised by hand.

    The theme's files are parts of their own; the command line and the preview draw nothing.
    """
    root = str(Path(__file__).parent.parent)
    total = hashlib.sha256()
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if folder != root or name not in _DRAWS_NOTHING)
        for name in sorted(names):
            if name.endswith(_CODE):
                path = f"{folder}/{name}"
                total.update(path[len(root) :].encode() + b"\0" + files.read(path))
    return total.hexdigest()


class Common:
    """What is common to all articles of a project, for each format: computed once a build."""

    def __init__(self, project: Project) -> None:
        shared = {f"tool {name}": value for name, value in tools().items()} | {"code": own_code()}
        matter = _settings(project) | _theme(project)
        matter["reading/styles"] = files.digest(styles_data(project))
        matter["press/profile"] = files.digest(profile_data(project))
        own = {pattern for fmt in FORMATS.values() for pattern in fmt.own}
        self.parts: dict[str, Parts] = {}
        for name, fmt in FORMATS.items():
            foreign = own.difference(fmt.own)
            self.parts[name] = shared | {k: v for k, v in matter.items() if not _matches(k, foreign)}
        # What fonts lack is asked of the editor before anything is made, for the formats that will be.
        asked = {k: v for k, v in matter.items() if k.startswith("fonts/") or not _matches(k, own)}
        build = {"formats": ", ".join(project.config.build.formats), "SOURCE_DATE_EPOCH": project.date}
        self.parts[ARTICLE] = shared | asked | build

    def digests(self) -> dict[str, str]:
        """One digest for each format, and for what comes before them."""
        return {name: key(parts) for name, parts in self.parts.items()}


def _matches(name: str, patterns: set[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _settings(project: Project) -> dict[str, str]:
    sections = project.config.model_dump(mode="json")
    every = {f"{name}.{k}": v for name, section in sections.items() for k, v in section.items()}
    beside = {name for name in every if _matches(name, set(_BESIDE)) and not _is_named(name)}
    return {k: json.dumps(v, ensure_ascii=False) for k, v in every.items() if k not in beside}


def _is_named(name: str) -> bool:
    return any(name in fmt.own for fmt in FORMATS.values())


def _theme(project: Project) -> dict[str, str]:
    found = {}
    for name, paths in project.theme.files().items():
        try:
            read = [path.read_bytes() for path in paths]
        except OSError as error:
            raise ConfigError(f"cannot be read: {error.strerror}", place=str(paths[0])) from error
        one, *more = map(files.digest, read)
        found[name] = files.digest(" ".join((one, *more)).encode()) if more else one
    return found


def key(parts: Parts) -> str:
    """One digest over names and values, in whatever order they come."""
    return files.digest(encoded(parts))


def encoded(parts: Parts) -> bytes:
    """The bytes that a key is the digest of."""
    return json.dumps(dict(parts), sort_keys=True, ensure_ascii=False).encode()
