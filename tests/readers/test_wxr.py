"""WordPress exports: nothing private is kept, only what was published is read, paragraphs are WordPress's."""

from __future__ import annotations

import re
import signal
import sys
from contextlib import suppress
from html import unescape
from io import BytesIO
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcss_publish.checks import check
from pcss_publish.errors import SourceError
from pcss_publish.model.ledger import faults, joined
from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes
from pcss_publish.readers.wxr.autop import paragraphs
from pcss_publish.readers.wxr.split import posts
from readers.describing import CASES
from readers.exports import HEAD, author, cdata, comment, export, item

PRIVATE = re.compile(
    r"<(wp:(?:comment_author_(?:email|IP|url)|comment_user_id|comment_agent|author_(?:email|login)|meta_value))>"
    r"(?:<!\[CDATA\[)?([^<\]]{5,}?)(?:\]\]>)?</\1>"
)


def read(data: bytes) -> Normalized:
    return normalize(read_bytes(data, "case.xml", limit=50_000_000))


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*.xml")), ids=lambda path: path.stem)
def test_nothing_private_of_an_export_is_in_the_document(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    if "wordpress.org/export" not in text:
        return
    private = {found[2] for found in PRIVATE.finditer(text)}
    whole = read(text.encode()).document.model_dump_json()
    assert private
    assert [one for one in private if one in whole] == []


SECRET = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=8, max_size=12).map(
    lambda s: f"zq{s}"
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(SECRET, min_size=10, max_size=10, unique=True), st.sampled_from(["1", "0", "spam", "trash", ""])
)
def test_no_private_field_reaches_the_model(secret: list[str], approved: str) -> None:
    mail, address, agent, user, site, meta, key, login, own, held = secret
    more = comment(
        author_email=f"{mail}@example.org", author_IP=address, agent=agent, user_id=user, author_url=f"https://{site}.example"
    ) + comment(held, 2, approved=approved, author_email=f"{mail}@example.org")  # fmt: skip
    more += f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(meta)}</wp:meta_value></wp:postmeta>"
    more += f"<dc:creator>{login}</dc:creator>"
    head = HEAD + author(login, f"{own}@example.org", "Mara Quill")
    document = read(export(item(more=more), head=head)).document
    hidden = [*secret[:-1], *([] if approved == "1" else [held])]
    assert [one for one in hidden if one in document.model_dump_json()] == []
    assert document.byline is not None
    assert [one.name for one in document.byline.names] == ["Mara Quill"]
    assert len(document.comments.items) == (2 if approved == "1" else 1)


@pytest.mark.parametrize(
    "name", ["jo@example.org", "192.0.2.9", "other@example.org", "jo&#64;example.org", "jo&commat;example.org", "192&#46;0.2.9"],
)  # fmt: skip
def test_a_name_that_is_private_is_left_out_and_asked_for(name: str) -> None:
    data = export(item(more=comment(author=name, author_email="jo@example.org", author_IP="192.0.2.9")))
    found = read(data)
    assert unescape(name) not in found.document.model_dump_json()
    assert found.document.comments.items[0].name is None
    assert [one.key for one in found.findings] == ["C007:c1"]


@pytest.mark.parametrize(("version", "names"), [("1.0", ["mara"]), ("1.1", []), ("1.2", [])])
def test_a_name_for_logging_in_signs_nothing(version: str, names: list[str]) -> None:
    head = HEAD.replace("export/1.2", f"export/{version}").replace(">1.2<", f">{version}<")
    byline = read(export(item(more="<dc:creator>mara</dc:creator>"), head=head)).document.byline
    assert [one.name for one in (byline.names if byline else ())] == names


@pytest.mark.parametrize(
    ("shown", "version", "byline"),
    [
        ("mara&#64;example.org", "1.2", ""), ("mara&commat;example.org", "1.2", ""), ("mara", "1.2", ""),
        ("mara", "1.0", "mara"), ("Mara &amp; Jo", "1.2", "Mara & Jo"),
    ],
)  # fmt: skip
def test_a_name_to_be_shown_that_is_an_address_or_the_login_is_none(
    shown: str, version: str, byline: str
) -> None:
    head = HEAD.replace("export/1.2", f"export/{version}").replace(">1.2<", f">{version}<")
    head += author("mara", "mara@example.org", shown)
    found = read(export(item(more="<dc:creator>mara</dc:creator>"), head=head)).document.byline
    assert (found.raw if found else "") == byline


@pytest.mark.parametrize(
    ("guest", "names", "keys"),
    [
        ("Al Moss", ["Mara Quill", "Al Moss"], []), ("al", ["Mara Quill"], ["S005:co-author1"]),
        ("al moss", ["Mara Quill"], ["S005:co-author1"]), ("Al Moss al@example.org", ["Mara Quill"], ["S005:co-author1"]),
    ],
)  # fmt: skip
def test_a_guest_author_signs_or_is_asked_for(guest: str, names: list[str], keys: list[str]) -> None:
    more = "".join(
        f'<category domain="author" nicename="cap-{slug}">{cdata(text)}</category>'
        for slug, text in (("mq", "mara"), ("al-m", guest))
    )
    head = HEAD + author("mara", "mara@example.org", "Mara Quill")
    found = read(export(item(more=f"<dc:creator>mara</dc:creator>{more}"), head=head))
    assert found.document.byline is not None
    assert [one.name for one in found.document.byline.names] == names
    assert [one.key for one in found.findings] == keys
    assert all("'al-m'" in one.message for one in found.findings)


@pytest.mark.parametrize(
    ("gmt", "zone"),
    [
        ("2019-05-05 14:11:00", "-04:00"), ("2019-05-05 04:26:00", "+05:45"), ("2019-05-05 10:11:00", "+00:00"),
        ("0000-00-00 00:00:00", None), ("2019-05-07 10:11:00", None), ("2019-05-05 10:12:00", None), ("", None),
    ],
)  # fmt: skip
def test_local_time_and_utc_give_the_zone(gmt: str, zone: str | None) -> None:
    stamp = read(export(item(more=comment(date_gmt=gmt)))).document.comments.items[0].stamp
    assert stamp is not None
    assert (stamp.raw, stamp.value, stamp.zone) == ("May 5, 2019 at 10:11 am", "2019-05-05T10:11", zone)


def test_answers_to_comments_keep_whom_they_answer() -> None:
    more = comment() + comment("So did mine.", 2, parent="1") + comment("And mine.", 3, parent="2")
    found = read(export(item(more=more)))
    assert [one.parent for one in found.document.comments.items] == [None, "c1", "c2"]
    assert found.findings == ()


@pytest.mark.parametrize("parent", ["2", "1", "9"])
def test_an_answer_to_what_is_not_above_it_is_asked_about(parent: str) -> None:
    found = read(export(item(more=comment(parent=parent) + comment("So did mine.", 2))))
    assert found.document.comments.items[0].parent is None
    assert [one.key for one in found.findings] == ["C007:c1"]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("one\n\ntwo", "<p>one</p>\n\n<p>two</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("one<br />\ntwo", "<p>one<br />\ntwo</p>"),
        ("one<br><br>two", "<p>one</p><p>two</p>"),
        ("one\n \t\n\n\ntwo\n", "<p>one</p>\n \t\n\n\n<p>two</p>\n"),
        ("<p>one\ntwo</p>", "<p>one<br>\ntwo</p>"),
        ("<ul>\n<li>one</li>\n</ul>\ntwo", "<ul>\n<li>one</li>\n</ul>\n<p>two</p>"),
        ("one<h2>two</h2>three", "<p>one</p><h2>two</h2><p>three</p>"),
        ("<div>one\n\ntwo</div>", "<div>one\n\n<p>two</p></div>"),
        ("<blockquote>one</blockquote>", "<blockquote><p>one</p></blockquote>"),
        ("<pre>one\n\ntwo</pre>", "<pre>one\n\ntwo</pre>"),
        ("<script>\n\nx\n</script>one", "<script>\n\nx\n</script><p>one</p>"),
        ('<a\nhref="x">one</a>', '<p><a\nhref="x">one</a></p>'),
        ("one<hr />two", "<p>one</p><hr /><p>two</p>"),
        ("\u00a0", "<p>\u00a0</p>"),
        ("<!-- wp:paragraph -->\n<p>one\n\ntwo</p>\n<!-- /wp:paragraph -->", "<!-- wp:paragraph -->\n<p>one\n\ntwo</p>\n<!-- /wp:paragraph -->"),
        ("<!-- wp:latest-posts /-->", "<p>&lt;!-- wp:latest-posts /--&gt;</p>"),
    ],
)  # fmt: skip
def test_paragraphs_are_those_of_wordpress(text: str, made: str) -> None:
    assert paragraphs(text) == made
    assert made.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (export(item(), item()), "2 published posts"),
        (export(item(status="draft"), item(post_type="attachment")), "no published post or page; it has 2 other items"),
        (export(item(post_password="x")), "no published post"),
        (export(item(content="")).replace(b"Do beans need stakes?", b"").replace(b"2019-05-04 09:00:00", b""), "no words"),
        (export(item())[:-60], "broken here"),
        (export(item(content="Is it \x08 late?")), "U+0008"),
        (export(item(title="&#1")), "U+0001"), (export(item(content="<p>a &#1; b</p>")), "U+0001"),
        (export(item(more="<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>" * 50_000)), "50,000 comments"),
        (export(item(title="x")).replace(b"<![CDATA[x]]>", b"&#x1F;"), "broken here"),
        (export(item(content="x")).replace(b"<![CDATA[x]]>", b"<p>x</p>"), "not escaped"),
        (export(item(content="<div>" * 10_000 + "x")), "nests 512 elements"),
        (export(item(more="<a>" * 10_000 + "</a>" * 10_000)), "broken here"),
        (export(item(content="x"))[:-40].replace(b"]]></content", b"</content"), "has no end"),
        (export(item(title="caf")).replace(b"caf", b"caf\xe9"), "not valid utf-8"),
        (export(item(title="\ud800")), "surrogate"),
        (export(item(), head=HEAD.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]>\n<rss')), "<!DOCTYPE"),
        (export(item(more='<!ENTITY a SYSTEM "file:///etc/passwd">')), "<!ENTITY"),
    ],
)  # fmt: skip
def test_an_export_is_refused_with_its_reason_and_line(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=re.escape(reason)) as caught:
        read(data)
    assert caught.value.place.startswith("case.xml")


def test_many_posts_are_sent_to_the_command_that_parts_them() -> None:
    with pytest.raises(SourceError) as caught:
        read(export(item(), item()))
    assert "pcss-publish ingest case.xml" in caught.value.hint


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<title>Beans & peas</title>", "Beans & peas"), ("<title>Beans &nbsp; peas</title>", "Beans \u00a0 peas"),
        ("<title>Beans &unheard; peas</title>", "Beans &unheard; peas"), ("<title>Beans &#38; peas</title>", "Beans & peas"),
        ("<yoast:x>y</yoast:x><title>Beans</title>", "Beans"),
    ],
)  # fmt: skip
def test_what_exports_forget_to_escape_is_mended_where_nothing_is_lost(content: str, shown: str) -> None:
    data = export(item()).replace(
        f"<title>{cdata('Do beans need stakes?')}</title>".encode(), content.encode()
    )
    title = read(data).document.title
    assert title is not None
    assert title.text == shown


def test_the_end_of_a_section_that_was_not_parted_is_words() -> None:
    raw = export(item("HERE")).replace(b"HERE", b"Keep a[b[0]]> 1 and c[d[1]]> 2 apart.")
    assert "Keep a[b[0]]> 1 and c[d[1]]> 2 apart." in joined(read(raw).document.ledger)


def test_the_declared_encoding_is_that_of_the_text() -> None:
    data = export(item(title="Käthes Bohnen")).decode().replace("UTF-8", "ISO-8859-1", 1).encode("iso-8859-1")
    document = read(data).document
    assert document.title is not None
    assert (document.title.text, document.sources[0].encoding) == ("Käthes Bohnen", "cp1252")


SCRIPT = "<script>alert(1)</script>"


def test_script_in_every_field_is_not_kept_and_named() -> None:
    more = comment(f"Mine{SCRIPT} fell.", author=f"Jo{SCRIPT} Fenn")
    more += f"<category domain='category' nicename='x'>{cdata('Fruit' + SCRIPT)}</category>"
    more += f"<excerpt:encoded>{cdata('All' + SCRIPT)}</excerpt:encoded>"
    head = HEAD + author("mq", "x@example.org", f"Mara{SCRIPT} Quill")
    document = read(
        export(
            item(f"Yes.{SCRIPT}", title=f"Beans{SCRIPT}", more=f"{more}<dc:creator>mq</dc:creator>"),
            head=head,
        )
    ).document
    assert "alert(1)" not in document.model_dump_json()
    assert [one.what for one in document.sources[0].dropped if "script" in one.what] == ["script (7 times)"]


PIECES = st.one_of(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</div>", "<ul><li>", "<pre>", "<!--", "-->", "<!-- wp:x /-->", "\n\n", "\n", "&nbsp;", "&", "&#8203;",
         "&#4;", "]]>", "<![CDATA[", "[gallery ids=1]", "<table><tr><td>a<td>b", "<img src=x alt=y>", "Q: Is it?\n\nA: It is.", "<br><br>",
         "</content:encoded>", "<blockquote>", "<script>x", "\u00a0", "<a href='/x'>"]
    ),
)  # fmt: skip
WORDS = st.lists(PIECES, max_size=12).map("".join)


@settings(max_examples=80, deadline=None)
@given(WORDS, WORDS, WORDS, st.sampled_from(["", "1", "7"]))
def test_any_words_are_read_or_refused_and_the_ledger_adds_up(
    title: str, content: str, said: str, parent: str
) -> None:
    data = export(
        item(
            content,
            title=title,
            more=comment(said, author=title, parent=parent, author_email="zqsecret@example.org"),
        )
    )
    try:
        received = read_bytes(data, "case.xml", limit=10_000_000)
    except SourceError:
        return
    document = normalize(received).document
    assert faults(document.ledger, received.text) == []
    assert "zqsecret" not in document.model_dump_json()


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2000), st.integers(0, 400), st.binary(max_size=6))
def test_a_damaged_export_is_read_or_refused(at: int, gone: int, put: bytes) -> None:
    whole = export(item(more=comment()), head=HEAD + author("mq", "x@example.org", "Mara Quill"))
    at += len(HEAD)  # with the head damaged it would be no export, but copied text
    try:
        received = read_bytes(whole[:at] + put + whole[at + gone :], "case.xml", limit=10_000_000)
    except SourceError:
        return
    assert faults(normalize(received).document.ledger, received.text) == []


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="POSIX alone can interrupt a pattern at work")
@pytest.mark.parametrize(
    "piece",
    [
        "<", "&", " ", "]]>", "<![CDATA[", "<![CDATA[x]]>", "<!--", "<pre", "<pre>", "<p ", "</p>", "<br>", "<br> ", "\n", "\n\n", " \n", "[a ",
        "[gallery ids=1]", "<!-- wp:x ", "<!-- wp:x /-->", "<td>x", "http://[/", "<content:encoded><![CDATA[", "<a href='", "x &nbsp; ",
    ],
)  # fmt: skip
def test_long_runs_are_read_in_bounded_time(piece: str) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        pytest.fail("an export of 200,000 characters took longer than 20 seconds")

    run = piece * (200_000 // len(piece))
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, 20)
    try:
        for data in (
            export(item(run, more=comment(run))),
            export(item()).replace(b"<item>", f"<item>{run}".encode()),
            export(item()).replace(b"<item>", f"<item><title>{run}<b>x</b></title>".encode()),
        ):
            with suppress(SourceError):
                read_bytes(data, "case.xml", limit=50_000_000)
            with suppress(SourceError):
                list(posts(BytesIO(data), "case.xml", limit=50_000_000))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize(
    "piece",
    [
        item(status="draft"), comment("Mine <b>fell</b> over."), comment(approved="0"), "<category domain='category'>x</category>",
        "<wp:postmeta><wp:meta_key>x</wp:meta_key></wp:postmeta>", author("mq", "x@example.org", "Mara"), "<title>x</title>", "x &amp; y",
    ],
)  # fmt: skip
def test_the_work_grows_with_the_export_no_faster(piece: str) -> None:
    def calls(times: int) -> int:
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        many = piece * times
        data = export(
            item(more="" if piece.startswith("<item") else many), many if piece.startswith("<item") else ""
        )
        sys.setprofile(count)
        try:
            read(data)
        finally:
            sys.setprofile(None)
        return counted

    calls(5)
    assert calls(300) < 4 * calls(100)


def test_a_shortcode_that_is_set_apart_is_asked_about_where_it_opens_too() -> None:
    found = read(export(item("[box]Pole beans need stakes, and they need tall ones.[/box]")))
    asked = [one.message for one in check(found.document) if one.code == "A012"]
    assert [code for code in ("[box]", "[/box]") if any(code in one for one in asked)] == ["[box]", "[/box]"]
