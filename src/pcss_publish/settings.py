"""The sections and keys of ``pcss.toml``, each once, with its default and its meaning."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _key(default: Any, meaning: str) -> Any:
    return Field(default=default, description=meaning)


class Publication(_Section):
    """Who republishes."""

    name: str = _key("", "name of the magazine, in running heads and mails")
    publisher: str = _key("", "publisher, in metadata and the colophon")
    language: str = _key("en", "language of the house words, BCP 47")
    url: str = _key("", "web address of the magazine")
    postal_address: str = _key("", "printed at the foot of mails; the law asks for it (CAN-SPAM)")
    rights: str = _key("", "rights line of the house, printed as it stands")


class Build(_Section):
    """What is built, from where, to where."""

    sources: str = _key("sources", "folder of the sources, below the project")
    outputs: str = _key("outputs", "folder of the products, below the project")
    formats: tuple[Literal["pdf", "epub", "newsletter", "eml", "docx", "icml", "press", "archive"], ...] = (
        Field(
            default=("pdf", "epub", "newsletter"),
            description="formats that a build makes: pdf, epub, newsletter, eml, docx, icml, press, archive",
        )
    )
    theme: str = _key("magazine", "name of a theme that ships or lies in themes/, or a folder")
    paper: Literal["letter", "a4"] = _key("letter", "paper of the PDF: letter or a4")


class CommentPolicy(_Section):
    """How readers' comments are treated."""

    policy: Literal["decided", "none"] = _key(
        "decided", "decided: print what the desk publishes; none: print no comments at all"
    )
    order: Literal["oldest-first", "newest-first", "as-shown"] = _key(
        "oldest-first", "order in print: oldest-first, newest-first or as-shown"
    )


class RightsPolicy(_Section):
    """What a release asks for."""

    required: bool = _key(False, "true: a release waits until every permission is recorded")


class Epub(_Section):
    """What people say of the EPUBs."""

    certifier: str = _key(
        "",
        "who certifies that EPUBs meet EPUB Accessibility 1.1, WCAG 2.2 AA; without one nothing is claimed",
    )
    certifier_report: Annotated[
        str,
        Field(pattern=r"^(https://\S+)?$", description="https address of that certifier's report"),
    ] = ""


class Newsletter(_Section):
    """The mail, and what the mail service fills in."""

    profile: Literal["", "generic", "mailchimp", "constant-contact", "hubspot"] = _key(
        "", "mail service whose tags are used: generic, mailchimp, constant-contact or hubspot"
    )
    unsubscribe: str = _key("", "unsubscribe link or the mail service's token for it")
    view_url: str = _key("", "address of the web version; {slug} is filled in")
    preheader: str = _key("", "line for the list of mails; {text} is the article's first words, the default")
    sender: str = _key("", "name and address in From of .eml files: Magazine <news@example.org>")
    image_base: Annotated[
        str,
        Field(
            pattern=r"^(https://\S+)?$",
            description="https address of the folder that hosts the sources' pictures; {slug} is filled in; "
            "without it mails describe pictures in words",
        ),
    ] = ""


class Fonts(_Section):
    """Further fonts, for scripts that the shipped ones do not cover."""

    extra: tuple[str, ...] = _key((), "TTF or OTF files, below the project")


class Press(_Section):
    """The printer's press, for the formats press and archive."""

    output_profile: str = _key("", "ICC output profile of the press, below the project; the printer has it")
    ink_limit: Annotated[
        int, Field(ge=150, le=400, description="most ink at one place, all inks together, per cent")
    ] = 300
    bleed: Annotated[float, Field(ge=9, le=18, description="bleed of the press edition, points")] = 9.0


class Reading(_Section):
    """How sources are read."""

    styles: str = _key("", "TOML file that gives styles of word processors their roles, below the project")


class Limits(_Section):
    """Bounds against accidents and hostile input."""

    source_bytes: Annotated[int, Field(gt=0, description="largest source, bytes")] = 10_000_000
    mail_bytes: Annotated[int, Field(gt=0, description="largest newsletter HTML, bytes")] = 80_000
    step_seconds: Annotated[
        int,
        Field(gt=0, description="processor seconds for one step of an article: reading, a layout, the proof"),
    ] = 120
    memory_mb: Annotated[
        int, Field(gt=0, description="address space of one worker of a build, MB; Linux alone enforces it")
    ] = 4096


class Config(_Section):
    """The whole configuration of a project."""

    publication: Publication = Publication()
    build: Build = Build()
    comments: CommentPolicy = CommentPolicy()
    rights: RightsPolicy = RightsPolicy()
    epub: Epub = Epub()
    newsletter: Newsletter = Newsletter()
    fonts: Fonts = Fonts()
    press: Press = Press()
    reading: Reading = Reading()
    limits: Limits = Limits()
