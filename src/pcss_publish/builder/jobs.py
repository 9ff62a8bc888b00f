"""How many workers this machine has processors for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from math import ceil
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")


def jobs(environ: Mapping[str, str], cgroup: Path = CGROUP) -> int:
    """As many as ``make -jN`` asked for, else as there are processors that this process may use.

    Args:
        environ: environment variables, of which make sets ``MAKEFLAGS``
            (https://www.gnu.org/software/make/manual/html_node/Options_002fRecursion.html).
        cgroup: where the kernel shows control groups, versions 1 and 2.
    """
    return asked(environ) or max(1, min(_affinity(), _quota(cgroup) or _affinity()))


def asked(environ: Mapping[str, str]) -> int | None:
    """The number that ``make -jN`` was called with; None for a make without a number, or no make at all."""
    flags = environ.get("MAKEFLAGS", "")
    # What a user sets as variables stands behind "--", and is no option.
    found = re.findall(r"(?:^|\s)-j\s?(\d+)(?=\s|$)", flags.partition(" -- ")[0])
    return max(1, int(found[-1])) if found else None


def _affinity() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _quota(cgroup: Path) -> int | None:
    """Processors' worth of time that the control group may use; None where it is not limited."""
    try:
        if (cgroup / "cpu.max").is_file():
            limit, period = (cgroup / "cpu.max").read_text().split()
        else:
            limit = (cgroup / "cpu" / "cpu.cfs_quota_us").read_text()
            period = (cgroup / "cpu" / "cpu.cfs_period_us").read_text()
        return ceil(int(limit) / int(period)) if int(limit) > 0 else None
    except (OSError, ValueError, ZeroDivisionError):  # "max", "-1", or no control groups here
        return None
