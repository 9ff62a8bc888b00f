"""The parts of a key that are an article's or an issue's own, read from the disk as bytes and no more."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pcss_publish.builder import files
from pcss_publish.builder.project import Project, slug_of
from pcss_publish.desk.issue import line_naming, parse
from pcss_publish.errors import PublishError, RefusedError

_ARTICLE = "article "


def own_parts(project: Project, path: Path) -> dict[str, str]:
    """Digests by name: of the source and its decisions; of an issue file and all of its articles.

    What cannot be read counts as empty: whoever makes the article or the issue reports it.
    """
    own = {"source": digest_of(path), "name": path.name}
    if project.is_issue(path):
        return own | _articles(project, path)
    return own | {"decisions": digest_of(project.desk_file(path))}


def decisions(own: dict[str, str]) -> str:
    """One digest for what was decided: the desk file's, or that of all articles of an issue."""
    if "decisions" in own:
        return own["decisions"]
    named = (f"{key} {value}\n" for key, value in sorted(own.items()) if key.startswith(_ARTICLE))
    return files.digest("".join(named).encode())


def digest_of(path: Path) -> str:
    """Of a file's bytes; of none for a file that is not there."""
    try:
        return files.digest(files.read(str(path)))
    except OSError:
        return files.digest(b"")


def barred_by(path: Path, failed: Collection[str]) -> PublishError | None:
    """Why an issue cannot be built when these articles could not; None where none of them is in it."""
    try:
        data = path.read_bytes()
        named = parse(data, path.name).articles
    except (OSError, PublishError):
        return None  # whoever makes it says so
    slug = next((one for one in named if one in failed), "")
    return blocked(slug, f"{path.name}:{line_naming(data, slug)}") if slug else None


def blocked(slug: str, place: str, error: PublishError | None = None) -> RefusedError:
    """Why an issue is not built of which one article cannot be."""
    why, where = (f": {error.message}", f" ({error.place})" if error.place else "") if error else ("", "")
    return RefusedError(
        f"is not built, since its article {slug} could not be{why}",
        place=place,
        hint=f"Mend the article first{where}, or take it out of the issue.",
    )


def _articles(project: Project, path: Path) -> dict[str, str]:
    try:
        named = parse(path.read_bytes(), path.name).articles
        sources = {slug_of(source): source for source in project.discover()}
    except (OSError, PublishError):
        return {}
    here = {slug: sources[slug] for slug in named if slug in sources}
    return {
        f"{_ARTICLE}{slug}": files.digest(
            f"{source.name} {digest_of(source)} {digest_of(project.desk_file(source))}".encode()
        )
        for slug, source in here.items()
    }
