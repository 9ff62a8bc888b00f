"""The store below ``outputs/.cache``: bytes by their digest, and records of what was made from what.

It can be deleted at any time: that costs a rebuild and nothing else. What is damaged in it counts as absent.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from pcss_publish.builder import files
from pcss_publish.builder.records import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True)
class Store:
    """Objects and records below ``root``."""

    root: Path

    def put(self, data: bytes) -> str:
        """Keep bytes; their digest, by which they are found again.

        Raises:
            OutputError: they cannot be written.
        """
        name = files.digest(data)
        if self.get(name) is None:
            files.write(self.object_path(name), data, staging=self.root / "staging")
        return name

    def get(self, digest: str) -> bytes | None:
        """The bytes of a digest; None where they are absent or damaged."""
        try:
            data = files.read(self._object(digest))
        except OSError:
            return None
        if files.digest(data) == digest:
            return data
        with contextlib.suppress(OSError):
            self.object_path(digest).unlink()
        return None

    def find(self, kind: type[AnyRecord], key: str) -> AnyRecord | None:
        """The record of a key; None where there is none that can be read."""
        try:
            return kind.model_validate_json(files.read(self._record(key)))
        except (OSError, ValidationError):
            return None

    def forget(self, key: str) -> None:
        """Remove the record of a key, for whoever finds it damaged where nobody looked before."""
        self.record_path(key).unlink(missing_ok=True)

    def write(self, record: Record) -> None:
        """Keep a record, in place of any that there is. All that it names must be in the store before.

        Raises:
            OutputError: it cannot be written.
        """
        data = record.model_dump_json().encode()
        files.write(self.record_path(record.key), data, staging=self.root / "staging")

    def sweep(self) -> None:
        """Remove what interrupted builds left half-written. Nobody else may be writing."""
        shutil.rmtree(self.root / "staging", ignore_errors=True)

    def objects(self) -> Iterator[Path]:
        """Files of all objects."""
        return self.root.glob("objects/??/*")

    def records(self) -> Iterator[Path]:
        """Files of all records."""
        return self.root.glob("records/??/*.json")

    def object_path(self, digest: str) -> Path:
        """Where the bytes of a digest are, if they are here."""
        return Path(self._object(digest))

    def record_path(self, key: str) -> Path:
        """Where the record of a key is, if it is here."""
        return Path(self._record(key))

    def _object(self, digest: str) -> str:
        return f"{self.root}/objects/{digest[:2]}/{digest}"

    def _record(self, key: str) -> str:
        return f"{self.root}/records/{key[:2]}/{key}.json"
