"""The command ``patrond``: its tree, and what becomes of every way in which a command can end."""

import os
import sys
from collections.abc import Sequence

import click

from patrond import __version__
from patrond.cli.lazy import LazyGroup
from patrond.errors import PatrondError

EXIT_INTERRUPTED = 128 + 2  # SIGINT
EXIT_BROKEN_PIPE = 128 + 13  # SIGPIPE: what a shell shows for a filter whose reader went away

HELP = """Turn a queue of requests for crochet patterns into finished, checked patterns.

Start with `patrond demo`: it needs no settings, no database and no key. Every command has --help.

Exit status: 0 done, 1 refused or failed, 2 wrong usage, 78 settings or database schema to be put right."""

COMMANDS = {
    "run": "patrond.cli.cmd_run:run",
    "demo": "patrond.cli.cmd_demo:demo",
    "check": "patrond.cli.cmd_check:check",
    "db": "patrond.cli.cmd_db:db",
    "pattern": "patrond.cli.cmd_pattern:pattern",
    "ctl": "patrond.cli.ctl:ctl",
}


@click.command(
    cls=LazyGroup,
    commands=COMMANDS,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="patrond", message="%(prog)s %(version)s")
def root() -> None:
    """The tree's root holds no work of its own."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. What goes wrong is said on standard error."""
    try:
        status = _run(arguments)
        sys.stdout.flush()  # here, where a reader that went away can still be met quietly
    except BrokenPipeError:
        _drop_output()
        return EXIT_BROKEN_PIPE
    return status


def _run(arguments: Sequence[str] | None) -> int:
    try:
        # Not root.main(), which has an exit status of its own for a broken pipe.
        with root.make_context("patrond", list(sys.argv[1:] if arguments is None else arguments)) as context:
            status = root.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(err=True)
        return EXIT_INTERRUPTED
    except PatrondError as error:
        click.echo(f"patrond: {error}", err=True)
        return error.exit_code
    return status if isinstance(status, int) else 0


def _drop_output() -> None:
    """Let the interpreter's last flush go nowhere instead of complaining of the same broken pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
