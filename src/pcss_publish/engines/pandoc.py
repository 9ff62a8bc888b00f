"""Runs pandoc: the only module that imports pypandoc, and only for the program that it brings along.

pypandoc's own call reports success where pandoc warned, cannot give the program an environment of its own,
and prefers whichever pandoc on the machine is the newest; so the bundled program is run as a process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pcss_publish.errors import RefusedError, ToolMissingError

_SECONDS = 120
_HEAP = "1024m"  # the most that pandoc may hold while it reads a file that nobody has seen yet
_FIX = f"Run: {sys.executable} -m pip install pypandoc_binary"


def convert(document: dict[str, Any], to: str, *, reference: bytes | None = None) -> bytes:
    """Write a pandoc document in another format. Nothing but the arguments decides what comes out.

    In its sandbox pandoc has no clock: the time in what it writes is 1970-01-01T00:00:00Z.

    Args:
        document: pandoc's JSON document.
        to: name of a pandoc writer.
        reference: for ``docx``, the file that defines the styles.

    Raises:
        ToolMissingError: the bundled pandoc is missing or does not run.
        RefusedError: pandoc failed, warned, or took too long.
    """
    with tempfile.TemporaryDirectory(prefix="pcss-pandoc-") as name:
        folder = Path(name)
        log = folder / "log.json"
        # The empty data folder keeps a user's own templates and reference files out.
        command = [
            str(_program()), "--from=json", f"--to={to}", "--standalone", "--sandbox",
            "--fail-if-warnings", f"--log={log}", f"--data-dir={folder}", "--output=-",
        ]  # fmt: skip
        if reference is not None:
            (folder / "reference.docx").write_bytes(reference)
            command.append(f"--reference-doc={folder / 'reference.docx'}")
        done = _run(command, json.dumps(document).encode(), folder)
        if done.returncode:
            raise RefusedError(f"pandoc refused the article: {_reason(log, done.stderr)}")
        return done.stdout


def read(data: bytes, form: str) -> list[dict[str, Any]]:
    """The blocks of pandoc's document that a file of another format holds.

    In its sandbox pandoc opens no other file, and no address.

    Args:
        data: the file.
        form: name of a pandoc reader, with its extensions.

    Raises:
        ToolMissingError: the bundled pandoc is missing or does not run.
        RefusedError: pandoc failed, took too long, or would need more memory than it gets.
    """
    with tempfile.TemporaryDirectory(prefix="pcss-pandoc-") as name:
        folder = Path(name)
        command = [
            str(_program()), "+RTS", f"-M{_HEAP}", "-RTS", f"--from={form}", "--to=json", "--sandbox",
            "--track-changes=all", f"--data-dir={folder}", "--output=-",
        ]  # fmt: skip
        done = _run(command, data, folder)
        if done.returncode:
            raise RefusedError(f"pandoc cannot read it: {_reason(folder / 'none', done.stderr)}")
        blocks: list[dict[str, Any]] = json.loads(done.stdout)["blocks"]
        return blocks


def _run(command: list[str], data: bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    if root := os.environ.get("SYSTEMROOT"):  # Windows starts no program without it
        environment["SYSTEMROOT"] = root
    try:
        return subprocess.run(  # noqa: S603 - a fixed program, and no text of the article in its arguments
            command, input=data, capture_output=True, env=environment, cwd=folder, timeout=_SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise RefusedError(f"pandoc did not finish within {_SECONDS} seconds") from error
    except OSError as error:
        raise ToolMissingError(f"pandoc does not run: {error}", hint=_FIX) from error


def _program() -> Path:
    try:
        import pypandoc
    except ImportError as error:
        raise ToolMissingError("DOCX and ICML need pandoc, which is not installed", hint=_FIX) from error
    files = Path(pypandoc.__file__).parent / "files"
    for name in ("pandoc", "pandoc.exe"):
        if (files / name).is_file():
            return files / name
    raise ToolMissingError("pypandoc is installed without its pandoc", place=str(files), hint=_FIX)


def _reason(log: Path, stderr: bytes) -> str:
    """What the log says, else what pandoc printed."""
    try:
        messages = json.loads(log.read_bytes())
        said = "; ".join(str(m.get("pretty", m)) for m in messages if m.get("verbosity") != "INFO")
    except (OSError, ValueError, AttributeError):
        said = ""
    return said or stderr.decode(errors="replace").strip()[:500]
