"""Imports go downward only, and rooms on one floor do not import each other (CONTRIBUTING.md)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "pcss_publish"
FLOORS = {
    "model": 0, "settings": 0, "findings": 0, "errors": 0, "wording": 0, "toml": 0,
    "engines": 1, "config": 1, "profiles": 1, "theme": 1, "catalogue": 1,
    "readers": 2, "normalization": 2, "desk": 2, "checks": 2, "data": 2, "maillint": 2, "preflight": 2,
    "compose": 3,
    "exporters": 4, "proof": 4,
    "builder": 5,
    "preview": 6,
    "cli": 7, "api": 7, "__init__": 8,
}  # fmt: skip
# A neighbour that may be imported: the document's types stand on the shared ones, normalize takes what readers give.
NEIGHBOURS = {
    ("findings", "model"),
    ("toml", "errors"),
    ("normalization", "readers"),
    ("readers", "normalization"),
    ("engines", "theme"),
    ("__init__", "api"),
}
# The proof may know what an article is, and nothing of how products are made.
ONLY = {"proof": {"model", "proof"}}
LIBRARIES = {"weasyprint": "engines", "ebooklib": "engines", "pypandoc": "engines"}
MODULES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            names += [f"{base}.{alias.name}" for alias in node.names] if base == "pcss_publish" else [base]
    return names


def faults(path: Path) -> list[str]:
    mine, found = room(path), []
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top in LIBRARIES and mine != LIBRARIES[top]:
            found.append(f"{mine} imports {top}")
        if top != "pcss_publish" or not rest or (path.name == "__init__.py" and mine == "__init__"):
            continue
        theirs = rest.split(".")[0]
        if theirs == mine:
            continue
        if FLOORS[theirs] >= FLOORS[mine] and (mine, theirs) not in NEIGHBOURS:
            found.append(f"{mine} (floor {FLOORS[mine]}) imports {theirs} (floor {FLOORS[theirs]})")
        if mine in ONLY and theirs not in ONLY[mine]:
            found.append(f"{mine} imports {theirs}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    assert faults(path) == []


def test_an_upward_import_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "model").mkdir()
    bad = tmp_path / "model" / "bad.py"
    bad.write_text("from pcss_publish.cli import console\nimport weasyprint\n")
    assert faults(bad) == ["model (floor 0) imports cli (floor 7)", "model imports weasyprint"]


def test_every_module_is_small() -> None:
    longest = {str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: lines for name, lines in longest.items() if lines > 260} == {}
