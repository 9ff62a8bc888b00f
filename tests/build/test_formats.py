"""Which formats lie in the outputs: a whole build leaves those that are configured, ``-t`` adds to what is there."""

from collections.abc import Callable
from pathlib import Path

from pcss_publish.builder.outcome import Result
from projects import article, products, status

Build = Callable[..., Result]


def formats(folder: Path, slug: str = "one") -> set[str]:
    return {name.partition(".")[2] for name in products(folder) if name.startswith(f"{slug}/")}


def test_a_whole_build_removes_formats_that_are_not_configured(folder: Path, build: Build) -> None:
    build()
    before = products(folder)
    build(formats=("docx",))
    assert "docx" in formats(folder)
    result = build()
    assert products(folder) == before
    assert result.pruned == ("one/one.docx", "two/two.docx")


def test_a_format_that_leaves_the_configuration_leaves_the_outputs(folder: Path, build: Build) -> None:
    build()
    (folder / "pcss.toml").write_text('[build]\nformats = ["epub"]\n', encoding="utf-8")
    build()
    assert formats(folder) == {"epub", "document.json", "certificate.json"}
    assert status(build()) == {"one": "unchanged", "two": "unchanged"}


def test_formats_asked_for_leave_the_others_as_they_are(folder: Path, build: Build) -> None:
    build()
    before = products(folder)
    assert build(formats=("docx",)).pruned == ()
    assert {name for name in products(folder) if name.endswith(".docx")} == {"one/one.docx", "two/two.docx"}
    assert before.keys() <= products(folder).keys()


def test_a_build_of_one_article_removes_nothing(folder: Path, build: Build) -> None:
    build("one.txt", formats=("docx",))
    build("one.txt")
    assert {"docx", "epub"} <= formats(folder)


def test_what_no_longer_fits_and_was_not_asked_for_is_named(folder: Path, build: Build) -> None:
    build()
    (folder / "sources" / "one.txt").write_text(article(answer="Later."), encoding="utf-8")
    [outcome] = build("one.txt", formats=("newsletter",)).outcomes
    assert outcome.stale == ("one/one.epub",)
    assert "one/one.newsletter.txt" in outcome.products
    [outcome] = build("one.txt").outcomes
    assert outcome.stale == ()


def test_every_format_keeps_the_numbers_of_lists_that_begin_late_or_skip_one(
    folder: Path, build: Build
) -> None:
    text = "---\ntitle: Stakes\n---\n\nFirst:\n\n2. Tie them.\n3. Water them.\n\nThen a pause.\n\n5. Wait.\n"
    (folder / "sources" / "late.md").write_text(text, encoding="utf-8")
    assert status(build("late.md")) == {"late": "built"}  # the proof of each format compares the numbers
