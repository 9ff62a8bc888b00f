"""What is read in one offered file, and whether it is an article at all."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from pcss_publish.builder.article import Article, NoTextError, article_of
from pcss_publish.builder.ingest.offers import Offer
from pcss_publish.builder.ingest.report import Query, Understood
from pcss_publish.builder.project import Project, slugified
from pcss_publish.errors import PublishError
from pcss_publish.model import Document
from pcss_publish.model.guidance import Guidance

_LONGEST_SLUG: Final = 60


class Form(NamedTuple):
    """How a kind of source is called, and how its file's name ends."""

    name: str
    suffix: str


#: By media type of the reader that took the file.
FORMS: Final[dict[str, Form]] = {
    "text/plain": Form("text", ".txt"),
    "text/html": Form("html", ".html"),
    "text/markdown": Form("markdown", ".md"),
    "multipart/related": Form("mhtml", ".mhtml"),
    "application/vnd.pcss-publish.document+json": Form("document", ".json"),
    "application/rss+xml": Form("wordpress", ".xml"),
    "application/jats+xml": Form("jats", ".xml"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Form("docx", ".docx"),
    "application/vnd.oasis.opendocument.text": Form("odt", ".odt"),
    "application/rtf": Form("rtf", ".rtf"),
}
#: Endings of names of texts. Every text can be read as copied text, so that the name has to tell.
_TEXTS: Final = frozenset({"", ".txt", ".text", ".md", ".markdown"})
#: Endings of names of articles: what has another and cannot be read is no article that failed.
_ARTICLES: Final = _TEXTS | {
    ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".docx", ".odt", ".rtf",
}  # fmt: skip


class Opened(NamedTuple):
    """An offered file as an article: what to say of it, its own name, and how its file's name ends."""

    understood: Understood
    slug: str
    suffix: str


def opened(offer: Offer, project: Project, guidance: Guidance | None) -> Opened | None:
    """Read an offered file as an article; None where nobody said that it is one, and it is none.

    Raises:
        PublishError: it is an article, by its name at least, and cannot be taken.
    """
    path, ending = Path(_safe(offer.name)), PurePosixPath(offer.name).suffix.lower()
    try:
        article = article_of(path, offer.data, project, guidance=guidance)
    except PublishError as error:
        if offer.found and (isinstance(error, NoTextError) or ending not in _ARTICLES):
            return None
        raise
    document = article.document
    if offer.found and not _is_article(document, ending):
        return None
    form = FORMS.get(document.sources[0].media_type) or Form("other", path.suffix)
    title = slugified(document.title.text if document.title else "")
    own = slugified(offer.slug) or slugified(path.name.split(".")[0])
    slug = _cut(title) or own or "article"
    return Opened(_understood(article, form.name), slug, form.suffix)


def _safe(name: str) -> str:
    """A file name for messages whose last part gives a slug, whatever the file is called."""
    last = PurePosixPath(name).name
    return last if slugified(last.split(".")[0]) and not last.startswith(".") else f"article-{last}"


def _is_article(document: Document, ending: str) -> bool:
    """Whether it is one beyond doubt: it asks or answers, or says what it is called and by whom or when."""
    if document.sources[0].media_type == "text/plain" and ending not in _TEXTS:
        return False
    headed = document.title and (document.byline or document.dates)
    return bool(document.questions or document.answers or headed)


def _cut(slug: str) -> str:
    """A slug of a title, cut between words."""
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def _understood(article: Article, kind: str) -> Understood:
    document = article.document
    comments, dated = document.comments, document.published
    names = document.byline.names if document.byline else ()
    return Understood(
        kind=kind,
        title=document.title.text if document.title else "",
        byline=", ".join(person.name for person in names),
        date=dated.value if dated else "",
        questions=len(document.questions),
        answers=len(document.answers),
        statements=len(document.statements),
        awards=len(document.awards),
        comments=len(comments.items),
        stated=comments.declared.count if comments.declared else None,
        open=tuple(
            Query(key=one.key, line=one.line or None, message=one.message, hint=one.hint)
            for one in article.blocking
        ),
        warnings=sum(one.severity == "warn" for one in article.findings),
    )
