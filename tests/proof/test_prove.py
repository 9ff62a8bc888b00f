"""The certificate of a whole article, good and bad."""

import json
import re
from html import escape
from pathlib import Path

import jsonschema
import pytest

from pcss_publish.findings import finding
from pcss_publish.model import (
    Answer,
    Award,
    Comment,
    CommentDesk,
    Comments,
    DateClaim,
    Document,
    HouseText,
    ListItem,
    OrderedList,
    Para,
    Published,
    Question,
    Source,
    Statement,
    Str,
    Withheld,
    element_id,
)
from pcss_publish.proof import Certificate, certificate_schema, provable, prove
from proof.pages import File, page
from proof.test_withheld import OMITTED


def para(text: str) -> Para:
    return Para(inlines=(Str(text=text),))


def comment(number: int, name: str, text: str) -> Comment:
    stamp = DateClaim(role="stamp", raw=f"May {number:02}, 2031")
    return Comment(id=f"c{number}", ordinal=number, name=Str(text=name), stamp=stamp, blocks=(para(text),))


ITEMS = (
    ListItem(label=Str(text="a)"), blocks=(para("Wait."),)),
    ListItem(label=Str(text="b)"), blocks=(para("Look."),)),
)
VIEW = Published(
    document=Document(
        id="pond",
        sources=(Source(name="pond.txt", sha256="0" * 64, media_type="text/plain", encoding="utf-8"),),
        title=Str(text="Why the Pond Froze"),
        questions=(Question(id="q1", label=Str(text="1)"), blocks=(para("Did it freeze?"),)),),
        answers=(Answer(id="a1", answers=("q1",), blocks=(para("It did."), OrderedList(items=ITEMS))),),
        statements=(Statement(id="n1", blocks=(para("Funded (in part) by TEST-0001."),), roles=()),),
        awards=(Award(id="TEST-0001", statement="n1"), Award(id="", statement="n1")),
        comments=Comments(
            items=(comment(2, "Ann Poole", "Ours did not."), comment(3, "Bo Reed", "Ours did."))
        ),
        order=("q1", "a1", "n1"),
    ),
    state="release",
    comments=CommentDesk(declared=3, printed=2, withheld=(Withheld(reason="duplicate", count=1),)),
    dropped=("t1",),
)
HOUSE = (HouseText(id="answer", kind="editorial", text="Answer"), HouseText(id="t", kind="repeat", text="T"))


def html(view: Published = VIEW, house: str = "<p id=pcss-h-answer>Answer</p>") -> bytes:
    shown = "".join(f"<p id={element_id(one.id)}>{escape(one.text)}</p>" for one in view.units())
    shown = re.sub(r"(<p id=\S+-i(\d)-1>.*?</p>)", r"<ol type=a start=\2><li>\1</li></ol>", shown)
    return page(house + shown)


def one(data: bytes, suffix: str = ".newsletter.html", left_out: tuple[str, ...] = ()) -> Certificate:
    return prove(VIEW, {suffix: File(data, HOUSE, left_out)}, [OMITTED])


def test_a_whole_article_is_certified() -> None:
    found = prove(
        VIEW, {".newsletter.html": File(html(), HOUSE)}, [OMITTED], [finding("L001", "secret", node="a1")]
    )
    assert found.ok
    assert (found.units, found.statements, found.awards, found.dropped) == (
        13,
        ("n1",),
        ("TEST-0001",),
        ("t1",),
    )
    assert (found.comments.declared, found.comments.printed, found.comments.reconciled) == (3, 2, True)
    assert [(o.node, o.action, o.reason, o.by) for o in found.omissions] == [
        ("c1", "omit", "third-party-health", "test desk")
    ]
    (product,) = found.products
    assert (product.units, product.proved, product.words, product.comments) == (13, 13, found.words, 2)
    assert (product.statements, product.awards) == (("n1",), ("TEST-0001",))
    assert product.house == HOUSE
    assert found.read(".newsletter.html") == product
    assert found.read(".pdf") is None


def test_a_certificate_repeats_nothing_that_is_withheld() -> None:
    found = prove(
        VIEW,
        {".newsletter.html": File(html(), HOUSE)},
        [OMITTED],
        [finding("C003", OMITTED.units[2].text, node="c1")],
    )
    text = found.model_dump_json()
    assert not any(held.text in text for held in OMITTED.units)
    assert '"code":"C003"' in text


def test_the_same_proof_gives_the_same_bytes() -> None:
    assert one(html()).model_dump_json() == one(html()).model_dump_json()


def test_a_fault_takes_the_certificate_away() -> None:
    found = one(html().replace(b"TEST-0001", b"TEST-001"))
    assert not found.ok
    (product,) = found.products
    assert [(fault.kind, fault.id) for fault in product.faults] == [("altered", "n1-1")]
    assert (product.statements, product.awards, product.proved) == ((), (), 12)


def test_a_withheld_comment_is_a_fault() -> None:
    found = one(html(house="<p id=pcss-h-answer>Answer</p><!-- Hal Winter -->"))
    assert [(fault.kind, fault.id, fault.found) for fault in found.products[0].faults] == [
        ("withheld", "c1", "comment")
    ]


def test_an_unreadable_product_is_a_fault() -> None:
    found = one(b"PK", ".epub")
    assert [fault.kind for fault in found.products[0].faults] == ["unreadable"]
    assert not found.ok


def test_comments_may_be_left_out_whole_and_from_the_end() -> None:
    def without(name: str) -> bytes:
        left = [c for c in VIEW.document.comments.items if c.id != name]
        document = VIEW.document.model_copy(update={"comments": Comments(items=tuple(left))})
        return html(VIEW.model_copy(update={"document": document}))

    fair = one(without("c3"), left_out=("c3",))
    assert fair.ok
    assert (fair.products[0].comments, fair.products[0].left_out) == (1, ("c3",))
    assert [f.kind for f in one(without("c2"), left_out=("c2",)).products[0].faults] == ["count"]
    assert [f.kind for f in one(without("c3")).products[0].faults] == ["missing"] * 3
    assert [f.kind for f in one(html(), left_out=("c3",)).products[0].faults] == ["unknown"] * 3


@pytest.mark.parametrize("name", ["n1", "a1", "q1"])
def test_nothing_but_a_comment_may_be_left_out(name: str) -> None:
    data = html().replace(b"Funded", b"Paid")
    kinds = {fault.kind for fault in one(data, left_out=(name,)).products[0].faults}
    assert kinds == {"altered", "count"}


def test_a_proof_has_to_say_so() -> None:
    view = VIEW.model_copy(update={"state": "proof"})
    mark = HouseText(id="proof", kind="editorial", text="Proof")
    silent = prove(view, {".fragment.html": File(html(), HOUSE)})
    assert [(f.kind, f.id) for f in silent.products[0].faults] == [("house", "proof")]
    unshown = prove(view, {".fragment.html": File(html(), (*HOUSE, mark))})
    assert [(f.kind, f.id) for f in unshown.products[0].faults] == [("house", "proof")]
    house = "<p id=pcss-h-proof>Proof</p><p id=pcss-h-answer>Answer</p>"
    assert prove(view, {".fragment.html": File(html(house=house), (*HOUSE, mark))}).ok


def test_comments_that_do_not_add_up_are_told() -> None:
    desk = CommentDesk(declared=5, printed=3)
    found = prove(VIEW.model_copy(update={"comments": desk}), {})
    assert [(f.kind, f.expected, f.found) for f in found.faults] == [("count", "3", "2")]
    assert not found.comments.reconciled
    assert not found.ok


def test_a_document_json_is_read_too() -> None:
    good = VIEW.model_dump_json().encode()
    assert prove(VIEW, {".document.json": File(good)}, [OMITTED]).ok
    assert prove(VIEW, {".document.json": File(VIEW.document.model_dump_json().encode())}).ok
    bad = prove(VIEW, {".document.json": File(good.replace(b"Ann Poole", b"Hal Winter"))}, [OMITTED])
    assert [(f.kind, f.id, f.found) for f in bad.products[0].faults] == [
        ("altered", "c2-name", "Hal Winter"), ("withheld", "c1", "JSON"), ("withheld", "c1", "text"),
    ]  # fmt: skip
    assert [f.kind for f in prove(VIEW, {".document.json": File(b"{}")}).products[0].faults] == ["unreadable"]


def test_what_cannot_be_read_back_is_left_aside() -> None:
    assert [provable(s) for s in (".pdf", ".fragment.html", ".newsletter.txt", ".docx")] == [
        True,
        True,
        True,
        False,
    ]
    assert prove(VIEW, {".docx": File(b"PK")}).products == ()


def test_the_published_schema_is_the_certificates() -> None:
    path = Path(__file__).parents[2] / "docs" / "certificate.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema == certificate_schema(), "write certificate_schema() to docs/certificate.schema.json"
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(one(html()).model_dump_json()), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"ok": True}, schema)
