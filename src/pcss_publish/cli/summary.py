"""What the terminal says of one article and of a whole build, in words. Nothing is printed here."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcss_publish.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pcss_publish.builder.outcome import Outcome, Result
    from pcss_publish.findings import Finding
    from pcss_publish.model import CommentDesk

NAME = "pcss-publish"
_SHOWN = 5


def program() -> str:
    """How this program is called here: by its name where the shell finds it, else by its path."""
    called = Path(sys.argv[0])
    found = shutil.which(NAME)
    if called.name != NAME or (found and called.exists() and Path(found).samefile(called)):
        return NAME
    return shlex.quote(str(called))


def shown(path: Path) -> str:
    """A path as one would type it here."""
    inside = path.is_absolute() and path.is_relative_to(Path.cwd())
    return shlex.quote(str(path.relative_to(Path.cwd()) if inside else path))


def article(outcome: Outcome) -> list[str]:
    """What was built or verified of an article, what was withheld, what is open, and the next command."""
    name = click.style(outcome.slug, bold=True)
    match outcome.status:
        case "failed":
            return [f"{name}: not built; earlier products are unharmed"]
        case "unverified":
            return [f"{name}: not verified"]
        case "verified":
            return [f"{name}: verified: {_proved(outcome)}"]
    lines = [f"{name}: {outcome.status} as {'PROOF' if outcome.state == 'proof' else 'release'}"]
    if outcome.status == "built":
        lines.append(f"  products  {_suffixes(outcome.products)}")
        lines.append(f"  proved    {_read_back(outcome)}")
    if outcome.stale:
        lines.append(
            f"  older     {_suffixes(outcome.stale)}: from an earlier build; `{program()} build` renews"
        )
    if outcome.comments and (outcome.comments.printed or outcome.comments.withheld_count):
        lines.append(f"  comments  {_comments(outcome.comments)}")
    if outcome.open or outcome.warnings:
        lines.append(f"  open      {_open(outcome)}")
    if outcome.open:
        lines.append(f"  next      {program()} check {shown(outcome.path)}")
    return lines


def of_products(outcome: Outcome) -> list[Finding]:
    """What came up while the products were made: `check` makes none, and cannot tell it."""
    told = (*outcome.open, *outcome.warnings)
    return [one for one in told if one.code.startswith("P")] if outcome.status == "built" else []


def _proved(outcome: Outcome) -> str:
    return f"{counted(outcome.units, 'text')} in {counted(outcome.proved, 'product')}"


def _read_back(outcome: Outcome) -> str:
    """What the proof covers: the formats that are made for further work are not read back."""
    from pcss_publish.proof import provable

    made = {name.partition(".")[2]: provable(f".{name.partition('.')[2]}") for name in outcome.products}
    unread = " and ".join(sorted(name for name, read in made.items() if not read))
    if {name for name, read in made.items() if read} <= {"document.json", "certificate.json"}:
        return f"nothing: {unread} {'are' if ' and ' in unread else 'is'} not read back"
    but = f" but {unread}" if unread else ""
    return f"{counted(outcome.units, 'text')} read back from each product{but}, none lost"


def _suffixes(products: Sequence[str]) -> str:
    return ", ".join(sorted(name.partition(".")[2] for name in products))


def _comments(desk: CommentDesk) -> str:
    why = ", ".join(f"{item.reason} {item.count}" for item in desk.withheld)
    waiting = len(desk.undecided)
    return (
        f"{desk.printed - waiting} printed, {desk.withheld_count} withheld"
        + (f" ({why})" if why else "")
        + (f", {waiting} undecided" if waiting else "")
    )


def _open(outcome: Outcome) -> str:
    count = len(outcome.open)
    blocking = f"{counted(count, 'finding')} that {'blocks' if count == 1 else 'block'} a release"
    warnings = counted(len(outcome.warnings), "warning") if outcome.warnings else ""
    return "; ".join(part for part in (blocking if count else "", warnings) if part)


def tally(total: Result) -> dict[str, int]:
    """How many articles were built and unchanged, or verified."""
    verifying = any(one.status in {"verified", "unverified"} for one in total.outcomes)
    told = ("verified",) if verifying else ("built", "unchanged")
    return {status: sum(one.status == status for one in total.outcomes) for status in told}


def failures(total: Result) -> list[str]:
    """The articles that were not built or not verified."""
    return [one.slug for one in total.outcomes if one.status in {"failed", "unverified"}]


def result(total: Result) -> str:
    """The last line of a build or a verification."""
    failed = failures(total)
    parts = [*(f"{number} {status}" for status, number in tally(total).items()), f"{len(failed)} failed"]
    if failed:
        parts[-1] += f" ({_some(failed)})"
    if total.pruned:
        gone = _some([Path(name).name for name in total.pruned])
        parts.append(f"{counted(len(total.pruned), 'product')} removed ({gone})")
    return ", ".join(parts)


def _some(names: Sequence[str]) -> str:
    return f"{', '.join(names[:_SHOWN])}{' …' if len(names) > _SHOWN else ''}"


def strictness(total: Result) -> list[str]:
    """Which findings a strict build failed for, a line an article."""
    if not total.strict:
        return []
    by_article = ((o, sorted({f.key for f in (*o.open, *o.warnings)})) for o in total.outcomes)
    return [f"{outcome.slug}: {', '.join(keys)}" for outcome, keys in by_article if keys]


def counts(found: Sequence[Finding]) -> str:
    """How many findings there are, and how many of them matter for a release."""
    if not found:
        return "nothing found"
    blocking = sum(one.blocking for one in found)
    tail = "none blocks" if not blocking else "1 blocks" if blocking == 1 else f"{blocking} block"
    return f"{counted(len(found), 'finding')}, {tail} a release"


def how_to_decide(path: Path, desk: Path) -> str:
    """Where decisions on an article go, and how to begin."""
    begin = f"{program()} check --desk {shown(path)}"
    return f"Decide in {shown(desk)}; to begin: {begin}"


def here(text: str) -> str:
    """A text whose commands are called as they are here."""
    return text.replace(f"`{NAME} ", f"`{program()} ") if program() != NAME else text
