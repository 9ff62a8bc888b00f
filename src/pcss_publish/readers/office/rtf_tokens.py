"""Rich Text Format (specification 1.9.1) cut into its words; characters decoded by font or code page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from pcss_publish.errors import SourceError

DEEPEST: Final = 512
_TOKEN: Final = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?\ ?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])|(?P<brace>[{}])|(?P<end>[\r\n]+)|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
#: Code pages by the character set of a font (\fcharset).
CHARSETS: Final = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip


class Token(NamedTuple):
    """One token: a control word with its number, a byte, a group's brace, or text."""

    kind: Literal["word", "byte", "open", "close", "text", "bin"]
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes, name: str) -> Iterator[Token]:
    """The tokens of a file, in order.

    Raises:
        SourceError: groups nest too deep, or the file ends within one.
    """
    at = depth = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        if brace := found["brace"]:
            depth += 1 if brace == b"{" else -1
            if depth > DEEPEST:
                line = data.count(b"\n", 0, at) + 1
                raise SourceError(
                    f"nests {DEEPEST} groups or more", place=f"{name}:{line}",
                    hint="No article needs that; look at the file.",
                )  # fmt: skip
            yield Token("open" if brace == b"{" else "close")
            if depth <= 0:
                return
        elif word := found["word"]:
            number = int(found["number"]) if found["number"] else None
            if word == b"bin" and number:
                yield Token("bin", data=data[at : at + max(number, 0)])
                at += max(number, 0)
            else:
                yield Token("word", word.decode("ascii"), number)
        elif found["hex"]:
            yield Token("byte", data=bytes.fromhex(found["hex"].decode("ascii")))
        elif sign := found["sign"]:
            yield Token("word", sign.decode("latin-1"))
        elif found["text"]:
            yield Token("text", data=found["text"])
    raise SourceError(
        "the file ends in the midst of a group: a part of it is missing", place=name,
        hint="Get the whole file, or save it again.",
    )  # fmt: skip


def decoded(data: bytes, page: str) -> str:
    """Bytes as text; what the code page does not know shows as the replacement character."""
    try:
        return data.decode(page, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
