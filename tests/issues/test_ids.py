"""An article's page within an issue: ids, the rules that name them and its pictures get its place."""

from __future__ import annotations

from issues.sample import issue, project
from pcss_publish.compose.issue_page import placed
from pcss_publish.compose.page import Page, compose


def _page() -> tuple[Page, Page]:
    one, given = issue().published.articles[1], project()
    alone = compose(one, given.theme, given.config)
    return alone, placed(alone, 2, 7, issue().published, given.config)


def test_rules_for_an_element_go_with_its_id() -> None:
    alone, here = _page()
    assert any("#pcss-title{max-width" in sheet for sheet in alone.styles)
    assert any("#pcss-n2_title{max-width" in sheet for sheet in here.styles)
    assert not any("#pcss-title" in sheet for sheet in here.styles)


def test_text_that_looks_like_an_id_stays_as_it_is() -> None:
    alone, _ = _page()
    told = alone._replace(markup=alone.markup.replace("Not yet.", "id=&#34;pcss-title&#34; Not yet."))
    here = placed(told, 2, 7, issue().published, project().config)
    assert "id=&#34;pcss-title&#34; Not yet." in here.markup
    assert 'id="pcss-title"' not in here.markup
