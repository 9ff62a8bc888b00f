"""The desk file's tables. Closed: an unknown key is an error. ``line`` is set by the loader."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from pcss_publish.desk.outcome import Order
from pcss_publish.desk.reasons import reasons
from pcss_publish.model import Model
from pcss_publish.model.guidance import Guidance
from pcss_publish.profiles import profiles
from pcss_publish.wording import counted

Text = Annotated[str, Field(min_length=1)]
_TARGET: Final = re.compile(r"(?:https?://[^\s<>\"]+|mailto:[^\s<>\"]+)\Z")


class Decision(Model):
    """What every decision says: why, and who decided."""

    reason: Text
    by: Text
    line: int = 0


class ArticleDecision(Decision):
    """``[article]``: what the desk adds, and policy for this one article."""

    title: Text | None = None
    byline: tuple[Text, ...] = ()
    date: Annotated[str, Field(pattern=r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")] | None = None
    standfirst: Text | None = None
    original_url: Text | None = None
    reprint: Text | None = None
    captured: Text | None = None
    keywords: tuple[Text, ...] = ()
    editors_note: Text | None = None
    permission: Text | None = None
    order: Order | None = None
    comments: Literal["decided", "none"] | None = None

    @field_validator("date")
    @classmethod
    def _is_a_day(cls, given: str | None) -> str | None:
        if given:
            try:
                date.fromisoformat(given + "-01-01"[len(given) - 4 :])
            except ValueError:
                raise ValueError(f"`date` = “{given}” is no date of the calendar") from None
        return given


class ReadingFacts(Model):
    """``[reading]``: facts that the source's text does not show; no decisions, so nobody need sign."""

    profile: str | None = None
    comments_from: Annotated[int, Field(ge=1)] | None = None
    reason: str = ""
    by: str = ""
    line: int = 0

    @field_validator("profile")
    @classmethod
    def _is_known(cls, given: str | None) -> str | None:
        if given is not None and given not in profiles():
            raise ValueError(unknown_profile(given))
        return given

    def guidance(self, file: str) -> Guidance:
        """What the reader takes of it; ``file`` is the desk file's name."""
        said = Guidance(profile=self.profile or "", comments_from=self.comments_from or 0)
        if said == Guidance():
            return said
        return said.model_copy(update={"place": f"{file}:{self.line}", "by_file": True})


class CommentDecision(Decision):
    """``[[comment]]``: one decision on one comment, or the same one on several.

    ``name`` repeats the name as shown, so that a decision cannot fall on another's words.
    """

    comment: int | tuple[int, ...]
    name: str | tuple[str, ...]
    action: Literal["publish", "omit", "redact", "anonymise", "excerpt"]
    starts: Text | None = None
    note: str = ""
    permission: Text | None = None
    redact: tuple[Text, ...] = ()
    keep: tuple[Text, ...] = ()

    @property
    def targets(self) -> tuple[tuple[int, str], ...]:
        """Ordinals with the names that must stand there."""
        ordinals = (self.comment,) if isinstance(self.comment, int) else self.comment
        names = (self.name,) if isinstance(self.name, str) else self.name
        return tuple(zip(ordinals, names, strict=True))

    @model_validator(mode="after")
    def _whole(self) -> Self:
        known = reasons()
        if self.reason not in known:
            raise ValueError(_unknown_reason(self.reason, self.action))
        if self.action not in known[self.reason].actions:
            serves = " or ".join(known[self.reason].actions)
            raise ValueError(f"the reason “{self.reason}” serves to {serves}, not to {self.action}")
        ordinals = 1 if isinstance(self.comment, int) else len(self.comment)
        names = 1 if isinstance(self.name, str) else len(self.name)
        if ordinals != names:
            raise ValueError(
                f"{counted(ordinals, 'comment')} and {counted(names, 'name')}: each comment needs its name"
            )
        for action in ("redact", "excerpt"):
            key = {"redact": "redact", "excerpt": "keep"}[action]
            if bool(getattr(self, key)) != (self.action == action):
                raise ValueError(f'`{key}` belongs to action = "{action}", which needs it')
        return self


class LinkDecision(Decision):
    """``[[link]]``: what becomes of a link whose target was lost."""

    link: Text | None = None
    text: Text | None = None
    action: Literal["target", "text", "drop"]
    url: Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.link and not self.text:
            raise ValueError("say which link: `link` (its id, as the finding gives it), or its `text`")
        if bool(self.url) != (self.action == "target"):
            raise ValueError('`url` belongs to action = "target", which needs it')
        if self.url and not _TARGET.match(self.url):
            raise ValueError(f"“{self.url}” is no web or mail address")
        return self


class FigureDecision(Decision):
    """``[[figure]]``: the picture is supplied, or its place is dropped."""

    figure: Text
    action: Literal["supply", "drop"]
    asset: Text | None = None
    alt: Text | None = None
    credit: Text | None = None
    rights: Text | None = None

    @field_validator("asset")
    @classmethod
    def _below(cls, asset: str | None) -> str | None:
        if asset and (asset.startswith(("/", "\\")) or ":" in asset or ".." in re.split(r"[/\\]", asset)):
            raise ValueError("`asset` is a path below the folder of the sources")
        return asset

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.asset) != (self.action == "supply"):
            raise ValueError('`asset` belongs to action = "supply", which needs it')
        if self.action == "drop" and (self.alt or self.credit or self.rights):
            raise ValueError("a dropped picture needs no `alt`, `credit` or `rights`")
        return self


class EditDecision(Decision):
    """``[[edit]]``: a marked edit of one unit. Statements cannot be edited."""

    unit: Text
    find: Text
    replace: str


class QuoteDecision(Decision):
    """``[[quote]]``: words of one paragraph that the PDF shows once more in large type."""

    unit: Text
    text: Text


class SettleDecision(Decision):
    """``[[settle]]``: an answer to a query, by its code or by ``CODE:node``."""

    finding: Annotated[str, Field(pattern=r"^[A-Z]\d{3}(?::[\w.-]+)?$")]
    choice: str = ""


class DropDecision(Decision):
    """``[[drop]]``: a call to action, a box or notes leave. Never a question, an answer or a statement."""

    node: Text
    starts: Text | None = None


class Desk(Model):
    """A whole desk file. ``source`` is the digest of the source it was decided on."""

    file: str = ""
    source: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")] | None = None
    article: ArticleDecision | None = None
    reading: ReadingFacts | None = None
    comment: tuple[CommentDecision, ...] = ()
    link: tuple[LinkDecision, ...] = ()
    figure: tuple[FigureDecision, ...] = ()
    edit: tuple[EditDecision, ...] = ()
    quote: tuple[QuoteDecision, ...] = ()
    settle: tuple[SettleDecision, ...] = ()
    drop: tuple[DropDecision, ...] = ()


def unknown_profile(given: str) -> str:
    """What to say of a system that is not in the table."""
    import difflib

    near = difflib.get_close_matches(given, profiles(), 1)
    meant = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(profiles())}"
    return f"`profile` cannot be “{given}”; {meant}"


def _unknown_reason(code: str, action: str) -> str:
    import difflib

    fitting = [name for name, reason in reasons().items() if action in reason.actions]
    near = difflib.get_close_matches(code, fitting, 1)
    meant = f"; did you mean “{near[0]}”?" if near else f"; for {action}: {', '.join(fitting)}"
    return f"unknown reason “{code}”{meant}"
