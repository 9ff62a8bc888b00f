"""Hears of changes on the disk that a build has to answer, through the package ``watchfiles``."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pcss_publish import config
from pcss_publish.builder.project import ISSUES, Project
from pcss_publish.errors import NoInputError
from pcss_publish.settings import Config

_QUIET_MS = 100  # an editor's several writes come as one change
_LONGEST_MS = 800
_ARMED_MS = 250  # how soon watchfiles says that it listens

Heard = Callable[[frozenset[Path]], None]


@dataclass(frozen=True)
class Targets:
    """What is watched.

    Attributes:
        trees: folders with everything below them.
        files: single files, each watched through its folder, because editors replace files by renaming.
        deaf: folder whose changes are our own.
    """

    trees: frozenset[Path]
    files: frozenset[Path]
    deaf: Path

    def identity(self) -> frozenset[tuple[Path, int]]:
        """The folders that are there now; one that was removed and made again is another."""
        folders = self.trees | {path.parent for path in self.files}
        return frozenset((path, path.stat().st_ino) for path in folders if path.is_dir())


def targets(root: Path, project: Project | None) -> Targets:
    """What a build of the project depends on; without a project, what may bring one about."""
    files = {root / config.FILE_NAME}
    if project is None:
        return Targets(frozenset(), frozenset(files), root / Config().build.outputs)
    if name := project.config.reading.styles:
        files.add(root / name)
    inside = project.theme.folders.roots
    files |= {f.path for f in project.theme.fonts if not any(root in f.path.parents for root in inside)}
    files.add(project.sources)  # the folder itself may be removed and made again
    issues = project.root / ISSUES
    return Targets(frozenset({project.sources, issues, *inside}), frozenset(files), project.outputs)


class Watcher:
    """Watches in threads of its own and tells ``heard`` which paths changed."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._identity: object = None
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def arm(self, wanted: Targets) -> bool:
        """Watch ``wanted`` from now on; returns whether that is anything else than before.

        Nothing goes unheard in between: the new threads listen before the old ones stop.

        Raises:
            NoInputError: the system refuses to watch, for example because too many files are watched.
        """
        identity = (wanted, wanted.identity())
        if identity == self._identity:
            return False
        old, self._stop = (self._stop, self._threads), threading.Event()
        self._threads = []
        trees = [path for path in wanted.trees if path.is_dir()]
        folders = {path.parent for path in wanted.files if path.parent.is_dir()}
        try:
            self._listen(trees, wanted, recursive=True)
            self._listen(folders, wanted, recursive=False)
        finally:
            self._identity = identity
            _end(*old)
        return True

    def close(self) -> None:
        """Stop listening; no thread is left."""
        _end(self._stop, self._threads)
        self._threads = []
        self._identity = None

    def _listen(self, paths: Iterable[Path], wanted: Targets, *, recursive: bool) -> None:
        if folders := sorted(paths):
            listener = _Listener(folders, wanted, recursive, self._stop, self._heard)
            self._threads.append(listener)
            listener.start()
            listener.armed.wait()
            if listener.failure:
                raise NoInputError(
                    f"cannot be watched: {listener.failure}",
                    place=str(folders[0]),
                    hint="Close other programs that watch files, or raise the system's limit on watches.",
                )


def _end(stop: threading.Event, threads: Iterable[threading.Thread]) -> None:
    stop.set()
    for thread in threads:
        thread.join()


class _Listener(threading.Thread):
    """One thread for the trees, or for the folders of single files."""

    def __init__(
        self, folders: list[Path], wanted: Targets, recursive: bool, stop: threading.Event, heard: Heard
    ) -> None:
        super().__init__(name="watch", daemon=True)
        self._folders, self._wanted, self._recursive = folders, wanted, recursive
        self._stop_asked, self._heard = stop, heard
        self.armed = threading.Event()
        self.failure: Exception | None = None

    def run(self) -> None:
        """Listen until asked to stop."""
        import watchfiles

        # No folder is left out by its name: a project may well lie below one called node_modules.
        keep = watchfiles.DefaultFilter(ignore_dirs=(), ignore_paths=[self._wanted.deaf])
        try:
            for changes in watchfiles.watch(
                *self._folders, watch_filter=keep, debounce=_LONGEST_MS, step=_QUIET_MS,
                stop_event=self._stop_asked, rust_timeout=_ARMED_MS, yield_on_timeout=True,
                recursive=self._recursive, raise_interrupt=False,
            ):  # fmt: skip
                self.armed.set()
                self._tell(frozenset(Path(path) for _, path in changes))
        except Exception as error:  # noqa: BLE001 - told by the thread that waits for it
            self.failure = error
        finally:
            self.armed.set()

    def _tell(self, changed: frozenset[Path]) -> None:
        wanted = changed if self._recursive else changed & self._wanted.files
        if wanted:
            self._heard(wanted)
