"""WordPress exports made for a test, from nothing but what the test is about."""

from __future__ import annotations

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Plot Notes</title><wp:wxr_version>1.2</wp:wxr_version>
"""
TAIL = "</channel></rss>\n"


def cdata(text: str) -> str:
    """A text as WordPress writes it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def author(login: str, email: str, shown: str) -> str:
    return (
        f"<wp:author><wp:author_login>{cdata(login)}</wp:author_login><wp:author_email>{cdata(email)}</wp:author_email>"
        f"<wp:author_display_name>{cdata(shown)}</wp:author_display_name></wp:author>\n"
    )


def comment(words: str = "Mine fell over.", number: int = 1, **said: str) -> str:
    """One approved comment; ``said`` are further elements or other values, without their prefix."""
    parts = {
        "id": str(number), "author": "Jo Fenn", "date": "2019-05-05 10:11:00", "date_gmt": "2019-05-05 14:11:00",
        "content": words, "approved": "1", "type": "comment", "parent": "0",
    } | said  # fmt: skip
    inner = "".join(f"<wp:comment_{key}>{cdata(value)}</wp:comment_{key}>" for key, value in parts.items())
    return f"<wp:comment>{inner}</wp:comment>\n"


def item(
    content: str = "Pole beans need stakes.",
    *,
    title: str = "Do beans need stakes?",
    more: str = "",
    **said: str,
) -> str:
    parts = {"post_date": "2019-05-04 09:00:00", "status": "publish", "post_type": "post"} | said
    inner = "".join(f"<wp:{key}>{cdata(value)}</wp:{key}>" for key, value in parts.items())
    return f"<item><title>{cdata(title)}</title><content:encoded>{cdata(content)}</content:encoded>{inner}{more}</item>\n"


def export(*items: str, head: str = HEAD) -> bytes:
    return f"{head}{''.join(items)}{TAIL}".encode("utf-8", "surrogatepass")
