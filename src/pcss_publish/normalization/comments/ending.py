"""Where the comments end and the foot of the page begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.comments.counts import count_in
from pcss_publish.normalization.comments.layouts import Item, Layout
from pcss_publish.normalization.cues import of_the_page
from pcss_publish.normalization.furniture import is_form, is_furniture, is_known, is_navigation, opens_related

_LONGEST_BID = 200


def end_of_comments(items: Sequence[Item], layout: Layout) -> int:
    """The place after the last comment's last line."""
    heads = {n: item.head for n, item in enumerate(items) if item.head and item.head.kind in layout.anchor}
    if not heads:
        return 0
    common = Counter(head.form for head in heads.values()).most_common(1)[0][0]
    limit = _related_from(items, min(heads))
    last = max(n for n, head in heads.items() if head.form[:3] == common[:3] and n < limit)
    if layout.body == "above":
        return _end_of_group(items, last) if layout.below else last + 1
    end = end_of_text(items, last + 1)
    if layout.closing:
        stamps = [
            n for n, item in enumerate(items[last:end], last) if item.head and item.head.kind == "stamp"
        ]
        return stamps[-1] + 1 if stamps else end
    return end


def _related_from(items: Sequence[Item], first: int) -> int:
    """Where a list of other pages begins that has dates, as comments have, but no sentences."""
    for n in range(first + 1, len(items)):
        if items[n].gap and opens_related(items[n].line.text):
            rest = [item.line.text for item in items[n:]]
            if all(len(text) <= 110 and not re.search(r"\w{3}[.!]$", text) for text in rest):
                return n
    return len(items)


def _end_of_group(items: Sequence[Item], at: int) -> int:
    end = at + 1
    while end < len(items) and not items[end].gap and not items[end].furniture:
        end += 1
    return end


def end_of_text(items: Sequence[Item], at: int) -> int:
    """The first place from ``at`` on where the page's foot begins."""
    base = items[at].line.indent if at < len(items) else 0
    for n in range(at, len(items)):
        if n > at and _ends_comments(items, n, base):
            return n
    return len(items)


def _ends_comments(items: Sequence[Item], n: int, base: int) -> bool:
    item = items[n]
    if _is_surely_the_pages(item):
        return True
    if n and not items[n - 1].head and is_perhaps_a_notice(item):
        return True
    if item.gap and (item.line.indent < base - 1 or count_in(item.line)):
        return True
    return item.gap and _is_list_of_titles(items, n)


def _is_surely_the_pages(item: Item) -> bool:
    text = item.line.text
    if is_form(text) or is_known(text) or (opens_related(text) and item.gap) or is_navigation(text):
        return True
    return "©" in text and len(text) <= 100


def is_perhaps_a_notice(item: Item) -> bool:
    """Whether a paragraph says what publications say of themselves, and nothing else tells whose it is."""
    text = item.line.text
    return item.gap and not _is_surely_the_pages(item) and of_the_page(text) and not _is_personal(text)


def is_perhaps_a_bid(text: str) -> bool:
    """Whether a line asks readers to subscribe, to write or to give, as pages do, but readers too."""
    return (
        len(text) <= _LONGEST_BID
        and bool(lexicon.pattern("chrome.bids").search(text))
        and not _is_personal(text)
    )


def _is_personal(text: str) -> bool:
    return bool(lexicon.pattern("chrome.first_person").search(text))


def _is_list_of_titles(items: Sequence[Item], n: int) -> bool:
    """Two or more short lines without sentences, from here to the end of their group."""
    group = [items[n]]
    for item in items[n + 1 :]:
        if item.gap:
            break
        group.append(item)
    return len(group) >= 2 and all(
        len(item.line.text) <= 80 and item.line.text[-1] not in ".!…,:" for item in group
    ) and is_furniture(items[n].line)  # fmt: skip
