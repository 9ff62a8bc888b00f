"""The mails of all test articles: lint finds nothing in them, and clients support what they need."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsletter import made
from newsletter.test_profiles import config
from pcss_publish.desk import Policy, decide
from pcss_publish.exporters import eml, newsletter
from pcss_publish.maillint import Report, lint
from pcss_publish.model import Published
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from pcss_publish.settings import Config
from projects import SEED

CASES = Path(__file__).parents[1] / "cases"
ARTICLES = [
    *sorted((CASES / "articles").glob("*.txt")),
    *sorted((CASES / "articles-tuning").glob("*.txt")),
    SEED,
]
GENERIC = Config.model_validate(
    {
        "publication": {"name": "Hearth Quarterly", "postal_address": "1 Example Street, Northholm"},
        "newsletter": {
            "unsubscribe": "https://example.org/leave?u=1", "sender": "Hearth <news@example.org>",
            "view_url": "https://example.org/{slug}",
        },
    }
)  # fmt: skip


def published(path: Path) -> Published:
    normal = normalize(read_bytes(path.read_bytes(), path.name, limit=10_000_000))
    return decide(normal.document, normal.findings, None, Policy()).published


def reports(path: Path) -> list[Report]:
    article = published(path)
    mails = {
        "mail.html": newsletter.export(made.job(article, GENERIC)).products[".newsletter.html"],
        "mail.eml": eml.export(made.job(article, GENERIC)).products[".eml"],
        "mailchimp.html": newsletter.export(made.job(article, config("mailchimp"))).products[
            ".newsletter.html"
        ],
    }
    return [lint(product.data, name) for name, product in mails.items()]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_lint_finds_nothing_in_our_mails_and_clients_support_them(path: Path) -> None:
    for report in reports(path):
        assert [(one.code, one.message) for one in report.findings] == []
        assert report.support.score >= 0.92
        assert report.support.lacking == ()
