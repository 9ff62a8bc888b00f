"""Which features of caniemail.com a mail uses, and how well mail clients support them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pcss_publish.findings import Finding
from pcss_publish.maillint.mail import Mail
from pcss_publish.maillint.seen import Seen
from pcss_publish.maillint.tables import caniemail, found, table


@dataclass(frozen=True)
class Support:
    """How well clients support a mail.

    Attributes:
        snapshot: day of the caniemail data.
        score: weighted mean over its essential features, 0 to 1.
        clients: mean over those features for each client that has a weight.
        features: each essential feature with its weighted mean, the weakest first.
        others: features that it uses and that are not essential.
        lacking: essential features that the strict client does not know.
    """

    snapshot: str
    score: float
    clients: Mapping[str, float]
    features: Mapping[str, float]
    others: tuple[str, ...]
    lacking: tuple[str, ...]


def measure(mail: Mail) -> Support:
    """Score a mail by the weights of ``clients.toml`` and the essential features of ``features.toml``."""
    day, _ = caniemail()
    weights: dict[str, float] = table("clients")["weight"]
    seen = Seen(mail)
    used = seen.features()
    listed = frozenset(table("features")["essential"]["features"])
    essential = [one for one in used if one in listed]
    results = {one: {client: seen.worth(one, client) for client in weights} for one in essential}
    means = {one: _mean(results[one], weights) for one in essential}
    clients = {
        client: _mean({one: results[one][client] for one in essential}, dict.fromkeys(essential, 1.0))
        for client in weights
    }
    strict = table("clients")["strict"]
    return Support(
        day,
        sum(means.values()) / len(means) if means else 1.0,
        clients,
        dict(sorted(means.items(), key=lambda item: (item[1], item[0]))),
        tuple(one for one in used if one not in results),
        tuple(one for one in essential if results[one][strict] == 0.0),
    )


def complaints(support: Support) -> Iterator[Finding]:
    """What the strict client lacks, and a score below the floor."""
    settings = table("clients")
    for one in support.lacking:
        yield found("M601", f"{one} is not known to classic Outlook ({settings['strict']})")
    if support.score < settings["floor"]:
        weak = ", ".join(f"{one} {mean:.2f}" for one, mean in list(support.features.items())[:3])
        yield found(
            "M602", f"weighted support {support.score:.3f}, below {settings['floor']}; weakest: {weak}"
        )


def _mean(values: Mapping[str, float | None], weights: Mapping[str, float]) -> float:
    """Weighted mean over what is known; 1 where nothing is."""
    known = [(value, weights[name]) for name, value in values.items() if value is not None]
    total = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / total if total else 1.0
