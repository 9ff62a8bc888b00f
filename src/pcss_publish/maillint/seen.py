"""Which features of caniemail.com stand in a mail, and what a client's result for one is worth to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pcss_publish.maillint.mail import Mail
from pcss_publish.maillint.style import declarations, rules
from pcss_publish.maillint.tables import caniemail, table

_WORTH = {"y": 1.0, "a": 0.5, "n": 0.0}
_NOTE = re.compile(r"#(\d+)")


class Seen:
    """All that stands in a mail, once: declarations, selectors, at-rules, elements, attributes."""

    def __init__(self, mail: Mail) -> None:
        sheets = [rule for style in mail.named("style") for rule in rules(style.text or "")]
        own = [one for element in mail.elements for one in declarations(element.get("style", ""))]
        every = [*own, *(one for rule in sheets for one in rule.declarations)]
        self.declared = {(one.name, one.value.lower()) for one in every}
        self.selectors = {rule.selector.lower() for rule in sheets if rule.selector}
        self.at_rules = {rule.own.lower() for rule in sheets if rule.own}
        self.tags = {str(element.tag) for element in mail.elements}
        self.attributes = {(str(k), str(v).lower()) for e in mail.elements for k, v in e.attrib.items()}
        # What only some clients are addressed by ([data-ogsc], a media query) nobody else misses.
        self.needs_style = any(
            rule.selector and not rule.conditions and not rule.selector.startswith((":root", "["))
            for rule in sheets
        )
        self.how = table("features")

    def features(self) -> tuple[str, ...]:
        """Slugs of the features that are used, in alphabetical order."""
        unseen = set(self.how["unseen"]["features"])
        return tuple(slug for slug in sorted(caniemail()[1]) if slug not in unseen and self._uses(slug))

    def worth(self, slug: str, client: str) -> float | None:
        """A client's latest result for a feature: 1, a half or 0; None where it was not tested.

        Args:
            slug: of the feature.
            client: family and platform, as ``outlook.windows``.
        """
        family, _, place = client.partition(".")
        feature = caniemail()[1][slug]
        # In the order in which they were tested: versions and dates stand side by side, and do not compare.
        latest = next(reversed(feature["stats"].get(family, {}).get(place, {}).values()), "")
        notes = [str((feature["notes"] or {}).get(number, "")) for number in _NOTE.findall(latest)]
        if latest[:1] == "a" and notes and not any(self._concerns(note, slug) for note in notes):
            return _WORTH["y"]
        return _WORTH.get(latest[:1])

    def _concerns(self, note: str, slug: str) -> bool:
        asked = next((value for part, value in self.how["caveat"].items() if part in note), None)
        return asked is None or any(re.search(asked, held) for held in self._held(slug))

    def _held(self, slug: str) -> Iterable[str]:
        """Values of a feature's property; for elements, the names of attributes."""
        if slug.startswith("html-"):
            return (name for name, _ in self.attributes)
        wanted = self.how["property"].get(slug, slug.removeprefix("css-"))
        return (value for name, value in self.declared if re.fullmatch(wanted, name))

    def _uses(self, slug: str) -> bool:
        how = self.how
        if slug == "html-style":
            return self.needs_style
        if slug in how["property"]:
            return any(re.fullmatch(how["property"][slug], name) for name, _ in self.declared)
        if slug in how["value"]:
            return _pair(how["value"][slug], self.declared)
        if slug in how["selector"]:
            return any(re.search(how["selector"][slug], one) for one in self.selectors)
        if slug in how["at"]:
            return any(re.match(rf"(?:{how['at'][slug]})\b", one) for one in self.at_rules)
        if slug in how["element"]:
            return bool(self.tags.intersection(how["element"][slug]))
        if slug in how["attribute"]:
            return _pair(how["attribute"][slug], self.attributes)
        return self._by_name(slug)

    def _by_name(self, slug: str) -> bool:
        kind, _, name = slug.partition("-")
        if kind == "html":
            return name in self.tags or any(name == one for one, _ in self.attributes)
        if name.startswith("pseudo-class-"):
            called = re.escape(name.removeprefix("pseudo-class-"))
            return any(re.search(rf":{called}(?![-\w])", one) for one in self.selectors)
        return any(name == one for one, _ in self.declared)


def _pair(wanted: list[str], pairs: set[tuple[str, str]]) -> bool:
    name, value = re.compile(wanted[0]), re.compile(wanted[1], re.DOTALL)
    return any(name.fullmatch(one) and value.fullmatch(other) for one, other in pairs)
