"""Without Pango there is one clear error, and nothing on standard output."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pcss_publish.engines import weasy

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path

class NoLibrary:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            print("-----\\nWeasyPrint could not import some external libraries.")
            raise OSError("cannot load library 'libpango-1.0.so.0'.  Additionally, ctypes did not find it")

sys.meta_path.insert(0, NoLibrary())
from pcss_publish.engines import weasy
from pcss_publish.errors import ToolMissingError
try:
    weasy.engine()
except ToolMissingError as error:
    print(error.exit_code, error.message, error.hint, sep="|")
"""


def test_the_message_names_library_and_command() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    code, message, hint = done.stdout.strip().split("|")
    assert code == "69"
    assert message == "the PDF needs Pango, which cannot be loaded: cannot load library 'libpango-1.0.so.0'"
    assert hint == f"Run: {weasy.COMMANDS[sys.platform]}"


def test_versions_are_told_without_the_engine() -> None:
    code = "import sys; from pcss_publish.engines import native; print(native.versions(), 'weasyprint' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("{'pango': '1.")
    assert done.stdout.strip().endswith("False")
