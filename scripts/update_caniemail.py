"""Renew the vendored caniemail data from a file that you downloaded. Nothing is fetched.

Usage: ``python scripts/update_caniemail.py FILE [--date YYYY-MM-DD]``. FILE is ``data.json`` of the API of
caniemail.com, or a list of its features. Exit codes: 0 written; 65 the file holds no such data.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src" / "pcss_publish" / "data" / "mail" / "caniemail.json"
BAD_DATA = 65
KEPT = ("slug", "title", "category", "stats", "notes")
_RESULT = re.compile(r"[yanu]( #\d+)*\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def main() -> int:
    """Read, check, write; return the exit code."""
    parser = argparse.ArgumentParser(description="Renew the vendored caniemail data.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--date", help="day of the snapshot, where the file does not say it")
    parser.add_argument("--output", type=Path, default=TARGET)
    arguments = parser.parse_args()
    try:
        held = renewed(json.loads(arguments.file.read_text(encoding="utf-8")), arguments.date or "")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{arguments.file}: no caniemail data: {error}", file=sys.stderr)
        return BAD_DATA
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in held["features"])
    day = json.dumps(held["snapshot"])
    arguments.output.write_text(f'{{"snapshot": {day}, "features": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{arguments.output}: {len(held['features'])} features of {held['snapshot']}")
    return 0


def renewed(data: Any, day: str) -> dict[str, Any]:
    """The data as they are vendored: one feature a line, by slug; results stay in order, the latest one last.

    Raises:
        ValueError: a result is none of caniemail's, or nothing says of which day the data are.
        KeyError, TypeError, AttributeError: it is something else.
    """
    features = data if isinstance(data, list) else data.get("data") or data["features"]
    told = "" if isinstance(data, list) else data.get("last_update_date") or data.get("snapshot") or ""
    found = _DAY.match(day or str(told))
    if not found:
        raise ValueError("it does not say its day; give it by --date YYYY-MM-DD")
    kept = [{key: one[key] for key in KEPT if key in one} for one in features]
    for one in kept:
        one["stats"] = {
            family: {place: {str(v): _result(r) for v, r in tests.items()} for place, tests in places.items()}
            for family, places in one["stats"].items()
        }
    return {"snapshot": found[0], "features": sorted(kept, key=lambda one: str(one["slug"]))}


def _result(text: Any) -> str:
    result = " ".join(str(text).split())
    if not _RESULT.match(result):
        raise ValueError(f"no result: {text!r}")
    return result


if __name__ == "__main__":
    sys.exit(main())
