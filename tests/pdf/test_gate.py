"""The gate passes sound files and catches each fault of ``gate_faults``, made by altering one."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from pcss_publish.errors import RefusedError
from pcss_publish.exporters import pdfgate
from pcss_publish.exporters.pdf import export
from pdf.gate_faults import content, fonts, links, metadata, structure
from pdf.gate_faults.editing import Row, changed
from pdf.sample import job, pdf, pictured, published, sample

ROWS = (*content.ROWS, *structure.ROWS, *metadata.ROWS, *links.ROWS, *fonts.ROWS)


def clauses(text: str) -> set[str]:
    """The clauses that the gate names: ``MP 31-017 to 31-026`` are ten, ``A 6.2.8 to 6.2.9`` two."""
    found: set[str] = set()
    for norm, *listed in (part.split(" ", 1) for part in text.split("; ")):
        if norm not in ("MP", "A"):
            found.add(" ".join((norm, *listed)))
            continue
        for clause in listed[0].split(", "):
            first, _, last = clause.partition(" to ")
            head, start = re.fullmatch(r"(.*?)(\d+)", first).groups()  # type: ignore[union-attr]
            end = (last or first).removeprefix(head)
            numbers = (f"{head}{n:0{len(start)}}" for n in range(int(start), int(end) + 1))
            found |= {number if norm == "MP" else f"A {number}" for number in numbers}
    return found


@cache
def found(row: Row) -> tuple[pdfgate.Fault, ...]:
    return pdfgate.faults(changed(pdf(pictured()), row.change))


def saved(encryption: pikepdf.Encryption | None = None) -> bytes:
    with pikepdf.open(io.BytesIO(pdf(sample()))) as file:
        out = io.BytesIO()
        if encryption:
            file.save(out, encryption=encryption)
        else:
            file.save(out, deterministic_id=True)
    return out.getvalue()


def test_sound_files_pass() -> None:
    assert pdfgate.faults(pdf(sample())) == ()
    assert pdfgate.faults(pdf(pictured())) == ()


def test_saving_alone_is_no_fault() -> None:
    assert pdfgate.faults(saved()) == ()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.clause} {row.what}")
def test_a_fault_is_caught(row: Row) -> None:
    told = set().union(*(clauses(fault.clause) for fault in found(row)))
    assert row.clause in told


@pytest.mark.parametrize(
    "allow", [pikepdf.Permissions(accessibility=False), pikepdf.Permissions()], ids=["26-002", "26-001"]
)
def test_an_encrypted_file_is_refused(allow: pikepdf.Permissions) -> None:
    faults = pdfgate.faults(saved(pikepdf.Encryption(owner="x", user="", R=4, allow=allow)))
    assert {"26-001", "26-002"} <= set().union(*(clauses(fault.clause) for fault in faults))


def test_a_file_without_identifier_is_refused() -> None:
    data = saved()  # pikepdf gives every file that it saves an identifier
    assert data.count(b"/ID [") == 1
    assert "A 6.1.3" in {fault.clause for fault in pdfgate.faults(data.replace(b"/ID [", b"/IX ["))}


def test_every_check_has_a_fault_that_it_catches() -> None:
    made = {fault.code for row in ROWS for fault in found(row)} | {"encryption", "identifier"}
    assert {check.code for check in pdfgate.CHECKS} == made


def test_a_faulty_file_is_not_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = pdfgate.Fault("unmarked", "MP 01-005", "page 1: Tj")
    monkeypatch.setattr(pdfgate, "faults", lambda _data: (fault,))
    with pytest.raises(RefusedError, match=r"unmarked \(MP 01-005\): page 1"):
        export(job(published()))


def test_the_docs_name_the_check_for_every_condition() -> None:
    text = (Path(__file__).parents[2] / "docs/pdf.md").read_text(encoding="utf-8")
    told = {
        number: set(re.findall(r"`([a-z-]+)`", checks))
        for number, checks in re.findall(r"^\| (\d\d-\d{3}) \|.*\| ([^|]*) \|$", text, flags=re.MULTILINE)
    }
    shown: dict[str, set[str]] = {"26-001": {"encryption"}, "26-002": {"encryption"}}
    for row in ROWS:
        if re.fullmatch(r"\d\d-\d{3}", row.clause):
            codes = {fault.code for fault in found(row) if row.clause in clauses(fault.clause)}
            shown[row.clause] = shown.get(row.clause, set()) | codes
    assert len(told) == 87
    assert told == shown
