"""The settings for a command: found and judged, their warnings said, their folder made."""

import os
from collections.abc import Mapping
from pathlib import Path

import click

from patrond import config
from patrond.errors import Problem, SettingsError


def load(path: Path | None, overrides: Mapping[str, object] | None = None) -> config.Loaded:
    """Find and judge the settings; ``overrides`` are dotted keys with what the command's own options say.

    Raises SettingsError with every problem; PermissionError where the file may not be read.
    """
    return config.load(path, environ=os.environ, overrides=overrides or {})


def say_warnings(loaded: config.Loaded) -> None:
    """What the operator should know; for the command that starts the daemon."""
    for warning in loaded.warnings:
        click.echo(f"patrond: warning: {warning}", err=True)


def make_state_dir(settings: config.Settings) -> None:
    """Make ``state_dir``, for its owner's eyes alone, where it is missing. Raises SettingsError where it cannot be."""
    folder = settings.state_dir
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError as error:
        raise _unusable(folder, error.strerror or str(error)) from None
    if not writable:
        raise _unusable(folder, "permission denied")


def _unusable(folder: Path, why: str) -> SettingsError:
    remedy = "set state_dir to a folder of this account, or run patrond as the account that owns it"
    return SettingsError(
        "state_dir", [Problem("state_dir", f"{str(folder)!r} ({why})", "a folder that can be written to", remedy)]
    )
