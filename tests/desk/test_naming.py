"""K004: where a withheld name is given away, and where a word only looks like it."""

from __future__ import annotations

import pytest

from desk import sample
from pcss_publish.desk import decide, parse
from pcss_publish.findings import Finding
from pcss_publish.model import Comment, Comments, Str

OMIT = '[[comment]]\ncomment = 1\nname = "{}"\naction = "omit"\nreason = "privacy"\nby = "x"\n'


def asked(name: str, text: str, other: str = "Ida Quist", settle: str = "") -> list[Finding]:
    items = (
        sample.comment(1, name, "2021-06-01T10:00", "I keep bees."),
        sample.comment(2, other, "2021-06-02T10:00", text),
    )
    document = sample.document().model_copy(update={"comments": Comments(items=items)})
    decided = decide(document, (), parse(OMIT.format(name) + settle, "x"))
    return [found for found in decided.findings if found.code == "K004"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ada Fernhill", "As Ada Fernhill told us, the hives are empty."),
        ("Ada Fernhill", "I agree with Ada on the hives."),
        ("Ada Fernhill", "Ada, you are right."),
        ("Ada Fernhill", "Thank you.\n@Ada I did the same."),
        ("Ada Fernhill", "@AdaFernhill yes."),
        ("Ada Fernhill", "Ada's brother keeps hens."),
        ("Ada Fernhill", "Dr. Fernhill said so last year."),
        ("Ada Fernhill, RN", "It was the nurse, Fernhill, who said so."),
        ("pippin_fan", "What pippin_fan says is true."),
        ("pippin_fan", "@Pippin_Fan no."),
        ("maria lopez", "As Maria Lopez told us, the hives are empty."),
        ("MARIA LOPEZ", "I agree with Maria on the hives."),
        ("Ada Fernhill", "ADA FERNHILL said so."),
        ("Bo", "@Bo never."),
        ("Bo", "Bo: never."),
    ],
)
def test_a_name_is_seen(name: str, text: str) -> None:
    (found,) = asked(name, text)
    assert found.blocking
    assert name not in found.message


@pytest.mark.parametrize(
    ("name", "text", "other"),
    [
        ("Rose Field", "Rose hips are rich in it. The field is dry.", "Ida Quist"),
        ("Ada Fernhill", "Adamant people write long letters.", "Ida Quist"),
        ("Ada Fernhill", "I agree with Ada on the hives.", "Ada Quince"),
        ("Ada Fernhill", "I am Ada Fernhill.", "Ada Fernhill"),
        ("Bo", "Bo trees grow in the south; bowls are made of them.", "Ida Quist"),
        ("asd", "asdf", "Ida Quist"),
    ],
)
def test_what_is_no_name_is_left_alone(name: str, text: str, other: str) -> None:
    assert asked(name, text, other) == []


def test_the_title_of_a_comment_is_read_too() -> None:
    gone = sample.comment(1, "Ada Fernhill", "2021-06-01T10:00", "I keep bees.")
    kept = sample.comment(2, "Ida Quist", "2021-06-02T10:00", "True.", title=Str(text="Re: Ada Fernhill"))
    document = sample.document().model_copy(update={"comments": Comments(items=(gone, kept))})
    decided = decide(document, (), parse(OMIT.format("Ada Fernhill"), "x"))
    assert [found.key for found in decided.findings if found.code == "K004"] == ["K004:c2"]


def test_an_anonymised_writer_who_signs_in_the_text_is_asked_about() -> None:
    text = OMIT.format("Ada Fernhill").replace("omit", "anonymise")
    items = (sample.comment(1, "Ada Fernhill", "2021-06-01T10:00", "I keep bees.\nYours, Ada"),)
    document = sample.document().model_copy(update={"comments": Comments(items=items)})
    (found,) = [one for one in decide(document, (), parse(text, "x")).findings if one.code == "K004"]
    assert found.message == "Comment 1 (Name withheld) names its own writer, whose name is withheld."


def test_a_settlement_closes_it() -> None:
    settle = '[[settle]]\nfinding = "K004:c2"\nreason = "She agrees."\nby = "x"\n'
    assert asked("Ada Fernhill", "I agree with Ada.", settle=settle) == []


def among(*items: Comment, hidden: int) -> list[Finding]:
    document = sample.document().model_copy(update={"comments": Comments(items=items)})
    names = [one.name.text if one.name else "" for one in items[:hidden]]
    desk = "".join(OMIT.format(name).replace("= 1", f"= {n}") for n, name in enumerate(names, 1))
    return list(decide(document, (), parse(desk, "x")).findings)


def test_one_finding_tells_of_all_whom_a_comment_names() -> None:
    found = among(
        sample.comment(1, "Ada Fernhill", "2021-06-01T10:00", "I keep bees."),
        sample.comment(2, "Ada Fernhill", "2021-06-01T11:00", "Many bees."),
        sample.comment(3, "Ida Quist", "2021-06-02T10:00", "So Ada Fernhill keeps bees."),
        hidden=2,
    )
    (named,) = [one for one in found if one.code == "K004"]
    assert "the writers of comments 1, 2, whose names are withheld" in named.message


@pytest.mark.parametrize("text", ["@Ada two hives are one too many.", "Ada, two hives are one too many."])
def test_a_comment_that_speaks_to_a_withheld_one_is_a_reply_to_it(text: str) -> None:
    found = among(
        sample.comment(1, "Ada Fernhill", "2021-06-01T10:00", "I keep two hives."),
        sample.comment(2, "Ida Quist", "2021-06-02T10:00", text),
        hidden=1,
    )
    assert [one.message for one in found if one.code == "C014"] == [
        "Comment 2 (Ida Quist) answers comment 1, which is withheld."
    ]


@pytest.mark.parametrize("text", ["Two hives are one too many, Ada.", "Mine is @Ada no more.", "Adamant."])
def test_a_name_within_a_comment_makes_it_no_reply(text: str) -> None:
    found = among(
        sample.comment(1, "Ada Fernhill", "2021-06-01T10:00", "I keep two hives."),
        sample.comment(2, "Ida Quist", "2021-06-02T10:00", text),
        hidden=1,
    )
    assert not [one for one in found if one.code == "C014"]
