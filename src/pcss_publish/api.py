"""The Python interface.

    >>> import pcss_publish
    >>> text = "Ask: Is it late?" + chr(10) * 2 + "Q: Is it late?" + chr(10) * 2 + "A: Not yet."
    >>> received = pcss_publish.read(text.encode(), name="late.txt")
    >>> article = pcss_publish.normalize(received)
    >>> [question.id for question in article.document.questions]
    ['q1']
    >>> "D001" in {finding.code for finding in pcss_publish.check(article.document)}
    True
    >>> pcss_publish.export("late.txt", to="pdf")
    Traceback (most recent call last):
        ...
    pcss_publish.errors.NoInputError: late.txt: cannot be read: No such file or directory
      Check the name.

Every function raises a :class:`pcss_publish.errors.PublishError` for what a person can mend.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pcss_publish import config as configuration

if TYPE_CHECKING:
    from pcss_publish.builder.outcome import Result
    from pcss_publish.findings import Finding
    from pcss_publish.model import Document, Received
    from pcss_publish.normalization import Normalized

StrPath = str | Path
_LIMIT = configuration.Limits().source_bytes


def read(
    source: StrPath | bytes, *, name: str = "", encoding: str | None = None, limit: int = _LIMIT
) -> Received:
    """Bytes to decoded text; no code point is changed.

    Args:
        source: a file, or its bytes.
        name: what messages call the source; a file's own name unless given.
        encoding: name of the encoding where it is not UTF-8.
        limit: largest size, in bytes.

    Raises:
        NoInputError: the file cannot be read.
        SourceError: it is empty, binary, too large, or in another encoding.
    """
    from pcss_publish.builder.article import source_bytes
    from pcss_publish.readers import read_bytes

    if isinstance(source, bytes):
        return read_bytes(source, name or "source", encoding=encoding, limit=limit)
    path = Path(source)
    return read_bytes(source_bytes(path), name or path.name, encoding=encoding, limit=limit)


def normalize(received: Received) -> Normalized:
    """Text to the typed document, with what only the reading can doubt.

    Returns:
        ``document`` (with its ledger) and ``findings``.

    Raises:
        SourceError: there is no article in it.
    """
    from pcss_publish.normalization import normalize as run

    return run(received)


def check(document: Document) -> tuple[Finding, ...]:
    """What is wrong, doubtful or absent in a document (codes: docs/findings.md)."""
    from pcss_publish.checks import check as run

    return run(document)


def export(source: StrPath, *, to: str, release: bool = False, encoding: str | None = None) -> bytes:
    """One article in one format, proved. Policy and desk file are those of the project around the source.

    Args:
        source: a file.
        to: ``pdf``, ``epub``, ``newsletter``, ``docx`` or ``icml``.
        release: refuse an article with open blocking queries.
        encoding: name of the source's encoding where it is not UTF-8.

    Raises:
        NoInputError, SourceError, ConfigError: the source, its desk file or pcss.toml cannot be taken.
        RefusedError: a gate, the proof, or the release was refused.
        ToolMissingError: a native library or a package is missing.
        KeyError: there is no such format.
    """
    from pcss_publish.builder import make
    from pcss_publish.builder.project import find_root, open_project

    path = Path(source)
    project = open_project(find_root(path.resolve().parent))
    return make.export(path, project, to, release=release, encoding=encoding)[0]


def build(
    project: StrPath = ".",
    sources: Sequence[StrPath] | None = None,
    *,
    formats: Sequence[str] | None = None,
    output_dir: StrPath | None = None,
    release: bool = False,
) -> Result:
    """Build a project into its outputs/, as ``pcss-publish build`` does.

    Args:
        project: folder with pcss.toml and sources/.
        sources: only these; then nothing is pruned.
        formats: names from the catalogue, instead of the configured ones.
        output_dir: instead of outputs/.
        release: refuse articles with open blocking queries.

    Returns:
        What became of each article; ``exit_code`` as the command's.

    Raises:
        NoInputError, ConfigError, LockedError, OutputError: the build as a whole cannot go on.
    """
    from pcss_publish.builder import make
    from pcss_publish.builder.project import open_project

    opened = open_project(Path(project), outputs=Path(output_dir) if output_dir else None)
    options = make.Options(formats=tuple(formats) if formats else None, release=release)
    return make.build(opened, [Path(path) for path in sources] if sources else None, options)


def verify(project: StrPath = ".", sources: Sequence[StrPath] | None = None) -> Result:
    """Read a project's finished products again and prove them; writes the certificates.

    Raises:
        NoInputError, ConfigError, LockedError, OutputError: nothing can be verified.
    """
    from pcss_publish.builder import verify as verification
    from pcss_publish.builder.project import open_project

    chosen = [Path(path) for path in sources] if sources else None
    return verification.verify(open_project(Path(project)), chosen)
