"""EPUBCheck (conformance) and Ace by DAISY (accessibility) on finished EPUBs."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import system

from . import Complaint
from .tools import JVM_FLAGS, Tools

TOLERATED = {"USAGE", "INFO", "SUPPRESSED"}


def epubcheck(epubs: list[Path], tools: Tools) -> Iterator[Complaint]:
    """Every fatal error, error and warning, from one Java for all: nearly all its time goes into starting."""
    import jpype

    if not jpype.isJVMStarted():
        jpype.startJVM(*JVM_FLAGS, classpath=[str(tools.epubcheck)])
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    for epub in epubs:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            ended = checker().run([str(epub), "--quiet", "--json", str(report)])
            told = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else {"messages": []}
        found = list(_epubcheck_messages(epub, told))
        yield from found
        if ended and not found:
            yield Complaint("EPUBCheck", epub, f"ended with {ended}, and said nothing of the file")


def _each(
    check: Callable[[Path, Tools], list[Complaint]], epubs: list[Path], tools: Tools
) -> Iterator[Complaint]:
    """What a check finds in each file, as many at a time as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(lambda epub: check(epub, tools), epubs):
            yield from found


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
    yield from _each(_ace, epubs, tools)


def _ace(epub: Path, tools: Tools) -> list[Complaint]:
    environment = os.environ | {"PUPPETEER_EXECUTABLE_PATH": tools.chromium, "ACE_TIMEOUT_INITIAL": "60000"}
    with tempfile.TemporaryDirectory() as folder:
        options = ["--silent", "-f", "-o", folder]
        done = system.attempt(tools.node, tools.ace, *options, epub.resolve(), env=environment)
        report = Path(folder) / "report.json"
        if not report.is_file():
            return [Complaint("Ace", epub, f"made no report: {(done.stdout + done.stderr).strip()[-300:]}")]
        told = json.loads(report.read_text(encoding="utf-8"))
    complaints = list(_ace_violations(epub, told))
    outcome = told["earl:result"]["earl:outcome"]
    return complaints or ([] if outcome == "pass" else [Complaint("Ace", epub, f"outcome {outcome}")])


def _ace_violations(epub: Path, told: dict[str, Any]) -> Iterator[Complaint]:
    for document in told["assertions"]:
        path = document["earl:testSubject"]["url"]
        for found in document["assertions"]:
            if found["earl:result"]["earl:outcome"] == "fail":
                rule = found["earl:test"]
                description = " ".join(found["earl:result"]["dct:description"].split())
                name = f"{rule['dct:title']} ({rule['earl:impact']})"
                yield Complaint("Ace", epub, f"{name} {path} {description}")
