"""Lay the desk file over the import: what may be seen, what is open, what was withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcss_publish.desk import queries
from pcss_publish.desk.comments import Treated, treat
from pcss_publish.desk.edits import edit
from pcss_publish.desk.heads import byline, date, title
from pcss_publish.desk.links import link
from pcss_publish.desk.naming import named_elsewhere
from pcss_publish.desk.nodes import drop, figure
from pcss_publish.desk.ordering import adopted, ordered
from pcss_publish.desk.outcome import Decided, Order, Policy, Record
from pcss_publish.desk.quotes import pull_quotes
from pcss_publish.desk.recheck import Checks, settle_cut
from pcss_publish.desk.schema import ArticleDecision, Desk
from pcss_publish.findings import Finding
from pcss_publish.model import Comment, CommentDesk, Document, Para, Published, Right, Str


def decide(
    document: Document,
    findings: Sequence[Finding] = (),
    desk: Desk | None = None,
    policy: Policy | None = None,
    checks: Checks | None = None,
) -> Decided:
    """Carry out an editor's decisions; a pure function, and the import is not changed.

    Args:
        document: as normalised.
        findings: the reader's and the checks'.
        desk: the editor's decisions; none where there is no desk file.
        policy: the house's.
        checks: the rules, tried once more on what is printed of redacted and excerpted comments; without
            them a cut settles nothing that its words raised.

    Returns:
        The published view, open and settled findings, and what was withheld by whose authority.

    Raises:
        ConfigError: a decision that may never be made (an edit in a statement), or two on one comment.
    """
    known = desk or Desk()
    house = _policy(policy or Policy(), known.article)
    record = Record(desk_name=known.file)
    if desk is not None:
        queries.other_source(document, known, record)
    treated = treat(document, known, house, record)
    shown = _edited(_with_comments(document, treated, house.order), known, record)
    shown = _with_rights(shown, known.article, treated.hidden)
    pull_quotes(shown, known.quote, record)
    if checks:
        settle_cut(findings, shown, checks, record)
    comments = shown.comments.items
    raised = [
        *findings, *queries.undecided([c for c in comments if c.state == "pending"]),
        *queries.orphans(document, comments, treated.hidden),
        *named_elsewhere(shown, _unnamed(document, treated)),
        *queries.permissions(shown, comments, house), *record.findings,
    ]  # fmt: skip
    name = document.sources[0].name if document.sources else ""
    raised = [found if found.source else found.model_copy(update={"source": name}) for found in raised]
    asked = [found for found in raised if not record.is_closed(found)]
    still_open, settled = queries.settle(asked, known.settle)
    record.findings.clear()
    queries.without_effect(known, settled, record)
    still_open = (*still_open, *record.findings)
    closed = [found for found in raised if record.is_closed(found)]
    return Decided(
        published=_published(shown, known.article, treated, house, still_open, record),
        findings=still_open, settled=(*closed, *settled), omissions=tuple(record.omissions),
    )  # fmt: skip


def _policy(policy: Policy, article: ArticleDecision | None) -> Policy:
    if article is None:
        return policy
    return replace(policy, comments=article.comments or policy.comments, order=article.order or policy.order)


def _with_comments(document: Document, treated: Treated, order: Order) -> Document:
    items = ordered(document, adopted(treated.shown, document.comments.items), order)
    declared = document.comments.declared
    comments = document.comments.model_copy(
        update={
            "items": items,
            "declared": declared and declared.model_copy(update={"span": None}),
            "shown_order": "unknown" if order != "as-shown" else document.comments.shown_order,
        }
    )
    return document.model_copy(update={"comments": comments, "ledger": ()})


def _edited(document: Document, desk: Desk, record: Record) -> Document:
    if desk.article:
        for head in (byline, date, title):
            document = head(document, desk.article, record)
    for lost in desk.link:
        document = link(document, lost, record)
    for picture in desk.figure:
        document = figure(document, picture, record)
    for node in desk.drop:
        document = drop(document, node, record)
    for change in desk.edit:
        document = edit(document, change, record)
    return document


def _with_rights(document: Document, article: ArticleDecision | None, hidden: Sequence[Comment]) -> Document:
    gone = {comment.id for comment in hidden}
    rights = tuple(right for right in document.rights if right.part not in gone)
    if article and article.permission:
        rights = (*rights, Right(part="article", permission=article.permission))
    return document.model_copy(update={"rights": rights})


def _unnamed(document: Document, treated: Treated) -> list[Comment]:
    """Comments whose names are not to be seen."""
    secret = {comment.id for comment in treated.shown if comment.state == "anonymised"}
    return [*treated.hidden, *(c for c in document.comments.items if c.id in secret)]


def _published(
    document: Document,
    article: ArticleDecision | None,
    treated: Treated,
    house: Policy,
    still_open: Sequence[Finding],
    record: Record,
) -> Published:
    blocking = tuple(found.key for found in still_open if found.blocking)
    supplied = {} if article is None else {
        "standfirst": article.standfirst, "reprint": article.reprint, "original_url": article.original_url,
        "captured": article.captured, "keywords": article.keywords,
        "editors_note": _paragraphs(article.editors_note or ""),
    }  # fmt: skip
    dated = document.published
    return Published(
        document=document,
        state="proof" if blocking else "release",
        open=blocking,
        date=dated.value[:10] if dated else house.date,
        comments=_comment_desk(document, treated, house.order),
        edits=tuple(record.edits),
        dropped=tuple(record.dropped),
        pull_quotes=tuple(record.pull_quotes),
        **supplied,
    )


def _comment_desk(document: Document, treated: Treated, order: Order) -> CommentDesk:
    declared = document.comments.declared
    return CommentDesk(
        declared=declared.count if declared else None,
        printed=len(treated.shown),
        withheld=treated.withheld,
        undecided=tuple(c.id for c in document.comments.items if c.state == "pending"),
        order=order,
    )


def _paragraphs(text: str) -> tuple[Para, ...]:
    parts = [" ".join(part.split()) for part in text.split("\n\n")]
    return tuple(Para(inlines=(Str(text=part),)) for part in parts if part)
