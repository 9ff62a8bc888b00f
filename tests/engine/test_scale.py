"""The same bytes and the same manifest, wherever and in how many parts a project is built."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import distributed
import pytest

from projects import article, process, products

Cli = Callable[..., int]
SLUGS = ("one", "two", "three", "four")
SERIAL = ("build", "--executor", "serial")


@pytest.fixture
def four(folder: Path) -> Path:
    for slug in SLUGS[2:]:
        (folder / "sources" / f"{slug}.txt").write_text(article(f"Is {slug} Late?"), encoding="utf-8")
    return folder


@pytest.fixture
def reference(four: Path, tmp_path: Path, cli: Cli) -> dict[str, bytes]:
    """What a serial build of the whole makes."""
    assert cli(*SERIAL, "--output-dir", tmp_path / "reference" / "outputs") == 0
    return products(tmp_path / "reference")


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as made:
        yield made


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_local_workers_make_the_same(four: Path, reference: dict[str, bytes], jobs: str) -> None:
    assert process("build", jobs, cwd=four).returncode == 0
    assert products(four) == reference


def test_a_dask_cluster_makes_the_same(
    four: Path, reference: dict[str, bytes], cluster: distributed.LocalCluster
) -> None:
    words = ("build", "--executor", "dask", "--scheduler", cluster.scheduler_address)
    done = process(*words, cwd=four)
    assert done.returncode == 0, done.stderr.decode()
    assert products(four) == reference
    assert process(*words, cwd=four).stderr.count(b"unchanged as") == 4


def test_an_article_that_fails_on_a_cluster_is_named(four: Path, cluster: distributed.LocalCluster) -> None:
    (four / "sources" / "one.txt").write_bytes(b"\x00\x01\x02" * 99)
    done = process("build", "--executor", "dask", "--scheduler", cluster.scheduler_address, cwd=four)
    assert done.returncode == 65
    assert b"one.txt" in done.stderr
    assert {name.partition("/")[0] for name in products(four)} == {"manifest.json", "two", "three", "four"}


def test_workers_with_several_threads_are_refused(
    four: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0", silence_logs=50
    ) as several:
        assert cli("build", "--executor", "dask", "--scheduler", several.scheduler_address) == 78
    assert "--nthreads 1" in capsys.readouterr().err


def test_dask_without_an_address_says_so(four: Path, cli: Cli) -> None:
    assert cli("build", "--executor", "dask") == 2


def test_shards_of_a_shared_folder_make_the_same(four: Path, reference: dict[str, bytes], cli: Cli) -> None:
    for number in (2, 3, 1):
        assert cli(*SERIAL, "--shard", f"{number}/3") == 0
    assert cli("merge") == 0
    assert products(four) == reference
    assert cli("verify", "--manifest") == 0


@pytest.fixture
def apart(four: Path, tmp_path: Path, cli: Cli) -> list[Path]:
    """Two shards on machines that share nothing."""
    folders = [tmp_path / f"machine-{number}" for number in (1, 2)]
    for number, outputs in enumerate(folders, 1):
        assert cli(*SERIAL, "--shard", f"{number}/2", "--output-dir", outputs) == 0
    return folders


def test_shards_built_apart_make_the_same(
    four: Path, reference: dict[str, bytes], apart: list[Path], cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli("merge", *apart) == 0
    assert products(four) == reference
    capsys.readouterr()
    assert cli(*SERIAL) == 0
    assert capsys.readouterr().err.count("unchanged as") == 4  # the store was merged too


def test_a_merge_without_all_shards_is_refused_and_changes_nothing(
    four: Path, apart: list[Path], cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli("merge", apart[0]) == 1
    assert "2/2" in capsys.readouterr().err
    assert products(four) == {}


def test_shards_of_different_numbers_are_refused(four: Path, apart: list[Path], cli: Cli) -> None:
    assert cli(*SERIAL, "--shard", "1/3") == 0
    before = products(four)
    assert cli("merge", *apart) == 1
    assert products(four) == before


def test_shards_of_different_tools_are_refused(
    four: Path, apart: list[Path], cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    part = apart[1] / ".cache" / "shard-2-of-2.json"
    table = json.loads(part.read_bytes())
    table["tools"]["lxml"] = "0.0"
    part.write_text(json.dumps(table), encoding="utf-8")
    assert cli("merge", *apart) == 1
    assert "lxml" in capsys.readouterr().err
    assert products(four) == {}


@pytest.mark.parametrize("harm", ["edited", "deleted"])
def test_a_damaged_product_is_named_and_nothing_is_merged(
    four: Path, apart: list[Path], cli: Cli, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    path = max(apart[1].glob("*/*.epub"))
    path.unlink() if harm == "deleted" else path.write_bytes(b"edited")
    assert cli("merge", *apart) == 73
    assert path.name in capsys.readouterr().err
    assert products(four) == {}


def test_nothing_to_merge(four: Path, cli: Cli) -> None:
    assert cli("merge") == 66


def test_an_article_that_fails_in_a_shard_keeps_its_products(four: Path, cli: Cli) -> None:
    assert cli(*SERIAL) == 0
    before = products(four)
    (four / "sources" / "one.txt").write_bytes(b"\x00\x01\x02" * 99)
    codes = [cli(*SERIAL, "--shard", f"{number}/2") for number in (1, 2)]
    assert sorted(codes) == [0, 65]
    assert cli("merge") == 0
    assert products(four) == before


def test_a_merge_removes_what_a_whole_build_would(four: Path, cli: Cli) -> None:
    assert cli(*SERIAL) == 0
    (four / "sources" / "one.txt").unlink()
    (four / "pcss.toml").write_text('[build]\nformats = ["epub"]\n', encoding="utf-8")
    for number in (1, 2):
        assert cli(*SERIAL, "--shard", f"{number}/2") == 0
    assert cli("merge") == 0
    merged = products(four)
    assert not any(name.startswith("one/") or "newsletter" in name for name in merged)
    shutil.rmtree(four / "outputs")
    assert cli(*SERIAL) == 0
    assert products(four) == merged


def test_a_whole_build_stands_above_shards_that_were_not_merged(four: Path, cli: Cli) -> None:
    for number in (1, 2):
        assert cli(*SERIAL, "--shard", f"{number}/2") == 0
    (four / "sources" / "one.txt").unlink()
    (four / "sources" / "two.txt").write_text(article(answer="New."), encoding="utf-8")
    assert cli(*SERIAL) == 0
    assert not (four / "outputs" / "one").exists()
    assert cli("merge") == 66
    assert cli("verify", "--manifest") == 0


def test_clean_unused_keeps_what_shards_need(
    four: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (1, 2):
        assert cli(*SERIAL, "--shard", f"{number}/2") == 0
    assert cli("clean", "--unused") == 0
    capsys.readouterr()
    assert cli(*SERIAL) == 0
    assert capsys.readouterr().err.count("unchanged as") == 4


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"])
def test_no_part_of_a_whole_is_refused(four: Path, cli: Cli, text: str) -> None:
    assert cli("build", f"--shard={text}") == 2
