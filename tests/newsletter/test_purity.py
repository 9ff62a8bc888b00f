"""The newsletter needs neither Pango nor EbookLib, and comes out the same wherever it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import hashlib, sys
for name in ("weasyprint", "ebooklib", "pypandoc"):
    sys.modules[name] = None
from newsletter import made
from pcss_publish.exporters.newsletter import export
for suffix, product in sorted(export(made.job()).products.items()):
    print(suffix, hashlib.sha256(product.data).hexdigest(), len(product.house))
"""


def digests(cwd: Path, **environment: str) -> str:
    """What another process makes of the article."""
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root / "src"), str(root / "tests")])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=cwd,
        env={"PYTHONPATH": path, "PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_bytes_are_the_same_in_another_zone_order_locale_and_folder(tmp_path: Path) -> None:
    here = digests(Path.cwd(), TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C")
    there = digests(tmp_path, TZ="Asia/Kathmandu", PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    assert here == there
    assert len(here.splitlines()) == 3
