"""EPUBCheck (conformance) and Ace by DAISY (accessibility) on finished EPUBs."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import system

from . import Complaint
from .tools import JVM_FLAGS, Tools

TOLERATED = {"USAGE", "INFO", "SUPPRESSED"}


def epubcheck(epubs: list[Path], tools: Tools) -> Iterator[Complaint]:
    """Every fatal error, error and warning."""
    for epub in epubs:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            done = system.attempt(tools.java, *JVM_FLAGS, "-jar", tools.epubcheck, "--json", report, epub)
            if not report.is_file():
                yield Complaint("EPUBCheck", epub, f"made no report: {done.stderr.strip()[-300:]}")
                continue
            told = json.loads(report.read_text(encoding="utf-8"))
        yield from _epubcheck_messages(epub, told)


def _epubcheck_messages(epub: Path, told: dict[str, Any]) -> Iterator[Complaint]:
    for message in told["messages"]:
        if message["severity"] in TOLERATED:
            continue
        place = (message.get("locations") or [{}])[0]
        where = f"{place.get('path', '')}:{place.get('line', '')}"
        told_in_short = f"{message['severity']} {message['ID']} {where} {message['message']}"
        yield Complaint("EPUBCheck", epub, told_in_short)


def ace(epubs: list[Path], tools: Tools) -> Iterator[Complaint]:
    """Every violation. Ace ends with 0 even then, so that its fresh report is what counts."""
    environment = os.environ | {"PUPPETEER_EXECUTABLE_PATH": tools.chromium, "ACE_TIMEOUT_INITIAL": "60000"}
    for epub in epubs:
        with tempfile.TemporaryDirectory() as folder:
            options = ["--silent", "-f", "-o", folder]
            done = system.attempt(tools.node, tools.ace, *options, epub.resolve(), env=environment)
            report = Path(folder) / "report.json"
            if not report.is_file():
                yield Complaint("Ace", epub, f"made no report: {(done.stdout + done.stderr).strip()[-300:]}")
                continue
            told = json.loads(report.read_text(encoding="utf-8"))
        complaints = list(_ace_violations(epub, told))
        yield from complaints
        if not complaints and told["earl:result"]["earl:outcome"] != "pass":
            yield Complaint("Ace", epub, f"outcome {told['earl:result']['earl:outcome']}")


def _ace_violations(epub: Path, told: dict[str, Any]) -> Iterator[Complaint]:
    for document in told["assertions"]:
        path = document["earl:testSubject"]["url"]
        for found in document["assertions"]:
            if found["earl:result"]["earl:outcome"] == "fail":
                rule = found["earl:test"]
                description = " ".join(found["earl:result"]["dct:description"].split())
                name = f"{rule['dct:title']} ({rule['earl:impact']})"
                yield Complaint("Ace", epub, f"{name} {path} {description}")
