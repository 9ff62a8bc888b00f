"""Where a source goes: a slug that nothing has yet, and its bytes put there whole or not at all."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from pcss_publish.builder import files
from pcss_publish.builder.project import DESK_SUFFIX, Project, slug_of
from pcss_publish.errors import OutputError, SourceError
from pcss_publish.model.guidance import Guidance


@dataclass
class Places:
    """What lies in ``sources/``, and what is put there: nothing is ever overwritten."""

    project: Project
    dry_run: bool
    _slugs: dict[str, Path] = field(default_factory=dict)
    _bytes: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in sorted(self.project.sources.glob("*")):
            if not path.is_file() or path.name.startswith(".") or path.name.endswith(DESK_SUFFIX):
                continue
            with contextlib.suppress(SourceError, OSError):
                self._slugs[slug_of(path)] = path
                self._bytes[files.digest(path.read_bytes())] = path

    def holding(self, data: bytes) -> Path | None:
        """The source that has these bytes."""
        return self._bytes.get(files.digest(data))

    def put(self, data: bytes, slug: str, suffix: str, guidance: Guidance | None, *, exact: bool) -> Path:
        """Make the bytes a source.

        Args:
            data: the bytes, kept as they are.
            slug: the name wanted; a number is added where it is taken, unless ``exact``.
            suffix: how the file's name ends.
            guidance: goes into a desk file beside it.
            exact: no other name will do.

        Raises:
            OutputError: it cannot be written, or the name is taken.
        """
        for number in count(1):
            own = slug if number == 1 else f"{slug}-{number}"
            path = self.project.sources / f"{own}{suffix}"
            if own not in self._slugs and self._placed(path, data, guidance):
                self._slugs[own] = self._bytes[files.digest(data)] = path
                return path
            if exact:
                break
        raise OutputError(
            "there is a source of this name already", place=str(self._slugs.get(slug, path)),
            hint="Choose another --slug.",
        )  # fmt: skip

    def _placed(self, path: Path, data: bytes, guidance: Guidance | None) -> bool:
        """Write it, after what its desk file says, so that no source is read without that."""
        desk = path.with_name(f"{path.name.split('.')[0]}{DESK_SUFFIX}")
        said = desk_text(data, guidance) if guidance else b""
        # A desk file that waits for its source is another's, unless we were interrupted here.
        if desk.exists() and (not desk.is_file() or desk.read_bytes() != said):
            return False
        if self.dry_run:
            return True
        if said and not files.create(desk, said) and desk.read_bytes() != said:
            return False
        if files.create(path, data):
            return True
        if said:
            desk.unlink(missing_ok=True)
        return False


def desk_text(data: bytes, guidance: Guidance) -> bytes:
    """A desk file that says how a source is to be read."""
    rows = [f'source = "sha256:{files.digest(data)}"', "", "[reading]"]
    rows += [f'profile = "{guidance.profile}"'] if guidance.profile else []
    rows += [f"comments_from = {guidance.comments_from}"] if guidance.comments_from else []
    return "\n".join([*rows, ""]).encode()
