"""How fast the posts of a WordPress export are read and normalized, on one core, and in how much memory.

usage: python benchmarks/reading.py [POSTS]

Posts are drawn as the articles of the other rows are (``articles.py``), written as WordPress exports them.
Nothing is checked, decided or built; each post is split off, read, and normalized to a document.
"""

from __future__ import annotations

import io
import resource
import sys
import time
from collections.abc import Iterator
from html import escape

import articles
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from pcss_publish.readers.wxr.split import posts

LIMIT = 10_000_000
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Plot Notes</title><link>https://example.org</link><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>mara</wp:author_login>
<wp:author_display_name>Mara Quill</wp:author_display_name></wp:author>
"""
POST = """<item><title>{title}</title><dc:creator>mara</dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded>
<wp:post_name>post-{number}</wp:post_name><wp:post_date>2019-05-04 10:11:12</wp:post_date>
<wp:post_date_gmt>2019-05-04 09:11:12</wp:post_date_gmt><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
{comments}</item>
"""
COMMENT = """<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>{name}</wp:comment_author>
<wp:comment_author_email>x@example.org</wp:comment_author_email>
<wp:comment_date>2019-05-0{day} 10:11:12</wp:comment_date>
<wp:comment_date_gmt>2019-05-0{day} 09:11:12</wp:comment_date_gmt>
<wp:comment_content>{text}</wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>0</wp:comment_parent>
</wp:comment>
"""


def export(count: int) -> bytes:
    """An export of so many posts: mostly of 2 to 6 kB, with three comments each."""
    return (HEAD + "".join(_post(number) for number in range(count)) + "</channel></rss>\n").encode()


def _post(number: int) -> str:
    maker = articles.maker(number)
    turns = [
        f"<strong>Q:</strong> {escape(maker.drawn('questions'))}\n\n<strong>A:</strong> {_answer(maker)}"
        for _ in range(2)
    ]
    comments = [
        COMMENT.format(number=n + 1, name=maker.name(), day=n + 5, text=escape(maker.prose(25)))
        for n in range(3)
    ]
    return POST.format(
        number=number, title=escape(maker.title), content="\n\n".join(turns), comments="".join(comments)
    )


def _answer(maker: articles.Maker) -> str:
    return "\n\n".join(escape(maker.prose(70)) for _ in range(3))


def _documents(data: bytes) -> Iterator[int]:
    for post in posts(io.BytesIO(data), "export.xml", limit=LIMIT):
        document = normalize(read_bytes(post.data, post.slug, limit=LIMIT)).document
        yield len(document.comments.items)


def main(count: int) -> None:
    """Print the rate, and the memory of a tenth and of all."""
    data = export(count)
    few = export(max(1, count // 10))
    sum(_documents(few))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found = sum(_documents(data))
    spent = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert found == 3 * count
    print(
        f"{count} posts of {len(data) / count / 1000:.1f} kB: {count / spent:.0f} a second of processor "
        f"time, peak memory {after / before:.2f} of that of a tenth"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
