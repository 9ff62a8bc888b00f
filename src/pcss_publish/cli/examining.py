"""What the commands that examine finished files of anybody share (lint-mail, preflight)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pcss_publish.cli import console
from pcss_publish.errors import NoInputError, PublishError

if TYPE_CHECKING:
    from pcss_publish.findings import Finding  # which needs pydantic: `--help` has no time for it


class Report(Protocol):
    """What is known of one file."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found."""
        ...

    def row(self) -> Mapping[str, Any]:
        """The report as JSON has it."""
        ...


R = TypeVar("R", bound=Report)


def examined(
    files: Iterable[Path],
    examine: Callable[[bytes, str], R],
    show: Callable[[R, bool], None] | None,
    kind: str,
) -> tuple[list[R], set[int]]:
    """Examine each file; one that cannot be read does not stop the others.

    Args:
        files: the files.
        examine: makes a report of a file's bytes and name.
        show: prints a report, told whether others stand above it; None prints all as one JSON array.
        kind: what to name in place of a file that cannot be read ("a PDF").

    Returns:
        The reports, and the exit codes of the files that could not be read.
    """
    reports: list[R] = []
    codes: set[int] = set()
    for path in files:
        try:
            reports.append(examine(_bytes(path, kind), str(path)))
        except PublishError as error:
            console.error(error)
            codes.add(error.exit_code)
            continue
        if show:
            show(reports[-1], len(reports) > 1)
    if not show:
        rows = [report.row() for report in reports]
        console.output(json.dumps(rows, indent=1, ensure_ascii=False).encode() + b"\n")
    return reports, codes


def exit_code(reports: Iterable[Report], codes: set[int], *, strict: bool) -> int:
    """0; 1 if something blocks, or warns and ``strict`` is on; a failure's own code if it is the only one."""
    told = (one for report in reports for one in report.findings)
    if any(one.blocking or (strict and one.severity == "warn") for one in told):
        codes = codes | {1}
    return 0 if not codes else next(iter(codes)) if len(codes) == 1 else 1


def _bytes(path: Path, kind: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoInputError(
            f"cannot be read: {error.strerror}", place=str(path), hint=f"Name {kind}."
        ) from error
