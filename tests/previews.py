"""A preview that runs, for tests: loop and server in threads of this process."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pcss_publish.builder import make
from pcss_publish.preview.board import Board
from pcss_publish.preview.loop import Loop
from pcss_publish.preview.routes import Preview
from pcss_publish.preview.server import Server

PATIENCE = 120.0  # seconds after which something has failed to happen; nothing waits so long that passes


class Live:
    """A running preview and a browser without pictures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.board = Board()
        self.server = Server(Preview(self.board), 0)
        self.loop = Loop(folder, {}, self.board, make.Options())
        self.thread = threading.Thread(target=self.loop.run)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def ask(
        self, path: str, method: str = "GET", headers: dict[str, str] | None = None
    ) -> http.client.HTTPResponse:
        link = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        link.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in ({"Host": self.host} | (headers or {})).items():
            link.putheader(name, value)
        link.endheaders()
        return link.getresponse()

    def get(self, path: str) -> bytes:
        reply = self.ask(path)
        assert reply.status == 200, (path, reply.status)
        return reply.read()

    def article(self, slug: str) -> dict[str, Any]:
        found = json.loads(self.get(f"/article/{slug}"))
        assert isinstance(found, dict)
        return found

    def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Everything that is known, as soon as it ``holds``."""
        while True:
            news = self.board.since(0)
            if holds(news):
                return news
            assert self.board.wait(news["version"], PATIENCE), f"never happened; last: {news}"

    def rows(self) -> dict[str, dict[str, Any]]:
        """The rows once nothing is being built any more."""
        return {row["slug"]: row for row in self.until(idle)["rows"]}


def put(path: Path, text: str) -> None:
    """Save a file as editors do: whole, by renaming."""
    fresh = path.with_name(f"{path.name}~")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def idle(news: dict[str, Any]) -> bool:
    return news["progress"] is None and bool(news["rows"] or news["problem"])


@contextmanager
def running(folder: Path) -> Iterator[Live]:
    """A preview of the project in ``folder``, until the block ends."""
    preview = Live(folder)
    with preview.loop, preview.server:
        preview.thread.start()
        try:
            yield preview
        finally:
            preview.loop.stop()
            preview.thread.join()
