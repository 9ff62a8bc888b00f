"""What `why`, `inspect`, `clean`, `normalize`, `lint-mail` and `preflight` say. Nothing is printed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pcss_publish.wording import counted

if TYPE_CHECKING:
    from pcss_publish.builder.why import Change, Reason
    from pcss_publish.maillint import Report
    from pcss_publish.model import Document
    from pcss_publish.preflight import Report as Preflight

_KNOWN = {
    "code": "pcss-publish itself",
    "decisions": "the desk file",
    "source": "the source",
    "name": "the source's name",
}


def reason(slug: str, found: Reason) -> list[str]:
    """What a build would do with one format of an article, and why."""
    head = f"{click.style(slug, bold=True)} {found.format}: {found.state}"
    return [head, *(f"  {_change(one)}" for one in found.changes)]


def _change(change: Change) -> str:
    part = change.part
    if change.before or change.now:
        return f"{part}: {change.before or 'absent'} → {change.now or 'absent'}"
    kinds = {"code", "decisions", "source", "name"}
    if part in kinds or part.startswith(("picture ", "article ")) or "/" in part or "." in part:
        return part if ": " in part else f"{_KNOWN.get(part, part)} changed"
    return part


def size(count: int) -> str:
    """A number of bytes as people say it."""
    value, units = float(count), ["bytes", "kB", "MB", "GB"]
    while value >= 1000 and len(units) > 1:
        value, units = value / 1000, units[1:]
    return f"{value:.0f} {units[0]}" if units[0] == "bytes" or value >= 100 else f"{value:.1f} {units[0]}"


def survey(found: dict[str, Any]) -> list[str]:
    """What a project holds, a line an article."""
    lines = [_article(slug, one) for slug, one in found["articles"].items()]
    lines += [
        f"{slug}: its source is gone; a whole build removes its products" for slug in found["without_source"]
    ]
    store = found["store"]
    unused = f", {size(store['unused_bytes'])} of it unused" if store["unused_bytes"] else ""
    issues = sum(one["kind"] == "issue" for one in found["articles"].values())
    held = counted(len(found["articles"]) - issues, "article")
    held += f", {counted(issues, 'issue')}" if issues else ""
    lines.append(f"{held}; the store holds {size(store['bytes'])}{unused}")
    return lines


def _article(slug: str, found: dict[str, Any]) -> str:
    states: dict[str, list[str]] = {}
    for name, fmt in found["formats"].items():
        states.setdefault(fmt["state"], []).append(name)
    told = "; ".join(f"{', '.join(names)} {state}" for state, names in states.items())
    total = sum(product["size"] for product in found["products"].values())
    state = {"proof": " (PROOF)", "release": "", None: ""}[found["state"]]
    held = f"; {counted(len(found['products']), 'file')}, {size(total)}" if found["products"] else ""
    return f"{click.style(slug, bold=True)}{state}: {told}{held}"


def unshown(document: Document) -> list[str]:
    """What of a source no product shows: lines that were left to the page, then what was not kept at all."""
    from pcss_publish.model.ledger import dropped

    lines = [f"{line}: {part.text}" for line, part in dropped(document.ledger)]
    for source in document.sources:
        for one in source.dropped:
            line = f"{one.place.line}: " if one.place.line else ""
            place = f"; {one.place.path}" if one.place.path else ""
            lines.append(f"{line}({one.what}, {counted(one.characters, 'character')}, not kept{place})")
    return lines


def mail(report: Report) -> list[str]:
    """Size of a mail, how well clients support it, and how much was found."""
    held = report.support
    blocking = sum(one.blocking for one in report.findings)
    count = counted(len(report.findings), "finding") if report.findings else "nothing found"
    clients = ", ".join(f"{name} {value:.2f}" for name, value in held.clients.items())
    return [
        f"{click.style(report.name, bold=True)}: {size(report.size)} of HTML; {count}"
        + (f", {blocking} of them faults" if blocking else ""),
        f"  support   {held.score:.3f} of 1, weighted (caniemail.com of {held.snapshot})",
        f"  clients   {clients}",
    ]


def print_file(report: Preflight) -> str:
    """What a PDF was held against, and how much was found."""
    blocking = sum(one.blocking for one in report.findings)
    count = counted(len(report.findings), "finding") if report.findings else "nothing found"
    faults = f", {blocking} of them faults" if blocking else ""
    said = "as the file says" if report.claimed else "which the file does not claim"
    against = report.profile if report.profile == "print" else f"{report.profile}, {said}"
    pages = counted(report.pages, "page")
    return f"{click.style(report.name, bold=True)}: {pages}, held against {against}: {count}{faults}"
