"""C009 where no words of a comment give the contact: it stands as the name, or behind a link."""

from __future__ import annotations

import pytest

from checks.making import document
from pcss_publish.checks.conduct import personal_contact
from pcss_publish.model import Comment, Comments, Link, Para, Str


def found(name: str, *inlines: Str | Link) -> list[str]:
    comment = Comment(id="c1", ordinal=1, name=Str(text=name), blocks=(Para(inlines=inlines),))
    made = document(comments=Comments(items=(comment,)))
    return [one.message for one in personal_contact(made)]


@pytest.mark.parametrize("name", ["ann.lee@example.org", "(0151) 555 01 234", "+44 20 7946 0958"])
def test_a_contact_as_a_name_is_told(name: str) -> None:
    assert len(found(name, Str(text="Thank you for the stakes."))) == 1


@pytest.mark.parametrize(
    "target", ["mailto:ann.lee@example.org", "tel:+442079460958", "MAILTO:a@example.org"]
)
def test_a_contact_behind_a_link_is_told(target: str) -> None:
    assert len(found("Ann", Str(text="Write to "), Link(target=target, inlines=(Str(text="me"),)))) == 1


def test_a_name_and_a_link_to_a_page_are_no_contact() -> None:
    assert found("Ann Lee 2019", Link(target="https://example.org/", inlines=(Str(text="see"),))) == []


def test_one_comment_is_told_once() -> None:
    assert len(found("ann@example.org", Str(text="Or lee@example.org."))) == 1
