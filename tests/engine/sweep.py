"""Builds that end at each moment at which something reaches the disk, one after the other: run as a program.

    python sweep.py PROJECT SCRATCH kill|delete [EVERY]
    python sweep.py PROJECT SCRATCH full

Prints one JSON object a line. Each build runs in a fork of this process, serially, and is ended by SIGKILL.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pcss_publish.builder import maker
from pcss_publish.builder.export import export_article
from pcss_publish.cli import run
from projects import products

TORN = 7  # bytes that the write which is interrupted lacks
SERIAL = ("--log-format", "json", "build", "--executor", "serial")


def forked(work: Callable[[], int], told: Path) -> int:
    """Run work in a fork, its reports in a file; the exit code, or minus the signal that ended it."""
    child = os.fork()
    if not child:
        with told.open("wb") as end:
            os.dup2(end.fileno(), 2)
        os._exit(work())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def crash_at(moment: int) -> None:
    """End this process at the n-th call that makes something last; a write then lacks its last bytes."""
    left = moment

    def before(name: str) -> None:
        whole = getattr(os, name)

        def call(*args: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if not left:
                if name == "fsync" and (size := os.fstat(args[0]).st_size):
                    os.ftruncate(args[0], max(0, size - TORN))
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(*args, **options)

        setattr(os, name, call)

    for name in ("fsync", "replace", "unlink", "rmdir"):
        before(name)


def build(root: Path, *words: str, moment: int = 0) -> int:
    """A build in this process."""
    os.chdir(root)
    if moment:
        crash_at(moment)
    return run([*SERIAL, *words])


def exports(root: Path, told: Path) -> tuple[int, list[str]]:
    """Build in a fork; the exit code, and the formats that were exported."""
    read, write = os.pipe()
    whole = export_article

    def export(article: Any, project: Any, fmt: str, given: Any) -> Any:
        os.write(write, f"{article.slug}/{fmt}\n".encode())
        return whole(article, project, fmt, given)

    setattr(maker, "export_article", export)  # noqa: B010 - a module that exports it to nobody else
    code = forked(lambda: build(root), told)
    setattr(maker, "export_article", whole)  # noqa: B010 - as above
    os.close(write)
    with os.fdopen(read) as end:
        return code, end.read().split()


def recorded(root: Path, reference: dict[str, Any]) -> set[str]:
    """Formats whose records the interrupted build left, by article."""
    suffix = {".epub": "epub", ".newsletter.html": "newsletter"}
    there = {path.stem for path in (root / "outputs" / ".cache" / "records").rglob("*.json")}
    return {
        f"{slug}/{fmt}"
        for slug, entry in reference["articles"].items()
        for end, fmt in suffix.items()
        if f"{slug}/{slug}{end}" in entry["products"]
        and entry["products"][f"{slug}/{slug}{end}"]["key"] in there
    }


def leftovers(root: Path) -> list[str]:
    """Files that are half-written or staged."""
    staged = (root / "outputs" / ".cache" / "staging").rglob("*")
    return sorted(str(path.relative_to(root)) for path in (*(root / "outputs").rglob("*.part"), *staged))


def kill(project: Path, scratch: Path, every: int, delete: bool) -> None:
    """Interrupt a build at each moment, look at what is there, and build on."""
    whole = scratch / "whole"
    shutil.copytree(project, whole)
    before = products(project)
    build(whole)  # in this process: what it loads, every fork has then
    after = products(whole)
    reference = json.loads(after["manifest.json"])
    if delete:
        gone = min(whole.glob("sources/*.txt")).stem
        (whole / "sources" / f"{gone}.txt").unlink()
        forked(lambda: build(whole), scratch / "told")
        after = products(whole)
    moment = 1
    while True:
        root = scratch / "interrupted"
        shutil.copytree(project, root)
        ended = forked(lambda root=root, n=moment: build(root, moment=n), scratch / "told")  # type: ignore[misc]
        if ended == 0:
            break
        torn = [
            name
            for name, data in products(root).items()
            if not name.endswith(".part") and data not in {before.get(name), after.get(name)} and not delete
        ]
        had = recorded(root, reference)
        if delete:
            (root / "sources" / f"{gone}.txt").unlink()
        code, made = exports(root, scratch / "told")
        found = {
            "moment": moment, "ended": ended, "torn": torn, "code": code, "again": sorted(had & set(made)),
            "differ": sorted(n for n in {*after, *products(root)} if after.get(n) != products(root).get(n)),
            "leftovers": leftovers(root),
        }  # fmt: skip
        print(json.dumps(found))  # noqa: T201
        shutil.rmtree(root)
        moment += every


def full(project: Path, scratch: Path) -> None:
    """Build an edited project on a disk that has less and less room, down to none; then with room."""
    outputs = project / "outputs"
    outputs.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(outputs)], check=True)
    codes = [forked(lambda: build(project), scratch / "told")]
    before = products(project)
    source = project / "sources" / "one.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("Not yet", "Later"), encoding="utf-8")
    kept = []
    for room in (0, 1, 2, 3, 5, 8, 13, 21, 34):  # pages
        filler = outputs / "filler"
        free = os.statvfs(outputs)
        filler.write_bytes(bytes((free.f_bavail - room) * free.f_frsize))
        codes.append(forked(lambda: build(project), scratch / "told"))
        filler.unlink()
        said = (scratch / "told").read_text(encoding="utf-8")
        kept.append(codes[-1] == 0 or (products(project) == before and "Traceback" not in said))
    codes.append(forked(lambda: build(project), scratch / "told"))
    whole = scratch / "whole"
    shutil.copytree(project, whole, ignore=shutil.ignore_patterns("outputs"))
    forked(lambda: build(whole), scratch / "told")
    print(json.dumps({"codes": codes, "kept": kept, "same": products(project) == products(whole)}))  # noqa: T201


if __name__ == "__main__":
    one, two = (os.path.abspath(name) for name in sys.argv[1:3])  # noqa: PTH100 - the builds change folder
    mode, *rest = sys.argv[3:]
    Path(two).mkdir()
    if mode == "full":
        full(Path(one), Path(two))
    else:
        kill(Path(one), Path(two), int(rest[0]) if rest else 1, mode == "delete")
