"""Faults of a mail and a fragment: what clients hide, show or read aloud besides the text."""

from __future__ import annotations

from typing import Final

from mutants.markup import Markup
from mutants.markup_faults import HIDDEN_BODY, HIDDEN_COMMENT, HIDDEN_NAME, INVENTED, Fault


def _wrapped(before: str, after: str, unit: str = "a1-3") -> Fault:
    return lambda m: m.with_outer(unit, f"{before}{m.outer(unit)}{after}")


def _attribute(name: str, value: str, unit: str = "c8-1") -> Fault:
    return lambda m: m.with_attribute(unit, name, value)


def _in_head(markup: str) -> Fault:
    return lambda m: m.put("</head>", f"{markup}</head>")


BOTH: Final[dict[str, Fault]] = {
    "comment-leaks": lambda m: m.after("c8-2", f"<!-- {HIDDEN_COMMENT} -->"),
    "unit-in-comment": _wrapped("<!-- ", " -->"),
    "unit-in-template": _wrapped("<template>", "</template>"),
    "unit-in-closed-details": _wrapped("<details><summary></summary>", "</details>"),
    "unit-in-hidden-division": _wrapped("<div hidden>", "</div>"),
    "unit-in-collapsed-division": _wrapped('<div style="max-height:0;overflow:hidden">', "</div>"),
    "unit-in-tiny-division": _wrapped('<div style="font-size:0;line-height:0">', "</div>"),
    "unit-hidden-in-outlook": _wrapped('<div style="mso-hide:all">', "</div>"),
    "unit-for-outlook-alone": _wrapped("<!--[if mso]>", "<![endif]-->"),
    "unit-as-picture": lambda m: m.with_outer("a1-3", f'<img id="pcss-a1-3" src="" alt="{m.inner("a1-3")}">'),
    "sentence-for-outlook": lambda m: m.after("a1-3", f"<!--[if mso]><p>{INVENTED}</p><![endif]-->"),
    "sentence-outside-elements": lambda m: m.after("a1-3", INVENTED),
    "sentence-in-picture": lambda m: m.after("a1-3", f'<img src="" alt="{INVENTED}">'),
    "sentence-between-rows": lambda m: m.spliced(
        m.parent("c8-1", "tr").end, m.parent("c8-1", "tr").end, INVENTED
    ),
    "sentence-in-field": lambda m: m.after("a1-3", f'<input type="text" value="{INVENTED}">'),
    "title-attribute-leaks": _attribute("title", HIDDEN_BODY),
    "label-attribute-leaks": _attribute("aria-label", HIDDEN_NAME),
    "data-attribute-leaks": _attribute("data-was", HIDDEN_NAME),
    "item-labels-changed": lambda m: m.put('type="a"', 'type="i"'),
    "link-leaks": lambda m: m.put(
        "https://lamps.example/trim?", "https://lamps.example/trim?was=Tilda%20Lantern&amp;"
    ),
    "link-target-changed": lambda m: m.put("https://lamps.example/trim", "https://elsewhere.example/trim"),
    "style-element-hides": lambda m: m.before("a1-3", "<style>#pcss-a1-3{display:none}</style>"),
    "style-element-writes": lambda m: m.before(
        "a1-3", f'<style>#pcss-a1-3::after{{content:"{INVENTED}"}}</style>'
    ),
}

WHOLE: Final[dict[str, Fault]] = {
    "preheader-changed": lambda m: m.replaced("h-preheader", "Three questions", "Four questions"),
    "preheader-leaks": lambda m: m.with_inner("h-preheader", HIDDEN_BODY),
    "window-title-changed": lambda m: m.put("<title>Why Does", "<title>Why Did"),
    "window-title-leaks": lambda m: m.put("<title>Why Does", f"<title>{HIDDEN_NAME}: Why Does"),
    "label-changed": lambda m: m.put('aria-label="Why Does', 'aria-label="Why Did'),
    "meta-leaks": _in_head(f'<meta name="description" content="{HIDDEN_BODY}">'),
    "style-hides-on-phones": _in_head(
        "<style>@media (max-width:520px){#pcss-st1-1{display:none !important}}</style>"
    ),
    "style-hides-in-the-dark": _in_head(
        "<style>@media (prefers-color-scheme:dark){#pcss-st1-1{visibility:hidden !important}}</style>"
    ),
    "style-leaks": _in_head(f"<style>/* {HIDDEN_BODY} */</style>"),
    "sentence-behind-the-mail": lambda m: Markup(f"{m.text}{INVENTED}"),
    "postal-address-dropped": lambda m: m.without("h-postal-address"),
    "way-out-dropped": lambda m: m.without("h-unsubscribe"),
}

PASTED: Final[dict[str, Fault]] = {
    "unit-in-noscript": _wrapped("<noscript>", "</noscript>"),  # a page runs scripts, a mail does not
}
