"""Builds a project again whenever something changes; nothing that is wrong with it ends the loop."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pcss_publish.builder import make
from pcss_publish.builder.outcome import Reporter, Result
from pcss_publish.builder.project import Project, open_project
from pcss_publish.errors import BugError, PublishError
from pcss_publish.preview.watch import Watcher, targets

# A signal that comes just before a lock is waited for does not end the waiting (CPython 3.11, acquire_timed).
_SIGNAL_SECONDS = 0.5


class Listener(Reporter, Protocol):
    """Hears what the loop does, besides what each build reports."""

    def opened(self, project: Project) -> None:
        """The configuration and the theme hold, and a build begins."""

    def problem(self, error: PublishError) -> None:
        """No build was possible; the next change is waited for."""

    def built(self, result: Result) -> None:
        """A build has ended."""


class Loop:
    """Builds once, and again after each change.

    ``run`` belongs on the main thread: only there can a step be stopped (``builder.deadline``).

    Args:
        root: the project's folder.
        environ: environment variables, as for ``open_project``.
        listener: hears what happens, on the thread that runs the loop.
        options: how to build.
        outputs: folder of the products, instead of the configured one.
    """

    def __init__(
        self,
        root: Path,
        environ: Mapping[str, str],
        listener: Listener,
        options: make.Options,
        outputs: Path | None = None,
    ) -> None:
        self._root, self._environ, self._outputs = root.resolve(), environ, outputs
        self._listener, self._options = listener, options
        self._wake = threading.Condition()
        self._changed: set[Path] = set()
        self._stopped = self._building = False
        self._inputs: dict[Path, Path] = {}
        self._project: Project | None = None
        self._watcher = Watcher(self._note)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watcher.close()

    def run(self) -> None:
        """Build until ``stop`` is called, or Ctrl-C is typed while nothing is being built.

        Raises:
            KeyboardInterrupt: Ctrl-C during a build.
            PublishError: the project's folder cannot be watched at all.
        """
        self._watcher.arm(targets(self._root, None))
        try:
            self._turn(set())
            while (changed := self._wait()) is not None:
                self._turn(changed)
        except KeyboardInterrupt:
            if self._building:
                raise

    def stop(self) -> None:
        """End the loop after the build that is running."""
        with self._wake:
            self._stopped = True
            self._wake.notify_all()

    def _note(self, changed: frozenset[Path]) -> None:
        with self._wake:
            self._changed |= changed
            self._wake.notify_all()

    def _wait(self) -> set[Path] | None:
        """The paths that changed since the last turn began; None at the end."""
        with self._wake:
            try:
                while not (self._changed or self._stopped):
                    self._wake.wait(_SIGNAL_SECONDS)
            except KeyboardInterrupt:
                return None
            changed, self._changed = self._changed, set()
            return None if self._stopped else changed

    def _turn(self, changed: set[Path]) -> None:
        try:
            project = self._open()
            self._listener.opened(project)
            self._building = True
            result = make.build(project, self._concerned(changed), self._options, self._listener)
            self._building = False
        except PublishError as error:
            self._building, self._inputs = (
                False,
                {},
            )  # what was not built is owed: the next build is of everything
            self._listener.problem(error)
        except Exception as error:  # noqa: BLE001 - an editor's page must outlive a bug
            self._building, self._inputs = False, {}
            self._listener.problem(_bug(error))
        else:
            for outcome in result.outcomes:
                self._inputs |= dict.fromkeys((outcome.path, project.desk_file(outcome.path)), outcome.path)
            self._listener.built(result)

    def _open(self) -> Project:
        """The project as it stands; what is watched follows it."""
        try:
            project = open_project(self._root, self._environ, outputs=self._outputs)
        except PublishError:
            self._watcher.arm(targets(self._root, self._project))
            raise
        self._project = project
        if self._watcher.arm(targets(self._root, project)):
            # What changed between the reading and the watching is read now.
            project = self._project = open_project(self._root, self._environ, outputs=self._outputs)
        return project

    def _concerned(self, changed: set[Path]) -> list[Path] | None:
        """The articles whose source or decisions changed; None, for all, where it was anything else."""
        if not changed or not changed <= self._inputs.keys():
            return None
        sources = sorted({self._inputs[path] for path in changed})
        return sources if all(path.is_file() for path in sources) else None


def _bug(error: Exception) -> BugError:
    bug = BugError(f"{type(error).__name__}: {error}", hint="Please report it.")
    bug.__cause__ = error
    return bug
