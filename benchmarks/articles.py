"""Articles for benchmarks: as many different ones as are asked for, the same ones every time.

They are the copied pages of ``tests/cases``, the shortest first, and between and after them pages made from
``words.toml`` by a seeded draw: 300 to 3,000 words, 1 to 9 questions, 0 to 40 comments, lists, statements,
three languages.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
WORDS: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)
SEED = 20260703
EVERY = 5  # one page in so many is made, until the copied ones are used up
FEWEST, MOST, USUAL, SPREAD = 300, 3000, 560.0, 0.6  # words: bounds, median, and sigma of their logarithm
QUESTIONS = (1, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9)
COMMENTS = (0, 0, 2, 3, 4, 5, 5, 6, 7, 8, 10, 14, 21, 40)
LIST_EVERY, STATEMENTS = 3, (1, 2, 2)
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Page:
    """One page, as it would lie in ``sources/``."""

    name: str
    text: str


def pages(count: int) -> tuple[Page, ...]:
    """The first ``count`` pages; more of them begin with the same ones."""
    copied = iter(_copied())
    found = (
        (next(copied, None) if number % EVERY != EVERY - 1 else None) or made(number)
        for number in range(count)
    )
    return tuple(found)


def write(folder: Path, count: int) -> tuple[Path, ...]:
    """Write that many pages as sources of a project in ``folder``."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    (folder / "pcss.toml").write_text('[publication]\nname = "The Lanternby Review"\n', encoding="utf-8")
    found = []
    for page in pages(count):
        (sources / page.name).write_text(page.text, encoding="utf-8")
        found.append(sources / page.name)
    return tuple(found)


def _copied() -> Iterator[Page]:
    cases = ROOT / "tests" / "cases"
    paths = [path for name in ("articles", "articles-tuning") for path in (cases / name).glob("*.txt")]
    for path in sorted(paths, key=lambda path: (path.stat().st_size, path.name)):
        yield Page(f"case-{path.name}", path.read_text(encoding="utf-8"))


def made(number: int) -> Page:
    """The page of a number, drawn from the stock."""
    return Page(f"page-{number:04}.txt", maker(number).page())


def maker(number: int) -> Maker:
    """What draws the page of a number."""
    draw = random.Random(SEED + number)  # noqa: S311 - not for secrets
    return Maker(draw, draw.choice(WORDS["shape"]))


class Maker:
    """Draws the parts of one page."""

    def __init__(self, draw: random.Random, shape: dict[str, Any]) -> None:
        self.draw, self.shape, self.language = draw, shape, shape["language"]
        self.stock = WORDS[self.language]
        self.title = self.drawn("titles")

    def page(self) -> str:
        """The whole page."""
        draw = self.draw
        words = min(MOST, max(FEWEST, round(draw.lognormvariate(0, SPREAD) * USUAL)))
        comments = [self.prose(draw.randint(8, 60)) for _ in range(draw.choice(COMMENTS))]
        left = words - sum(len(text.split()) for text in comments)
        statements = "\n\n".join(WORDS["statements"][self.language][: draw.choice(STATEMENTS)])
        parts = [
            self.filled("head", title=self.title, author=self.name(), lead=self.prose(40), **self.moment()),
            *self.turns(max(draw.choice(QUESTIONS), self.shape.get("fewest", 1)), left),
            statements.replace("{award}", f"{draw.randint(1, 9999):04}"),
            *self.discussion(comments),
        ]
        return "\n".join(f"{part}\n" for part in parts)

    def turns(self, count: int, words: int) -> Iterator[str]:
        """Questions and answers: in turns, or all questions above one answer."""
        share = max(40, words // count)
        asked = [self.filled("question", n=n + 1, text=self.drawn("questions")) for n in range(count)]
        if "asked" in self.shape:
            yield self.filled("asked", count=count) + "\n" + "\n".join(asked)
            yield self.answer(share * count)
        else:
            for question in asked:
                yield question
                yield self.answer(share)

    def answer(self, words: int) -> str:
        """Paragraphs of about so many words, here and there with a list."""
        found = []
        while words > 0:
            found.append(self.prose(min(words, self.draw.randint(30, 110))))
            words -= len(found[-1].split())
            if self.draw.randrange(LIST_EVERY) == 0:
                items = [f"• {self.drawn('items')}" for _ in range(self.draw.randint(2, 4))]
                found.append("\n".join(items))
                words -= sum(len(item.split()) for item in items)
        return self.filled("answer", text="\n\n".join(found))

    def discussion(self, comments: list[str]) -> Iterator[str]:
        """What readers said, oldest first."""
        if comments:
            yield self.filled("comments", count=len(comments), title=self.title)
        for n, text in enumerate(comments):
            yield self.filled("comment", n=n + 1, name=self.name(), text=text, **self.moment())

    def prose(self, words: int) -> str:
        """Sentences of at least so many words in all."""
        found: list[str] = []
        while sum(len(one.split()) for one in found) < words:
            found.append(self.drawn("sentences"))
        return " ".join(found)

    def drawn(self, name: str) -> str:
        """One of a list, its slots filled, a capital in front."""
        chosen: str = self.draw.choice(self.stock[name])
        text = SLOT.sub(lambda slot: self.draw.choice(self.stock[slot[1]]), chosen)
        return text if name == "items" else text[0].upper() + text[1:]

    def name(self) -> str:
        """Somebody who is not."""
        names = WORDS["names"]
        return f"{self.draw.choice(names['first'])} {self.draw.choice(names['last'])}"

    def moment(self) -> dict[str, Any]:
        """A date and a time, in the words of the language."""
        number = self.draw.randint(1, 12)
        month = WORDS["months"][self.language][number - 1]
        return {
            "number": number, "month": month, "mon": month[:3], "day": self.draw.randint(1, 28),
            "year": self.draw.randint(2012, 2023), "hour": self.draw.randint(1, 11),
            "minute": self.draw.randint(0, 59),
        }  # fmt: skip

    def filled(self, part: str, **values: object) -> str:
        """A part of the page's layout."""
        return str(self.shape[part]).format(**values)
