"""The stories of an RTF file (text, notes, boxes), written again in the little RTF that pandoc reads well."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pcss_publish.readers.office.prepared import Sign

_ESCAPED: Final = {"\\": "\\\\", "{": "\\{", "}": "\\}"}
_LAST_SHORT: Final = 0xFFFF
_LAST_ASCII: Final = 0x7E


class Look(NamedTuple):
    """How characters look, as far as it matters."""

    bold: bool = False
    italic: bool = False
    height: str = ""  # super, sub
    hidden: bool = False
    struck: bool = False
    change: str = ""  # inserted, deleted
    author: int = 0

    def switched(self, name: str, *, on: bool) -> Look:
        """The look with one of its switches set."""
        return Look(**{**self._asdict(), name: on})


@dataclass
class Story:
    """One run of paragraphs, and the paragraph that is being written."""

    kind: str
    runs: list[tuple[Look | None, list[str]]] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    sign: str = ""

    def say(self, look: Look, words: str) -> None:
        """Add words to the paragraph."""
        self.plain.append(words)
        if self.runs and self.runs[-1][0] == look:
            self.runs[-1][1].append(words)
        else:
            self.runs.append((look, [words]))

    def put(self, code: str) -> None:
        """Add what is RTF already."""
        self.runs.append((None, [code]))


def written(runs: list[tuple[Look | None, str]]) -> str:
    """The runs of a paragraph as RTF."""
    return "".join(code if look is None else _run(look, code) for look, code in runs)


def _run(look: Look, words: str) -> str:
    codes = "".join(
        code
        for code, on in (("\\b", look.bold), ("\\i", look.italic), (f"\\{look.height}", bool(look.height)))
        if on
    )
    shown = encoded(words)
    return f"{{{codes} {shown}}}" if codes else shown


def encoded(words: str) -> str:
    """Text as RTF in ASCII, each letter of others with a sign to be skipped."""
    return "".join(_character(char) for char in words)


def _character(char: str) -> str:
    if char == "\n":
        return "\\line "
    if char == "\t":
        return "\\tab "
    if char in _ESCAPED:
        return _ESCAPED[char]
    code = ord(char)
    if code <= _LAST_ASCII and char != "'":  # pandoc cannot read one behind an escaped sign
        return char
    # Pandoc does not join the two halves of a character that takes two.
    return f"\\u{code}\\'3f" if code <= _LAST_SHORT else encoded(Sign.character(code))
