"""The command reference and the man page say what ``--help`` says."""

from pathlib import Path

import pytest
from patrond.cli import reference

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "made"), [*zip(reference.FILES, (reference.commands_page, reference.man_page), strict=True)]
)
def test_the_pages_are_those_that_make_docs_writes(name: str, made: object) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == made(), "run `make docs`"  # type: ignore[operator]


def test_every_option_of_every_command_is_in_the_man_page() -> None:
    page = reference.man_page().replace("\\-", "-")
    for entry in reference.entries():
        for parameter in entry.command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("--"):
                    assert option in page


def test_the_man_page_starts_no_line_with_a_request_of_its_text() -> None:
    known = (".TH", ".SH", ".SS", ".TP", ".B", ".I", ".RI", ".PP", ".br")
    for line in reference.man_page().splitlines():
        assert not line.startswith("'")
        assert not line.startswith(".") or line.startswith(known), line
