"""What a mail service fills in: its profile, with what ``pcss.toml`` says before it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pcss_publish.settings import Config

KEYS = {"unsubscribe": "newsletter.unsubscribe", "postal_address": "publication.postal_address"}
"""What every mail to a list has to have (CAN-SPAM, 15 U.S.C. 7704(a)(5)), and the setting that holds it."""


@dataclass(frozen=True)
class MailService:
    """Addresses and tags of a mail; an empty one is left out.

    Attributes:
        preheader: the line for the list of mails, with ``{text}`` for the article's first words.
        mark: a tag that the service wants once in the body.
        attribute_selectors: whether style for Outlook on the web goes along.
        supplies: what the service adds by itself.
        forbidden: what it would take for a tag of its own.
    """

    unsubscribe: str
    view_url: str
    postal_address: str
    preheader: str
    mark: str = ""
    attribute_selectors: bool = True
    supplies: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings without which a mail lacks what the law asks for."""
        absent = (name for name in KEYS if not getattr(self, name) and name not in self.supplies)
        return tuple(KEYS[name] for name in absent)

    @property
    def tags(self) -> tuple[str, ...]:
        """All of it that stands in a mail as it is."""
        own = (self.unsubscribe, self.view_url, self.postal_address, self.mark)
        return tuple(filter(None, (*own, *self.preheader.split("{text}"))))


@cache
def profiles() -> dict[str, dict[str, Any]]:
    """The profiles that ship, by name."""
    path = files("pcss_publish").joinpath("data", "mail", "profiles.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def mail_service(config: Config, slug: str) -> MailService:
    """The service that a project has configured.

    Args:
        config: of the project.
        slug: of the article, for ``{slug}`` in addresses.
    """
    profile, own = profiles().get(config.newsletter.profile, {}), config.newsletter
    return MailService(
        unsubscribe=own.unsubscribe or profile.get("unsubscribe", ""),
        view_url=(own.view_url or profile.get("view_url", "")).replace("{slug}", slug),
        postal_address=config.publication.postal_address or profile.get("postal_address", ""),
        preheader=own.preheader or profile.get("preheader", "{text}"),
        mark=profile.get("mark", ""),
        attribute_selectors=profile.get("attribute_selectors", True),
        supplies=tuple(profile.get("supplies", ())),
        forbidden=tuple(profile.get("forbidden", ())),
    )
