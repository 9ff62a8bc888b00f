"""The press edition: the pages of the PDF for the screen as PDF/X-4, in the inks of the printer's press."""

from __future__ import annotations

from pcss_publish.exporters.base import Export, IssueJob, Job
from pcss_publish.exporters.press_edition import edition


def export(job: Job | IssueJob, /) -> Export:
    """Make the press edition of an article or an issue.

    Raises:
        ConfigError: there is no output profile, or it is not of a CMYK press.
        ToolMissingError: Pango is missing.
        RefusedError: it has no date, or the finished file did not pass our preflight.
    """
    return edition(job, "x-4", ".press.pdf")
