"""etc/patrond.yaml and docs/settings.md show every key as the program has it."""

import re

from patrond.config import Settings, load
from patrond.config.keys import keys
from patrond.config.reference import settings_markdown, settings_yaml
from patrond.config.values import written

# As under systemd: the folders are then the defaults, whoever runs the tests.
UNIT = {"STATE_DIRECTORY": "/var/lib/patrond", "RUNTIME_DIRECTORY": "/run/patrond"}
KEY_LINE = re.compile(r"^( *)#(\w+): (.*)$", re.MULTILINE)


def test_the_files_are_what_make_docs_makes(tree):
    assert (tree / "etc/patrond.yaml").read_text() == settings_yaml()
    assert (tree / "docs/settings.md").read_text() == settings_markdown()


def test_the_settings_file_shows_every_key_once_and_commented_out(tree):
    shown = [name for _, name, _ in KEY_LINE.findall((tree / "etc/patrond.yaml").read_text())]

    assert sorted(shown) == sorted(key.name for key in keys().values())


def test_as_it_is_the_settings_file_gives_the_defaults(tree):
    assert load(tree / "etc/patrond.yaml", environ=UNIT).settings == Settings()


def test_with_every_key_uncommented_it_gives_the_defaults_too(tree, tmp_path):
    path = tmp_path / "patrond.yaml"
    path.write_text(KEY_LINE.sub(r"\1\2: \3", (tree / "etc/patrond.yaml").read_text()))

    loaded = load(path, environ=UNIT)

    assert loaded.settings == Settings()
    assert loaded.warnings == ()


def test_every_key_has_a_sentence_and_a_default_that_can_be_written():
    for key in keys().values():
        assert key.sentence.endswith("."), key.path
        assert written(key.default), key.path


def test_the_reference_has_a_row_for_every_key(tree):
    rows = re.findall(r"^\| `([a-z_.]+)` \| `", (tree / "docs/settings.md").read_text(), re.MULTILINE)

    assert rows == [key for key in keys() if "." not in key] + [key for key in keys() if "." in key]
