"""A mail keeps to the hard rules of mail clients, and every rule objects to a planted fault."""

from __future__ import annotations

import re

import pytest

from newsletter import made, rules
from pcss_publish.exporters.newsletter import export
from pcss_publish.settings import Config

MAIL = export(made.job()).products[".newsletter.html"].data.decode()


def test_the_fullest_mail_keeps_to_every_rule() -> None:
    assert rules.objections(MAIL) == {}


def test_a_mail_without_any_configuration_keeps_to_every_rule() -> None:
    bare = export(made.job(config=Config())).products[".newsletter.html"].data.decode()
    assert rules.objections(bare) == {}


FAULTS = {
    "size": ("</body>", "<p>" + "x" * 80_000 + "</p></body>"),
    "style_size": ("@media", ".x { color: red }" * 1000 + "@media"),
    "style_comments": ("@media", "/* x */ @media"),
    "nested_at_rules": ("@media (max-width: 520px) {", "@media (max-width: 520px) { @font-face { }"),
    "mixed_attribute_selectors": ("@media", "[data-ogsc] p { color: red } @media"),
    "inline_important": ("max-width: 600px", "max-width: 600px !important"),
    "style_features": ("max-width: 600px", "display: flex"),
    "tags": ("</body>", "<script>1</script></body>"),
    "handlers": ("<h1 ", '<h1 onclick="1" '),
    "table_roles": ('width="100%" role="presentation"', ""),
    "header_scopes": ('scope="col"', ""),
    "images": ("</h1>", '<img src="x.png"></h1>'),
    "links": ("www.example.org</a>", "Click here</a>"),
    "targets": ("padding: 12px 0", "padding: 6px 0"),
    "languages": ('<html lang="en"', "<html"),
    "heads": ('<meta charset="utf-8">', ""),
    "one_article": ('role="article"', ""),
    "headings": ("</h1>", "</h1><h1>Again</h1>"),
    "ghost_table": ('width="600"', ""),
    "conditionals": ("</table><![endif]-->", "<![endif]-->"),
    "ids": ('id="pcss-title"', 'id="pcss-series"'),
    "font_sizes": ("font-size: 14px", "font-size: 11px"),
    "inheritance": ("font-family: Georgia,Times New Roman,Times,serif;font-size: 30px", "font-size: 30px"),
    "preheader": ("mso-hide: all", ""),
}


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_each_rule_objects_to_a_planted_fault(rule: str) -> None:
    old, new = FAULTS[rule]
    assert old in MAIL
    assert rule in rules.objections(MAIL.replace(old, new, 1))


@pytest.mark.parametrize(
    ("rule", "pattern", "new"),
    [
        ("links", r'href="https://example.org/kettles"', 'href="javascript:1"'),
        ("languages", r'(<body[^>]*) lang="en"', r"\1"),
        ("languages", r'(<div[^>]*) lang="en"', r"\1"),
        ("languages", r'(<div[^>]*) dir="ltr"', r"\1"),
        ("headings", r"<h2", "<h4"),
        ("heads", r"<title>[^<]*</title>", "<title></title>"),
        ("conditionals", r"<!\[endif\]-->", ""),
    ],
)
def test_rules_of_several_parts_object_to_each(rule: str, pattern: str, new: str) -> None:
    broken = re.sub(pattern, new, MAIL, count=1)
    assert broken != MAIL
    assert rule in rules.objections(broken)


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule.__name__ for rule in rules.RULES} == set(FAULTS)
