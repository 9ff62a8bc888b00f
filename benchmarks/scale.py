"""What a large project weighs: bytes and files an article, and what its manifest costs a build.

usage: python benchmarks/scale.py OUTPUTS
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from pcss_publish.builder.manifest import Journal, Manifest, read

TIMES = 20
"""As many more articles has the manifest that is read and written, which small numbers would not show."""


def main(outputs: Path) -> None:
    """Print it all as JSON."""
    manifest = read(outputs)
    count = len(manifest.articles)
    store = _weight(outputs / ".cache")
    every = _weight(outputs)
    size = (outputs / "manifest.json").stat().st_size
    found = {
        "product_bytes": (every[0] - store[0] - size) / count,
        "product_files": (every[1] - store[1] - 1) / count,
        "store_bytes": store[0] / count,
        "store_files": store[1] / count,
        "manifest_bytes": size / count,
        "manifest_seconds": _manifest_seconds(manifest) / (TIMES * count),
    }
    print(json.dumps(found))


def _weight(folder: Path) -> tuple[int, int]:
    """Bytes and number of the files below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)


def _manifest_seconds(manifest: Manifest) -> float:
    """Processor seconds to read and to rewrite a manifest of many more articles."""
    entries = islice(cycle(manifest.articles.values()), TIMES * len(manifest.articles))
    large = Manifest(tools=manifest.tools, articles={f"page-{n:06}": one for n, one in enumerate(entries)})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Journal(folder).close(large)
        start = time.process_time()
        found = read(folder)
        Journal(folder).close(found.model_copy(update={"tools": {}}))
        return time.process_time() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]))
