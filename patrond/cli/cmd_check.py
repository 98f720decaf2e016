"""``patrond check``: the whole installation, a line each, with what to do."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patrond.cli.options import config_option
from patrond.errors import EXIT_REFUSED, EXIT_SETTINGS

if TYPE_CHECKING:
    from patrond.cli.checks.line import Line

_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@config_option
@click.option("--online", is_flag=True, help="Also ask the provider whether key and model are good; costs nothing.")
def check(config: Path | None, online: bool) -> int:
    """Look at everything that patrond needs, and say what to do.

    Settings, folders, doors, tokens, provider, database, rights, tables, and what waits. Changes nothing. Exit
    status: 0 when nothing fails (warnings may remain), 1 when something does, 78 when it is settings or schema.
    """
    lines = []
    for line in _lines(config, online):
        _print(line)
        lines.append(line)
    failed = [line for line in lines if line.mark == "fail"]
    if any(line.is_setup for line in failed):
        return EXIT_SETTINGS
    return EXIT_REFUSED if failed else 0


def _lines(config: Path | None, online: bool) -> "Iterator[Line]":
    from patrond.cli.checks.database import database
    from patrond.cli.checks.installation import installation
    from patrond.cli.checks.line import fail
    from patrond.cli.checks.provider import provider
    from patrond.config import load
    from patrond.errors import SettingsError

    try:
        loaded = load(config, environ=os.environ)
    except SettingsError as error:
        for problem in error.problems:
            found = f"{problem.path}: got {problem.found}, expected {problem.expected}"
            yield fail("settings", found, problem.remedy, is_setup=True)
        return
    yield from installation(loaded)
    yield from provider(loaded.settings, online=online)
    yield from database(loaded.settings)


def _print(line: "Line") -> None:
    click.echo(f"{click.style(f'{line.mark:4}', fg=_COLOURS[line.mark])}  {line.subject:10}  {line.found}")
    if line.remedy:
        click.echo(f"{'':18}-> {line.remedy}")
