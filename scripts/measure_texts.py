#!/usr/bin/env python3
"""How well comments are read in copied text: pages through text browsers, their comments known.

Give it a folder that ``make_pages.py FOLDER --texts`` has been through: ``NAME.BROWSER.txt`` beside
``NAME.json``. With ``--none``
it counts what is found where nobody commented: the texts and pages of a folder that has no ``.json``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from measure_pages import Row, agrees, half_of, squashed
from pcss_publish.errors import SourceError
from pcss_publish.model import Comment
from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes

_START = 30  # letters by which the beginning of a comment is known


def main() -> None:
    """Print the sums of one half, browser by browser, or those of what nobody commented on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=["tuning", "unseen", "both"], default="tuning")
    parser.add_argument("--by", choices=["browser", "template"], default="browser")
    parser.add_argument("--none", action="store_true")
    options = parser.parse_args()
    sums: dict[str, Counter[str]] = {}
    for source in sorted(options.folder.glob("*.*")):
        name, *rest = source.name.split(".")
        if source.suffix not in {".txt", ".html"} or options.half not in {half_of(name), "both"}:
            continue
        by = name.partition("--")[0] if options.by == "template" else rest[0]
        if options.none:
            sums.setdefault(by, Counter()).update(without(source))
        elif source.suffix == ".txt":
            wanted = json.loads((options.folder / f"{name}.json").read_text(encoding="utf-8"))
            sums.setdefault(by, Counter()).update(measured(source, wanted))
    for by, counted in sums.items():
        print(by, dict(counted))
    print("all", dict(sum(sums.values(), Counter())))


def read(source: Path) -> Normalized | None:
    """The text as the product reads it; nothing if it is refused."""
    try:
        return normalize(read_bytes(source.read_bytes(), source.name, limit=20_000_000))
    except SourceError:
        return None


def without(source: Path) -> Counter[str]:
    """Whether a page without comments was given any, and whether it was asked about."""
    found = read(source)
    if found is None:
        return Counter(pages=1, refused=1)
    given = bool(found.document.comments.items)
    asked = any(one.code == "C007" for one in found.findings)
    return Counter(pages=1, given=given, given_unasked=given and not asked, asked=asked)


def measured(source: Path, wanted: list[Row]) -> Counter[str]:
    """What was found of a text's comments, each told by the beginning of its words."""
    found = read(source)
    sums = Counter(pages=1, wanted=len(wanted))
    if found is None:
        return sums + Counter(refused=1)
    items = found.document.comments.items
    for row in wanted:
        words = squashed(row["text"])
        holders = [item for item in items if words[:_START] in squashed(item.text)]
        # The same beginning may stand under two names: the right one is tried first.
        holders.sort(key=lambda item: not agrees(item, row))
        if holders:
            sums += scored(holders[0], row, found)
    return sums + Counter(extra=max(0, len(items) - len(wanted)))


def scored(item: Comment, row: Row, found: Normalized) -> Counter[str]:
    """What is right of the comment that holds these words, and whether a wrong name was asked about."""
    text, words, name = squashed(item.text), squashed(row["text"]), agrees(item, row)
    value = item.stamp.value if item.stamp else ""
    stamp = len(value) >= len("2019-05-05") and row["date"].startswith(value)
    asked = any(one.code in {"C001", "C007"} and one.node in {"", item.id} for one in found.findings)
    return Counter(
        start=text.startswith(words[:_START]),
        words=text == words,
        name=name,
        right=name and stamp,
        wrong=not name,
        silent=not name and not asked,
    )


if __name__ == "__main__":
    main()
