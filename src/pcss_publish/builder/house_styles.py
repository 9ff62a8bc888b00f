"""The house's own table of word processors' styles: ``reading.styles`` of ``pcss.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcss_publish import toml
from pcss_publish.builder.project import Project, named_file
from pcss_publish.errors import ConfigError

if TYPE_CHECKING:
    from pcss_publish.readers.office import Styles


def styles_data(project: Project) -> bytes:
    """The bytes of the project's table; none where it has none.

    Raises:
        ConfigError: it cannot be read.
    """
    hint = 'Name a TOML file: a role and a list of styles a line, such as question = ["Frage"].'
    return named_file(project, "reading.styles", project.config.reading.styles, hint)


def styles_of(project: Project) -> Styles:
    """The shipped table, with what the project's own says over it.

    Raises:
        ConfigError: it cannot be read, is no TOML, or names an unknown role.
    """
    from pcss_publish.readers.office import joined, shipped  # a build with nothing to do reads no article

    data, place = styles_data(project), str(project.root / project.config.reading.styles)
    try:
        table = toml.parse(data.decode("utf-8-sig"), place)
    except UnicodeDecodeError as error:
        raise ConfigError(f"not UTF-8 at byte {error.start}", place=place) from error
    return joined(table, place, shipped())
