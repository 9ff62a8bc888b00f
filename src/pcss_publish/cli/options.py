"""What the options of several commands have in common."""

from __future__ import annotations

import click

JOBS = click.IntRange(min=1)
"""A number of workers."""
