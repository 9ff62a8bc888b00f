"""``pcss-publish lint-mail``: what it prints, where to, and with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import update_caniemail
from pcss_publish.cli import run
from pcss_publish.errors import SourceError
from pcss_publish.maillint import lint
from pcss_publish.maillint.tables import caniemail, table

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
CLEAN, VAGUE, TINY = (
    CASES / "mail-clean" / "letter.html", CASES / "mail-faults" / "vague-link.html", CASES / "mail-faults" / "tiny.html",
)  # fmt: skip


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([CLEAN], 0), ([VAGUE], 1), ([TINY], 0), (["--strict", TINY], 1), ([CLEAN, VAGUE], 1),
        ([CASES / "none.html"], 66), ([CASES / "none.html", VAGUE], 1), ([], 2),
    ],
)  # fmt: skip
def test_exit_codes(args: list[Path | str], code: int) -> None:
    assert run(["lint-mail", *map(str, args)]) == code


@pytest.mark.parametrize("data", [b"", b"Dear reader,", b"Subject: x\r\n\r\nplain text", b"\x00\xff\x00"])
def test_a_file_without_html_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(data)
    assert run(["lint-mail", str(tmp_path / "a.html")]) == 65


def test_a_mail_that_is_too_deep_or_too_large_is_refused() -> None:
    for text in ("<div>" * 600, "<p>" + "x" * 2_100_000, f"<style>{'a ' * 20_000}{{}}</style><a>x</a>"):
        with pytest.raises(SourceError):
            lint(f"<!DOCTYPE html><html><body>{text}".encode(), "a.html")


def test_plain_reports_name_line_code_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint-mail", str(VAGUE)])
    told = capsys.readouterr()
    assert told.out == ""
    assert re.search(r"vague-link\.html:\d+: block M201 'Click here' leads to", told.err)
    assert "outlook.windows 0." in told.err


def test_json_goes_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["lint-mail", "--json", str(CLEAN), str(VAGUE)])
    clean, vague = json.loads(capsysbinary.readouterr().out)
    assert clean["findings"] == []
    assert [one["code"] for one in vague["findings"]] == ["M201"]
    assert set(clean["clients"]) == set(table("clients")["weight"])
    assert clean["score"] == pytest.approx(sum(clean["features"].values()) / len(clean["features"]), abs=1e-3)


def test_the_tables_name_only_features_and_clients_that_there_are() -> None:
    _, features = caniemail()
    held = table("features")
    named = {
        slug for key in ("property", "value", "selector", "at", "element", "attribute") for slug in held[key]
    }
    assert named | {*held["essential"]["features"], *held["unseen"]["features"]} <= set(features)
    assert sum(table("clients")["weight"].values()) == pytest.approx(1)
    places = {f"{f}.{p}" for one in features.values() for f, places in one["stats"].items() for p in places}
    assert {*table("clients")["weight"], table("clients")["strict"]} <= places
    notes = [text for one in features.values() for text in (one["notes"] or {}).values()]
    assert [part for part in held["caveat"] if not any(part in note for note in notes)] == []


def test_the_documentation_lists_every_code() -> None:
    text = (ROOT / "docs" / "newsletter.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (M\d{3}) \| (block|warn|info) \| ([^|]+) \|$", text, re.MULTILINE)
    assert rows == [(code, one["severity"], one["name"]) for code, one in table("codes").items()]


def test_caniemails_own_file_renews_the_data_and_anything_else_does_not() -> None:
    one = {"slug": "css-x", "title": "x", "stats": {"outlook": {"windows": {"2019": "n", "2016": "a #1"}}}}
    held = update_caniemail.renewed({"last_update_date": "2031-03-03 10:00", "data": [one]}, "")
    assert held["snapshot"] == "2031-03-03"
    assert list(held["features"][0]["stats"]["outlook"]["windows"]) == ["2019", "2016"]
    for wrong, day in (
        ([one], ""),
        ({"data": [one | {"stats": {"a": {"b": {"1": "maybe"}}}}]}, "2031-03-03"),
    ):
        with pytest.raises(ValueError, match=r"day|result"):
            update_caniemail.renewed(wrong, day)
