"""What a mail has to keep to whatever it says: one rule a line of ``RULES``, each gives what it objects to.

Sources: caniemail.com for style, the HTML standard and WCAG 2.2 for markup, Gmail's limits for sizes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

from newsletter.reading import real

LIMIT = 80_000
FORBIDDEN_TAGS = frozenset(
    {"audio", "base", "button", "canvas", "embed", "form", "iframe", "input", "link", "object", "script"}
    | {"svg", "video"}
)
FORBIDDEN_STYLE = re.compile(
    r"flex|grid|position\s*:|float\s*:|var\(|calc\(|url\(|@import|text-transform|hyphens|expression\(",
    re.IGNORECASE,
)
SCHEMES = ("http://", "https://", "mailto:", "tel:", "{{", "*|", "[[")
_HANDED_ON = frozenset({"font-family", "font-size", "color"})
VAGUE = re.compile(r"^(click here|here|more|read more|link)[.!]?$", re.IGNORECASE)


class Mail:
    """One mail, as text and as a tree."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root: Element = html5lib.parse(html, namespaceHTMLElements=False)
        self.all = real(self.root.iter())
        self.style = "\n".join(e.text or "" for e in self.named("style"))

    def named(self, *names: str) -> list[Element]:
        """Elements with one of these tags, in order."""
        return [e for e in self.all if e.tag in names]


def size(mail: Mail) -> Iterator[str]:
    if len(mail.html.encode()) > LIMIT:
        yield f"{len(mail.html.encode())} bytes"


def style_size(mail: Mail) -> Iterator[str]:
    if len(mail.style) > 16_000:
        yield f"{len(mail.style)} characters of style"


def style_comments(mail: Mail) -> Iterator[str]:
    if "/*" in mail.style:
        yield "a comment in a style sheet: Yahoo drops the rule after it"


def nested_at_rules(mail: Mail) -> Iterator[str]:
    for block in re.findall(r"@media[^{]*\{(.*?\})\s*\}", mail.style, re.DOTALL):
        if "@" in block:
            yield "an at-rule inside @media: Gmail drops the block"


def mixed_attribute_selectors(mail: Mail) -> Iterator[str]:
    for block in mail.named("style"):
        text = block.text or ""
        if "[data-" in text and "@media" in text:
            yield "attribute selectors beside @media"


def inline_important(mail: Mail) -> Iterator[str]:
    yield from (e.tag for e in mail.all if "!important" in e.get("style", ""))


def style_features(mail: Mail) -> Iterator[str]:
    styles = [e.get("style", "") for e in mail.all]
    yield from (m[0] for s in (*styles, mail.style) for m in FORBIDDEN_STYLE.finditer(s))


def tags(mail: Mail) -> Iterator[str]:
    yield from (e.tag for e in mail.all if e.tag in FORBIDDEN_TAGS)


def handlers(mail: Mail) -> Iterator[str]:
    yield from (f"{e.tag} {key}" for e in mail.all for key in e.attrib if str(key).startswith("on"))


def table_roles(mail: Mail) -> Iterator[str]:
    for table in mail.named("table"):
        if table.get("role") != "presentation" and "data" not in (table.get("class") or "").split():
            yield "a layout table that says nothing of it"


def header_scopes(mail: Mail) -> Iterator[str]:
    yield from ("th without scope" for cell in mail.named("th") if cell.get("scope") not in ("col", "row"))


def images(mail: Mail) -> Iterator[str]:
    for image in mail.named("img"):
        if not (image.get("alt") or image.get("role") == "presentation"):
            yield "no alt"
        if not image.get("width", "").isdigit() or not image.get("src", "").startswith("https://"):
            yield "no width, or no https"


def links(mail: Mail) -> Iterator[str]:
    for link in mail.named("a"):
        text = "".join(link.itertext()).strip()
        if not text or VAGUE.match(text):
            yield f"link {text!r}"
        if not link.get("href", "").startswith(SCHEMES):
            yield f"goes to {link.get('href')!r}"


def targets(mail: Mail) -> Iterator[str]:
    """A line that is a link as a whole is 44 px high: 12 above, 12 below, and 20 of type."""
    for line in mail.named("p"):
        for link in line.findall("a"):
            whole = "".join(line.itertext()).strip() == "".join(link.itertext()).strip()
            if whole and not re.search(r"display: inline-block; ?padding: 12px 0", link.get("style", "")):
                yield f"a low target: {''.join(link.itertext())}"


def languages(mail: Mail) -> Iterator[str]:
    body = mail.named("body")[0]
    for element in (mail.root, body, *real(body)):
        if not element.get("lang") or element.get("dir") not in ("ltr", "rtl"):
            yield f"{element.tag} without lang and dir"


def heads(mail: Mail) -> Iterator[str]:
    if not any((t.text or "").strip() for t in mail.named("title")):
        yield "no title"
    if not any(m.get("charset") == "utf-8" for m in mail.named("meta")):
        yield "no charset"
    for name in ("viewport", "color-scheme", "supported-color-schemes"):
        if not any(m.get("name") == name for m in mail.named("meta")):
            yield f"no {name}"


def one_article(mail: Mail) -> Iterator[str]:
    articles = [e for e in mail.all if e.get("role") == "article"]
    if len(articles) != 1 or not articles[0].get("aria-label"):
        yield f"{len(articles)} articles"


def headings(mail: Mail) -> Iterator[str]:
    levels = [int(e.tag[1]) for e in mail.named("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"{levels.count(1)} h1"
    yield from (f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1)
    yield from (f"empty {e.tag}" for e in mail.named("h1", "h2", "h3") if not "".join(e.itertext()).strip())


def ghost_table(mail: Mail) -> Iterator[str]:
    if not re.search(r'<!--\[if mso\]><table[^>]*width="\d+"', mail.html):
        yield "no ghost table"


def conditionals(mail: Mail) -> Iterator[str]:
    opened = re.findall(r"<!--\[if mso\]>(.*?)<!\[endif\]-->", mail.html, re.DOTALL)
    if mail.html.count("<!--[if") != len(opened) or mail.html.count("<![endif]-->") != len(opened):
        yield "conditional comments that do not end"
    for tag in ("table", "tr", "td"):
        both = "".join(opened)
        if both.count(f"<{tag} ") + both.count(f"<{tag}>") != both.count(f"</{tag}>"):
            yield f"<{tag}> of Outlook's own is not closed"


def ids(mail: Mail) -> Iterator[str]:
    found = [e.get("id") for e in mail.all if e.get("id")]
    yield from (f"twice {name}" for name in set(found) if found.count(name) > 1)


def font_sizes(mail: Mail) -> Iterator[str]:
    for element in mail.all:
        style = element.get("style", "")
        found = re.search(r"font-size: ?([\d.]+)px", style)
        text = "" if "display: none" in style else "".join(element.itertext())
        if found and float(found[1]) < 13 and text.strip(" \u00a0\n"):
            yield f"{found[0]} in {element.tag}"


def inheritance(mail: Mail) -> Iterator[str]:
    """Tables hand no type and no colour on in pages without a doctype (HTML 15.3.6), nor in Outlook."""

    def walk(element: Element, said: frozenset[str]) -> Iterator[str]:
        style = element.get("style", "")
        if "display: none" in style:
            return
        own = {name for name in _HANDED_ON if re.search(rf"(?<![-\w]){name}:", style)}
        said = (frozenset() if element.tag == "table" else said) | own
        texts = [element.text, *(child.tail for child in element)]
        if any((text or "").strip() for text in texts) and len(said) < len(_HANDED_ON):
            yield f"{element.tag} {element.get('id', '')} has no {_HANDED_ON - said} of its own"
        for child in real(element):
            yield from walk(child, said)

    yield from walk(mail.named("body")[0], frozenset())


def preheader(mail: Mail) -> Iterator[str]:
    first = real(mail.named("body")[0])[0]
    if "mso-hide: all" not in first.get("style", "") or not "".join(first.itertext()).strip():
        yield "no preheader"


RULES: tuple[Callable[[Mail], Iterator[str]], ...] = (
    size, style_size, style_comments, nested_at_rules, mixed_attribute_selectors, inline_important,
    style_features, tags, handlers, table_roles, header_scopes, images, links, targets, languages, heads, one_article,
    headings, ghost_table, conditionals, ids, font_sizes, inheritance, preheader,
)  # fmt: skip


def objections(html: str) -> dict[str, list[str]]:
    """What each rule objects to; rules that object to nothing are left out."""
    mail = Mail(html)
    found = {rule.__name__: list(rule(mail)) for rule in RULES}
    return {name: told for name, told in found.items() if told}
