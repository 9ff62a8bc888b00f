"""The archive of a press edition: pages as they are cut, as PDF/A-2a, in the inks of the press."""

from __future__ import annotations

from pcss_publish.exporters.base import Export, IssueJob, Job
from pcss_publish.exporters.press_edition import edition


def export(job: Job | IssueJob, /) -> Export:
    """Make the archive edition of an article or an issue.

    Raises:
        ConfigError: there is no output profile, or it is not of a CMYK press.
        ToolMissingError: Pango is missing.
        RefusedError: the finished file did not pass our preflight.
    """
    return edition(job, "a-2a", ".archive.pdf")
