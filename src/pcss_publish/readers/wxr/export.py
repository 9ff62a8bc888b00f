"""What one export holds of one post: its parts and approved comments; all else is counted by its element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

from pcss_publish.errors import SourceError
from pcss_publish.model.marks import Dropped, Place
from pcss_publish.readers.wxr.split import why_not

Element = Any

_PREFIXES: Final = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://wellformedweb.org/CommentAPI/": "wfw:",
}
_EXPORT: Final = "http://wordpress.org/export/"
#: ``wp:comment_type`` of what a reader wrote; versions before 5.5 leave it empty.
_READERS_OWN: Final = frozenset({"", "comment"})
#: Elements with words that stand in the text, or tell of it.
_WHOLE: Final = frozenset(
    {
        "title", "dc:creator", "content:encoded", "excerpt:encoded", "category", "wp:post_date",
        "wp:comment_author", "wp:comment_date", "wp:comment_content",
    }
)  # fmt: skip
_UNNAMED: Final = frozenset({"uncategorized", ""})


class Field(NamedTuple):
    """The words of one element, and the line in which they begin."""

    text: str
    line: int


@dataclass
class Said:
    """One approved comment; ``parent`` is its place among the approved ones, None for none."""

    name: Field
    date: Field
    gmt: str
    content: Field
    line: int
    parent: int | None = None
    lost: bool = False


@dataclass
class Article:
    """One post as an export has it.

    Attributes:
        parts: title, content, excerpt and date by the names of their elements.
        authors: the names to be shown; none where the export has only the names for logging in.
        sections: the categories that somebody chose; tags beside them.
        link: the address of the post.
    """

    parts: dict[str, Field] = field(default_factory=dict)
    authors: list[Field] = field(default_factory=list)
    sections: list[Field] = field(default_factory=list)
    tags: list[Field] = field(default_factory=list)
    comments: list[Said] = field(default_factory=list)
    dropped: tuple[Dropped, ...] = ()
    link: str = ""
    gmt: str = ""
    language: str = ""
    line: int = 1


class _Tally:
    """What was not kept, by name: how often, how many characters, where first."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, int, Place]] = {}

    def add(self, what: str, path: str, element: Element, size: int) -> None:
        count, characters, place = self._found.get(
            what, (0, 0, Place(path=path, line=element.sourceline or 0))
        )
        self._found[what] = (count + 1, characters + size, place)

    def leaves(self, element: Element, path: str) -> None:
        """Every element with words of its own, by its name and never by what it says."""
        for one in element.iter():
            if one.text and one.text.strip():
                self.add(named(one), path, one, len(one.text))
            if one is not element:
                self.tail(one, path)

    def tail(self, element: Element, path: str) -> None:
        """Words between elements, where an export has none."""
        if element.tail and element.tail.strip():
            self.add("text between elements", path, element, len(element.tail))

    def listed(self) -> tuple[Dropped, ...]:
        return tuple(
            Dropped(what=f"{what} ({count} times)" if count > 1 else what, place=place, characters=size)
            for what, (count, size, place) in self._found.items()
        )


def named(element: Element) -> str:
    """An element's name with the prefix that exports write, whatever the version."""
    return _named(element.tag, element.prefix)


@lru_cache(maxsize=512)
def _named(tag: str, prefix: str | None) -> str:
    namespace, brace, local = tag.rpartition("}")
    if namespace[1:].startswith(_EXPORT):
        return f"{'excerpt' if namespace.rstrip('/').endswith('excerpt') else 'wp'}:{local}"
    return f"{_PREFIXES.get(namespace[1:], f'{prefix}:' if prefix and brace else '')}{local}"


def article_of(root: Element, name: str) -> Article:
    """The one published post of an export.

    Raises:
        SourceError: it holds none, or several.
    """
    channel = root.find("channel")
    items = [] if channel is None else channel.findall("item")
    tally = _Tally()
    chosen = [item for item in items if _is_article(item, tally)]
    if len(chosen) != 1:
        raise _not_one(chosen or items, len(chosen), name)
    _refuse_markup(chosen[0], name)
    article = Article(line=chosen[0].sourceline or 1)
    names = _channel(channel, article, tally)
    _item(chosen[0], article, names, tally)
    article.dropped = tally.listed()
    return article


def _is_article(item: Element, tally: _Tally) -> bool:
    said = {named(child): (child.text or "").strip() for child in item}
    kind, status = said.get("wp:post_type") or "post", said.get("wp:status") or "publish"
    reason = why_not(kind, status, said.get("wp:post_password", ""))
    if reason:
        size = sum(len(text) for text in item.itertext())
        tally.add(f"item of which {reason}", "/rss/channel/item", item, size)
    return not reason


def _refuse_markup(item: Element, name: str) -> None:
    """Refuse what was not escaped: where its elements end, the words' own markup would be guessed at."""
    for child in item.iterdescendants():
        above = named(child.getparent())
        if above in _WHOLE:
            raise SourceError(
                f"the markup in {above} is not escaped", place=f"{name}:{child.sourceline}",
                hint="Export it again: WordPress writes it as CDATA.",
            )  # fmt: skip


def _not_one(items: list[Element], count: int, name: str) -> SourceError:
    if count:
        return SourceError(
            f"the export holds {count} published posts; one source is one article",
            place=f"{name}:{items[1].sourceline}",
            hint=f"Use `pcss-publish ingest {name}`: it makes a source of each.",
        )
    return SourceError(
        f"the export holds no published post or page; it has {len(items)} other items", place=name,
        hint="Export published posts, or publish the draft first.",
    )  # fmt: skip


def _channel(channel: Element, article: Article, tally: _Tally) -> dict[str, Field]:
    """The names to be shown of the authors, by their names for logging in."""
    names: dict[str, Field] = {}
    for child in channel:
        tally.tail(child, "/rss/channel")
        if child.tag == "item":
            continue
        if named(child) == "wp:author":
            login, shown = _author(child, tally)
            names[login] = shown
        else:
            article.language = article.language or (child.text or "" if child.tag == "language" else "")
            tally.leaves(child, "/rss/channel")
    return names


def _author(element: Element, tally: _Tally) -> tuple[str, Field]:
    login, shown = "", Field("", 0)
    for child in element:
        if named(child) == "wp:author_display_name":
            shown = _field(child)
        else:
            login = (child.text or "").strip() if named(child) == "wp:author_login" else login
            tally.leaves(child, "/rss/channel/wp:author")
    return login, shown


def _field(element: Element) -> Field:
    return Field(element.text or "", element.sourceline or 1)


def _item(item: Element, article: Article, names: dict[str, Field], tally: _Tally) -> None:
    signed: list[Element] = []
    comments: list[Element] = []
    for child in item:
        tally.tail(child, "/rss/channel/item")
        match named(child):
            case "title" | "content:encoded" | "excerpt:encoded" | "wp:post_date" as part if (
                part not in article.parts
            ):
                article.parts[part] = _field(child)
            case "dc:creator":
                signed.append(child)
            case "category":
                _category(child, article, signed, tally)
            case "wp:comment":
                comments.append(child)
            case other:
                article.link = (child.text or "").strip() if other == "link" else article.link
                article.gmt = (child.text or "").strip() if other == "wp:post_date_gmt" else article.gmt
                tally.leaves(child, "/rss/channel/item")
    article.authors = list(_signers(signed, names, tally))
    article.comments = _approved(comments, tally)


def _category(element: Element, article: Article, signed: list[Element], tally: _Tally) -> None:
    domain = element.get("domain") or "category"
    if domain == "author":  # written by the plugin Co-Authors Plus
        signed.append(element)
    elif domain == "category" and (element.get("nicename") or element.text or "").lower() not in _UNNAMED:
        article.sections.append(_field(element))
    elif domain in {"post_tag", "tag"}:
        article.tags.append(_field(element))
    else:
        tally.leaves(element, "/rss/channel/item")


def _signers(signed: list[Element], names: dict[str, Field], tally: _Tally) -> Iterator[Field]:
    """Whose names to show: of the co-authors if there are any, else the creator's.

    Since version 1.1 ``dc:creator`` is the name for logging in, which is nobody's to know.
    """
    logins = {(one.text or "").strip(): one for one in signed}
    together = [one for one in signed if one.tag == "category" and (one.text or "").strip() in names]
    for login, element in logins.items():
        known = names.get(login)
        if names or "@" in login:
            tally.leaves(element, "/rss/channel/item")
            if (
                known
                and known.text.strip()
                and "@" not in known.text
                and (not together or element in together)
            ):
                yield known
        elif login:
            yield _field(element)


def _approved(comments: list[Element], tally: _Tally) -> list[Said]:
    """The comments that readers of the site could see, in the order of the export."""
    found: list[Said] = []
    places: dict[str, int] = {}
    for number, comment in enumerate(comments, 1):
        path = f"/rss/channel/item/wp:comment[{number}]"
        parts: dict[str, Element] = {}
        for child in comment:
            tally.tail(child, path)
            parts.setdefault(named(child), child)
        said = {key: (child.text or "").strip() for key, child in parts.items()}
        kind = said.get("wp:comment_type", "")
        if said.get("wp:comment_approved") != "1" or kind not in _READERS_OWN:
            what = (
                f"comment of the type {kind}" if kind not in _READERS_OWN else "comment that is not approved"
            )
            tally.add(what, path, comment, sum(len(text) for text in comment.itertext()))
            continue
        shown = ("wp:comment_author", "wp:comment_date", "wp:comment_content")
        for key, child in parts.items():
            if key not in shown:
                tally.leaves(child, path)
        name, date, content = (
            _field(parts[key]) if key in parts else Field("", comment.sourceline or 1) for key in shown
        )
        above = said.get("wp:comment_parent", "") or "0"
        one = Said(name, date, said.get("wp:comment_date_gmt", ""), content, comment.sourceline or 1)
        one.parent = places.get(above)
        one.lost = above != "0" and one.parent is None
        private = {said.get("wp:comment_author_email", ""), said.get("wp:comment_author_IP", "")} - {""}
        if "@" in name.text or name.text.strip() in private:
            tally.leaves(parts["wp:comment_author"], path)
            one.name = Field("", name.line)
        places.setdefault(said.get("wp:comment_id", ""), len(found))
        found.append(one)
    return found
