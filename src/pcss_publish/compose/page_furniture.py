"""What stands in the margins of every page: running heads, the magazine, the date, the mark of a proof."""

from __future__ import annotations

from pcss_publish.compose.house import House, word
from pcss_publish.model import Published
from pcss_publish.settings import Config

LONGEST_HEAD = 80  # characters
LONGEST_AT_FOOT = 40  # characters; there the mark of a proof stands in the middle


def furniture(published: Published, config: Config, house: House, missing: frozenset[str]) -> dict[str, str]:
    """Texts of the margins by their name in the style sheet, each recorded; what does not fit is left out.

    Args:
        published: what may be seen.
        config: names the magazine.
        house: records what is repeated.
        missing: characters that no font has; margins cannot show boxes for them.
    """
    document = published.document
    titles = [published.title, *(text.text for text in (document.series, document.section) if text)]
    head = next((title for title in titles if 0 < len(title) <= LONGEST_HEAD), "")
    section = document.section.text if document.section else ""
    dated = document.published
    found = {
        "running-head": head,
        "running-section": section if len(section) <= LONGEST_AT_FOOT and section != head else "",
        "running-date": dated.raw if dated and len(dated.raw) <= LONGEST_AT_FOOT else "",
    }
    shown = {key: text for key, text in found.items() if text and not missing & set(text)}
    shown |= {"magazine": config.publication.name} if config.publication.name else {}
    told = {key: house.repeat(key, text) for key, text in shown.items()}
    if published.state == "proof":
        told["proof"] = word(house.language, "proof", n=published.queries)
    return told
