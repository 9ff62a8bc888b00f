"""The desk file: an editor's decisions, and what may be seen once they are laid over the import.

>>> from pcss_publish.desk import Policy, decide, load
>>> decided = decide(document, findings, load(path), Policy())  # doctest: +SKIP
"""

from __future__ import annotations

from pcss_publish.desk.decide import decide
from pcss_publish.desk.load import load, parse
from pcss_publish.desk.outcome import Decided, Omission, Policy
from pcss_publish.desk.queries import settle
from pcss_publish.desk.schema import Desk
from pcss_publish.desk.skeleton import skeleton

__all__ = ["Decided", "Desk", "Omission", "Policy", "decide", "load", "parse", "settle", "skeleton"]
