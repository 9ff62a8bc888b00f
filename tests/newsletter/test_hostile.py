"""Hostile text in every field stays text."""

from __future__ import annotations

import pytest

from newsletter import made, reading
from pcss_publish.exporters.newsletter import export
from pcss_publish.model import (
    Byline,
    Comment,
    Comments,
    Link,
    Para,
    Person,
    Published,
    Section,
    Str,
    element_id,
)
from pcss_publish.settings import Config

EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><svg onload=alert(1)>",
    "<!--[if mso]><p>x</p><![endif]-->",
    "{{ 7*7 }}{% raw %}",
    "]]>&lt;b&gt;&amp;",
    "a\u202eb\u200b\ufeff\u0085c",
    "' onmouseover='alert(1)",
    "<style>*{display:none}</style>",
    "\u00a0 \u00a0" * 50,
]


def hostile(text: str) -> Published:
    """The article with ``text`` in every field that a source or a desk fills."""
    run = Str(text=text)
    link = Link(target="javascript:alert(1)", inlines=(run,))
    evil = made.comment(1, text, text)
    comments = Comments(items=(evil.model_copy(update={"title": run, "affiliation": run}), _reply(evil)))
    article = made.plain(
        section=run,
        series=run,
        title=run,
        subtitle=run,
        byline=Byline(kind="person", raw=text, names=(Person(name=text),)),
        intro=Section(id="intro", kind="intro", heading=run, blocks=(Para(inlines=(run, link)),)),
        comments=comments,
    )
    desk = {"standfirst": text, "reprint": text, "original_url": f"javascript:{text}", "captured": text}
    return made.changed(article, **desk)


def _reply(comment: Comment) -> Comment:
    return made.comment(2, None, "Quite.", parent=comment.id)


@pytest.mark.parametrize("text", EVIL)
def test_hostile_text_comes_out_as_text(text: str) -> None:
    published = hostile(text)
    config = Config.model_validate({"publication": {"name": text, "postal_address": text, "rights": text}})
    products = export(made.job(published, config)).products
    wanted = [(element_id(unit.id), unit.text) for unit in published.units()]
    for suffix in (".newsletter.html", ".fragment.html"):
        elements = reading.elements(products[suffix].data)
        assert {e.tag for e in elements} & {"script", "img", "svg", "iframe"} == set()
        assert [key for e in elements for key in e.attrib if str(key).startswith("on")] == []
        assert [e.get("href") for e in elements if "javascript" in e.get("href", "")] == []
        found = [pair for pair in reading.by_id(products[suffix].data) if not pair[0].startswith("pcss-h-")]
        assert found == wanted
    flat = reading.joined(products[".newsletter.txt"].data.decode())
    assert all(unit.text in flat for unit in published.units())


def test_a_million_no_break_spaces_make_a_text_in_linear_steps() -> None:
    blank = "\u00a0" * 1_000_000
    published = made.plain(comments=Comments(items=(made.comment(1, "Cy", blank),)))
    product = export(made.job(published)).products[".newsletter.html"]
    assert product.left_out == ("c1",)
