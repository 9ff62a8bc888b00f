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
