"""outloud (PDF/UA-1 and more) and, where there is one, veraPDF (PDF/UA-1 and PDF/A-3a) on finished PDFs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import system

from . import Complaint
from .tools import Tools

# What outloud takes for a fault and is none here; each rule with the reason.
TOLERATED = {
    "TAG-002": "takes a running head of many words for text; the proof reads what stands in artefacts",
    "ORD-001": "marks of a list are painted after the text beside them; the proof holds to the order of tags",
    "PAG-001": "takes the stamp of a proof, at the head of each article of an issue, for a running head",
    "HDG-010": "a letter's salutation is its heading",
    "HDG-011": "a question is a heading, however long; its words are the article's",
    "LNK-010": "an address without a link in the source has none in the product",
    "TBL-001": "a table without heads in the source has none in the product",
}
FLAVOURS = ("ua1", "3a")


def outloud(files: list[Path], tools: Tools) -> Iterator[Complaint]:  # noqa: ARG001 - as the others
    """Every error and warning."""
    if not files:
        return
    skipped = [word for rule in TOLERATED for word in ("--skip", rule)]
    program = Path(sys.executable).with_name("outloud")
    options = ["--quiet", "--fail-on", "warning", "--json", "-", *skipped]
    done = system.attempt(program, *options, *files)
    try:
        told = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    except ValueError:
        yield Complaint("outloud", files[0], f"made no report: {done.stderr.strip()[-300:]}")
        return
    complaints = [one for file, result in zip(files, told, strict=True) for one in _outloud(file, result)]
    yield from complaints
    if done.returncode and not complaints:
        yield Complaint("outloud", files[0], f"ended with {done.returncode}")


def _outloud(file: Path, result: dict[str, Any]) -> Iterator[Complaint]:
    if result["error"]:
        yield Complaint("outloud", file, result["error"])
    for found in result["findings"]:
        if found["severity"] != "info":
            where = f"page {found['page']}: " if found.get("page") else ""
            yield Complaint("outloud", file, f"{found['rule']} {where}{found['message']}")


def verapdf(files: list[Path], program: str) -> Iterator[Complaint]:
    """Every rule that a file fails, and every file that could not be read.

    Args:
        files: PDFs.
        program: veraPDF's command.
    """
    for flavour in FLAVOURS if files else ():
        try:
            done = system.attempt(program, "--format", "json", "--flavour", flavour, *files)
            jobs = json.loads(done.stdout)["report"]["jobs"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            yield Complaint("veraPDF", files[0], f"{program} made no report: {error}")
            return
        if len(jobs) != len(files):
            yield Complaint("veraPDF", files[0], f"reports on {len(jobs)} of {len(files)} files")
        for file, job in zip(files, jobs, strict=False):
            yield from (Complaint("veraPDF", file, f"{flavour} {told}") for told in _failures(job))


def _failures(job: dict[str, Any]) -> Iterator[str]:
    """What one file fails; older veraPDFs give one result, newer ones a list."""
    results = job.get("validationResult") or []
    results = results if isinstance(results, list) else [results]
    if not results:
        yield f"not read: {(job.get('taskException') or {}).get('exceptionMessage', 'no result')}"
    for result in results:
        rules = [one for one in result["details"]["ruleSummaries"] if one["status"].lower() == "failed"]
        yield from (f"{one['clause']}-{one['testNumber']} {one.get('description', '')}" for one in rules)
        if not result["compliant"] and not rules:
            yield "not compliant"
