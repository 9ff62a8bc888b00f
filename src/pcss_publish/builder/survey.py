"""What a project holds, as data: sources, products, what a build would do, and the store."""

from __future__ import annotations

from typing import Any

from pcss_publish.builder.clean import needs
from pcss_publish.builder.key import tools
from pcss_publish.builder.manifest import ArticleEntry, read
from pcss_publish.builder.project import Project, slug_of
from pcss_publish.builder.why import Reasons


def survey(project: Project) -> dict[str, Any]:
    """All of it, for `inspect --json`. Nothing is read but bytes, and nothing is made.

    Raises:
        NoInputError: there are no articles.
    """
    manifest = read(project.outputs)
    reasons = Reasons(project)
    articles = {
        slug_of(path): {
            "kind": "issue" if project.is_issue(path) else "article",
            "source": path.name,
            "formats": {r.format: {"state": r.state, "because": [c.part for c in r.changes]} for r in found},
            **_built(manifest.articles.get(slug_of(path))),
        }
        for path in project.everything()
        for _, found in (reasons.of(slug_of(path)),)
    }
    stored = [path for paths in (project.store.objects(), project.store.records()) for path in paths]
    needed = needs(project)
    sizes = {path: path.stat().st_size for path in stored}
    return {
        "root": str(project.root),
        "outputs": str(project.outputs),
        "formats": list(project.config.build.formats),
        "tools": tools(),
        "articles": articles,
        "without_source": sorted(set(manifest.articles) - set(articles)),
        "store": {
            "files": len(sizes),
            "bytes": sum(sizes.values()),
            "unused_bytes": sum(size for path, size in sizes.items() if path not in needed),
        },
    }


def _built(entry: ArticleEntry | None) -> dict[str, Any]:
    if entry is None:
        return {"state": None, "products": {}}
    return {"state": entry.state, "products": {n: p.model_dump() for n, p in entry.products.items()}}
