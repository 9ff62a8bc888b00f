"""A desk file to start from: what is open in one article, each with the table that decides it, commented out.

Lines that begin with ``# `` are TOML once the sign is gone; those with ``##`` stay comments. What an editor
has to choose is left empty, and an empty choice is an error when the file is read: nothing is a default.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pcss_publish.desk.outcome import Decided
from pcss_publish.desk.queries import answerable
from pcss_publish.desk.schema import Desk
from pcss_publish.findings import Finding
from pcss_publish.model import Comment

_SIGNED: Final = ("reason", "by")
_SETTLES: Final = "settle "  # what is only said needs no answer, unless its hint asks for one
_STARTS: Final = 5  # words
_WORD: Final = re.compile(r"\S+")
_CHOICES: Final = {
    "comment": "publish, omit, redact, anonymise or excerpt",
    "link": "target (then: url), text or drop",
    "figure": "supply (then: asset, alt, rights) or drop",
}
_BY_CODE: Final = {"L001": "link", "F001": "figure"}
_DONE_ELSEWHERE: Final = {"C013", "R002"}  # by the tables of comments, and by [article]

_NO_QUESTION: Final = {"K003", "R001", "R003"}  # the hint says which key records the answer


def skeleton(decided: Decided, desk: Desk | None, file: str) -> str:
    """Text to paste into a desk file.

    Args:
        decided: findings that are open, and comments that wait for a decision.
        desk: what is decided already, if there is a desk file.
        file: name of the desk file.
    """
    parts = [_head(decided, desk, file)]
    asked = [found for found in decided.findings if found.severity != "info" or _SETTLES in found.hint]
    waiting = [one for one in decided.published.document.comments.items if one.state == "pending"]
    parts += _article(asked, desk)
    for one in waiting:
        alike = [other.text for other in waiting if other is not one and other.called == one.called]
        parts.append(_comment(one, alike, [found for found in asked if found.node == one.id]))
    waited = {one.id for one in waiting}
    parts += [_of(found) for found in asked if found.node not in waited and found.code not in _DONE_ELSEWHERE]
    if len(parts) == 1:
        parts.append(_said("Nothing is open."))
    return "\n".join(parts)


def _head(decided: Decided, desk: Desk | None, file: str) -> str:
    source = decided.published.document.sources[0]
    said = _said(f"What is open of {source.name}. Decisions go into {file}, without the signs # before them.")
    return said if desk else said + "\n" + _toml({"source": f"sha256:{source.sha256}"})


def _article(asked: Iterable[Finding], desk: Desk | None) -> Iterator[str]:
    for found in asked:
        if found.code == "R002":
            header = "" if desk and desk.article else "[article]"
            yield _about(found) + _table(header, {"permission": ""}, signed=bool(header))


def _comment(comment: Comment, alike: Sequence[str], found: Iterable[Finding]) -> str:
    said = "".join(_about(one) for one in found)
    words = comment.text.split(None, _STARTS)
    starts = " ".join(words[:_STARTS]) + (" …" if len(words) > _STARTS else "")
    name = comment.name.text if comment.name else ""
    whose = _said(f"{comment.called}: “{starts}”")
    own = {"starts": _telling(comment.text.lstrip(), alike)} if alike else {}
    rows = {"comment": comment.ordinal, "name": name, **own, "action": ""}
    return whose + said + _table("[[comment]]", rows, choices=_CHOICES["comment"])


def _telling(text: str, others: Sequence[str]) -> str:
    """The first words of ``text`` that no other begins with; all of it where one does."""
    ends = [match.end() for match in _WORD.finditer(text)][_STARTS - 1 :]
    begun = (text[:end] for end in ends)
    return next((one for one in begun if not any(o.lstrip().startswith(one) for o in others)), text)


def _of(found: Finding) -> str:
    kind = _BY_CODE.get(found.code)
    if kind:
        rows = {kind: found.node, "action": ""}
        return _about(found) + _table(f"[[{kind}]]", rows, choices=_CHOICES[kind])
    if answerable(found) and found.code not in _NO_QUESTION:
        return _about(found) + _table("[[settle]]", {"finding": found.key, "choice": ""})
    return _about(found)


def _about(found: Finding) -> str:
    place = f", line {found.line}" if found.line else ""
    return _said(f"{found.severity} {found.key}{place}: {found.message}") + (
        _said(found.hint) if found.hint else ""
    )


def _said(text: str) -> str:
    return f"## {' '.join(text.split())}\n"


def _table(header: str, rows: Mapping[str, object], *, choices: str = "", signed: bool = True) -> str:
    lines = {**rows, **dict.fromkeys(_SIGNED if signed else (), "")}
    return (f"# {header}\n" if header else "") + _toml(lines, choices)


def _toml(rows: Mapping[str, object], choices: str = "") -> str:
    return "".join(
        f"# {key} = {_value(value)}{f'  # {choices}' if key == 'action' and choices else ''}\n"
        for key, value in rows.items()
    )


def _value(value: object) -> str:
    """A TOML value: its basic strings are JSON's, but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
