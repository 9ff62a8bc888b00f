#!/usr/bin/env python3
"""What trafilatura finds on the same pages; run it with the Python that has it installed.

``words`` counts comments whose words stand in what it calls comments, ``body`` those that stand in its
main text instead,
``names`` names that stand in its comments; ``author`` and ``date`` are the article's, told by ``.byline``
and ``time`` of the page.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import re
from collections import Counter
from pathlib import Path

import trafilatura  # type: ignore[import-not-found]


def main() -> None:
    """Print the sums of one half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=["tuning", "unseen", "both"], default="tuning")
    options = parser.parse_args()
    sums: Counter[str] = Counter()
    for page in sorted(options.folder.glob("*.html")):
        digest = hashlib.sha256(page.stem.partition("--")[0].encode()).digest()
        if options.half in {"both", ["tuning", "unseen"][digest[0] % 2]}:
            sums += measured(page.read_text(encoding="utf-8"), page.with_suffix(".json"))
    print(dict(sums))


def measured(page: str, gold: Path) -> Counter[str]:
    """What was found of one page."""
    wanted = json.loads(gold.read_text(encoding="utf-8")) if gold.exists() else []
    found = trafilatura.bare_extraction(page, include_comments=True, with_metadata=True)
    sums = Counter(pages=1, wanted=len(wanted))
    if found is None:
        return sums + Counter(nothing=1)
    body, said = squashed(found.text or ""), squashed(found.comments or "")
    for row in wanted:
        words = squashed(row["text"])
        sums.update(words=words in said, body=words in body, names=squashed(row["name"]) in said)
    if not wanted:
        sums["given"] += bool(said)
    author = re.search(r'class="author">([^<]*)<', page)
    date = re.search(r'<time datetime="([^"]{10})', page)
    sums["author"] += bool(author and squashed(author[1]) == squashed(found.author or ""))
    sums["date"] += bool(date and date[1] == found.date)
    return sums


def squashed(text: str) -> str:
    """The text without tags, entities and blanks."""
    return re.sub(r"[\W_]+", "", html.unescape(re.sub(r"<[^>]+>", "", text)))


if __name__ == "__main__":
    main()
