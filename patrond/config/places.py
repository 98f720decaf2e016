"""Where things lie: the settings file, and the folders that depend on who runs patrond."""

import os
from collections.abc import Mapping
from pathlib import Path

from patrond.config.given import Given, Layer

SYSTEM_FILE = Path("/etc/patrond.yaml")
SYSTEM_SOCKET = Path("/run/patrond/patrond.sock")


def find_file(path: Path | None, environ: Mapping[str, str]) -> Path | None:
    """The settings file: ``path`` (from -c), else $PATROND_CONFIG, else /etc/patrond.yaml if it is there, else None."""
    if path is not None:
        return path
    if named := environ.get("PATROND_CONFIG"):
        return Path(named)
    return SYSTEM_FILE if SYSTEM_FILE.exists() else None


def folders(source: Path | None, environ: Mapping[str, str]) -> Layer:
    """state_dir and admin.socket where nobody gives them.

    Under systemd they are what the unit's StateDirectory and RuntimeDirectory made. An ordinary user without the
    machine's own file gets folders of their own; everybody else the machine's.
    """
    state = environ.get("STATE_DIRECTORY", "").partition(":")[0]
    runtime = environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]
    if not state and os.geteuid() != 0 and source != SYSTEM_FILE:
        home = environ.get("HOME") or str(Path.home())
        state = f"{environ.get('XDG_STATE_HOME') or f'{home}/.local/state'}/patrond"
        runtime = runtime or (f"{xdg}/patrond" if (xdg := environ.get("XDG_RUNTIME_DIR")) else state)
    layer = {}
    if state:
        layer["state_dir"] = Given(Path(state), "by default")
    if runtime:
        layer["admin.socket"] = Given(Path(runtime) / "patrond.sock", "by default")
    return layer
