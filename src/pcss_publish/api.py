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

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pcss_publish.errors import UsageError
from pcss_publish.settings import Limits

if TYPE_CHECKING:
    from pcss_publish.builder.executors import Means
    from pcss_publish.builder.outcome import Result
    from pcss_publish.builder.project import Project
    from pcss_publish.findings import Finding
    from pcss_publish.model import Document, Received
    from pcss_publish.normalization import Normalized

StrPath = str | Path
_LIMIT = Limits().source_bytes


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
        SourceError: it is empty, binary, too large, in another encoding, or the code of a page.
    """
    from pcss_publish.builder.article import source_bytes
    from pcss_publish.readers import read_bytes

    if isinstance(source, bytes):
        return read_bytes(source, name or "source", encoding=encoding, limit=limit)
    path = _path(source)
    return read_bytes(source_bytes(path), name or path.name, encoding=encoding, limit=limit)


def normalize(source: Received | StrPath) -> Normalized:
    """Text to the typed document, with what only the reading can doubt.

    Args:
        source: what :func:`read` gives, or a file in UTF-8.

    Returns:
        ``document`` (with its ledger) and ``findings``.

    Raises:
        NoInputError, SourceError: the file cannot be read, or not as an article.
    """
    from pcss_publish.model import Received
    from pcss_publish.normalization import normalize as run

    return run(source if isinstance(source, Received) else read(_path(source)))


def check(source: Document | StrPath) -> tuple[Finding, ...]:
    """What is wrong, doubtful or absent (codes: docs/findings.md).

    Args:
        source: a document, for what the rules find; or a file, for all that ``pcss-publish check`` lists:
            also what the reading doubted, and what its desk file leaves open.

    Raises:
        NoInputError, SourceError, ConfigError: the file, its desk file or pcss.toml cannot be taken.
    """
    from pcss_publish.checks import check as run
    from pcss_publish.model import Document

    if isinstance(source, Document):
        return run(source)
    from pcss_publish.builder.article import open_article

    path = _path(source)
    return open_article(path, _project_of(path)).findings


def export(source: StrPath, *, to: str, release: bool = False, encoding: str | None = None) -> bytes:
    """One article in one format, proved. Policy and desk file are those of the project around the source.

    Args:
        source: a file.
        to: a format of the catalogue, for example ``pdf`` or ``press``.
        release: refuse an article with open blocking queries.
        encoding: name of the source's encoding where it is not UTF-8.

    Raises:
        UsageError: there is no such format.
        NoInputError, SourceError, ConfigError: the source, its desk file or pcss.toml cannot be taken.
        RefusedError: a gate, the proof, or the release was refused.
        ToolMissingError: a native library or a package is missing.
    """
    from pcss_publish.builder import single

    path = _path(source)
    return single.export(path, _project_of(path), to, release=release, encoding=encoding)[0]


def build(
    project: StrPath = ".",
    sources: StrPath | Iterable[StrPath] | None = None,
    *,
    formats: str | Iterable[str] | None = None,
    output_dir: StrPath | None = None,
    release: bool = False,
    jobs: int = 1,
) -> Result:
    """Build a project into its outputs/, as ``pcss-publish build`` does.

    Args:
        project: folder with pcss.toml and sources/.
        sources: only these; then nothing is removed.
        formats: only these, by their names in the catalogue; then nothing is removed.
        output_dir: instead of outputs/.
        release: refuse articles with open blocking queries.
        jobs: 1 works in this process; more, in as many others. These import the calling program's main
            module, so it must work under ``if __name__ == "__main__":``, as multiprocessing demands.

    Returns:
        What became of each article; ``exit_code`` as the command's.

    Raises:
        UsageError: there is no such format.
        NoInputError, ConfigError, LockedError, OutputError: the build as a whole cannot go on.
    """
    from pcss_publish.builder import make
    from pcss_publish.builder.project import open_project

    opened = open_project(_path(project), outputs=_path(output_dir) if output_dir else None)
    named = (formats,) if isinstance(formats, str) else formats
    options = make.Options(None if named is None else tuple(named), release, means=_means(jobs))
    return make.build(opened, _paths(sources), options)


def verify(
    project: StrPath = ".",
    sources: StrPath | Iterable[StrPath] | None = None,
    *,
    output_dir: StrPath | None = None,
    jobs: int = 1,
) -> Result:
    """Read a project's finished products again and prove them; writes the certificates.

    Args:
        project: folder with pcss.toml and sources/.
        sources: only the products of these.
        output_dir: where the products lie, instead of outputs/.
        jobs: as for :func:`build`.

    Returns:
        What was found of each article; ``exit_code`` as the command's.

    Raises:
        NoInputError, ConfigError, LockedError, OutputError: nothing can be verified.
    """
    from pcss_publish.builder import verify as verification
    from pcss_publish.builder.project import open_project

    opened = open_project(_path(project), outputs=_path(output_dir) if output_dir else None)
    return verification.verify(opened, _paths(sources), means=_means(jobs))


def _means(jobs: int) -> Means:
    from pcss_publish.builder.executors import Means

    if jobs < 1:
        raise UsageError(f"jobs={jobs}: no work without a worker", hint="Give 1 or more.")
    return Means("serial") if jobs == 1 else Means("local", jobs)


def _project_of(source: Path) -> Project:
    from pcss_publish.builder.project import find_root, open_project

    return open_project(find_root(source.resolve().parent))


def _paths(sources: StrPath | Iterable[StrPath] | None) -> list[Path] | None:
    if sources is None:
        return None
    return [_path(one) for one in ([sources] if isinstance(sources, (str, Path)) else sources)]


def _path(given: object) -> Path:
    if isinstance(given, (str, Path)):
        return Path(given)
    kind = type(given).__name__
    raise UsageError(f"{kind} is no path", hint="Give a str or a Path; documents and bytes only where said.")
