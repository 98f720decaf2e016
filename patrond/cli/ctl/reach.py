"""How ``ctl`` reaches the queue: the daemon over its socket, or the database alone when the daemon is down."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from patrond.cli.ctl.client import Client, NotAllowed, group_of
from patrond.errors import DaemonUnreachable

if TYPE_CHECKING:  # the settings' and the database's libraries are loaded only by who needs them
    from patrond.cli.ctl.alone import Alone
    from patrond.config import Settings

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

SYSTEM_SOCKET = Path("/run/patrond/patrond.sock")
_KEY = "patrond.ctl."


def reach_options(function: F) -> F:
    """Give a command -c, --socket and --json; what was given to the group holds where the command has none."""
    path = click.Path(path_type=Path, readable=False)
    file_help = "Settings file (else $PATROND_CONFIG, else /etc/patrond.yaml, else the defaults)."
    socket_help = "The daemon's socket (else the settings' admin.socket)."
    # click lists options in the order opposite to that of decorating
    function = click.option("--json", is_flag=True, help="Print the API's JSON object.", **_kept())(function)
    function = click.option("--socket", metavar="PATH", type=path, help=socket_help, **_kept())(function)
    return click.option("-c", "--config", metavar="FILE", type=path, help=file_help, **_kept())(function)


def _kept() -> dict[str, Any]:
    def keep(ctx: click.Context, parameter: click.Parameter, value: object) -> None:
        if value:
            ctx.meta[f"{_KEY}{parameter.name}"] = value

    return {"expose_value": False, "callback": keep}


@dataclass(frozen=True, slots=True)
class Reach:
    """What the options of ``ctl`` said."""

    config: Path | None
    socket: Path | None
    json: bool

    @classmethod
    def current(cls) -> "Reach":
        """Of the command that runs now."""
        meta = click.get_current_context().meta
        return cls(meta.get(f"{_KEY}config"), meta.get(f"{_KEY}socket"), bool(meta.get(f"{_KEY}json")))

    def settings(self) -> "Settings":
        """The settings, judged whole. Raises SettingsError; NotAllowed where the file may not be read."""
        from patrond.cli.settings import load

        source = self._source()
        if source is not None and _is_closed(source):
            group = group_of(SYSTEM_SOCKET)
            raise NotAllowed(
                f"cannot read {str(source)!r}: permission denied; run this as root, "
                f"or join the group {group} (adduser $USER {group}) and log in anew"
            )
        return load(self.config).settings

    def client(self) -> Client:
        """The daemon's client; nothing is connected yet. Only the socket's place is asked of the settings.

        A file that may not be read is the machine's, and so is the socket. Raises SettingsError where a file is
        named that is not there.
        """
        if self.socket is not None:
            return Client(self.socket)
        source = self._source()
        if source is not None and _is_closed(source):
            return Client(SYSTEM_SOCKET)
        if source is not None and not source.exists():
            self.settings()
        from patrond.config import socket_path

        return Client(socket_path(self.config))

    def _source(self) -> Path | None:
        from patrond.config import find_file

        return find_file(self.config, os.environ)


def _is_closed(file: Path) -> bool:
    """Whether it is there, or may be, and is not for us to read."""
    try:
        file.stat()
    except PermissionError:  # of the folder
        return True
    except OSError:
        return False
    return not os.access(file, os.R_OK)


def ask_daemon(question: Callable[[Client], T]) -> T:
    """Ask the daemon; for what only a running one can do. Raises DaemonUnreachable, with the next step."""
    try:
        return question(Reach.current().client())
    except DaemonUnreachable as error:
        raise DaemonUnreachable(f"{error}; start it (`patrond run`), or name its socket with --socket") from None


def ask(question: Callable[[Client], T], alone: Callable[["Alone"], T]) -> T:
    """Ask the daemon; where none answers, do it on the database alone and say so on standard error."""
    reach = Reach.current()
    try:
        return question(reach.client())
    except DaemonUnreachable as error:
        desk = _alone(reach, error)
    with closing(desk):
        return alone(desk)


def _alone(reach: Reach, why: DaemonUnreachable) -> "Alone":
    try:
        settings = reach.settings()
    except NotAllowed as closed:
        raise NotAllowed(f"{why}; {closed}") from None
    from patrond.cli.ctl.alone import Alone

    click.echo(f"patrond: {why}; working on the database alone", err=True)
    return Alone.open(settings)
