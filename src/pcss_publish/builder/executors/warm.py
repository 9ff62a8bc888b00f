"""Imported by the fork server: what workers need is then loaded once, for all of them."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

from pcss_publish.catalogue import FORMATS
from pcss_publish.errors import ToolMissingError

import_module("pcss_publish.builder.maker")
for _format in FORMATS.values():
    if _format.usual:
        import_module(_format.module)
with suppress(ToolMissingError):  # then each article says what is missing
    from pcss_publish.engines import weasy

    weasy.engine()
