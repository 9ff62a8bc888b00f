"""The published view as a whole: nothing withheld in it, the import untouched, the same every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desk import sample
from pcss_publish.desk import Decided, Desk, Policy, decide, parse
from pcss_publish.desk.reasons import reasons
from pcss_publish.findings import finding
from pcss_publish.model import Document, Published, Right

CASES = Path(__file__).parents[1] / "cases" / "desk"
_WORD = re.compile(r"\w+")


def runs(text: str, size: int = 8) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def omit(*ordinals: int) -> Desk:
    names = {c.ordinal: c.name.text if c.name else "" for c in sample.COMMENTS}
    text = f'source = "sha256:{sample.SHA}"\n'
    for n in ordinals:
        text += f'[[comment]]\ncomment = {n}\nname = "{names[n]}"\naction = "omit"\n'
        text += 'reason = "privacy"\nby = "x"\n'
    return parse(text, "case.desk.toml")


def leaks(decided: Decided, document: Document) -> list[str]:
    """What of a withheld comment still stands in the published view."""
    view = decided.published
    text = view.model_dump_json()
    shown = {comment.id for comment in view.document.comments.items}
    elsewhere = set().union(*(runs(unit.text) for unit in view.units()))
    found = []
    for comment in document.comments.items:
        if comment.id in shown:
            continue
        found += [f'"{comment.id}"'] if f'"{comment.id}"' in text else []
        for head in (comment.name and comment.name.text, comment.stamp and comment.stamp.raw):
            if head and head in text:
                found.append(head)
        found += [" ".join(run) for run in runs(comment.text) - elsewhere if run in runs(text)]
    return found


@pytest.mark.parametrize("gone", [(1,), (2,), (4,), (5,), (1, 2, 3, 7), (1, 2, 3, 4, 5, 6, 7)])
def test_nothing_of_a_withheld_comment_is_left(gone: tuple[int, ...]) -> None:
    document = sample.document()
    decided = decide(document, sample.findings(), omit(*gone))
    assert len(decided.published.document.comments.items) == 7 - len(gone)
    spoken_of = "Maren Holt"  # by a comment that is printed, which K004 asks about
    assert [leak for leak in leaks(decided, document) if leak != spoken_of] == []


def test_a_leak_would_be_seen() -> None:
    document = sample.document()
    decided = decide(document, sample.findings(), omit(1))
    view = decided.published
    back = view.document.model_copy(update={"title": document.comments.items[0].name})
    faulty = decided.model_copy(update={"published": view.model_copy(update={"document": back})})
    assert leaks(faulty, document) == ["Ada Fernhill"]


def test_words_published_elsewhere_are_no_leak() -> None:
    document = sample.document()
    decided = decide(document, sample.findings(), omit(2))
    assert "hazelnut" in decided.published.model_dump_json()
    assert leaks(decided, document) == []


def test_import_and_findings_stay_as_they_were() -> None:
    document, before = sample.document(), sample.document().model_dump_json()
    desk = parse((CASES / "edit.desk.toml").read_text(encoding="utf-8"), "edit.desk.toml")
    decide(document, sample.findings(), desk)
    assert document.model_dump_json() == before


def test_published_view_survives_json() -> None:
    view = decide(sample.document(), sample.findings(), omit(1, 2)).published
    assert Published.model_validate_json(view.model_dump_json()) == view


def test_the_ledger_and_its_text_are_gone() -> None:
    view = decide(sample.document()).published
    assert view.document.ledger == ()
    assert view.document.comments.declared is not None
    assert view.document.comments.declared.span is None


def test_declared_is_printed_and_withheld() -> None:
    desk = decide(sample.document(), (), omit(1, 3)).published.comments
    assert (desk.declared, desk.printed, desk.withheld_count) == (7, 5, 2)


def test_a_count_that_the_page_states_is_kept_though_it_does_not_fit() -> None:
    document = sample.document()
    declared = document.comments.declared
    assert declared is not None
    wrong = document.comments.model_copy(update={"declared": declared.model_copy(update={"count": 9})})
    assert decide(document.model_copy(update={"comments": wrong})).published.comments.declared == 9


def test_every_general_reason_has_words_in_print() -> None:
    words = (Path(__file__).parents[2] / "src/pcss_publish/compose/words.toml").read_text(encoding="utf-8")
    general = {reason.general for reason in reasons().values()}
    assert {key for key in general if f"\nwithheld-{key} = " not in words} == set()


def test_house_words_stand_for_a_name() -> None:
    text = (CASES / "anonymise.desk.toml").read_text(encoding="utf-8")
    decided = decide(sample.document(), (), parse(text, "a"), Policy(anonymous="Nom non communiqué"))
    assert "Nom non communiqué" in decided.published.model_dump_json()


def test_no_query_about_comments_is_left_where_none_are_printed() -> None:
    asked = (*sample.findings(), finding("C001", "The count does not fit."), finding("A001", "No title."))
    decided = decide(sample.document(), asked, None, Policy(comments="none"))
    assert not [found for found in decided.findings if found.code.startswith("C")]
    assert "A001" in {found.code for found in decided.findings}


def test_rights_of_a_withheld_comment_leave_with_it() -> None:
    rights = (Right(part="c1", permission="by letter of Ada"), Right(part="article", permission="given"))
    document = sample.document().model_copy(update={"rights": rights})
    view = decide(document, (), omit(1)).published
    assert [right.part for right in view.document.rights] == ["article"]


def keys(decided: Decided) -> set[str]:
    return {found.key for found in decided.findings}


def on(ordinal: int, name: str, action: str, reason: str, more: str = "") -> Desk:
    text = f'[[comment]]\ncomment = {ordinal}\nname = "{name}"\naction = "{action}"\nreason = "{reason}"\n'
    return parse(f'{text}by = "x"\n{more}', "case.desk.toml")


@pytest.mark.parametrize(
    "desk",
    [
        on(5, "Orchard Desk", "publish", "author-reply"),
        on(5, "Orchard Desk", "anonymise", "no-consent"),
        on(5, "Orchard Desk", "omit", "off-topic"),
        parse('[[settle]]\nfinding = "C016:c5"\nreason = "Another of that name."\nby = "x"\n', "x"),
    ],
    ids=["author-reply", "anonymise", "omit", "settle"],
)
def test_a_name_of_the_article_can_be_answered(desk: Desk) -> None:
    asked = (finding("C016", "A name of the article.", node="c5"),)
    assert "C016:c5" in keys(
        decide(sample.document(), asked, on(5, "Orchard Desk", "publish", "contributes"))
    )
    assert "C016:c5" not in keys(decide(sample.document(), asked, desk))


def test_a_cut_settles_nothing_where_nobody_looks_again() -> None:
    desk = on(1, "Ada Fernhill", "redact", "privacy", f'redact = ["{sample.HEALTH[:30]}"]')
    assert "C003:c1" in keys(decide(sample.document(), sample.findings(), desk))
    assert "C003:c1" not in keys(decide(sample.document(), sample.findings(), desk, checks=lambda _: ()))


def test_the_desk_gives_a_title_where_there_is_none() -> None:
    untitled = sample.document().model_copy(update={"title": None})
    asked = (finding("A001", "No title."), finding("A002", "No byline."))
    text = '[article]\ntitle = "On Apples"\nbyline = ["Ida Reed"]\nreason = "From the cover."\nby = "x"\n'
    decided = decide(untitled.model_copy(update={"byline": None}), asked, parse(text, "x"))
    assert not keys(decided) & {"A001", "A002"}
    assert [unit.text for unit in decided.published.units()][:2] == ["On Apples", "Ida Reed"]
    assert [edit.unit for edit in decided.published.edits] == ["byline-1", "title"]


_PROGRAM = """
import sys
from desk import sample
from pcss_publish.desk import decide, parse
print(decide(sample.document(), sample.findings(), parse(sys.stdin.read(), "x")).model_dump_json())
"""


def test_same_decisions_same_bytes(tmp_path: Path) -> None:
    text = (CASES / "all-decided.desk.toml").read_text(encoding="utf-8")
    root = Path(__file__).parents[2]
    found = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("77", "Pacific/Kiritimati", "de_DE.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONUTF8": "1",
               "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root / 'tests'}"}  # fmt: skip
        run = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            input=text.encode(),
            env=env,
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        found.add(run.stdout)
    assert len(found) == 1
    assert len(found.pop()) > 1000
