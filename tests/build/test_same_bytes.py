"""Products are the same bytes whenever, wherever and however often they are made, and nothing is fetched."""

from pathlib import Path

from projects import article, process, products

NO_NETWORK = """
import socket
def refuse(*args, **kwargs):
    raise SystemExit("the network was asked")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""
EVIL = (
    '<img src="http://example.org/x.png"> <script src="http://example.org/x.js"></script> @import url(http://example.org) '
    "See http://example.org/page and www.example.org."
)


def test_all_formats_are_the_same_bytes_in_another_process_place_and_time(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "pcss.toml").write_text("", encoding="utf-8")
    first = {"TZ": "UTC", "PYTHONHASHSEED": "0", "LC_ALL": "C"}
    second = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8"}
    assert process("build", cwd=folder, **first).returncode == 0
    before = products(folder)
    assert any(name.endswith(".pdf") for name in before)
    copy = tmp_path / "elsewhere"
    (copy / "sources").mkdir(parents=True)
    (copy / "pcss.toml").write_text("", encoding="utf-8")
    for source in (folder / "sources").iterdir():
        (copy / "sources" / source.name).write_bytes(source.read_bytes())
    assert process("build", *sorted((copy / "sources").iterdir()), cwd=tmp_path, **second).returncode == 0
    assert products(copy) == before


def test_nothing_is_fetched(folder: Path) -> None:
    (folder / "pcss.toml").write_text("", encoding="utf-8")
    (folder / "sources" / "one.txt").write_text(article(answer=EVIL), encoding="utf-8")
    done = process(
        "build", "--executor", "serial", "-t", "pdf,epub,newsletter,docx,icml", cwd=folder, code=NO_NETWORK
    )
    assert done.returncode == 0, done.stderr.decode()
    assert process(
        "doctor", cwd=folder, code=NO_NETWORK + "\nsocket.create_connection(('example.org', 80))"
    ).returncode
