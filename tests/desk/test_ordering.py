"""Comments in print: oldest first, replies after what they answer, the page's order where no stamps help."""

from __future__ import annotations

from typing import Any

import pytest

from desk.sample import comment
from pcss_publish.desk.ordering import adopted, ordered
from pcss_publish.desk.outcome import Order
from pcss_publish.model import Comment, Comments, Document


def place(items: list[Comment], order: Order, shown: Any = "unknown") -> list[int]:
    document = Document(id="x", sources=(), comments=Comments(items=tuple(items), shown_order=shown))
    return [c.ordinal for c in ordered(document, items, order)]


def plain(ordinal: int, stamp: str = "", parent: str | None = None) -> Comment:
    made = comment(ordinal, "N", stamp, "text", parent=parent)
    return made if stamp else made.model_copy(update={"stamp": None})


def test_by_stamp() -> None:
    items = [plain(1, "2019-06-06"), plain(2, "2015-12-18"), plain(3, "2018-01-01")]
    assert place(items, "oldest-first") == [2, 3, 1]
    assert place(items, "newest-first") == [1, 3, 2]
    assert place(items, "as-shown") == [1, 2, 3]


def test_same_stamp_keeps_the_order_of_posting() -> None:
    items = [plain(1, "2015-12-18"), plain(2, "2015-12-18")]
    assert place(items, "oldest-first") == [1, 2]
    assert place(items, "oldest-first", "newest-first") == [2, 1]


def test_without_stamps_the_page_tells() -> None:
    items = [plain(1), plain(2, "2015-12-18"), plain(3)]
    assert place(items, "oldest-first") == [1, 2, 3]
    assert place(items, "oldest-first", "newest-first") == [3, 2, 1]


def test_replies_follow_their_parents_oldest_first() -> None:
    items = [
        plain(1, "2019-01-01"), plain(2, "2019-01-05", "c1"), plain(3, "2019-01-03", "c1"),
        plain(4, "2018-01-01"), plain(5, "2020-01-01", "c3"),
    ]  # fmt: skip
    assert place(items, "oldest-first") == [4, 1, 3, 5, 2]
    assert place(items, "newest-first") == [1, 3, 5, 2, 4]


@pytest.mark.parametrize("order", ["oldest-first", "newest-first"])
def test_nobody_is_lost_in_a_ring_of_replies(order: Order) -> None:
    items = [plain(1, "2019-01-01", "c2"), plain(2, "2019-01-05", "c1"), plain(3, "2019-01-03")]
    assert sorted(place(items, order)) == [1, 2, 3]


def test_a_thread_may_be_deeper_than_the_stack() -> None:
    items = [plain(1, "2019-01-01"), *(plain(n, "2019-01-02", f"c{n - 1}") for n in range(2, 3000))]
    assert place(items, "oldest-first") == list(range(1, 3000))


def test_reply_moves_up_to_the_nearest_printed_comment() -> None:
    items = [plain(1), plain(2, parent="c1"), plain(3, parent="c2"), plain(4, parent="c9")]
    kept = [items[0], items[2], items[3]]
    assert [c.parent for c in adopted(kept, items)] == [None, "c1", None]
