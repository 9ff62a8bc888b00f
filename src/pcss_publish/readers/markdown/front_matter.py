"""Front matter as strings: ``024697`` stays ``024697``, ``No`` stays ``No``."""

from __future__ import annotations

from typing import Any, Final

from pcss_publish.errors import SourceError
from pcss_publish.model.marks import HeadKind

#: The texts of front matter, each with the mark that it is laid out with; ``OTHERS`` have lists and roles.
HEADS: Final[dict[str, HeadKind]] = {
    "section": "kicker", "series": "series", "title": "title", "subtitle": "subtitle",
}  # fmt: skip
OTHERS: Final = frozenset({"byline", "byline-kind", "author", "date", "dates", "language", "identifiers"})
_DEEPEST: Final = 6


def load(text: str, name: str) -> dict[str, Any]:
    """The front matter as strings, lists and tables of strings.

    Raises:
        SourceError: it is no YAML, no table, has anchors, or is nested too deeply; says where.
    """
    import yaml

    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if getattr(event, "anchor", None):
                start = getattr(event, "start_mark", None)
                line = start.line + 2 if start else 1
                raise SourceError(
                    "front matter has no anchors and aliases", place=f"{name}:{line}",
                    hint="Write out what they stand for.",
                )  # fmt: skip
        loaded = yaml.BaseLoader(text).get_single_data()  # every scalar stays a string
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise SourceError(
            f"the front matter is no YAML: {getattr(error, 'problem', error)}", place=f"{name}:{line}",
            hint="Put what holds : or # into quotation marks.",
        ) from error  # fmt: skip
    except RecursionError as error:
        raise SourceError("the front matter is nested too deeply", place=f"{name}:1") from error
    if not isinstance(loaded, dict) or not _is_plain(loaded, 0):
        raise SourceError("the front matter is no table of names and texts", place=f"{name}:1")
    unknown = sorted(set(loaded) - set(HEADS) - OTHERS)
    if unknown:
        raise SourceError(
            f"the front matter has {', '.join(unknown)}, which no article has", place=f"{name}:1",
            hint=f"It may have {', '.join(sorted({*HEADS, *OTHERS}))}.",
        )  # fmt: skip
    return loaded


def _is_plain(value: Any, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(one, depth + 1) for key, one in value.items())
    if isinstance(value, list):
        return all(_is_plain(one, depth + 1) for one in value)
    return isinstance(value, str)


def names(front: dict[str, Any]) -> list[tuple[str, str]]:
    """The names of the byline with their roles."""
    said = front.get("byline", front.get("author", []))
    found = []
    for one in said if isinstance(said, list) else [said]:
        named = one if isinstance(one, dict) else {"name": one}
        found.append((str(named.get("name", "")), str(named.get("role", "author"))))
    return [(name, role) for name, role in found if name]


def dates(front: dict[str, Any]) -> list[tuple[str, str]]:
    """The dates with their roles: ``date`` is that of publication, ``dates`` a list of ``role: date``."""
    said = front.get("dates", [])
    listed = [(key, str(value)) for one in said if isinstance(one, dict) for key, value in one.items()]
    return ([("published", str(front["date"]))] if front.get("date") else []) + listed


def identifiers(front: dict[str, Any]) -> list[tuple[str, str]]:
    """DOI, addresses and the like with their schemes: a list of ``scheme: value``."""
    said = front.get("identifiers", [])
    return [(key, str(value)) for one in said if isinstance(one, dict) for key, value in one.items()]
