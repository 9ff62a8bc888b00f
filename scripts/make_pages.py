#!/usr/bin/env python3
"""Makes pages whose comments are known: the templates of ``page_templates.toml``, filled.

The articles are invented. Into the folder go ``TEMPLATE--NUMBER.html`` and, with its comments, ``.json``;
pages that
nobody commented on are in ``without/``. ``--rows`` writes the articles alone, for another program to render.
``--texts`` copies each page of the folder out of text browsers: ``TEMPLATE--NUMBER.BROWSER.txt``.
"""

from __future__ import annotations

import argparse
import html
import json
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path
from string import Template
from typing import Any

from page_articles import KINDS, Article, Row, article

PAGE = Template(
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>$title – The Household</title></head><body>'  # noqa: E501
    '<header><a href="/">The Household</a><nav><ul><li><a href="/a">Articles</a></li>'
    '<li><a href="/l">Log in</a></li></ul></nav></header><main><article class="post"><h1>$title</h1>'
    '<p class="byline">By <span class="author">$author</span>, <time datetime="$iso">$date</time></p>$body</article>'  # noqa: E501
    '<section class="discussion" id="comments">$discussion</section></main>'
    '<aside><h3>Recent articles</h3><ul><li><a href="/1">On soup</a></li><li><a href="/2">On string</a></li></ul>'  # noqa: E501
    "</aside><footer><p>© The Household</p></footer></body></html>"
)
FORM = (
    "<h3>{}</h3><form><label>Name <input></label><label>Comment <textarea></textarea></label>"
    "<button>Post</button></form>"
)
SILENCES = [
    FORM.format("Leave a comment"),
    "<p>Comments are closed.</p>",
    "<h3>0 comments</h3>" + FORM.format("Reply"),
    "",
]
BROWSERS = {
    "w3m": ["w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8"],
    "lynx": ["lynx", "-dump", "-nolist", "-assume_charset=utf-8", "-display_charset=utf-8"],
    "elinks": ["elinks", "-dump", "-no-references", "-no-numbering", "-dump-charset", "utf-8"],
}


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=6, metavar="N", help="articles a template (6)")
    parser.add_argument("--rows", action="store_true")
    parser.add_argument("--texts", action="store_true")
    options = parser.parse_args()
    (options.folder / "without").mkdir(parents=True, exist_ok=True)
    if options.texts:
        copy_out(options.folder)
    elif options.rows:
        for number in range(options.articles):
            one = article(number)
            save(
                options.folder / f"{number}.rows.json", {"article": described(one), "comments": rows_of(one)}
            )
    else:
        fill(options.folder, options.articles)


def fill(folder: Path, count: int) -> None:
    """Every template with as many articles, and all kinds of articles without comments."""
    templates = tomllib.loads(Path(__file__).with_name("page_templates.toml").read_text(encoding="utf-8"))
    for place, (name, form) in enumerate(templates.items()):
        for number in range(count):
            one = article(place * count + number)
            (folder / f"{name}--{number:02}.html").write_text(
                page(one, discussion(one, form)), encoding="utf-8"
            )
            save(folder / f"{name}--{number:02}.json", rows_of(one))
    for kind in KINDS:
        for number, silence in enumerate(SILENCES * count):
            one = article(10_000 + number, kind)
            target = folder / "without" / f"{kind}--{number:02}.html"
            target.write_text(page(one, silence), encoding="utf-8")


def page(one: Article, under: str) -> str:
    """The whole page."""
    date = f"{one.date:%B %-d, %Y}"
    return PAGE.substitute(
        title=one.title,
        author=one.author,
        iso=f"{one.date:%Y-%m-%d}",
        date=date,
        body=one.body,
        discussion=under,
    )


def discussion(one: Article, form: dict[str, Any]) -> str:
    """The comments as the template writes them, answers within what they answer or, flat, by time."""
    under = one.comments if form.get("flat") else [row for row in one.comments if row.parent == "0"]
    head = Template(form["head"]).substitute(count=len(one.comments), title=one.title)
    shown = "".join(written(row, one, form) for row in under)
    return f"{head}{form.get('open', '')}{shown}{form.get('close', '')}{FORM.format('Add a comment')}"


def written(row: Row, one: Article, form: dict[str, Any]) -> str:
    """One comment, and its answers."""
    below = [] if form.get("flat") else [other for other in one.comments if other.parent == row.id]
    texts = [html.escape(text, quote=False) for text in row.paragraphs]
    return Template(form["comment"]).substitute(
        id=row.id,
        name=html.escape(row.name),
        date=row.date.strftime(form["date"]),
        iso=f"{row.date:%Y-%m-%dT%H:%M:%S}",
        title=one.title,
        subject=html.escape(" ".join(row.paragraphs[0].split()[:4])),
        body="".join(f"<p>{text}</p>" for text in texts),
        plain="<br><br>".join(texts),
        replies="".join(written(other, one, form) for other in below),
    )


def rows_of(one: Article) -> list[dict[str, str]]:
    """The comments as the measuring wants them."""
    return [
        {
            "id": row.id,
            "parent": row.parent,
            "name": row.name,
            "date": row.date.isoformat(),
            "text": "\n\n".join(row.paragraphs),
        }
        for row in one.comments
    ]


def described(one: Article) -> dict[str, str]:
    """The article without its comments."""
    return {"title": one.title, "author": one.author, "date": one.date.isoformat(), "body": one.body}


def copy_out(folder: Path) -> None:
    """Each page through each text browser."""
    for source in [*sorted(folder.glob("*.html")), *sorted((folder / "without").glob("*.html"))]:
        for name, command in BROWSERS.items():
            run = subprocess.run([*command, str(source)], capture_output=True, check=True)
            source.with_suffix(f".{name}.txt").write_bytes(run.stdout)


def save(path: Path, value: Iterable[Any]) -> None:
    """Write JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
