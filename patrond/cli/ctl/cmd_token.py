"""``ctl token``: make a token for a caller of the API. The daemon reads the file again by itself."""

import os
from pathlib import Path

import click

from patrond.cli.ctl.reach import Reach, reach_options
from patrond.cli.ctl.show import print_json

ROLES = ("submit", "read", "admin")


@click.group()
def token() -> None:
    """Tokens for callers of the API."""


@token.command()
@click.option("--role", type=click.Choice(ROLES), required=True, help="What its bearer may do.")
@click.option("--user", metavar="ID", type=click.IntRange(1), help="The site's user for whom a submit token acts.")
@reach_options
def new(role: str, user: int | None) -> None:
    """Make a token and print it, this once.

    Only its SHA-256 is kept, in admin.tokens_file.
    """
    from patrond.admin.tokens import create_token
    from patrond.clock import SiteClock, SystemClock

    reach = Reach.current()
    settings = reach.settings()
    path = settings.tokens_path
    is_first = not os.access(path, os.F_OK)
    now = SiteClock(settings.database.timezone, SystemClock()).now()
    secret = create_token(path, role=role, user=user, now=now)
    if is_first:
        _give_to_owner_of_folder(path)
    if reach.json:
        print_json({"token": secret, "role": role, "user": user})
        return
    click.echo(secret)
    click.echo(f"It is not shown again. To take it back, delete its entry in {path}.", err=True)


def _give_to_owner_of_folder(path: Path) -> None:
    """A file that root makes in the daemon's folder must be readable for the daemon's account."""
    if os.geteuid() == 0:
        folder = path.parent.stat()
        os.chown(path, folder.st_uid, folder.st_gid)
