"""The one error tree.

PublishError                 exit
├── UsageError                 2   the command was called wrongly
├── SourceError               65   a source cannot be read as an article
├── NoInputError              66   nothing to read
├── ToolMissingError          69   a native library or program is missing
├── BugError                  70   something in here that should not happen
├── OutputError               73   a product cannot be written
├── LockedError               75   another build holds the project
├── ConfigError               78   pcss.toml or a desk file is wrong
└── RefusedError               1   a release, a gate or a proof refused the article
"""

from __future__ import annotations


class PublishError(Exception):
    """A failure that a person can act on.

    Args:
        message: one sentence that says what is wrong.
        place: file, or file:line, or file:line:column where it is wrong.
        hint: what to do about it.
    """

    exit_code = 70

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; keyword-only arguments do not survive the default pickling.
        notes = {"__notes__": self.__notes__} if hasattr(self, "__notes__") else {}
        return (_rebuild, (type(self), self.message, self.place, self.hint), notes)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"


def _rebuild(kind: type[PublishError], message: str, place: str, hint: str) -> PublishError:
    return kind(message, place=place, hint=hint)


class UsageError(PublishError):
    """The command was called wrongly."""

    exit_code = 2


class SourceError(PublishError):
    """A source cannot be read as an article."""

    exit_code = 65


class NoInputError(PublishError):
    """Nothing to read."""

    exit_code = 66


class ToolMissingError(PublishError):
    """A native library or program is missing."""

    exit_code = 69


class BugError(PublishError):
    """Something in here that should not happen; ``__cause__`` is what did."""

    exit_code = 70


class OutputError(PublishError):
    """A product cannot be written."""

    exit_code = 73


class LockedError(PublishError):
    """Another build holds the project."""

    exit_code = 75


class ConfigError(PublishError):
    """The configuration or a desk file is wrong."""

    exit_code = 78


class RefusedError(PublishError):
    """A release, a gate or a proof refused the article."""

    exit_code = 1
