"""The preview's HTTP server: on 127.0.0.1 alone, for this machine's own browser alone, and only to read."""

from __future__ import annotations

import errno
import json
import logging
import socket
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self

from pcss_publish.errors import OutputError
from pcss_publish.preview import routes
from pcss_publish.preview.routes import Answer, Preview

HOST: Final = "127.0.0.1"
PORT: Final = 8237
_TRIES = 20
_IDLE_SECONDS = 10  # a browser that does not send or take anything for so long is let go
_BEAT_SECONDS = 5.0  # how often a silent stream is written to, to see whether anybody still listens

_log = logging.getLogger(__name__)


class Server(ThreadingHTTPServer):
    """Answers in threads of its own until ``close``, after which none is left.

    Args:
        preview: what is shown.
        port: 0 takes any that is free; else, if it is taken, one of the next.

    Raises:
        OutputError: no port is free.
    """

    daemon_threads = False  # joined at the end
    request_queue_size = 64

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        self._open: set[socket.socket] = set()
        self._turn = threading.Lock()
        for candidate in [port] if not port else range(port, min(port + _TRIES, 65536)):
            try:
                super().__init__((HOST, candidate), Handler)
                break
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise OutputError(
                        f"no server can be started: {error}", place=f"{HOST}:{candidate}"
                    ) from error
        else:
            raise OutputError(
                "this port and the next are taken", place=f"{HOST}:{port}", hint="Use --port 0."
            )
        hosts = [f"{name}:{self.server_port}" for name in (HOST, "localhost")]
        if self.server_port == 80:
            hosts += [HOST, "localhost"]
        self.hosts: Final = frozenset(hosts)
        self.origins: Final = frozenset(f"http://{host}" for host in hosts)
        self.url: Final = f"http://{HOST}:{self.server_port}/"
        self._thread = threading.Thread(target=self.serve_forever, name="serve")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop answering, and hang up on everybody."""
        self.preview.board.close()
        self.shutdown()
        self._thread.join()
        with self._turn:
            for connection in self._open:
                _hang_up(connection)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember whom to hang up on."""
        with self._turn:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that has ended."""
        with self._turn:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the base's signature
        """A browser that hung up is no news; anything else goes to the log."""
        _log.debug("a request failed", exc_info=True)


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        _log.debug("hung up already")


class Handler(BaseHTTPRequestHandler):
    """One request. Connections are not kept, so that nobody holds a thread by doing nothing."""

    server: Server
    timeout = _IDLE_SECONDS

    def do_GET(self) -> None:
        """Answer from the table of routes, if the request is one that our own page makes."""
        self._send(self._refusal() or routes.answer(self.server.preview, self.path))

    def do_HEAD(self) -> None:
        """The same without what follows the headers."""
        self.do_GET()

    def _only_reading(self) -> None:
        reply = routes.refused(405, "The preview only shows.")
        self._send(self._refusal() or replace(reply, more={"Allow": "GET, HEAD"}))

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _only_reading  # noqa: N815 - the base's names

    def _refusal(self) -> Answer | None:
        """403 for other hosts (DNS rebinding), other origins, and pages of others that point here."""
        hosts, origins = self.headers.get_all("Host", []), self.headers.get_all("Origin", [])
        site, goal = self.headers.get("Sec-Fetch-Site", "none"), self.headers.get("Sec-Fetch-Dest", "")
        # A chapter in its sandbox counts as foreign, and may lead to another chapter in the same frame;
        # frame-ancestors keeps the frames of other pages empty.
        own_page = site in {"none", "same-origin"} or (goal == "iframe" and self.path.startswith("/epub/"))
        own_host = len(hosts) == 1 and hosts[0] in self.server.hosts
        if own_host and own_page and set(origins) <= self.server.origins:
            return None
        return routes.refused(403, "The preview answers its own page on this machine alone.")

    def _send(self, reply: Answer) -> None:
        headers = {
            "Content-Type": reply.media,
            "Content-Security-Policy": reply.policy,
            "Cache-Control": reply.cache,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            **reply.more,
        }
        if reply.body is not None:
            headers["Content-Length"] = str(len(reply.body))
        self.send_response(reply.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        if reply.body is None:
            self._stream()
        else:
            self.wfile.write(reply.body)

    def _stream(self) -> None:
        """Server-sent events: first everything, then what is new, until either side ends."""
        board, seen = self.server.preview.board, 0
        while not board.closed:
            if board.wait(seen, _BEAT_SECONDS) and not board.closed:
                news = board.since(seen)
                seen = news["version"]
                self.wfile.write(f"data: {json.dumps(news, ensure_ascii=False)}\n\n".encode())
            else:
                self.wfile.write(b":\n\n")  # fails, and so ends the thread, once the browser has left

    def version_string(self) -> str:
        """No versions for strangers."""
        return "pcss-publish"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
        """The terminal is for the builds."""
        _log.debug(format, *args)
