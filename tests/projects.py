"""Small projects of fictional articles, and ways to build them; fixtures stand in tests/conftest.py."""

import os
import subprocess
import sys
from pathlib import Path

from pcss_publish.builder.outcome import Result

SEED = Path(__file__).parents[1] / "sources" / "ask-the-pcss-expert-naltrexone-cravings.txt"
"""The sample that ships. By its name: a user's own articles may lie beside it."""

ARTICLE = """Garden Notes

Ask the Gardener: {title}

by The Gardener | May 4, 2021

A reader asked a question:

1) {question}

Answer: {answer}

Funding for this initiative was made possible (in part) by the Meadow Trust (TEST-0001).
"""


def article(
    title: str = "Is It Late?", question: str = "Is it too late to sow?", answer: str = "Not yet."
) -> str:
    return ARTICLE.format(title=title, question=question, answer=answer)


def products(root: Path) -> dict[str, bytes]:
    """Everything below outputs/ that a build owns, by path."""
    out = root / "outputs"
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def status(result: Result) -> dict[str, str]:
    return {outcome.slug: outcome.status for outcome in result.outcomes}


def process(*args: object, cwd: Path, code: str = "", **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own; ``code`` runs first."""
    start = f"{code}\nimport sys\nfrom pcss_publish.cli import main\nmain(sys.argv[1:])"
    source = str(Path(__file__).parents[1] / "src")
    return subprocess.run(
        [sys.executable, "-c", start, *map(str, args)],
        cwd=cwd, env={**os.environ, "PYTHONPATH": source, **env}, capture_output=True, check=False,
    )  # fmt: skip
