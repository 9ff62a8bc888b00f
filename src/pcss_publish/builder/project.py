"""A project: a folder with ``pcss.toml``, ``sources/`` and ``outputs/``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from pcss_publish import config as configuration
from pcss_publish import theme as themes
from pcss_publish.builder.store import Store
from pcss_publish.errors import ConfigError, NoInputError, SourceError
from pcss_publish.settings import Config
from pcss_publish.theme import Theme

DESK_SUFFIX = ".desk.toml"
ISSUES = "issues"
"""Folder of the issue files, below the project."""
THEMES = "themes"
"""Folder of the house's own themes, below the project."""


@dataclass(frozen=True)
class Project:
    """Where things lie, and the house's policy. All paths are absolute.

    Attributes:
        date: ISO date in the metadata of articles that have none; empty: they get none.
    """

    root: Path
    config: Config
    theme: Theme
    date: str = ""

    @property
    def sources(self) -> Path:
        """Folder of the sources."""
        return self.root / self.config.build.sources

    @cached_property
    def outputs(self) -> Path:
        """Folder of the products."""
        return self.root / self.config.build.outputs

    @cached_property
    def store(self) -> Store:
        """What builds keep for one another."""
        return Store(self.outputs / ".cache")

    def desk_file(self, source: Path) -> Path:
        """The desk file of a source: beside it, whether it is there or not."""
        return source.parent / f"{slug_of(source)}{DESK_SUFFIX}"

    def discover(self) -> tuple[Path, ...]:
        """All sources, by slug.

        Raises:
            NoInputError: there are none.
            SourceError: two sources have one slug.
        """
        found = [path for path in sorted(self.sources.glob("*"), key=_name) if _is_source(path)]
        if not found:
            raise NoInputError(
                "there are no articles",
                place=str(self.sources),
                hint="Put an article there, as UTF-8 text, or run `pcss-publish init FOLDER` to see one.",
            )
        return unique(found)

    def issues(self) -> tuple[Path, ...]:
        """All issue files, by name; none where nobody has written one."""
        return tuple(sorted(path for path in (self.root / ISSUES).glob("*.toml") if path.is_file()))

    def is_issue(self, path: Path) -> bool:
        """Whether a file is an issue file: TOML in the folder of these."""
        return path.suffix == ".toml" and path.resolve().parent == self.root / ISSUES

    def everything(self) -> tuple[Path, ...]:
        """All sources, then all issue files.

        Raises:
            NoInputError: there are no sources.
            SourceError: two of them have one slug.
        """
        return unique((*self.discover(), *self.issues()))


def _name(path: Path) -> str:
    return path.name


def _is_source(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and not path.name.endswith(DESK_SUFFIX)


def unique(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The paths, each refused that has the slug of an earlier one.

    Raises:
        SourceError: two sources have one slug and would overwrite each other's products.
    """
    seen: dict[str, Path] = {}
    for path in paths:
        slug = slug_of(path)
        if slug in seen and seen[slug] != path:
            raise SourceError(
                f"{path.name} and {seen[slug].name} would both be built as {slug!r}",
                place=str(path),
                hint="Rename one of them.",
            )
        seen[slug] = path
    return tuple(seen.values())


@lru_cache(maxsize=4096)
def slugified(text: str) -> str:
    """ASCII letters, digits and hyphens of a text; empty where there are none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:100]


def slug_of(path: Path) -> str:
    """The name of a source's products: ASCII letters, digits and hyphens of its file name.

    Raises:
        SourceError: nothing is left of the name.
    """
    stem = path.name.split(".")[0] if not path.name.startswith(".") else ""
    slug = slugified(stem)
    if not slug:
        raise SourceError(
            f"the file name {path.name!r} gives no name for the products",
            place=str(path),
            hint="Rename it with letters or digits, for example article-1.txt.",
        )
    return slug


def find_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds ``pcss.toml``, else ``start``."""
    for folder in (start, *start.parents):
        if (folder / configuration.FILE_NAME).is_file():
            return folder
    return start


def open_project(
    root: Path,
    environ: Mapping[str, str] | None = None,
    *,
    outputs: Path | None = None,
    output_profile: Path | None = None,
    config: Config | None = None,
) -> Project:
    """Load configuration and theme of the project in ``root``.

    Args:
        root: the project's folder.
        environ: environment variables, of which ``PCSS_…`` override the file, and ``SOURCE_DATE_EPOCH``
            (https://reproducible-builds.org/specs/source-date-epoch/) dates articles that have no date.
        outputs: folder of the products, instead of the configured one.
        output_profile: the printer's, instead of the configured one.
        config: take this instead of reading ``pcss.toml``.

    Raises:
        ConfigError: the configuration, a font or the theme is wrong.
    """
    root = root.resolve()
    if config is None:
        config, _ = configuration.load(root, environ)
    date = _date((environ or {}).get("SOURCE_DATE_EPOCH", ""))
    project = Project(root, config, theme_of(root, config), date)
    changed: dict[str, object] = {}
    if outputs is not None:
        changed["build"] = config.build.model_copy(update={"outputs": str(outputs.resolve())})
    if output_profile is not None:
        named = {"output_profile": str(output_profile.resolve())}
        changed["press"] = config.press.model_copy(update=named)
    return replace(project, config=config.model_copy(update=changed))


def named_file(project: Project, key: str, name: str, hint: str) -> bytes:
    """The bytes of a file that a setting names, from the project's folder; none where it names none.

    Raises:
        ConfigError: it cannot be read; ``hint`` says what it has to be.
    """
    if not name:
        return b""
    path = project.root / name
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{key}: {name} cannot be read: {error.strerror}", place=str(path), hint=hint
        ) from error


def theme_of(root: Path, config: Config, name: str = "") -> Theme:
    """The theme of a project, or the one of a name as ``build.theme`` takes it.

    Raises:
        ConfigError: a font or the theme is wrong, or there is no such theme.
    """
    name = name or config.build.theme
    extra = _extra_fonts(root, config)
    return themes.load(str(root / name) if "/" in name else name, extra, root / THEMES)


def _date(epoch: str) -> str:
    if not epoch:
        return ""
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(
            f"SOURCE_DATE_EPOCH: {epoch!r} is no time", place="environment", hint="Give seconds since 1970."
        ) from error


def _extra_fonts(root: Path, config: Config) -> tuple[themes.FontFace, ...]:
    faces = []
    for number, name in enumerate(config.fonts.extra, 1):
        path = root / name
        if not path.is_file():
            place = str(root / configuration.FILE_NAME)
            raise ConfigError(
                f"fonts.extra: {name} is not there", place=place, hint="Name a TTF or OTF file."
            )
        faces.append(themes.FontFace(f"PCSS Extra {number}", path))
    return tuple(faces)
