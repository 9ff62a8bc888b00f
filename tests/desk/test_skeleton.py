"""The desk file to start from: all of it commented out, all of it TOML, and nothing decided by default."""

from __future__ import annotations

import re
import tomllib

import pytest

from desk import sample
from pcss_publish.checks import check
from pcss_publish.desk import Decided, Desk, decide, parse, skeleton
from pcss_publish.errors import ConfigError
from pcss_publish.findings import finding
from pcss_publish.model import Comments
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from projects import SEED, article

PLAIN = article() + "\n[Photo of the greenhouse]\n"
COMMENTS = """
3 comments

  1. Ada Jun 06, 2019 - 12:07 AM
    My sister was in hospital with it.
  2. Ben "the \\ spade" Jun 07, 2019 - 12:07 AM
    Thanks!
  3. Cora Jun 08, 2019 - 12:07 AM
    The above is true of beans, and I have sown them for years.
"""
CHOICES = {
    "comment": 'action = "omit"\nreason = "no-consent"', "link": 'action = "text"\nreason = "r"',
    "figure": 'action = "drop"\nreason = "r"',
}  # fmt: skip


def decided(text: str, desk: Desk | None = None) -> Decided:
    normal = normalize(read_bytes(text.encode(), "one.txt", limit=10_000_000))
    return decide(normal.document, (*normal.findings, *check(normal.document)), desk)


def uncommented(text: str) -> str:
    return re.sub(r"^# ?", "", text, flags=re.MULTILINE)


def filled(text: str) -> str:
    """The skeleton as an editor may fill it in, table by table."""
    tables = re.split(r"(?m)^(?=\[)", uncommented(text))
    done = []
    for table in tables:
        kind = re.match(r"\[+(\w+)", table)
        choice = CHOICES.get(kind[1], "") if kind else ""
        chosen = re.sub(r'action = "".*\nreason = ""', choice, table)
        done.append(chosen.replace('= ""', '= "x"'))
    return "".join(done)


def test_every_line_is_a_comment_and_the_rest_toml() -> None:
    text = skeleton(decided(PLAIN + COMMENTS), None, "one.desk.toml")
    assert all(line.startswith("#") for line in text.splitlines() if line)
    table = tomllib.loads(uncommented(text))
    assert [row["comment"] for row in table["comment"]] == [1, 2, 3]
    assert table["comment"][1]["name"] == 'Ben "the \\ spade"'
    assert table["article"]["permission"] == ""
    assert "one.desk.toml" in text


def test_nothing_is_decided_by_taking_the_signs_away() -> None:
    text = uncommented(skeleton(decided(PLAIN + COMMENTS), None, "one.desk.toml"))
    for table in re.split(r"(?m)^(?=\[)", text)[1:]:
        with pytest.raises(ConfigError):
            parse(table, "one.desk.toml")


@pytest.mark.parametrize("text", [PLAIN, PLAIN + COMMENTS, SEED.read_text(encoding="utf-8")])
def test_filled_in_it_decides_all_that_was_open(text: str) -> None:
    first = decided(text)
    desk = parse(filled(skeleton(first, None, "one.desk.toml")), "one.desk.toml")
    second = decided(text, desk)
    assert [found.key for found in second.findings if found.severity != "info"] == []
    assert "Nothing is open." in skeleton(second, desk, "one.desk.toml")


def test_what_is_decided_already_is_not_asked_again() -> None:
    text = article() + COMMENTS
    start = '[article]\nstandfirst = "S"\nreason = "r"\nby = "b"\n\n[[comment]]\ncomment = 1\nname = "Ada"\n'
    begun = parse(start + 'action = "omit"\nreason = "privacy"\nby = "b"\n', "one.desk.toml")
    more = skeleton(decided(text, begun), begun, "one.desk.toml")
    assert "# source" not in more
    assert "# [article]" not in more
    assert "# permission" in more
    assert "# comment = 1" not in more
    assert "# comment = 2" in more


def test_what_no_answer_settles_is_told_and_not_settled() -> None:
    text = article() + COMMENTS
    begun = parse(
        '[[comment]]\ncomment = 3\nname = "Cora"\naction = "publish"\nreason = "contributes"\nby = "b"\n'
        '\n[[comment]]\ncomment = 9\nname = "Nobody"\naction = "omit"\nreason = "spam"\nby = "b"\n',
        "one.desk.toml",
    )
    more = skeleton(decided(text, begun), begun, "one.desk.toml")
    for code in ("K001", "K003", "R001"):
        assert f" {code}" in more
        assert f'finding = "{code}' not in more


TWINS = tuple(
    sample.comment(1, "Ada Fernhill", "2021-06-01T10:00", text).model_copy(update={"id": f"c{n}"})
    for n, text in enumerate(("I keep two hives in the yard.", "I keep two hives in the wood.", "Good."), 1)
)


def of_twins(desk: Desk | None = None) -> Decided:
    document = sample.document().model_copy(update={"comments": Comments(items=TWINS), "figures": ()})
    return decide(document.model_copy(update={"order": document.order[1:]}), (), desk)


def test_comments_of_one_number_and_name_are_told_apart_by_their_first_words() -> None:
    text = skeleton(of_twins(), None, "one.desk.toml")
    starts = [row["starts"] for row in tomllib.loads(uncommented(text))["comment"]]
    assert starts == ["I keep two hives in the yard.", "I keep two hives in the wood.", "Good."]
    done = of_twins(parse(filled(text), "one.desk.toml"))
    assert done.published.comments.undecided == ()
    assert not [found for found in done.findings if found.code == "K001"]


def test_a_decision_that_could_mean_two_comments_is_carried_out_on_neither() -> None:
    text = '[[comment]]\ncomment = 1\nname = "Ada Fernhill"\naction = "omit"\nreason = "spam"\nby = "b"\n'
    done = of_twins(parse(text, "one.desk.toml"))
    (unfit,) = [found for found in done.findings if found.code == "K001"]
    assert (unfit.line, "starts = " in unfit.hint) == (1, True)
    assert len(done.published.comments.undecided) == 3
    asked = next(found for found in done.findings if found.code == "C013")
    assert "1 Ada Fernhill, 1 Ada Fernhill" in asked.message


def test_what_a_hint_says_is_settled_has_its_table() -> None:
    document = of_twins()
    info = finding("C016", "m", hint="Look, then settle C016.", node="c9")
    told = finding("P002", "m", hint="Nothing to do here.")
    text = skeleton(document.model_copy(update={"findings": (info, told)}), None, "one.desk.toml")
    assert '# finding = "C016:c9"' in text
    assert "P002" not in text
