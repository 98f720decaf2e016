"""``patrond demo``: the whole of patrond at work in a folder that goes away, for somebody who has nothing."""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click


@click.command()
@click.option("--once", is_flag=True, help="End when all patterns are made, also at a terminal.")
def demo(once: bool) -> int:
    """Make one pattern of each type, out of nothing.

    The whole of patrond at work with its builtin generator: no settings, no database server, no key. At a terminal
    the page then stays open until Ctrl-C. Exit 0 when all five are sound.
    """
    from patrond.cli.demo import play
    from patrond.cli.demo_show import Show

    stays = not once and sys.stdin.isatty() and sys.stdout.isatty()
    with TemporaryDirectory(prefix="patrond-demo-") as folder:
        return asyncio.run(play(Path(folder), _language(), Show.for_output(), stays=stays))


def _language() -> str:
    """French where the terminal is French, else English; patrond's patterns know both."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if locale.lower().startswith("fr") else "en"
