"""An export of many posts is taken apart without a change of a byte, and in little memory."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import pytest

from pcss_publish.errors import SourceError
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from pcss_publish.readers.wxr.split import Post, posts
from readers.exports import HEAD, TAIL, author, cdata, comment, export, item


def split(data: bytes, limit: int = 1_000_000) -> list[Post]:
    return list(posts(io.BytesIO(data), "case.xml", limit=limit))


def test_each_post_is_an_export_of_its_own_with_its_bytes_as_they_were() -> None:
    tricky = item(
        "<item>\n</item> ]]> <rss> <!-- </rss>", title="One & two", post_name="one", more="<!-- <item> -->"
    )
    plain = item("Two.", title="Two", post_name="%d9%87%d9%84", more=comment())
    head = HEAD + author("mq", "mq@example.org", "Mara Quill")
    data = export(tricky, "\n\n", plain, head=head)
    found = split(data)
    assert [(one.slug, one.title, one.reason) for one in found] == [
        ("one", "One & two", ""),
        ("هل", "Two", ""),
    ]
    for one, source in zip(found, (tricky, plain), strict=True):
        assert one.data.startswith(head.encode())
        assert source.strip().encode() in one.data
        assert one.data.endswith(b"</channel>\n</rss>\n")
        assert data.split(b"\n")[one.line - 1].startswith(b"<item>")
    assert (
        normalize(read_bytes(found[1].data, "two.xml", limit=10_000)).document.comments.items[0].text
        == "Mine fell over."
    )


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"post_type": "attachment", "status": "inherit"}, "it is of the kind attachment"),
        ({"post_type": "nav_menu_item"}, "it is of the kind nav_menu_item"), ({"status": "draft"}, "it is not published: draft"),
        ({"status": "private"}, "it is not published: private"), ({"status": "future"}, "it is not published: future"),
        ({"post_password": "x"}, "a password protects it"), ({"post_type": "page"}, ""), ({}, ""),
    ],
)  # fmt: skip
def test_what_is_no_article_is_told_with_its_reason(said: dict[str, str], reason: str) -> None:
    hidden = f"<content:encoded>{cdata('<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>')}</content:encoded>"
    assert [one.reason for one in split(export(item(more=hidden, **said)))] == [reason]


@pytest.mark.parametrize(
    ("data", "whole", "reason"),
    [
        (export(item(), item())[:-100], 1, "ends within this post"), (export(item())[: -len(TAIL)], 1, "ends before </rss>"),
        (export(item()).replace(b"</item>", b""), 0, "no end"),
        (b"A: It is.", 0, "no WordPress export"), (b"<rss><channel><item></item></channel></rss>", 0, "no WordPress export"),
        (export(item(), head=HEAD.replace("<rss", "<!DOCTYPE x>\n<rss")), 0, "document type"),
        (export(item(), item("x" * 2_000_000)), 1, "more than 1,000,000 bytes"),
    ],
)  # fmt: skip
def test_a_broken_export_gives_what_is_whole_and_then_the_place(data: bytes, whole: int, reason: str) -> None:
    found: list[Post] = []
    with pytest.raises(SourceError, match=reason) as caught:
        found.extend(posts(io.BytesIO(data), "case.xml", limit=1_000_000))
    assert caught.value.place.startswith("case.xml:")
    assert len(found) == whole


class Endless(io.RawIOBase):
    """An export that is made while it is read, so that what is held is the splitter's own."""

    def __init__(self, count: int) -> None:
        self._parts = self._made(count)
        self._left = b""

    def _made(self, count: int) -> Iterator[bytes]:
        yield HEAD.encode()
        yield from (item("Words go here.\n" * 300, post_name=f"post-{n}").encode() for n in range(count))
        yield TAIL.encode()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        self._left = self._left or next(self._parts, b"")
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def test_memory_is_that_of_one_post_however_many_there_are() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        assert (
            sum(
                not one.reason
                for one in posts(io.BufferedReader(Endless(count)), "case.xml", limit=1_000_000)
            )
            == count
        )
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(2_000) < 2 * peak(200)
