"""JATS articles: what the file structures reaches the document; hostile ones are refused or inert."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcss_publish.errors import SourceError
from pcss_publish.model.ledger import faults, joined
from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes

DOCTYPE = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD v1.3//EN" "file:///etc/passwd">\n'
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
TITLE = "<title-group><article-title>Do beans need stakes?</article-title></title-group>"


def article(
    body: str = "<p>Pole beans do.</p>", meta: str = TITLE, *, after: str = "", head: str = DOCTYPE
) -> bytes:
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en">'
        f"<front><article-meta>{meta}</article-meta></front><body>{body}</body>{after}</article>"
    )
    return text.encode("utf-8", "surrogatepass")


def read(data: bytes) -> Normalized:
    return normalize(read_bytes(data, "case.xml", limit=20_000_000))


FUND = "<funding-source><institution-wrap><institution>Example Garden Fund</institution></institution-wrap></funding-source>"
ASKED = "<question-wrap><question id='q'><p>Do they?</p></question><answer pointer-to-question='q'><p>They do.</p></answer></question-wrap>"


@pytest.mark.parametrize("body", ["<p>Pole beans do.</p>", ASKED])
@pytest.mark.parametrize(
    ("group", "awards"),
    [
        (f"<award-group>{FUND}<award-id>TEST-0001</award-id></award-group>", [("TEST-0001", "Example Garden Fund", "")]),
        (f"<award-group>{FUND}</award-group>", [("", "Example Garden Fund", "")]),
        ("<award-group><award-id>TEST-0001</award-id><award-id>TEST-0002</award-id></award-group>", [("TEST-0001", None, ""), ("TEST-0002", None, "")]),
        (
            (f"<award-group>{FUND}<award-id>TEST-0001</award-id></award-group>"
            "<funding-statement>This column was funded by grant TEST-0001.</funding-statement>"),
            [("TEST-0001", "Example Garden Fund", "st1")],
        ),
        (
            ("<award-group><funding-source>Bean Fund</funding-source><award-id>TEST-0001</award-id></award-group>"
            "<award-group><funding-source>Pea Fund</funding-source><award-id>TEST-0001</award-id></award-group>"
            "<award-group><award-id>TEST-0001</award-id></award-group>"
            "<funding-statement>This column was funded by grant TEST-0001 from the Bean Fund.</funding-statement>"),
            [("TEST-0001", "Bean Fund", "st1"), ("TEST-0001", "Pea Fund", "")],
        ),
    ],
)  # fmt: skip
def test_awards_that_the_file_structures_are_the_documents(
    body: str, group: str, awards: list[tuple[str, str | None, str]]
) -> None:
    found = read(article(body, f"{TITLE}<funding-group>{group}</funding-group>")).document.awards
    assert [(one.id, one.funder, one.statement) for one in found] == awards


def test_an_answer_serves_the_questions_that_it_points_to() -> None:
    body = "<question-wrap-group>" + "".join(
        f"<question id='q{n}'><p>Why {n}?</p></question>" for n in (1, 2, 3)
    )
    body += "<answer pointer-to-question='q3 q1'><p>So.</p></answer><answer pointer-to-question='q2'><p>No.</p></answer></question-wrap-group>"
    assert [one.answers for one in read(article(body)).document.answers] == [("q3", "q1"), ("q2",)]


@pytest.mark.parametrize(
    ("marked", "parent"),
    [
        ("<related-object object-id='r1'/>", "c1"), ("<related-article xlink:href='#r1'/>", "c1"),
        ("<related-object object-id='r2'/>", None), ("<related-object object-id='nowhere'/>", None), ("", None),
    ],
)  # fmt: skip
def test_a_response_answers_the_one_that_its_markup_names(marked: str, parent: str | None) -> None:
    after = "".join(
        f"<response id='r{n}'><front-stub><contrib-group><contrib><string-name>Jo Fenn</string-name></contrib></contrib-group>"
        f"{stub}</front-stub><body><p>Mine fell.</p></body></response>"
        for n, stub in ((1, ""), (2, marked))
    )
    comments = read(article(after=after)).document.comments.items
    assert [one.parent for one in comments] == [None, parent]
    assert [one.name.text for one in comments if one.name] == ["Jo Fenn", "Jo Fenn"]


@pytest.mark.parametrize("body", ["<p>Pole beans do.</p>", ASKED])
@pytest.mark.parametrize(
    ("prefix", "declared"),
    [
        ("", ' xmlns="http://jats.nlm.nih.gov"'),
        ("jats:", ' xmlns:jats="http://jats.nlm.nih.gov"'),
        ("jats:", ""),
    ],
)
def test_a_namespace_of_the_article_changes_nothing(prefix: str, declared: str, body: str) -> None:
    plain = article(body, f"{TITLE}<pub-date><year>2019</year></pub-date>").decode()
    named = re.sub(r"(</?)(?=[a-z])", rf"\1{prefix}", plain).replace(
        "article xml", f"article{declared} xml", 1
    )
    found, expected = read(named.encode()).document, read(plain.encode()).document
    assert found.title is not None
    assert found.content() == expected.content()
    assert found.sources[0].media_type == expected.sources[0].media_type


@pytest.mark.parametrize("editor", ["editor", "Editor"])
def test_only_authors_sign_a_response(editor: str) -> None:
    people = (
        f"<contrib contrib-type='{kind}'><string-name>{name}</string-name></contrib>"
        for kind, name in ((editor, "Ed Moss"), ("Author", "Jo Fenn"))
    )
    stub = f"<front-stub><contrib-group>{''.join(people)}</contrib-group></front-stub>"
    after = f"<response>{stub}<body><p>Mine fell.</p></body></response>"
    (comment,) = read(article(after=after)).document.comments.items
    assert comment.name is not None
    assert comment.name.text == "Jo Fenn"


@pytest.mark.parametrize(
    ("date", "raw", "value"),
    [
        ("<day>4</day><month>5</month><year>2019</year>", "May 4, 2019", "2019-05-04"),
        ("<month>05</month><year>2019</year>", "May 2019", "2019-05"), ("<year>2019</year>", "2019", "2019"),
        ("<day>4</day><month>May</month><year>2019</year>", "4 May 2019", "2019-05-04"),
        ("<string-date>May 4th, 2019</string-date>", "May 4th, 2019", "2019-05-04"),
        ("<season>Spring</season><year>2019</year>", "Spring 2019", "2019"),
    ],
)  # fmt: skip
def test_dates_are_printed_as_their_parts_say(date: str, raw: str, value: str) -> None:
    for body in ("<p>Pole beans do, and they need tall ones.</p>", ASKED):
        dates = read(article(body, f"{TITLE}<pub-date date-type='pub'>{date}</pub-date>")).document.dates
        assert [(one.raw, one.value) for one in dates] == [(raw, value)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (article("<p>&nbsp;</p>"), "&nbsp; is an entity of a document type"),
        (article("<p title='&eacute;'>a</p>"), "&eacute; is an entity"),
        (article("<p>&x;</p>", head='<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'), "<!ENTITY"),
        (article("<p>&e9;</p>", head=f'<!DOCTYPE article [<!ENTITY e0 "boom">{ENTITIES}]>\n'), "<!ENTITY"),
        (article("<p>beans & peas</p>"), "ampersand"),
        (article("<sec>" * 10_000 + "</sec>" * 10_000), "broken here"),
        (article("<p>a \x07 b</p>"), "U+0007"),
        (article("<p>a &#7; b</p>"), "broken here"),
        (article()[:-30], "broken here"),
        (article("<p>caf</p>").replace(b"caf", b"caf\xe9"), "not valid utf-8"),
        (article("<p>\udc80</p>"), "surrogate"),
        (article("", ""), "no words"),
    ],
)  # fmt: skip
def test_a_hostile_article_is_refused_with_its_reason_and_line(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=re.escape(reason)) as caught:
        read(data)
    assert re.match(r"case\.xml:\d+$", caught.value.place)


def test_the_document_type_is_passed_over_and_never_loaded() -> None:
    assert "root:" not in read(article()).document.model_dump_json()


BLOCKS = st.sampled_from(
    ["p", "sec", "title", "list", "list-item", "fig", "caption", "graphic", "alt-text", "label", "table-wrap", "table", "tr", "td",
     "question-wrap", "question", "answer", "fn", "ext-link", "xref", "bold", "disp-quote", "attrib", "statement", "name", "surname",
     "speech", "alternatives", "name-alternatives", "notes", "break", "ref-list", "mixed-citation", "contrib-group", "unheard-of"]
)  # fmt: skip
WORDS = st.one_of(
    st.text(
        alphabet=st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&\ufffe\uffff"
        ),
        max_size=12,
    ),
    st.sampled_from(
        [
            "Q: Is it?",
            "A: It is.",
            "Jo Fenn",
            "4 May 2019",
            "\n\n",
            "\u00a0",
            "Funded by grant TEST-0001.",
            "1)",
        ]
    ),
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, kids: f"<{tag}>{''.join(kids)}</{tag}>", BLOCKS, st.lists(inner, max_size=4)
    ),
    max_leaves=14,
)
FRONT = st.sampled_from(["contrib-group", "contrib", "name", "surname", "collab", "pub-date", "year", "string-date", "article-id", "abstract",
                         "funding-group", "award-group", "award-id", "funding-statement", "permissions", "license", "author-notes", "history",
                         "date", "subtitle", "title-group", "subj-group", "subject", "article-categories", "custom-meta", "fn", "p"])  # fmt: skip
FRONTS = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, kids: f"<{tag}>{''.join(kids)}</{tag}>", FRONT, st.lists(inner, max_size=4)
    ),
    max_leaves=14,
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(TREES, max_size=4).map("".join),
    st.lists(FRONTS, max_size=4).map("".join),
    st.lists(TREES, max_size=3).map("".join),
)
def test_any_article_is_read_or_refused_and_every_word_is_in_the_ledger(
    body: str, meta: str, said: str
) -> None:
    after = f"<back><fn-group>{said}</fn-group></back><response><front-stub>{meta}</front-stub><body>{said}</body></response>"
    data = article(body, meta, after=after)
    try:
        received = read_bytes(data, "case.xml", limit=10_000_000)
    except SourceError:
        return
    document = normalize(received).document
    assert faults(document.ledger, received.text) == []
    shown = "".join(joined(document.ledger).split())
    text = re.sub(r"<[^>]*>", " ", data.decode().partition("xml:lang")[2].partition(">")[2])
    assert [word for word in text.split() if word not in shown] == []


@pytest.mark.parametrize(
    ("body", "meta", "after"),
    [
        ("<p>x</p>", "", ""), (ASKED.replace(" pointer-to-question='q'", ""), "", ""), ("<p>x<fn><p>y</p></fn></p>", "", ""),
        ("<list><list-item><label>a</label><p>x</p></list-item></list>", "", ""), ("<fig><graphic/><caption><p>x</p></caption></fig>", "", ""),
        ("", f"<award-group>{FUND}<award-id>TEST-0001</award-id></award-group>", ""),
        ("", "<award-group><award-id>TEST-@</award-id></award-group>", ""),
        ("", "", "<response id='r@'><front-stub><related-object object-id='r1'/></front-stub><body><p>x</p></body></response>"),
    ],
)  # fmt: skip
def test_the_work_grows_with_the_article_no_faster(body: str, meta: str, after: str) -> None:
    def calls(times: int) -> int:
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        bodies, metas, afters = (
            "".join(one.replace("@", str(n)) for n in range(times)) for one in (body, meta, after)
        )
        data = article(
            f"<p>Pole beans do.</p>{bodies}", f"{TITLE}<funding-group>{metas}</funding-group>", after=afters
        )
        sys.setprofile(count)
        try:
            read(data)
        finally:
            sys.setprofile(None)
        return counted

    calls(5)
    assert calls(300) < 4 * calls(100)


@pytest.mark.parametrize("body", ["<p>Pole beans do.</p>", ASKED])
@pytest.mark.parametrize("notice", ["<title>None declared.</title>", "<p>None declared.</p>"])
def test_a_notice_that_is_one_line_is_a_statement(body: str, notice: str) -> None:
    after = f"<back><fn-group><fn fn-type='coi-statement'>{notice}</fn></fn-group></back>"
    (statement,) = read(article(body, after=after)).document.statements
    assert (statement.text, statement.heading) == ("None declared.", None)
    assert {one.role for one in statement.roles} == {"conflict"}
