"""Set up a virtual environment for pcss-publish on a bare machine.

Usage: ``python3 scripts/bootstrap.py VENV [--tools]``. Standard library only. Doing it twice changes nothing;
an interrupted set-up is begun anew; of two at once, one waits.

Exit codes: 0 set up (perhaps without Pango: then said so, and no PDF can be made); 69 something is missing.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import system

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
NEWEST_KNOWN = 15
UNAVAILABLE = 69
PIP = ("-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check")
LOCKED = ("install", "--require-hashes", "--only-binary", ":all:", "--no-warn-script-location", "-r")


def main() -> int:
    """Set up what the command line asks for; return the exit code."""
    parser = argparse.ArgumentParser(description="Set up pcss-publish in a virtual environment.")
    parser.add_argument("venv", type=Path)
    parser.add_argument(
        "--tools",
        action="store_true",
        help="also what `make lock`, `make validate` and `make benchmark` need",
    )
    arguments = parser.parse_args()
    if os.name == "nt":
        system.say("Windows is not supported directly: use Debian or Ubuntu in WSL, and type make there.")
        return UNAVAILABLE
    if sys.version_info < OLDEST:
        return _start_again_with_newer_python()
    try:
        with _alone(arguments.venv):
            _set_up(arguments.venv.absolute(), arguments.tools)
    except (system.SetUpError, OSError) as failure:
        system.say(f"pcss-publish: the set-up failed.\n{failure}")
        return UNAVAILABLE
    return 0


def _start_again_with_newer_python() -> int:
    for minor in range(NEWEST_KNOWN, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])
    system.say(
        "pcss-publish needs Python 3.11 or later; python3 here is {}.{} and no newer one is on the PATH.\n"
        "Install one (Debian 12 and Ubuntu 24.04 have it as python3; macOS: brew install python), "
        "or name it: make PYTHON=/path/to/python3.11".format(*sys.version_info)
    )
    return UNAVAILABLE


@contextlib.contextmanager
def _alone(venv: Path) -> Iterator[None]:
    import fcntl  # absent on Windows

    with venv.with_name(venv.name + ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            system.say("Another set-up is at work here; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _set_up(venv: Path, tools: bool) -> None:
    digest = _digest(venv)
    if not _stamped(venv / "installed", digest):
        _make_environment(venv)
        _stamp(venv / "installed", digest)
    pango = system.has_pango() or (system.install(system.PANGO) and system.has_pango())
    if not pango:
        system.say(
            "No PDF can be made here: Pango is missing and this user may not install it.\n"
            f"A person with rights has to run, once:\n\n    {system.command_for(system.PANGO)}\n\n"
            "EPUB and newsletter are built without it."
        )
    if tools and not _stamped(venv / "tools", digest):
        system.say("  tools from requirements-tools.lock")
        system.run(_python(venv), *PIP, *LOCKED, ROOT / "requirements-tools.lock")
        _stamp(venv / "tools", digest)
    if pango:
        _stamp(venv / "ready", digest)


def _digest(venv: Path) -> str:
    """Of everything on which the environment's content depends."""
    told = hashlib.sha256(f"{venv}\0{sys.version}".encode())
    for name in ("pyproject.toml", "requirements.lock", "requirements-tools.lock", "scripts/bootstrap.py"):
        told.update((ROOT / name).read_bytes())
    return told.hexdigest()


def _stamped(stamp: Path, digest: str) -> bool:
    return stamp.is_file() and stamp.read_text() == digest


def _stamp(stamp: Path, digest: str) -> None:
    fresh = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    fresh.write_text(digest)
    fresh.replace(stamp)


def _make_environment(venv: Path) -> None:
    """Make ``venv`` anew: the remains of an interrupted set-up are never built upon."""
    system.say(f"Setting up in {venv.name} (once, about a minute)")
    shutil.rmtree(venv, ignore_errors=True)
    if importlib.util.find_spec("ensurepip"):
        system.run(sys.executable, "-m", "venv", venv)
    else:
        system.run(sys.executable, "-m", "venv", "--without-pip", venv)
        _pip_from_distribution(venv)
    system.say("  Python packages from requirements.lock")
    system.run(_python(venv), *PIP, *LOCKED, ROOT / "requirements.lock")
    system.run(_python(venv), *PIP, "install", "--no-deps", "--no-build-isolation", "--editable", ROOT)


def _python(venv: Path) -> Path:
    return venv / "bin" / "python"


def _pip_from_distribution(venv: Path) -> None:
    """Take pip from the package that Debian's own venv would take it from; it needs no rights to fetch."""
    if system.manager() != "apt-get":
        raise system.SetUpError("This Python comes without ensurepip: install its venv package.")
    system.say("  pip from the distribution's package python3-pip-whl")
    with tempfile.TemporaryDirectory(prefix="pcss-pip-") as name:
        folder = Path(name)
        for part in ("lists/partial", "archives/partial"):
            (folder / part).mkdir(parents=True)
        own = [f"Dir::State::lists={folder}/lists", f"Dir::Cache={folder}", "APT::Sandbox::User=root"]
        apt = ["apt-get", *[word for option in own for word in ("-o", option)]]
        system.run(*apt, "update")
        system.run(*apt, "download", "python3-pip-whl", cwd=folder)
        system.run("dpkg-deb", "--extract", next(folder.glob("*.deb")), folder / "tree")
        wheel = next((folder / "tree").rglob("pip-*.whl"))
        system.run(_python(venv), wheel / "pip", "install", "--quiet", "--no-index", wheel)


if __name__ == "__main__":
    sys.exit(main())
