"""Lost links are looked for only in texts that have a word of theirs: no pattern may match without one."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.links import find_links

SIGNS = lexicon.signs("links.lost")


@pytest.mark.parametrize(("sign", "pattern"), SIGNS, ids=[f"{n}-{sign}" for n, (sign, _) in enumerate(SIGNS)])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_pattern_matches_has_its_sign(data: st.DataObject, sign: str, pattern: str) -> None:
    # Without what only looks around, at either end: the strategy would search long for a text that fits it.
    shape = re.sub(r"^\(\?<[!=][^)]*\)", "", pattern).partition("(?=")[0]
    text = data.draw(st.from_regex(re.compile(shape, re.IGNORECASE | re.ASCII), fullmatch=True))
    assert any(one in text.lower() for one in sign.split("|"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("To sign up, CLICK HERE.", "CLICK HERE"),
        ("Das Merkblatt finden Sie hier.", "hier"),
        ("Pour cela, cliquez ici", "cliquez ici"),
    ],
)
def test_lost_links_are_found(text: str, found: str) -> None:
    assert [text[one.start : one.end] for one in find_links(text)] == [found]
