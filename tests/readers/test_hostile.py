"""Hostile pages are refused with a reason or read as inert text; the work grows with the page, no faster."""

from __future__ import annotations

import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcss_publish.errors import SourceError
from pcss_publish.model.ledger import faults, joined
from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


def read(data: bytes | str, name: str = "case.html") -> Normalized:
    data = data.encode() if isinstance(data, str) else data
    return normalize(read_bytes(data, name, limit=10_000_000))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<html>" + "<div>" * 10_000 + "x", "nests 512 elements"),
        ("<html>" + "<p><span>" * 5_000 + "x", "nests 512 elements"),
        ("<html><p>Is it &#4; late?", "U+0004, a control character"),
        ("A title\n\nBy Ann Lee\n\nIs \x08it late?\n", "case.html:5: the text holds U+0008, a control character"),
        ("<html>" + "<i>x</i>" * 210_000, "has 200,000 elements"),
        (b"<html><p>a\0b", "NUL"),
        (b'<html><meta charset="utf-8"><p>caf\xe9', "not valid utf-8"),
        (b"<html><p>\xed\xa0\x80", "surrogate"),
        ("<html><script>document.write('all of it')</script></html>", "holds no text"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/css\n\np{}", "no web page"),
        ("\n<note>\n<to>Ann</to><body>Is it late?</body></note>\n", "case.html:2: this is XML"),
        ("---\ntitle: a\nother: &x [*x]\n---\n", "no anchors"),
        ("---\ntitle: a: b\n---\ntext\n", "no YAML"),
        ("---\ntitel: a\n---\ntext\n", "titel, which no article has"),
        ("---\ntitle: " + "[" * 200 + "]" * 200 + "\n---\ntext\n", "no table of names and texts"),
        ("::: question\nIs it?\n", "not closed"),
        ("::: question\n::: answer\n", "begins in another"),
        ("::: question\nIs it?\n:::\n\n::: qestion\n:::\n", "no part of an article"),
        ("::: {.question label=\"a}\nIs it?\n:::\n", "attribute"),
        ("::: {.question label=\"\\x\"}\nIs it?\n:::\n", "no JSON string"),
        ("::: {.question #q1}\nIs it?\n:::\n\n::: {.question #q1}\nWhy?\n:::\n", "case.html:5: a second question has the id q1"),
        ("::: {.comment #c1}\nYes.\n:::\n\n::: {.comment #c1}\nNo.\n:::\n", "case.html:5: a second comment has the id c1"),
        ("::: {.question #q1}\nIs it?\n:::\n::: {.answer answers=\"q1 q7\"}\nYes.\n:::\n", "case.html:4: answers=q7 names no question"),
        ("::: {.question #c9}\nIs it?\n:::\n::: {.comment to=c9}\nYes.\n:::\n", "case.html:4: to=c9 names no comment"),
    ],
)  # fmt: skip
def test_a_hostile_source_is_refused_with_its_reason(data: bytes | str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data)
    assert reason in str(caught.value)


def test_entities_of_a_page_are_never_expanded() -> None:
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "boom">{ENTITIES}]><html><p>&e9; &amp; on</p></html>'
    text = joined(read(page).document.ledger)
    assert "boom" not in text
    assert "&e9; & on" in text


def test_no_file_is_read_for_a_page() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>Here: &x; is it.</p></html>'
    assert "root:" not in str(read(page).document.model_dump())


@pytest.mark.parametrize(
    "piece",
    [
        "<p>Is it so?</p>", "<ol><li>one", "<li>one", "<td>x", "<div class='comment'><cite class='fn'>A</cite> says</div>",
        "<dl><dt class='comment-author'>A<dd class='comment-body'>b</dl>", "<a href='", "<!--", "<table><tr><td>a<td>b",
        "<img src=a.png>", "<blockquote>", "<article><time datetime=2020-01-01>", "<span class='screen-reader-text'>a</span>",
        "<p>b", "<p>b <a href='/wiki/User:A'>A</a> 10:11, 4 May 2019 (UTC)", "<dl><dd>b <a href='/wiki/User:A'>A</a> 10:11, 4 May 2019 (UTC)",
        "<a href='/wiki/User:A'>A</a> 10:11, 4 May 2019 (UTC)", "<div class='ms-comment-item'><p>b</p></div>", "<p>b<h2>c</h2><p>d <a href='/wiki/User:A'>A</a> 10:11, 4 May 2019 (UTC)",
    ],
)  # fmt: skip
def test_the_work_grows_with_the_page_no_faster(piece: str) -> None:
    def calls(times: int) -> int:
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            with suppress(
                SourceError
            ):  # too deep, or without a text: a reason given after little work will do
                read(f"<html><body>{piece * times}")
        finally:
            sys.setprofile(None)
        return counted

    calls(5)
    few, many = calls(100), calls(300)
    assert many < 4 * few


TAGS = st.sampled_from(
    ["p", "div", "h1", "h2", "ol", "ul", "li", "table", "tr", "td", "blockquote", "pre", "article", "nav", "footer", "b", "i",
     "a", "sup", "time", "cite", "dl", "dt", "dd", "form", "br", "img"]
)  # fmt: skip
CLASSES = st.sampled_from(
    [
        "",
        "comment",
        "fn",
        "comment-content",
        "entry-title",
        "byline",
        "avatar",
        "children",
        "sr-only",
        "pingback",
    ]
)
PIECES = st.one_of(
    st.builds(lambda tag, name: f"<{tag} class='{name}' id='comments'>", TAGS, CLASSES),
    st.builds(lambda tag: f"</{tag}>", TAGS),
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=30),
    st.sampled_from(
        [
            "Jo Fenn",
            "3 comments",
            "May 5, 2019 at 10:11 am",
            "Q: Is it?",
            "A: It is.",
            "&nbsp;",
            "&#8203;",
            "\u00ad",
            "<a href='/wiki/User:Jo'>Jo</a> (<a href='/wiki/User_talk:Jo'>talk</a>) 10:11, 4 May 2019 (UTC)",
            "<span data-mw-comment-start=''></span>",
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_page_is_read_or_refused_and_its_ledger_adds_up(pieces: list[str]) -> None:
    data = ("<html><body>" + "".join(pieces)).encode("utf-8", "surrogatepass")
    try:
        received = read_bytes(data, "case.html", limit=10_000_000)
    except SourceError:
        return
    document = normalize(received).document
    assert faults(document.ledger, received.text) == []
