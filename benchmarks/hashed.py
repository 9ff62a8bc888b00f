"""Reads and hashes every file below folders in one plain loop.

usage: python benchmarks/hashed.py FOLDER…
"""

import hashlib
import os
import sys

for folder in sys.argv[1:]:
    for parent, below, names in os.walk(folder):
        below[:] = [name for name in below if name != ".cache"]
        for name in names:
            with open(os.path.join(parent, name), "rb") as file:  # noqa: PTH118, PTH123 - pathlib costs time
                hashlib.sha256(file.read()).hexdigest()
