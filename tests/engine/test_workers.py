"""What costs a worker its life, or would never end, costs its own article alone, and that one is named."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from engine.plants import Watch, begun, descendants, ended, environment, events, heard, in_workers, pipe
from projects import article, process, products

BROKEN = {
    "b-dies": "import os; os.kill(os.getpid(), 9)",
    "c-endless": "while True: pass",
    "d-deaf": "import hashlib; hashlib.pbkdf2_hmac('sha256', b'', b'', 2**31 - 1)",  # native: no handler runs
    "e-eats": "held = []\nwhile True: held.append(bytes(2**24))",
    "f-fails": "raise ZeroDivisionError('planted')",
}
WHOLE = ("a-first", "g-once", "h-last")


class Built(NamedTuple):
    code: int
    articles: dict[str, dict[str, Any]]
    errors: list[dict[str, Any]]
    result: dict[str, Any]
    products: dict[str, bytes]


def _project(root: Path, *slugs: str, limits: str = "") -> Path:
    (root / "sources").mkdir(parents=True)
    config = f'[build]\nformats = ["newsletter"]\n{limits}'
    (root / "pcss.toml").write_text(config, encoding="utf-8")
    for slug in slugs:
        (root / "sources" / f"{slug}.txt").write_text(article(f"Is {slug} Late?"), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One build of two workers that meets all of these faults."""
    base = tmp_path_factory.mktemp("workers")
    limits = "[limits]\nstep_seconds = 1\nmemory_mb = 800\n"
    root = _project(base / "project", *BROKEN, *WHOLE, limits=limits)
    mark = f"open({str(base / 'was here')!r}, 'x').close()"
    once = f"import os\ntry: {mark}\nexcept FileExistsError: pass\nelse: os.kill(os.getpid(), 9)"
    variables = in_workers(base / "plant", {**BROKEN, "g-once": once})
    done = process("--log-format", "json", "build", "-j2", cwd=root, **variables)
    articles = {one["slug"]: one for one in events(done.stderr, "article")}
    [result] = events(done.stderr, "result")
    return Built(done.returncode, articles, events(done.stderr, "error"), result, products(root))


def test_the_articles_beside_broken_ones_are_built(built: Built) -> None:
    assert {slug for slug, one in built.articles.items() if one["status"] == "built"} == set(WHOLE)
    assert {name.partition("/")[0] for name in built.products} == {*WHOLE, "manifest.json"}


def test_each_broken_article_is_named_and_the_exit_code_says_so(built: Built) -> None:
    assert built.code == 1
    assert built.result["failed"] == sorted(BROKEN)
    assert [error["place"] for error in built.errors] == [f"{slug}.txt" for slug in sorted(BROKEN)]


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("b-dies", "every worker that tried to make it died"),
        ("c-endless", "took longer than 1 seconds of processor time"),
        ("d-deaf", "every worker that tried to make it died"),
        ("e-eats", "needed more than 800 MB"),
        ("f-fails", "planted"),
    ],
)
def test_an_article_is_told_what_became_of_it(built: Built, slug: str, said: str) -> None:
    [error] = [one for one in built.errors if one["place"] == f"{slug}.txt"]
    assert said in error["message"]


def test_reports_come_in_the_order_of_the_sources(built: Built) -> None:
    assert list(built.articles) == sorted(built.articles)


def test_the_order_of_completion_never_shows(tmp_path: Path) -> None:
    """The first article ends only when the last one is under way."""
    slugs = ("a", "b", "c", "d")
    root = _project(tmp_path / "project", *slugs)
    os.mkfifo(tmp_path / "pipe")
    name = str(tmp_path / "pipe")
    waits = {"a": f"open({name!r}, 'rb').read()", "d": f"open({name!r}, 'wb').write(b'.')"}
    variables = in_workers(tmp_path / "plant", waits)
    done = process("--log-format", "json", "build", "-j2", cwd=root, **variables)
    assert done.returncode == 0, done.stderr.decode()
    assert [one["slug"] for one in events(done.stderr, "article")] == list(slugs)
    first = products(root)
    assert process("clean", cwd=root).returncode == 0
    assert process("build", "--executor", "serial", cwd=root).returncode == 0
    assert products(root) == first


WAITS = {"idle": "import signal; signal.pause()", "deaf": "import ctypes; ctypes.PyDLL(None).pause()"}
"""A worker that waits, and one that holds the interpreter's lock while it does: no thread of its runs then."""


def _until_both_work(tmp_path: Path, wait: str) -> tuple[Any, Watch, Path]:
    root = _project(tmp_path / "project", "one", "two")
    end = pipe(tmp_path / "pipe")
    told = f"import os; os.write(os.open({str(tmp_path / 'pipe')!r}, os.O_WRONLY), b'.')\n{wait}"
    variables = in_workers(tmp_path / "plant", {"one": told, "two": told})
    parent = begun("build", "-j2", cwd=root, **variables)
    heard(end, 2)
    os.close(end)
    below = descendants(parent.pid)
    assert len(below) >= 3  # the fork server and two workers
    return parent, Watch(below), root


@pytest.mark.parametrize("wait", WAITS)
def test_no_process_outlives_a_build_that_was_killed(tmp_path: Path, wait: str) -> None:
    parent, watch, _ = _until_both_work(tmp_path, WAITS[wait])
    parent.kill()
    parent.wait()
    assert watch.living() == set()


@pytest.mark.parametrize("wait", WAITS)
def test_ctrl_c_ends_all_and_the_next_build_goes_on(tmp_path: Path, wait: str) -> None:
    parent, watch, root = _until_both_work(tmp_path, WAITS[wait])
    os.killpg(parent.pid, signal.SIGINT)
    assert ended(parent) == 130
    assert b"Traceback" not in (tmp_path / "stderr").read_bytes()
    assert watch.living() == set()
    assert process("build", "--executor", "serial", cwd=root).returncode == 0


def test_a_build_that_is_terminated_leaves_no_process(tmp_path: Path) -> None:
    parent, watch, _ = _until_both_work(tmp_path, WAITS["idle"])
    parent.terminate()
    parent.wait()
    assert watch.living() == set()


def test_workers_are_renewed_before_their_memory_has_grown(tmp_path: Path) -> None:
    root = _project(tmp_path / "project", "a", "b", "c", "d")
    end = pipe(tmp_path / "pipe")
    told = f"import os; os.write(os.open({str(tmp_path / 'pipe')!r}, os.O_WRONLY), b'%8d' % os.getpid())"
    variables = in_workers(tmp_path / "plant", dict.fromkeys("abcd", told))
    few = "from pcss_publish.builder.executors import local; local.RENEWED = 2"
    assert process("build", "-j1", cwd=root, code=few, **variables).returncode == 0
    pids = heard(end, 32).split()
    os.close(end)
    assert len(set(pids)) == 2


def test_a_pool_without_a_fork_server_works_too(tmp_path: Path) -> None:
    root = _project(tmp_path / "project", "one", "two")
    bare = "import multiprocessing as m; m.get_all_start_methods = lambda: ['spawn']"
    variables = environment(tmp_path / "plant", bare)
    done = process("build", "-j2", cwd=root, **variables)
    assert done.returncode == 0, done.stderr.decode()
    assert process("build", "-j2", cwd=root).stderr.count(b"unchanged as release") == 2
