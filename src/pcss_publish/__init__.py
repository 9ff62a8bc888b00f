"""Republish Q&A articles as PDF, EPUB and newsletter HTML, and prove that nothing was lost.

The Python interface is :mod:`pcss_publish.api`; its functions are found here by name and imported when
they are first used, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcss_publish.api import build, check, export, normalize, read, verify

__all__ = ["build", "check", "export", "normalize", "read", "verify"]


_MODULES = ("api", "errors")


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})
