"""Messages: ready to send, the same wherever they are made, refused without what the law asks for."""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.utils import quote

import pytest

from newsletter import made
from pcss_publish.errors import ConfigError
from pcss_publish.exporters import newsletter
from pcss_publish.exporters.base import Product
from pcss_publish.exporters.eml import export
from pcss_publish.maillint import lint
from pcss_publish.model import Published, Str
from pcss_publish.proof import prove
from pcss_publish.settings import Config

LEAVE = "https://example.org/leave?reader=1&list=2&" + "token=" + "a1b2c3" * 40


def config(**changed: str) -> Config:
    settings = {
        "unsubscribe": LEAVE, "view_url": "https://example.org/{slug}",
        "sender": "Hearth Quarterly <news@example.org>",
    }  # fmt: skip
    section = {key: value for key, value in (settings | changed).items() if key != "postal_address"}
    publication = {
        "name": "Hearth Quarterly",
        "postal_address": changed.get("postal_address", "1 Example Street"),
    }
    return Config.model_validate({"publication": publication, "newsletter": section})


def message(published: Published = made.PUBLISHED, **changed: str) -> Product:
    return export(made.job(published, config(**changed))).products[".eml"]


MADE = message()


def parsed(product: Product) -> EmailMessage:
    held = email.message_from_bytes(product.data, policy=policy.default)
    assert isinstance(held, EmailMessage)
    return held


def test_one_click_unsubscription_stands_in_one_piece() -> None:
    """A folded or encoded address is none to Gmail (RFC 8058, 3.1)."""
    assert f"\r\nList-Unsubscribe: <{LEAVE}>\r\n".encode() in MADE.data
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in MADE.data


def test_plain_text_comes_before_the_html_and_both_are_those_of_the_newsletter() -> None:
    held = parsed(MADE)
    assert held.get_content_type() == "multipart/alternative"
    text, html = held.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert held.defects == text.defects == html.defects == []
    wanted = newsletter.export(made.job(config=config())).products
    shown = [bytes(part.get_payload(decode=True)).replace(b"\r\n", b"\n") for part in (text, html)]
    assert shown == [wanted[".newsletter.txt"].data, wanted[".newsletter.html"].data]


def test_lines_are_short_seven_bit_and_end_as_mail_does() -> None:
    assert MADE.data.isascii()
    assert MADE.data.count(b"\n") == MADE.data.count(b"\r\n") > 100
    body = MADE.data.partition(b"\r\n\r\n")[2]
    assert max(map(len, body.split(b"\r\n"))) <= 76
    assert max(map(len, MADE.data.split(b"\r\n"))) <= 998


def test_the_same_article_gives_the_same_bytes_and_another_article_other_marks() -> None:
    assert message().data == MADE.data
    other = message(made.changed(made.PUBLISHED, standfirst="Another line."))
    for field in ("Message-ID", "Content-Type"):
        assert parsed(other)[field] != parsed(MADE)[field]


def test_the_date_is_the_articles_and_an_article_without_one_leaves_it_to_the_server() -> None:
    assert parsed(MADE)["Date"] == "Mon, 03 Mar 2031 00:00:00 +0000"
    assert parsed(message(made.changed(made.PUBLISHED, date="")))["Date"] is None


@pytest.mark.parametrize(
    "title",
    [
        "Warum singen Kessel, bevor sie kochen – und was tun die Töpfe, wenn niemand zuhört, mitten in der Nacht?",
        "日本語のやかんはなぜ沸く前に歌うのか。" * 4,
        "لماذا تغني الغلاية قبل أن تغلي؟",
        "=?utf-8?q?Kettles?= & co.: a 50% <off> \"sale\"",
        "🙂" * 60,
    ],
)  # fmt: skip
def test_subjects_of_any_script_come_back_as_they_were(title: str) -> None:
    article = made.plain(title=Str(text=title)).model_copy(update={"state": "release"})
    product = message(article)
    assert parsed(product)["Subject"] == " ".join(title.split())
    head = product.data.partition(b"\r\n\r\n")[0]
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^?\s]+\?[bq]\?[^?]*\?=", head))
    assert prove(article, {".eml": product}).ok


def test_a_title_cannot_add_a_header() -> None:
    held = parsed(message(made.plain(title=Str(text="Kettles\r\nBcc: everybody@example.org"))))
    assert held["Bcc"] is None
    assert held["Subject"].endswith("Kettles Bcc: everybody@example.org")


def test_a_proof_says_so_in_its_subject() -> None:
    assert (
        parsed(MADE)["Subject"]
        == "Proof: not for release. One open query - Why Do Kettles Sing before They Boil?"
    )


@pytest.mark.parametrize("name", ["Hearth Quarterly", "Blätter für den Herd", 'Hearth, "Q" <Quarterly>'])
def test_the_senders_name_comes_back_as_it_was(name: str) -> None:
    (address,) = parsed(message(sender=f'"{quote(name)}" <news@example.org>'))["From"].addresses
    assert (address.display_name, address.addr_spec) == (name, "news@example.org")


def test_lint_finds_nothing_in_it() -> None:
    assert lint(MADE.data, "made.eml").findings == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"unsubscribe": ""}, "newsletter.unsubscribe"),
        ({"postal_address": ""}, "publication.postal_address"),
        ({"sender": ""}, "newsletter.sender"),
        ({"unsubscribe": "*|UNSUB|*"}, "https address"),
        ({"unsubscribe": "http://example.org/leave"}, "https address"),
        ({"unsubscribe": "https://example.org/{{ reader }}"}, "https address"),
        ({"unsubscribe": "https://example.org/leave>\r\nBcc: x@example.org"}, "https address"),
        ({"sender": "Hearth Quarterly"}, "newsletter.sender holds no address"),
        ({"sender": "Hearth Quarterly <news@>"}, "newsletter.sender holds no address"),
        ({"profile": "mailchimp"}, "only mailchimp fills in"),
    ],
)
def test_it_is_refused_with_a_clear_word(changed: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(words)) as caught:
        message(made.PUBLISHED, **changed)
    assert caught.value.place == "pcss.toml"
    assert caught.value.hint


def test_the_proof_covers_both_bodies_and_counts_the_units_of_each() -> None:
    read = prove(made.PUBLISHED, {".eml": MADE}).read(".eml")
    assert read
    assert read.faults == ()
    assert read.units == read.proved == 2 * len(made.PUBLISHED.units())
    assert set(read.statements) == {"n0", "n1", "n2"}
    assert read.awards == ("TEST-0001",)


FAULTS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a word of the HTML is gone": ("altered", lambda data: data.replace(b"rings.</p>", b"</p>", 1)),
    "a word of the plain text is changed": ("altered", lambda data: data.replace(b"metal rings.\r\n", b"metal sings.\r\n", 1)),
    "a statement of the plain text is gone": ("altered", lambda data: data.replace(b"No kettle was harmed.\r\n", b"", 1)),
    "a word is added to the plain text": ("unknown", lambda data: data.replace(b"\r\nNo kettle was harmed.\r\n", b"\r\nNo kettle was harmed.\r\n\r\nBuy now!\r\n", 1)),
    "the subject is another": ("house", lambda data: data.replace(b"?Proof", b"?Prof", 1)),
    "the plain text is gone": ("unreadable", lambda data: data.replace(b"Content-Type: text/plain", b"Content-Type: text/x-none", 1)),
    "the parts changed places": ("unreadable", lambda data: data.replace(b"text/html", b"text/x", 1).replace(b"text/plain", b"text/html", 1).replace(b"text/x", b"text/plain", 1)),
    "the last boundary is gone": ("unreadable", lambda data: data[: data.rindex(b"--=_")]),
    "it is another charset": ("unreadable", lambda data: data.replace(b'text/html; charset="utf-8"', b'text/html; charset="latin-1"', 1)),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_the_proof_refuses_a_message_with_a_planted_fault(name: str) -> None:
    kind, change = FAULTS[name]
    data = change(MADE.data)
    assert data != MADE.data
    certificate = prove(made.PUBLISHED, {".eml": Product(data, MADE.house, MADE.left_out)})
    assert not certificate.ok
    assert kind in {fault.kind for read in certificate.products for fault in read.faults}


def test_a_subject_that_was_declared_and_is_not_the_title_is_refused() -> None:
    released = made.PUBLISHED.model_copy(update={"state": "release"})
    product = message(released)
    data = product.data.replace(b"Subject: Why Do Kettles Sing", b"Subject: Why Do Kettles Ring", 1)
    house = tuple(
        one.model_copy(update={"text": one.text.replace("Sing", "Ring")}) if one.id == "subject" else one
        for one in product.house
    )
    assert prove(released, {".eml": product}).ok
    assert not prove(released, {".eml": Product(data, house, product.left_out)}).ok
