"""What must hold of a document: small named rules, each raising findings of one or two codes.

What only the reading of the source can know (a glued label, who speaks, a count that does not fit) is
raised where it is read.
"""

from __future__ import annotations

from pcss_publish.checks.run import RULES, check

__all__ = ["RULES", "check"]
