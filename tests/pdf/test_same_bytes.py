"""The same article gives the same bytes, whatever the machine is set to."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from pdf.sample import pdf, sample

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib, sys
from pdf.sample import pdf, sample
sys.stdout.write(hashlib.sha256(pdf(sample())).hexdigest())
"""


def test_another_process_clock_seed_locale_and_folder(tmp_path: Path) -> None:
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("PCSS_", "LC_"))}
    environ |= {
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}",
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LANG": "C",
        "SOURCE_DATE_EPOCH": "1",
        "TMPDIR": str(tmp_path),
        "FONTCONFIG_FILE": str(tmp_path / "none"),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environ, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == hashlib.sha256(pdf(sample())).hexdigest()
    assert done.stderr == ""
