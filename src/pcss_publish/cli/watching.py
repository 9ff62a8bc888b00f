"""What the terminal says while ``build --watch`` waits and builds."""

from __future__ import annotations

from pcss_publish.builder.outcome import Result
from pcss_publish.builder.project import Project
from pcss_publish.cli import console, progress
from pcss_publish.errors import PublishError


class Terminal(progress.Progress):
    """The reports of each build, and what stands in its way (``preview.loop.Listener``)."""

    def opened(self, project: Project) -> None:
        """The build's own reports follow."""

    def problem(self, error: PublishError) -> None:
        """Say what is wrong, and wait for it to be put right."""
        console.error(error)
        self._wait()

    def built(self, result: Result) -> None:
        """Sum up, and wait for the next change."""
        console.result(result)
        self._wait()

    def _wait(self) -> None:
        console.note("Waiting for changes; Ctrl-C ends.")
