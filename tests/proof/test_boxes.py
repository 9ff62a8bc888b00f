"""Boxes stand for characters that no font has; any other replacement text has to be what is printed."""

import pytest

from pcss_publish.proof.pdf_paint import Run
from pcss_publish.proof.pdf_spoken import retell

AWAY = "replaced by another text"


def runs(*texts: str) -> list[Run]:
    return [Run(text, 0, n * 10.0, 0.0, n * 10.0 + 9.9, 9.0) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("shown", "actual", "text", "hidden", "boxed"),
    [
        (("\u25a1\u25a1", "\u25a1"), "\uc774\uc11c\uc5f0", "\uc774\uc11c\uc5f0", "", 3),
        (("08:51",), "08:15", "08:51", AWAY, 0),
        (("\u25a1",), "\uc774\uc11c", "\u25a1", AWAY, 0),
        (("a\u25a1",), "ab", "a\u25a1", AWAY, 0),
        (("08:", "15"), "08:15", "08:15", "", 0),
    ],
)
def test_replacement_text(shown: tuple[str, ...], actual: str, text: str, hidden: str, boxed: int) -> None:
    found = runs(*shown)
    retell(actual, found)
    assert "".join(run.text for run in found) == text
    assert {run.hidden for run in found} == {hidden}
    assert sum(run.boxed for run in found) == boxed
