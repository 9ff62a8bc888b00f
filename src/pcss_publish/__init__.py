"""Republish Q&A articles as PDF, EPUB and newsletter HTML, and prove that nothing was lost.

The Python interface is :mod:`pcss_publish.api`; its functions are found here by name and imported when
they are first used, so that the command line starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcss_publish.api import build, check, export, normalize, read, verify

__all__ = ["build", "check", "export", "normalize", "read", "verify"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pcss_publish import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
