"""House policy: every key documented, unknown ones refused with a suggestion, every value's origin shown."""

from pathlib import Path

import pytest

from pcss_publish import config
from pcss_publish.errors import ConfigError


def write(root: Path, text: str) -> Path:
    (root / "pcss.toml").write_text(text, encoding="utf-8")
    return root


def test_every_key_says_what_it_means() -> None:
    silent = [key for key, (_, meaning) in config.keys().items() if not meaning]
    assert silent == []
    assert len(config.keys()) > 15


def test_every_key_stands_in_the_documentation() -> None:
    page = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    for key, (_, meaning) in config.keys().items():
        assert f"`{key}`" in page, key
        assert meaning in page, key


def test_values_come_from_the_file_then_from_the_environment(tmp_path: Path) -> None:
    root = write(tmp_path, '[publication]\nname = "From File"\nlanguage = "de"\n')
    loaded, origins = config.load(root, {"PCSS_PUBLICATION_LANGUAGE": "fr", "PCSS_LIMITS_SOURCE_BYTES": "99"})
    assert (loaded.publication.name, loaded.publication.language) == ("From File", "fr")
    assert loaded.limits.source_bytes == 99
    where = {origin.key: origin.origin for origin in origins}
    assert where["publication.name"] == "pcss.toml"
    assert where["publication.language"] == "PCSS_PUBLICATION_LANGUAGE"
    assert where["build.paper"] == "default"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[publication]\nnmae = "x"\n', 2, "'name'"),
        ('\n[newsleter]\nunsubscribe = "x"\n', 2, "'newsletter'"),
        ('[build]\n\npaper = "a5"\n', 3, "paper"),
        ('[limits]\nsource_bytes = "many"\n', 2, "source_bytes"),
        ("[limits]\nsource_bytes = 0\n", 2, "source_bytes"),
    ],
    ids=["key", "section", "choice", "type", "range"],
)
def test_a_mistake_is_refused_with_its_line_and_what_to_do(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        config.load(write(tmp_path, text))
    assert caught.value.place.endswith(f"pcss.toml:{line}")
    assert words in str(caught.value)
    assert caught.value.hint
    assert caught.value.exit_code == 78


def test_broken_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line 1"):
        config.load(write(tmp_path, "[publication\n"))


def test_a_wrong_environment_value_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        config.load(tmp_path, {"PCSS_BUILD_PAPER": "foolscap"})
    assert caught.value.place == "PCSS_BUILD_PAPER"


@pytest.mark.parametrize(
    ("name", "meant"), [("PCSS_BUILD_PAPR", "PCSS_BUILD_PAPER"), ("PCSS_SHELF", "`pcss-publish config`")]
)
def test_an_unknown_variable_is_refused_with_a_suggestion(tmp_path: Path, name: str, meant: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.load(tmp_path, {name: "a4", "PCSS_DEBUG": "1", "PATH": "/bin"})
    assert name in caught.value.message
    assert meant in caught.value.hint
    assert caught.value.exit_code == 78


@pytest.mark.parametrize("value", ["maybe", "2", ""])
def test_what_is_neither_true_nor_false_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError, match="true or false"):
        config.load(tmp_path, {"PCSS_RIGHTS_REQUIRED": value})
    loaded, _ = config.load(tmp_path, {"PCSS_RIGHTS_REQUIRED": "yes"})
    assert loaded.rights.required


def test_a_control_character_is_refused_with_key_and_line(tmp_path: Path) -> None:
    root = write(tmp_path, '[publication]\nname = "A"\npublisher = "B\\u0007C"\n')
    with pytest.raises(ConfigError, match=r"publication\.publisher: .*U\+0007") as caught:
        config.load(root)
    assert caught.value.place.endswith("pcss.toml:3")
    with pytest.raises(ConfigError) as caught:
        config.load(write(tmp_path, ""), {"PCSS_FONTS_EXTRA": "one.ttf,two\x1b.ttf"})
    assert caught.value.place == "PCSS_FONTS_EXTRA"
    config.load(write(tmp_path, '[publication]\npostal_address = "1 Lane\\nTown"\n'))


def test_a_configuration_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pcss.toml").write_bytes(b'[publication]\nname = "\xe9"\n')
    with pytest.raises(ConfigError, match="not UTF-8"):
        config.load(tmp_path)


def test_choices_are_named_with_what_was_given(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'letter' or 'a4', not 'legal'") as caught:
        config.load(tmp_path, {"PCSS_BUILD_PAPER": "legal"})
    assert "letter or a4" in caught.value.hint
