"""A long mail leaves out whole comments from the end, and says so; nothing else ever leaves."""

from __future__ import annotations

import pytest

from newsletter import made, reading, rules
from pcss_publish.errors import RefusedError
from pcss_publish.exporters.base import Export
from pcss_publish.exporters.newsletter import export
from pcss_publish.model import CommentDesk, Comments, Published
from pcss_publish.settings import Config

LIMIT = Config().limits.mail_bytes


def article(count: int, words: int = 40) -> Published:
    """The article with so many comments."""
    items = tuple(
        made.comment(n, f"Reader {n}", f"No. {n}: " + "the kettle sang & sang " * (words // 5))
        for n in range(1, count + 1)
    )
    desk = CommentDesk(declared=count, printed=count, order="oldest-first")
    return made.changed(made.plain(comments=Comments(items=items)), comments=desk)


@pytest.fixture(scope="module")
def many() -> tuple[Published, Export]:
    published = article(500)
    return published, export(made.job(published))


def test_five_hundred_comments_make_a_mail_that_fits(many: tuple[Published, Export]) -> None:
    data = many[1].products[".newsletter.html"].data
    assert LIMIT - 1_000 < len(data) <= LIMIT
    assert rules.objections(data.decode()) == {}


def test_comments_leave_from_the_end_and_nothing_else_does(many: tuple[Published, Export]) -> None:
    published, made_export = many
    product = made_export.products[".newsletter.html"]
    ids = [comment.id for comment in published.document.comments.items]
    shown = len(ids) - len(product.left_out)
    assert 0 < shown < 500
    assert list(product.left_out) == ids[shown:]
    gone = set(product.left_out)
    wanted = [f"pcss-{u.id}" for u in published.units() if u.id.split("-")[0] not in gone]
    assert [key for key, _ in reading.by_id(product.data) if not key.startswith("pcss-h-")] == wanted


def test_the_mail_counts_what_it_leaves_out(many: tuple[Published, Export]) -> None:
    product = many[1].products[".newsletter.html"]
    line = f"{len(product.left_out)} further comments are left out of this mail for its length."
    assert line in product.data.decode()
    assert line in [text.text for text in product.house]
    assert [found.code for found in many[1].findings] == ["P004"]


def test_the_other_products_hold_every_comment(many: tuple[Published, Export]) -> None:
    for suffix in (".newsletter.txt", ".fragment.html"):
        product = many[1].products[suffix]
        assert product.left_out == ()
        assert product.data.decode().count("No. ") == 500


def test_statements_stand_before_comments(many: tuple[Published, Export]) -> None:
    keys = [key for key, _ in reading.by_id(many[1].products[".newsletter.html"].data)]
    assert keys.index("pcss-n2-1") < keys.index("pcss-h-comments") < keys.index("pcss-c1-name")


def test_a_mail_that_fits_is_whole_and_says_nothing() -> None:
    made_export = export(made.job())
    assert made_export.products[".newsletter.html"].left_out == ()
    assert made_export.findings == ()


def test_one_comment_too_many_is_one_comment_left_out() -> None:
    published = article(20)
    whole = export(made.job(published)).products[".newsletter.html"]
    assert whole.left_out == ()
    config = made.CONFIG.model_copy(
        update={"limits": made.CONFIG.limits.model_copy(update={"mail_bytes": len(whole.data) - 1})}
    )
    cut = export(made.job(published, config)).products[".newsletter.html"]
    assert cut.left_out == ("c20",)
    assert "One further comment is left out" in cut.data.decode()


def test_an_article_that_does_not_fit_without_comments_is_refused() -> None:
    config = made.CONFIG.model_copy(
        update={"limits": made.CONFIG.limits.model_copy(update={"mail_bytes": 9_000})}
    )
    with pytest.raises(RefusedError, match="without any comment, and may have 9000") as caught:
        export(made.job(article(3), config))
    assert "limits.mail_bytes" in caught.value.hint


def test_one_huge_comment_is_left_out_whole() -> None:
    published = article(1, words=60_000)
    product = export(made.job(published)).products[".newsletter.html"]
    assert product.left_out == ("c1",)
    assert len(product.data) < LIMIT
