"""The preview: a project's articles in a browser, built anew as they are edited (issue 3).

``loop`` watches and builds, ``board`` holds what is known, ``server`` shows it on 127.0.0.1.
"""

from __future__ import annotations

from importlib.util import find_spec

from pcss_publish.errors import ToolMissingError


def require(*packages: str) -> None:
    """Ask for packages of the extra ``preview`` before anything begins.

    Raises:
        ToolMissingError: one of them is not installed.
    """
    for name in packages:
        if find_spec(name) is None:
            raise ToolMissingError(
                f"the Python package {name} is not installed",
                hint="Install it: pip install 'pcss-publish[preview]'",
            )
