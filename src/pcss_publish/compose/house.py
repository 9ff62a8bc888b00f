"""House words: what the magazine adds to an article, in its own language, each use recorded.

The words stand in ``words.toml``, one table a language; a missing one falls back to English.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Literal

from markupsafe import Markup

from pcss_publish.compose.scripts import direction
from pcss_publish.model import HouseText, house_element_id


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


def word(language: str, key: str, **values: object) -> str:
    """The house's words for ``key``; ``key.one`` is taken where ``n`` is 1.

    Raises:
        KeyError: not even English has ``key``.
    """
    table, english = _words().get(language.split("-", maxsplit=1)[0], {}), _words()["en"]
    one = f"{key}-one"
    if values.get("n") == 1 and one in english:
        key = one
    return table.get(key, english[key]).format(**values)


class House:
    """Hands out house texts and remembers each, so that the proof can tell them from the article's words.

    Args:
        language: of the house words.
        within: of the text around them; where it differs, elements of house words say their language,
            and their direction where that differs too.
    """

    def __init__(self, language: str, within: str | None = None) -> None:
        self.language = language
        self._foreign = within is not None and within != language
        own = direction(language)
        self._turned = Markup(f' dir="{own}"') if within and own != direction(within) else ""  # noqa: S704 - constants
        self._texts: list[HouseText] = []
        self._uses: Counter[str] = Counter()

    @property
    def texts(self) -> tuple[HouseText, ...]:
        """All texts handed out so far, in order."""
        return tuple(self._texts)

    def element(self, tag: str, key: str, css: str = "", **values: object) -> Markup:
        """An element that shows the words for ``key``."""
        return self.show(tag, key, word(self.language, key, **values), css)

    def show(
        self, tag: str, key: str, text: str, css: str = "", kind: Literal["editorial", "repeat"] = "editorial"
    ) -> Markup:
        """An element that shows ``text``, which is not of the article or is its own words once more."""
        name = self._record(key, text, kind)
        own = self._foreign and kind == "editorial"
        lang = Markup(' lang="{}"{}').format(self.language, self._turned) if own else ""
        return Markup('<{0} id="{1}" class="{2}"{4}>{3}</{0}>').format(
            Markup(tag), house_element_id(name), f"house {css}".strip(), text, lang  # noqa: S704 - tag is a constant
        )  # fmt: skip

    def plain(self, key: str, **values: object) -> str:
        """The words for ``key`` for text products and attributes, recorded."""
        text = word(self.language, key, **values)
        self._record(key, text, "editorial")
        return text

    def repeat(self, key: str, text: str) -> str:
        """Record the article's own words shown once more outside an element of their own."""
        self._record(key, text, "repeat")
        return text

    def _record(self, key: str, text: str, kind: Literal["editorial", "repeat"]) -> str:
        self._uses[key] += 1
        name = key if self._uses[key] == 1 else f"{key}-{self._uses[key]}"
        self._texts.append(HouseText(id=name, kind=kind, text=text))
        return name
