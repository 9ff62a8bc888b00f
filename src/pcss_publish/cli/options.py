"""What the options of several commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from pcss_publish.profiles import profiles

if TYPE_CHECKING:
    from pcss_publish.model.guidance import Guidance

_Command = TypeVar("_Command", bound=Callable[..., object])

_FILE = click.Path(path_type=Path)
OUTPUT_PROFILE = click.option(
    "--output-profile", type=_FILE, metavar="FILE", help="The printer's ICC profile, for press and archive."
)
"""Names the printer's press instead of ``press.output_profile``."""

JOBS = click.IntRange(min=1)
"""A number of workers."""


def reading(command: _Command) -> _Command:
    """Add ``--profile`` and ``--comments-from``: what a person knows of a copied text (docs/sources.md)."""
    systems = click.Choice(list(profiles()))
    line = click.IntRange(min=1)
    profile = click.option("--profile", type=systems, help="The system that printed the comments.")
    start = click.option("--comments-from", type=line, metavar="LINE", help="The line where comments begin.")
    return profile(start(command))


def guidance(profile: str | None, comments_from: int | None) -> Guidance | None:
    """What these options say; None where they are not given."""
    from pcss_publish.model.guidance import Guidance

    given = {"--profile": profile, "--comments-from": comments_from}
    said = " and ".join(name for name, value in given.items() if value is not None)
    return Guidance(profile=profile or "", comments_from=comments_from or 0, place=said) if said else None
