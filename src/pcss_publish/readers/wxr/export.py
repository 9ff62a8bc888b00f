"""What one export holds of one post: its parts and approved comments; all else is counted by its element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pcss_publish.errors import SourceError
from pcss_publish.model.marks import Dropped
from pcss_publish.readers.wxr.fields import Element, Field, Tally, field_of, named, spoken
from pcss_publish.readers.wxr.split import why_not
from pcss_publish.readers.wxr.voices import Said, approved_of

#: Elements with words that stand in the text, or tell of it.
_WHOLE: Final = frozenset(
    {
        "title", "dc:creator", "content:encoded", "excerpt:encoded", "category", "wp:post_date",
        "wp:comment_author", "wp:comment_date", "wp:comment_content",
    }
)  # fmt: skip
_TOLD: Final = frozenset({"wp:post_type", "wp:status", "wp:post_password"})
_UNNAMED: Final = frozenset({"uncategorized", ""})


@dataclass
class Article:
    """One post as an export has it.

    Attributes:
        parts: title, content, excerpt and date by the names of their elements.
        authors: the names to be shown; none where the export has only the names for logging in.
        unnamed: co-authors of whom it has no name, by what their address on the site calls them.
        sections: the categories that somebody chose; tags beside them.
        link: the address of the post.
        gmt: when it was published, in UTC.
        language: of the site.
        version: of the form of the export.
    """

    parts: dict[str, Field] = field(default_factory=dict)
    authors: list[Field] = field(default_factory=list)
    unnamed: list[Field] = field(default_factory=list)
    sections: list[Field] = field(default_factory=list)
    tags: list[Field] = field(default_factory=list)
    comments: list[Said] = field(default_factory=list)
    dropped: tuple[Dropped, ...] = ()
    link: str = ""
    gmt: str = ""
    language: str = ""
    version: str = ""
    line: int = 1


def article_of(root: Element, name: str) -> Article:
    """The one published post of an export.

    Raises:
        SourceError: it holds none, or several.
    """
    channel = root.find("channel")
    items = [] if channel is None else channel.findall("item")
    tally = Tally()
    chosen = [item for item in items if _is_article(item, tally)]
    if len(chosen) != 1:
        raise _not_one(chosen or items, len(chosen), name)
    _refuse_markup(chosen[0], name)
    article = Article(line=chosen[0].sourceline or 1)
    names = _channel(channel, article, tally)
    _item(chosen[0], article, names, tally)
    article.dropped = tally.listed()
    return article


def _is_article(item: Element, tally: Tally) -> bool:
    told = ((named(child), child.text) for child in item)
    said = {key: (text or "").strip() for key, text in told if key in _TOLD}
    kind, status = said.get("wp:post_type") or "post", said.get("wp:status") or "publish"
    reason = why_not(kind, status, said.get("wp:post_password", ""))
    if reason:
        size = sum(len(text) for text in item.itertext())
        tally.add(f"item: {reason}", "/rss/channel/item", item, size)
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


def _channel(channel: Element, article: Article, tally: Tally) -> dict[str, Field]:
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
            if named(child) == "wp:wxr_version":
                article.version = (child.text or "").strip()
            article.language = article.language or (child.text or "" if child.tag == "language" else "")
            tally.leaves(child, "/rss/channel")
    return names


def _author(element: Element, tally: Tally) -> tuple[str, Field]:
    login, shown = "", Field("", 0)
    for child in element:
        if named(child) == "wp:author_display_name":
            shown = field_of(child)
        else:
            login = (child.text or "").strip() if named(child) == "wp:author_login" else login
            tally.leaves(child, "/rss/channel/wp:author")
    return login, shown


def _item(item: Element, article: Article, names: dict[str, Field], tally: Tally) -> None:
    signed: list[Element] = []
    comments: list[Element] = []
    for child in item:
        tally.tail(child, "/rss/channel/item")
        match named(child):
            case "title" | "content:encoded" | "excerpt:encoded" | "wp:post_date" as part if (
                part not in article.parts
            ):
                article.parts[part] = field_of(child)
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
    article.authors = list(_signers(article, signed, names, tally))
    article.comments = approved_of(comments, tally)


def _category(element: Element, article: Article, signed: list[Element], tally: Tally) -> None:
    domain = element.get("domain") or "category"
    if domain == "author":  # written by the plugin Co-Authors Plus
        signed.append(element)
    elif domain == "category" and (element.get("nicename") or element.text or "").lower() not in _UNNAMED:
        # Version 1.0 names each twice.
        if any(one.text == element.text for one in article.sections):
            tally.leaves(element, "/rss/channel/item")
        else:
            article.sections.append(field_of(element))
    elif domain in {"post_tag", "tag"}:
        article.tags.append(field_of(element))
    else:
        tally.leaves(element, "/rss/channel/item")


def _signers(
    article: Article, signed: list[Element], names: dict[str, Field], tally: Tally
) -> Iterator[Field]:
    """Whose names to show: of the co-authors if there are any, else the creator's.

    Since version 1.1 ``dc:creator`` is the name for logging in, which is nobody's to know.
    """
    logins = {(one.text or "").strip(): one for one in signed}
    guests = {login for login, one in logins.items() if one.tag == "category" and login not in names}
    together = [
        one for login, one in logins.items()
        if one.tag == "category" and (login not in guests or _is_name(login))
    ]  # fmt: skip
    for login, element in logins.items():
        known = names.get(login)
        shown = spoken(known.text) if known else ""
        if login in guests and _is_name(login):
            yield field_of(element)
        elif article.version != "1.0" or names or "@" in login:
            tally.leaves(element, "/rss/channel/item")
            if login in guests:
                slug = (element.get("nicename") or "").removeprefix("cap-")
                article.unnamed.append(Field(slug, element.sourceline or 1))
            if (
                known
                and shown
                and "@" not in shown
                and (shown != spoken(login) or article.version == "1.0")
                and (not together or element in together)
            ):
                yield known
        elif login:
            yield field_of(element)


def _is_name(text: str) -> bool:
    """Whether it can be a person's name, and not one for logging in: several words, not all small letters."""
    shown = spoken(text)
    return len(shown.split()) > 1 and not shown.islower() and "@" not in shown
