"""The key of a product: a digest over everything that can change its bytes."""

from __future__ import annotations

import hashlib
import json
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pcss_publish.builder.article import Article
from pcss_publish.builder.project import Project

_DRAWING = (
    "weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow", "pikepdf",
    "EbookLib", "lxml", "css-inline", "Jinja2", "pypandoc_binary", "pydantic", "html5lib",
)  # fmt: skip


@cache
def tools() -> dict[str, str]:
    """Versions of everything that draws, packs or reads back."""
    python = ".".join(platform.python_version_tuple()[:2])
    found = {"python": python, "pcss-publish": _version("pcss-publish")}
    found |= {name: _version(name) for name in _DRAWING}
    return found | native()


@cache
def native() -> dict[str, str]:
    """Versions of the native text libraries; empty where they are missing."""
    from pcss_publish.engines import native

    return native.versions()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


@cache
def own_code() -> str:
    """Digest of this package's own modules and data, so that no version has to be raised by hand."""
    root = Path(__file__).parent.parent
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".toml", ".j2", ".css", ".ttf", ".otf", ".docx"} and path.is_file():
            total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def common_part(project: Project) -> dict[str, object]:
    """What all keys of one build have in common."""
    config = project.config.model_dump(mode="json")
    for name in ("sources", "outputs", "formats"):
        del config["build"][name]
    return {"tools": tools(), "code": own_code(), "theme": project.theme.digest(), "config": config}


def key(common: dict[str, object], article: Article, fmt: str) -> str:
    """The key of one article's products in one format."""
    pictures = {name: hashlib.sha256(data).hexdigest() for name, data in article.pictures.items()}
    own: dict[str, object] = {
        "pictures": pictures,
        "source": article.source_digest,
        "desk": article.desk_digest,
        "slug": article.slug,
        "format": fmt,
    }
    return hashlib.sha256(json.dumps(common | own, sort_keys=True).encode()).hexdigest()
