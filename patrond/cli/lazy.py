"""Groups of commands that import a command only when it is called, so that a quick one stays quick."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands are named as ``module:attribute``; they are listed in the order given."""

    def __init__(self, *args: Any, commands: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses = dict(commands)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._addresses)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        address = self._addresses.get(cmd_name)
        if address is None:
            return None
        module, _, attribute = address.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, but an unknown command is answered with the ones that look like it."""
        name = args[0]
        if name not in self._addresses and not name.startswith("-"):
            near = get_close_matches(name, self._addresses)
            hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)
