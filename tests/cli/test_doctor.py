"""``doctor`` names everything that takes part, and what to do about what is missing."""

import re
import sys
from collections.abc import Callable

import pytest

from pcss_publish.engines import native

Cli = Callable[..., int]


def rows(text: str) -> dict[str, list[str]]:
    found = [line.split(None, 2) for line in text.splitlines() if not line.startswith(" ")]
    return {name: [mark, value] for mark, name, value in found}


def test_every_library_is_named_with_its_version(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("doctor") == 0
    told = rows(capsys.readouterr().out)
    assert {"pango", "harfbuzz", "harfbuzz-subset", "fontconfig", "weasyprint", "EbookLib"} <= set(told)
    for name in native.LIBRARIES:
        assert told[name][0] == "ok"
        assert re.fullmatch(r"\d+\.\d+\.\d+", told[name][1]), name


@pytest.mark.parametrize("name", native.LIBRARIES)
def test_a_missing_library_is_named_with_what_to_do(
    cli: Cli, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    absent = native.LIBRARIES[name]._replace(file="no-such-library")
    monkeypatch.setitem(native.LIBRARIES, name, absent)
    assert cli("doctor") == 69
    out = capsys.readouterr().out
    assert rows(out)[name][0] == "missing"
    assert "Run: " in out


def test_an_engine_that_cannot_be_loaded_is_named(
    cli: Cli, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pcss_publish.engines import weasy

    weasy.engine.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert cli("doctor") == 69
    assert "cannot be loaded" in capsys.readouterr().out
