"""Which reader takes a file is told by what is in it; what the markup attributes is not guessed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish.cli import run
from pcss_publish.model.marks import Mark, Markup
from pcss_publish.model.nodes import Source
from pcss_publish.model.received import Received
from pcss_publish.normalization import normalize
from pcss_publish.normalization.marks import stamp_of
from pcss_publish.readers import read_bytes
from readers.describing import CASES

PAGE = "<html><body><h1>Ask: Is it late?</h1><p>Not yet.</p></body></html>"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PAGE, "text/html"),
        (f'<?xml version="1.0"?>\n<!DOCTYPE html>\n{PAGE}', "text/html"),
        (f"MIME-Version: 1.0\nContent-Type: text/html\n\n{PAGE}", "multipart/related"),
        ("---\ntitle: Is it late?\n---\n\nNot yet.\n", "text/markdown"),
        ("Hello.\n\n::: question\nIs it late?\n:::\n", "text/markdown"),
        ("# A heading\n\n**Q:** [Is it](https://example.org) late?\n", "text/plain"),
        ("---\nIs it late?\n---\n", "text/plain"),
        (":::\nIs it late?\n::: wow\n", "text/plain"),
        ("<Mara> is it late?\n<Jo> not yet\n", "text/plain"),
    ],
)
def test_the_kind_is_told_from_the_content(text: str, kind: str) -> None:
    for name in ("one.txt", "one.html", "one.md", "one"):
        assert read_bytes(text.encode(), name, limit=10_000).source.media_type == kind


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "cp932"),
        ('<meta charset="utf-16">', "utf-8"),
        ("", "utf-8"),
    ],
)
def test_a_page_is_decoded_as_browsers_do(head: str, encoding: str) -> None:
    data = f"<html><head>{head}<title>t</title></head><body><p>Is it “late”?</p></body></html>"
    received = read_bytes(data.replace("“late”", "late").encode(encoding), "one.html", limit=10_000)
    assert (received.source.encoding, received.text) == (
        encoding,
        "Is it late?",
    )


def test_a_copied_text_that_names_an_encoding_is_no_page() -> None:
    text = "Write <meta charset=latin1> into the page, he said: “so”."
    assert read_bytes(text.encode(), "one.txt", limit=10_000).text == text


def received(text: str, *marks: Mark) -> Received:
    source = Source(name="one.html", sha256="0" * 64, media_type="text/html", encoding="utf-8")
    return Received(source=source, text=text, markup=Markup(marks=marks))


def test_marked_comments_are_taken_as_marked_though_the_wording_says_otherwise() -> None:
    text = "Ask: Is it late?\n\nby Mara Quill | 5 June 2017\n\nQ: Is it late?\n\nA: Not yet.\n\nJo Fenn\nRud Hale says:\nToo late."
    at = text.index("Jo Fenn")
    marks = (
        Mark("comment", at, len(text), ref="x"),
        Mark("comment-name", at, at + 7, ref="x"),
        Mark("comment-body", at + 8, len(text), ref="x"),
    )
    (comment,) = normalize(received(text, *marks)).document.comments.items
    assert comment.name is not None
    assert (comment.name.text, comment.text) == ("Jo Fenn", "Rud Hale says:\nToo late.")


def test_the_wording_is_asked_where_the_markup_is_silent() -> None:
    text = "Ask: Is it late?\n\nby Mara Quill | 5 June 2017\n\nQ: Is it late?\n\nA: Not yet."
    document = normalize(received(text)).document
    assert [role for role, _ in document.content()] == [
        "series", "title", "byline", "date", "label", "question", "label", "answer",
    ]  # fmt: skip


def test_front_matter_stays_the_strings_that_it_is() -> None:
    text = (
        "---\nseries: 024697\ntitle: No\nbyline: [1e5, ~]\ndate: 2019-05-04\n---\n\n::: intro\nIs it?\n:::\n"
    )
    document = normalize(read_bytes(text.encode(), "one.md", limit=10_000)).document
    assert document.content() == (
        ("series", "024697"), ("title", "No"), ("byline", "1e5"), ("byline", "~"), ("date", "2019-05-04"),
        ("intro", "Is it?"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "known", "value"),
    [
        ("3 years ago", "2016-03-04T10:15:00+00:00", "2016-03-04T10:15:00"),
        ("04/03/2020", "2020-03-04T10:15:00+00:00", "2020-03-04"),
        ("03/04/2020", "2020-03-04T10:15:00+00:00", "2020-03-04"),
        ("2020-03-04 at 10:15", "2020-03-04T10:15:00+00:00", "2020-03-04T10:15"),
        ("March 4, 2020", "2020-03-05T01:15:00+00:00", "2020-03-04"),
        ("March 4, 2020", "", "2020-03-04"),
        ("soon", "", ""),
    ],
)
def test_a_time_is_taken_as_printed_and_told_by_the_markup(printed: str, known: str, value: str) -> None:
    assert stamp_of(Mark("date", 0, len(printed), known), printed).resolved(day_first=True).value == value


def test_what_was_left_out_of_a_page_is_named(tmp_path: Path) -> None:
    target = tmp_path / "dropped.txt"
    page = CASES / "html" / "scripts.html"
    assert run(["normalize", str(page), "--show-dropped", "-o", str(target)]) == 0
    said = target.read_text(encoding="utf-8").splitlines()
    assert "4: Your mail" in said
    assert {"6: Unseen words", "1: (script, 12 characters, not kept; /html/head[1]/script[1])"} <= set(said)
    assert "evil" not in "\n".join(said)
