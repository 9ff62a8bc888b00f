#!/usr/bin/env python3
"""How well comments are read in saved pages whose comments are known.

Give it a folder of pairs: ``NAME.html`` as a site delivers it, and ``NAME.json``, its comments as the site's
database has them: a list of ``{"id", "parent", "name", "date", "text"}`` with ``date`` in ISO 8601. One half,
told by the digest of the name (of ``TEMPLATE--NUMBER``, by the template's), is for tuning; rules are to be
made with
the other half unseen. ``make_pages.py`` makes such a folder.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from pcss_publish.errors import SourceError
from pcss_publish.model import Comment
from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes

Row = dict[str, str]


def main() -> None:
    """Print the sums of one half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=["tuning", "unseen", "both"], default="tuning")
    parser.add_argument("--each", action="store_true", help="print what differs, page by page")
    options = parser.parse_args()
    sums: Counter[str] = Counter()
    begun = time.process_time()
    for page in sorted(options.folder.glob("*.html")):
        if options.half in {half_of(page.stem), "both"}:
            wanted = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
            found = measured(page, wanted)
            sums += found
            if options.each and (found["right"] < found["wanted"] or found["extra"]):
                print(page.name, dict(found))
    print({**sums, "seconds of processor time": round(time.process_time() - begun, 1)})


def half_of(name: str) -> str:
    """Which half a page belongs to: that of its template, which stands before ``--``."""
    return "unseen" if hashlib.sha256(name.partition("--")[0].encode()).digest()[0] % 2 else "tuning"


def measured(page: Path, wanted: list[Row]) -> Counter[str]:
    """What was found of a page's comments, matched by their words."""
    sums = Counter(pages=1, wanted=len(wanted))
    try:
        read = normalize(read_bytes(page.read_bytes(), page.name, limit=20_000_000))
    except SourceError:
        return sums + Counter(refused=1)
    left = list(read.document.comments.items)
    matched: dict[str, Comment] = {}
    for row in wanted:
        one = next((item for item in left if squashed(item.text) == squashed(row["text"])), None)
        # The same words may stand under two names: the same name is tried first.
        one = next((i for i in left if agrees(i, row) and squashed(i.text) == squashed(row["text"])), one)
        if one:
            left.remove(one)
            matched[row["id"]] = one
            sums += scored(one, row, read)
    sums["extra"] += len(left)
    ids = {item.id: key for key, item in matched.items()}
    sums["parents"] += sum(
        ids.get(item.parent or "", "0") == str(row["parent"])
        for row in wanted
        if (item := matched.get(row["id"]))
    )
    return sums


def scored(item: Comment, row: Row, read: Normalized) -> Counter[str]:
    """Whether words, name and time of one comment are right, and whether a wrong name was asked about."""
    name = agrees(item, row)
    value = item.stamp.value if item.stamp else ""
    # Some pages print the day alone; a value is as exact as what is printed.
    time_right = len(value) >= len("2019-05-05") and row["date"].replace(" ", "T").startswith(value)
    asked = any(found.code == "C007" and found.node in {"", item.id} for found in read.findings)
    return Counter(
        words=1, name=name, time=time_right, right=name and time_right, silent=not name and not asked
    )


def agrees(item: Comment, row: Row) -> bool:
    """Whether a comment bears the name that it should."""
    return item.name is not None and squashed(item.name.text) == squashed(row["name"])


def squashed(text: Any) -> str:
    """The text without tags, entities, blanks and what sites make typographic."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", str(text)))
    return re.sub(r"[\W_]+", "", plain)


if __name__ == "__main__":
    main()
