"""What the operating system has to supply, and how it is asked for it.

Standard library only, and readable by old Pythons: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# Per package manager, what provides the libraries that WeasyPrint loads (WeasyPrint, "First steps").
PANGO = {
    "apt-get": ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    "brew": ("pango",),
}
PANGO_LIBRARIES = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")
BREW_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib")
PASSED_ON = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")


class SetUpError(Exception):
    """A command did not succeed; the message says which, and what it printed."""


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run ``command`` with this environment and return its standard output.

    Raises:
        SetUpError: with the command and the end of what it printed.
    """
    try:
        done = attempt(*command, cwd=cwd)
    except OSError as error:
        raise SetUpError(f"cannot run {command[0]}: {error}") from error
    if done.returncode:
        said = (done.stderr + done.stdout).strip().splitlines()
        raise SetUpError("\n".join([f"`{' '.join(done.args)}` ended with {done.returncode}:", *said[-15:]]))
    return done.stdout


def attempt(
    *command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``command`` to its end, however it ends, and return what it printed and its exit code."""
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, text=True, errors="replace", check=False
    )


def say(line: str) -> None:
    """Print one line of progress to standard error."""
    print(line, file=sys.stderr, flush=True)


def loads(library: str) -> bool:
    """Whether the dynamic loader finds ``library`` (its name without ``lib`` and suffix)."""
    names = [f"lib{library}.so.0", f"lib{library}.so.1"]
    if sys.platform == "darwin":
        short = [f"lib{library}.dylib", f"lib{library}.0.dylib"]
        names = short + [f"{folder}/{name}" for folder in BREW_FOLDERS for name in short]
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return bool(ctypes.util.find_library(library)) if sys.platform == "darwin" else False


def has_pango() -> bool:
    """Whether every library that the PDF needs can be loaded."""
    return all(loads(library) for library in PANGO_LIBRARIES)


def manager() -> str | None:
    """The package manager that we can ask, if any."""
    return next((name for name in ("apt-get", "brew") if shutil.which(name)), None)


def rights() -> list[str] | None:
    """The words that give a command root's rights: none for root, ``sudo -n`` …; None without rights."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo", "-n"] if allowed else None


def command_for(packages: Mapping[str, Sequence[str]]) -> str:
    """The one line that a person with rights types to install ``packages``."""
    with_what = manager()
    if with_what == "brew":
        return "brew install " + " ".join(packages["brew"])
    if with_what == "apt-get":
        install = "apt-get install --yes --no-install-recommends " + " ".join(packages["apt-get"])
        both = f"apt-get update && {install}"
        return f"sudo sh -c '{both}'" if shutil.which("sudo") else both
    return "install with this system's package manager what Debian calls " + " ".join(packages["apt-get"])


def install(packages: Mapping[str, Sequence[str]]) -> bool:
    """Install ``packages`` if this user may; whether that was done.

    Nothing is asked of the person at the keyboard. What went wrong is printed.
    """
    with_what = manager()
    try:
        if with_what == "apt-get":
            return _apt(packages["apt-get"])
        if with_what == "brew" and os.geteuid() != 0:
            say("  system packages: " + " ".join(packages["brew"]))
            run("brew", "install", *packages["brew"])
            return True
    except SetUpError as failure:
        say(str(failure))
    return False


def _apt(names: Sequence[str]) -> bool:
    prefix = rights()
    if prefix is None:
        return False
    say("  system packages: " + " ".join(names))
    passed = [f"{key}={os.environ[key]}" for key in PASSED_ON if key in os.environ]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *passed]
    apt += ["apt-get", "-o", "DPkg::Lock::Timeout=600"]
    try:
        run(*apt, "update")
    except SetUpError as failure:  # one broken source of many need not matter
        say(str(failure))
    run(*apt, "install", "--yes", "--no-install-recommends", *names)
    return True
