"""Omissions: what a decision keeps out of every product, for the proof to look for."""

from __future__ import annotations

from typing import Literal

from pcss_publish.model.base import Model


class Omission(Model):
    """One authorised omission.

    Attributes:
        node: id of the comment or node that is withheld in whole or in part.
        action: the decision's.
        reason: code of the decision's reason, from the published list.
        by: who decided.
        phrases: verbatim texts that may stand nowhere: name and raw stamp, what was blacked out.
        texts: verbatim bodies of which no run of eight words may stand anywhere.
    """

    node: str
    action: Literal["omit", "redact", "anonymise", "excerpt", "drop"]
    reason: str
    by: str
    phrases: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
