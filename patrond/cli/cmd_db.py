"""``patrond db``: make the tables that are missing, or say which are."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patrond.cli.options import config_option
from patrond.errors import DatabaseUnavailable, SchemaError

if TYPE_CHECKING:
    from patrond.db import Database

_AS_ANOTHER = (
    "if the account may not do this, have one that may: --admin-url, or "
    "`patrond db install --print | mysql -u root -p DATABASE`"
)


@click.group()
def db() -> None:
    """Make or check the tables in the database of the settings."""


@db.command()
@config_option
@click.option("--print", "print_", is_flag=True, help="Change nothing; print SQL for `mysql -u root -p DATABASE`.")
@click.option(
    "--admin-url",
    metavar="URL",
    envvar="PATROND_ADMIN_URL",
    help="mysql://… of an account that may create tables, where patrond's own may not. Given as PATROND_ADMIN_URL "
    "in the environment it stays out of the shell's history.",
)
def install(config: Path | None, print_: bool, admin_url: str | None) -> None:
    """Create the tables that are missing.

    They are made next to what exists, and patrond's own are brought up to date. The site's tables are never altered.
    It may be run again at any time. SQLite's tables are also made at start.
    """
    from patrond.db.schema import install as install_tables

    _hide_arguments()
    database = _database(config, admin_url)
    if print_:
        _print_sql(database)
        return
    with closing(database.connect()) as connection:
        try:
            created = install_tables(connection)
        except DatabaseUnavailable as error:
            raise DatabaseUnavailable(f"{error}; {_AS_ANOTHER}") from error
    for what in created:
        click.echo(f"created {what}")
    if not created:
        click.echo(f"nothing to do: {database.where} has every table")


@db.command()
@config_option
def verify(config: Path | None) -> None:
    """Say which tables and columns do not fit.

    Missing ones, and those of a wrong type; exit 78 if there is any.
    """
    from patrond.db.schema import verify as problems_of

    database = _database(config, None)
    with closing(database.connect()) as connection:
        problems = problems_of(connection)
    if problems:
        raise SchemaError(problems)
    click.echo(f"{database.where} has every table and column that patrond needs")


def _print_sql(database: "Database") -> None:
    """The statements; also while patrond's own account cannot get in, since root's client is to run them."""
    from patrond.db.schema import statements

    try:
        with closing(database.connect()) as connection:
            sql = statements(connection)
    except DatabaseUnavailable as error:
        click.echo(f"patrond: {error}; name the database to the client: mysql -u root -p DATABASE", err=True)
        sql = statements()
    for statement in sql:
        click.echo(f"{statement.rstrip().rstrip(';')};\n")


def _database(config: Path | None, admin_url: str | None) -> "Database":
    from patrond.cli.settings import load
    from patrond.db import open_database

    return open_database(load(config, {"database.url": admin_url}).settings)


def _hide_arguments() -> None:
    """`ps` shows a command's arguments to everybody, and --admin-url holds a password."""
    from setproctitle import setproctitle

    setproctitle("patrond db install")
