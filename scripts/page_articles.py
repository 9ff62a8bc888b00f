"""Articles and readers' comments to fill page templates with: invented, the same for the same number."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

KINDS = ["answers", "essay", "interview", "dialogue", "letters"]
NAMES = """Jo Fenn|Mara Quill|R. Tamsin Oake|Dr. Ilse Brandt|wren_77|Anonymous|Piet van der Loo|
O'Dell|María Peña|Tom|
BEES KNEES|Prof. Ned Harrow, PhD|Ann-Marie Toll|Yusuf A.|gardener from Leeds|Li Wei|Sister Agnes|
Zoë K|Old Hand 3|Hal & Bea|
Robert W. Moss|April May|Will Reader|the editor|Søren Ravn|D|Kim Posted|Ingrid Says|user4711|
Lady Plum""".replace("\n", "")
THINGS = "beans|stakes|clay pots|rain barrels|old hinges|seed trays|wool blankets|brass taps|"
THINGS += "damp cellars|plum jam|slate roofs"
THINGS += "|hedges|bicycle chains|bread ovens|garden paths"
DEEDS = "crack in a hard frost|need turning every month|outlast their owners|"
DEEDS += "should be bought second-hand|fail when nobody looks"
DEEDS += "|cost more than they used to|can be mended with a little patience|smell of the sea|"
DEEDS += "were better before the war"
OPENINGS = "I have found that|My neighbour insists that|Nobody told me that|In our village|"
OPENINGS += "As the answer says,|Surely|Not so:"
OPENINGS += "|Thank you!|After 12 years I can say:|On Monday I learned that|To be fair,|I disagree;"
ODD = """Anna wrote: "never do it twice." She was right.|Regards, Tom|
See my note of May 5, 2018 for the whole story.|
1. Clean them. 2. Dry them. 3. Wait.|Posted this elsewhere too.|Q: who pays? A: you do.|
Reply to me if you know more.|
>> they never last << is nonsense.|Is that so?|10:30 am is the best hour for it.""".replace("\n", "")


@dataclass(frozen=True)
class Row:
    """A comment as the site's database has it."""

    id: str
    parent: str
    name: str
    date: datetime
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Article:
    """An article: its kind, head and body in HTML, and its comments, oldest first."""

    number: int
    kind: str
    title: str
    author: str
    date: datetime
    body: str
    comments: tuple[Row, ...]


def article(number: int, kind: str = "answers") -> Article:
    """The article of that number; every kind but ``answers`` has no comments.

    The seed is the number: one number, one article, on every machine.
    """
    dice = random.Random(f"{kind} {number}")  # noqa: S311
    thing = dice.choice(THINGS.split("|"))
    date = datetime(2012, 1, 3) + timedelta(days=dice.randrange(4000))  # noqa: DTZ001
    title = dice.choice([f"Do {thing} last?", f"What to do about {thing}", f"The trouble with {thing}"])
    author = dice.choice(["Edda Lorn", "Caspar Thwaite", "Noor Haddad", "The Household Desk"])
    rows = comments(dice, date) if kind == "answers" else ()
    return Article(number, kind, title, author, date, BODIES[kind](dice, thing), rows)


def comments(dice: random.Random, published: datetime) -> tuple[Row, ...]:
    """One to nine comments, a third of them replies to an earlier one, by different people."""
    names = dice.sample([name.strip() for name in NAMES.split("|")], dice.randint(1, 9))
    rows: list[Row] = []
    when = published
    for number, name in enumerate(names, 1):
        when += timedelta(minutes=dice.randrange(5, 40000))
        parent = dice.choice(rows).id if rows and dice.random() < 0.34 else "0"
        words = tuple(said(dice) for _ in range(dice.choice([1, 1, 1, 2, 3])))
        rows.append(Row(str(100 + number), parent, name, when, words))
    return tuple(rows)


def said(dice: random.Random) -> str:
    """A paragraph of one to three sentences, now and then an odd one."""
    sentences = [sentence(dice) for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.25:
        sentences.append(dice.choice(ODD.split("|")).strip())
    return " ".join(sentences)


def sentence(dice: random.Random) -> str:
    """A sentence, of which there are some 25,000."""
    opening, thing, deed, other = (
        dice.choice(words.split("|")) for words in (OPENINGS, THINGS, DEEDS, THINGS)
    )
    return f"{opening} {thing} {deed}, and so do {other}."


def prose(dice: random.Random, count: int) -> str:
    """Paragraphs of prose."""
    return "".join(f"<p>{' '.join(sentence(dice) for _ in range(4))}</p>\n" for _ in range(count))


def answers(dice: random.Random, thing: str) -> str:
    """Two questions and their answers."""
    asked = [
        f"<p><strong>Q: How do I keep {thing}?</strong></p>",
        "<p><strong>Q: And in winter?</strong></p>",
    ]
    return prose(dice, 1) + "".join(f"{line}\n<p>A: {sentence(dice)}</p>\n{prose(dice, 2)}" for line in asked)


def essay(dice: random.Random, thing: str) -> str:
    """Prose under headings, with a dated letter quoted in it."""
    letter = f"<blockquote><p>May 4, 1911. Dear Ada, {sentence(dice)}</p><p>Yours, J. Fenn</p></blockquote>\n"
    return f"{prose(dice, 2)}<h2>Of {thing}</h2>\n{prose(dice, 2)}{letter}{prose(dice, 2)}"


def interview(dice: random.Random, thing: str) -> str:
    """Two people by turns, named before colons."""
    turns = (f"<p><b>Lorn:</b> What of {thing}?</p>\n<p><b>Thwaite:</b> {said(dice)}</p>\n" for _ in range(6))
    return prose(dice, 1) + "".join(turns)


def dialogue(dice: random.Random, thing: str) -> str:
    """A scene: names on lines of their own, words below."""
    turns = (f"<p>ADA</p><p>{said(dice)}</p><p>BEN</p><p>Never {thing}! {said(dice)}</p>\n" for _ in range(5))
    return "".join(turns)


def letters(dice: random.Random, thing: str) -> str:
    """Letters to the editor that are the article itself, signed and dated."""
    signed = ("Jo Fenn, Leeds, May 2, 2019", "Mara Quill, Hull, May 3, 2019", "A. Reader, May 9, 2019")
    return "".join(
        f"<p>{sentence(dice)} {sentence(dice)} So much for {thing}.</p><p><em>{name}</em></p>\n"
        for name in signed
    )


BODIES = {
    "answers": answers,
    "essay": essay,
    "interview": interview,
    "dialogue": dialogue,
    "letters": letters,
}
