"""The preview answers its own page on this machine alone, and shows nothing that is not a product."""

import socket
import threading
from pathlib import Path

import pytest

from pcss_publish.errors import OutputError
from pcss_publish.preview import server
from pcss_publish.preview.board import Board
from pcss_publish.preview.routes import Preview
from previews import PATIENCE, Live

REFUSED = (Path(__file__).parents[1] / "cases" / "preview" / "refused-paths.txt").read_text().splitlines()[1:]
PORT = "{port}"


def digest(live: Live, suffix: str) -> str:
    return str(live.article("one")["products"][suffix]["digest"])


def test_every_address_answers_with_its_kind_and_a_policy(shown: Live) -> None:
    epub, mail = digest(shown, ".epub"), digest(shown, ".newsletter.html")
    for path, media, sandboxed in (
        ("/", "text/html; charset=utf-8", False),
        ("/preview.js", "text/javascript; charset=utf-8", False),
        ("/preview.css", "text/css; charset=utf-8", False),
        ("/article/one", "application/json", False),
        ("/file/one.epub", "application/epub+zip", False),
        ("/file/one.newsletter.html", "text/html; charset=utf-8", True),
        ("/file/one.newsletter.txt", "text/plain; charset=utf-8", True),
        ("/file/one.certificate.json", "application/json", False),
        (f"/epub/one/{epub}/light/1", "application/xhtml+xml; charset=utf-8", True),
        (f"/mail/one/{mail}/dark", "text/html; charset=utf-8", True),
    ):
        reply = shown.ask(path)
        policy = reply.headers["Content-Security-Policy"]
        assert (reply.status, reply.headers["Content-Type"]) == (200, media), path
        assert "default-src 'none'" in policy, path
        assert ("sandbox" in policy.split("; ")) == sandboxed, path
        assert "unsafe-inline" not in policy or sandboxed, path
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in reply.headers
        body, head = reply.read(), shown.ask(path, "HEAD")
        assert head.headers["Content-Length"] == str(len(body))
        assert head.read() == b""


@pytest.mark.parametrize("path", REFUSED)
def test_no_other_address_is_answered(shown: Live, path: str) -> None:
    assert shown.ask(path.replace("{digest}", "0" * 64)).status == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": f"localhost:{PORT}"}, 200),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Host": f"evil.example.org:{PORT}"}, 403),
        ({"Host": f"127.0.0.1.example.org:{PORT}"}, 403),
        ({"Host": f"127.0.0.1:{PORT}.example.org"}, 403),
        ({"Host": f"user@127.0.0.1:{PORT}"}, 403),
        ({"Host": f"[::1]:{PORT}"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": f"http://127.0.0.1:{PORT}"}, 200),
        ({"Origin": f"http://localhost:{PORT}"}, 200),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": f"https://127.0.0.1:{PORT}"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/", "/events", "/article/one"])
def test_other_hosts_origins_and_pages_are_refused(
    shown: Live, path: str, headers: dict[str, str], status: int
) -> None:
    filled = {name: value.replace(PORT, str(shown.server.server_port)) for name, value in headers.items()}
    reply = shown.ask(path, headers=filled)
    assert reply.status == status
    reply.close()


def test_two_hosts_or_none_are_refused(shown: Live) -> None:
    for lines in (f"Host: {shown.host}\r\nHost: evil.example.org\r\n", ""):
        with socket.create_connection(("127.0.0.1", shown.server.server_port), PATIENCE) as link:
            link.sendall(f"GET / HTTP/1.1\r\n{lines}\r\n".encode())
            assert b" 403 " in link.makefile("rb").readline()


def test_a_chapter_in_its_sandbox_may_lead_to_the_next(shown: Live) -> None:
    path = f"/epub/one/{digest(shown, '.epub')}/light/2"
    assert shown.ask(path, headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"}).status == 200
    assert shown.ask(path, headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"}).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_the_preview_only_shows(shown: Live, method: str) -> None:
    before = (shown.folder / "sources" / "one.txt").read_bytes()
    assert shown.ask("/article/one", method).status == 405
    assert shown.ask("/article/one", method, {"Host": "evil.example.org"}).status == 403
    assert (shown.folder / "sources" / "one.txt").read_bytes() == before


def test_only_products_of_the_manifest_are_shown_and_never_from_outside(live: Live) -> None:
    live.rows()
    outputs, secret = live.folder / "outputs", live.folder.parent / "secret.epub"
    secret.write_bytes(b"not for show")
    (outputs / "one" / "one.docx").write_bytes(b"nobody built this")
    (outputs / "three").mkdir()
    (outputs / "three" / "three.epub").write_bytes(b"nor this")
    assert live.ask("/file/one.epub").status == 200
    (outputs / "one" / "one.epub").unlink()
    (outputs / "one" / "one.epub").symlink_to(secret)
    for path in ("/file/one.epub", "/file/one.docx", "/file/three.epub", "/article/three", "/file/one.icml"):
        assert live.ask(path).status == 404, path


def test_a_product_is_shown_under_its_own_digest_alone(shown: Live) -> None:
    assert shown.ask(f"/mail/one/{'0' * 64}/light").status == 404
    assert shown.ask(f"/epub/one/{digest(shown, '.epub')}/light/99").status == 404


def test_a_port_that_is_taken_leaves_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        server.Server(Preview(Board()), 0) as first,
        server.Server(Preview(Board()), first.server_port) as second,
    ):
        assert second.server_port > first.server_port
        monkeypatch.setattr(server, "_TRIES", 1)
        with pytest.raises(OutputError):
            server.Server(Preview(Board()), first.server_port)


def test_it_listens_on_this_machine_alone() -> None:
    with server.Server(Preview(Board()), 0) as running:
        assert running.socket.getsockname()[0] == "127.0.0.1"


def threads() -> set[threading.Thread]:
    return {one for one in threading.enumerate() if one is not threading.current_thread()}


def test_closing_leaves_no_thread_whoever_holds_a_connection(folder: Path) -> None:
    before = threads()
    live = Live(folder)
    with live.loop, live.server:
        live.thread.start()
        live.rows()
        silent = socket.create_connection(("127.0.0.1", live.server.server_port), PATIENCE)
        stream = live.ask("/events")
        assert stream.readline().startswith(b"data: ")
        live.loop.stop()
        live.thread.join()
    assert threads() <= before
    assert silent.recv(1) == b""
    silent.close()


def test_closing_hangs_up_on_whoever_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.Handler, "timeout", None)
    running = server.Server(Preview(Board()), 0).__enter__()
    silent = socket.create_connection(("127.0.0.1", running.server_port), PATIENCE)
    # Connections are taken in order: when this one is answered, the silent one has its thread.
    with socket.create_connection(("127.0.0.1", running.server_port), PATIENCE) as other:
        other.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b" 403 " in other.makefile("rb").readline()
    closing = threading.Thread(target=running.close)
    closing.start()
    closing.join(PATIENCE / 4)
    ended = not closing.is_alive()
    silent.close()
    closing.join()
    assert ended


def test_a_browser_that_leaves_frees_its_thread(shown: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_BEAT_SECONDS", 0.01)
    before = threads()
    stream = shown.ask("/events")
    assert stream.readline().startswith(b"data: ")
    (held,) = threads() - before
    stream.close()
    held.join(PATIENCE)
    assert not held.is_alive()
