"""The set-up's own files: locked, portable, complete, and careful with what is not theirs."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": ("dev", "build"),
    "requirements-tools.lock": ("validate", "lock", "benchmark"),
}


def canonical(requirement: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def make(folder: Path, *words: str) -> str:
    # `make test` hands its own flags and variables down to any make below it.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "ARGS"))}
    command = ["make", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with a Makefile, an article, a decision, products and caches; no set-up."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in (
        "sources/a.txt", "sources/a.desk.toml", "outputs/a/a.pdf", "outputs/.cache/x", ".mypy_cache/x",
        "src/p/__pycache__/m.pyc", "src/p/m.py", ".venv/ready",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize("lock", LOCKS)
def test_each_lock_names_no_host_and_pins_every_distribution_by_hash(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "index-url" not in text
    pins = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert [pin for pin in pins if not re.match(r"[a-z0-9-]+==\S+.*\\\n    --hash=sha256:", pin)] == []


def imported(folder: Path) -> set[str]:
    """The top-level packages that the code below ``folder`` imports, at whatever depth."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found


def test_each_imported_distribution_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    declared = {canonical(word) for words in (project["dependencies"], *extras) for word in words}
    provided_by = packages_distributions()
    foreign = imported(ROOT / "src") - set(sys.stdlib_module_names) - {"pcss_publish"}
    undeclared = {name for name in foreign if not {canonical(d) for d in provided_by[name]} & declared}
    assert undeclared == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_each_declared_requirement_is_locked(lock: str) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [word for group in LOCKS[lock] for word in declared["dependency-groups"][group]]
    if lock == "requirements.lock":
        extras = declared["project"]["optional-dependencies"].values()
        wanted += [word for words in (declared["project"]["dependencies"], *extras) for word in words]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), flags=re.MULTILINE))
    assert {canonical(word) for word in wanted} - locked == set()


def test_the_validators_are_locked_without_a_host() -> None:
    text = (ROOT / "scripts/validators/package-lock.json").read_text()
    assert '"resolved"' not in text
    assert text.count('"integrity"') > 100


def test_help_tells_of_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    assert phony
    told = make(ROOT, "help")
    untold = [word for word in phony[1].split() if word not in told and word not in {"all", "help"}]
    assert untold == []


def test_clean_removes_products_and_caches_only(project: Path) -> None:
    make(project, "clean")
    left = {str(path.relative_to(project)) for path in project.rglob("*") if path.is_file()}
    assert left == {"Makefile", "sources/a.txt", "sources/a.desk.toml", "src/p/m.py", ".venv/ready"}


def test_products_are_never_judged_by_their_age(project: Path) -> None:
    (project / "pdf").touch()
    planned = make(project, "--dry-run", "--assume-old=.venv/ready", "pdf", "ARGS=sources/a.txt")
    assert planned.strip() == ".venv/bin/pcss-publish build -t pdf sources/a.txt"


def test_the_wheel_carries_every_file_of_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    shipped = set(zipfile.ZipFile(wheel).namelist())
    files = (path.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("*") if path.is_file())
    caches = re.compile(r"(^|/)(\.|__pycache__/)")
    assert {path.as_posix() for path in files if not caches.search(path.as_posix())} - shipped == set()


def test_tests_and_benchmarks_take_the_sample_by_its_name() -> None:
    """A user's own articles may lie in sources/; `make test` has nothing to say about them."""
    paths = [path for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    looks = re.compile(r"""(?:["']sources["']\s*\)|SOURCES)\s*\.\s*r?glob\(""")
    assert [path.name for path in paths if looks.search(path.read_text(encoding="utf-8"))] == []
