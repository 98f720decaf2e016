"""How ``ctl`` shows things: JSON for machines, tables and sentences for people."""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import click

from patrond.cli.ctl.reach import Reach


def wants_json() -> bool:
    """Whether --json was given, before or after the command."""
    return Reach.current().json


def print_json(answer: object) -> None:
    """One object, with accents as they are."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows under their heads. At a terminal long texts fold; in a pipe each row stays on one line.

    rich lays it out: it knows how wide a character is and where a line may be broken.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    at_terminal = sys.stdout.isatty()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, no_wrap=not at_terminal, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell(value)) for value in row))
    width = shutil.get_terminal_size().columns if at_terminal else 100_000
    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())


def cell(value: object) -> str:
    """A value in a table: nothing as a dash, a list by its items; never a control character of somebody's text."""
    if value is None or value in ("", []):
        return "-"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def moment(iso: object) -> str | None:
    """A time of the API, to the second, without its offset: they are all in the site's zone."""
    return None if iso is None else datetime.fromisoformat(str(iso)).replace(tzinfo=None).isoformat(sep=" ")


def print_advice(advice: Iterable[Mapping[str, Any]]) -> None:
    """What is wrong, each with what to do; in English, whatever the daemon's language."""
    from patrond.i18n import translator  # only where there is something to word

    words = translator("en")
    for item in advice:
        code, values = item["code"], {name: cell(value) for name, value in item["values"].items()}
        click.echo(f"{item['severity']}: {words(f'page.why_{code}', **values)}")
        if item["remedy"]:
            click.echo(f"    {words(f'page.remedy_{code}', **values)}")
