"""The printer's output profile: ``press.output_profile`` of ``pcss.toml``, or ``--output-profile``."""

from __future__ import annotations

from collections.abc import Iterable

from pcss_publish.builder.project import Project, named_file
from pcss_publish.catalogue import FORMATS

KEY = "press.output_profile"


def profile_data(project: Project) -> bytes:
    """The bytes of the profile; none where none is named.

    Raises:
        ConfigError: it cannot be read.
    """
    hint = "Name the ICC output profile that the printer gave you (docs/press.md)."
    return named_file(project, KEY, project.config.press.output_profile, hint)


def require(project: Project, formats: Iterable[str]) -> None:
    """Refuse formats for a press before anything is made, where the press is not known.

    Raises:
        ConfigError: no profile is named, it cannot be read, or it is not of a CMYK press.
    """
    if not any(KEY in FORMATS[name].needs for name in formats):
        return
    from pcss_publish.exporters import press_edition, press_ink

    data = profile_data(project)
    if not project.config.press.output_profile:
        raise press_edition.missing_profile()
    press_ink.check(data, str(project.root / project.config.press.output_profile))
