"""The moment that stands for now in a file whose format demands one: the article's date, never the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from pcss_publish.model import Published, PublishedIssue

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(published: Published | PublishedIssue) -> datetime:
    """Midnight UTC of the article's date; 1970-01-01 for an article that has no full date."""
    try:
        return datetime.fromisoformat(published.date).replace(hour=0, minute=0, second=0, tzinfo=UTC)
    except ValueError:
        return _EPOCH
