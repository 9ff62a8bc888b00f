"""Dates that a file holds as data are printed in words, and mean the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcss_publish.normalization.dates import stamps
from pcss_publish.normalization.lexicon import LANGUAGES
from pcss_publish.normalization.written_dates import written


@pytest.mark.parametrize(
    ("iso", "language", "shown"),
    [
        ("2019-05-04", "en-US", "May 4, 2019"), ("2019-05-04T00:05:59", "en", "May 4, 2019 at 12:05 am"),
        ("2019-05-04 12:30", "en", "May 4, 2019 at 12:30 pm"), ("2019-05", "en", "May 2019"), ("2019", "en", "2019"),
        ("2019-03-04 09:07", "de-AT", "4. März 2019, 9:07 Uhr"), ("2019-08-04 21:07", "fr", "4 août 2019 à 21:07"),
        ("2019-08-04 21:07", "es", "4 de agosto de 2019, 21:07"), ("2019-03-04 09:07", "nl", "4 maart 2019 om 9:07 uur"),
        # Nothing is said in words that nobody can check, or that is no date.
        ("2019-05-04", "it", "2019-05-04"), ("2019-02-30", "en", "2019-02-30"), ("0000-00-00 00:00", "en", "0000-00-00 00:00"),
        ("spring 2019", "en", "spring 2019"), ("2019-05-04", "", "2019-05-04"),
    ],
)  # fmt: skip
def test_data_is_written_as_people_write_it(iso: str, language: str, shown: str) -> None:
    assert written(iso, language) == shown


@given(st.integers(0, 4_000_000_000), st.sampled_from(LANGUAGES))
def test_what_is_written_reads_as_the_same_time(seconds: int, language: str) -> None:
    minute = datetime.fromtimestamp(seconds, UTC).isoformat()[:16]
    for data in (minute, minute[:10]):
        assert [one.value for one in stamps(written(data, language))] == [data]
