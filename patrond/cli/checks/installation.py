"""What the settings mean for this host and account: their file, the folder, the doors, the tokens."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from patrond.admin import site_jwt
from patrond.admin.sockets import listen_tcp
from patrond.admin.tokens import TokensFileError, read_tokens
from patrond.cli.checks.line import Line, fail, ok, warn
from patrond.cli.ctl.client import Client, NotAllowed
from patrond.cli.words import counted, spoken
from patrond.config import Loaded, Settings
from patrond.config.provider import provider_problem
from patrond.errors import DaemonUnreachable, PatrondError
from patrond.i18n import translator
from patrond.spool import Spool


def installation(loaded: Loaded) -> Iterator[Line]:
    """Everything that needs no database."""
    source = str(loaded.source) if loaded.source else "no file: the defaults and the environment"
    yield ok("settings", source)
    said_as_provider = provider_problem(loaded.settings)
    for warning in loaded.warnings:
        if warning != said_as_provider:
            yield warn("settings", warning)
    yield _state_dir(loaded.settings)
    yield from _spool(loaded.settings)
    yield from _doors(loaded.settings)
    yield _tokens(loaded.settings)
    yield _site_tokens(loaded.settings)


def _state_dir(settings: Settings) -> Line:
    folder = settings.state_dir
    remedy = f"chown it to the account that runs patrond, or run this as that account (now: uid {os.geteuid()})"
    try:
        if not folder.is_dir():
            return ok("state_dir", f"{folder}, made at the first start")
        mode = folder.stat().st_mode
    except PermissionError:
        return fail("state_dir", f"{folder} cannot be looked into", remedy)
    if not os.access(folder, os.W_OK | os.X_OK):
        return fail("state_dir", f"{folder} cannot be written to", remedy)
    if mode & 0o007:
        return warn("state_dir", f"{folder} can be entered by everybody on this host", f"chmod o= {folder}")
    return ok("state_dir", str(folder))


def _spool(settings: Settings) -> Iterator[Line]:
    """Answers that are paid for and could not be stored yet; nothing is said where there never were any."""
    spool = Spool(settings.state_dir)
    try:
        waiting, aside = len(spool.entries()), spool.aside()
    except OSError as error:
        yield warn("spool", f"cannot be looked into: {error.strerror}", "run this as the account that runs patrond")
        return
    if waiting:
        remedy = "they are stored as soon as patrond runs and the database answers; do not empty state_dir before"
        yield warn("spool", f"{counted(waiting, 'finished answer')} not stored yet", remedy)
    if aside:
        remedy = "the log says why; keep them for a report, or delete them"
        yield warn("spool", f"{counted(aside, 'file')} set aside as .unreadable", remedy)


def _doors(settings: Settings) -> Iterator[Line]:
    """The daemon that has the doors already, or whether they could be had."""
    path = settings.admin.socket
    try:
        running = Client(path).get("/api/instances")["instances"]
    except NotAllowed as error:
        yield fail("socket", str(error))
        return
    except DaemonUnreachable:
        yield ok("daemon", f"none runs on {path}")
        yield _address(settings)
    except PatrondError as error:
        yield warn("daemon", f"one answers on {path}, and cannot say how it is: {error}")
    else:
        for instance in running:
            yield _instance(instance, path)


def _instance(instance: dict[str, Any], path: Path) -> Line:
    if instance["answers"]:
        return ok("daemon", f"{instance['version']} runs on {path}, up {spoken(instance['uptime_seconds'])}")
    found = f"{instance['version']} on {instance['host']} (pid {instance['pid']}) shares the queue"
    if instance["state"] == "living":
        return ok("instance", found)
    return warn("instance", f"{found}, and is silent", "its jobs come back after queue.instance_timeout")


def _address(settings: Settings) -> Line:
    listen = settings.admin.listen
    if listen is None:
        return ok("page", "on the unix socket alone (admin.listen is null)")
    try:
        with closing(listen_tcp(listen)):
            return ok("page", f"{listen} is free")
    except PatrondError as error:
        return fail("page", str(error))


def _tokens(settings: Settings) -> Line:
    path = settings.tokens_path
    try:
        mode = path.stat().st_mode
        tokens = read_tokens(path)
    except FileNotFoundError:
        return ok("tokens", "none: `patrond ctl token new` makes one where the page is to be used without the socket")
    except PermissionError:
        return warn("tokens", f"{path} cannot be looked into by this account", "run this as root, or as the daemon's")
    except TokensFileError as error:
        return fail("tokens", str(error), "correct the entry, or delete it and make a new one")
    if mode & 0o007:
        return warn("tokens", f"{path} can be read by everybody on this host", f"chmod o= {path}")
    return ok("tokens", f"{counted(len(tokens), 'token')} in {path}")


def _site_tokens(settings: Settings) -> Line:
    if settings.admin.jwt_secret is not None:
        weak = site_jwt.weakness(settings.admin.jwt_secret.get_secret_value())
        if weak is not None:
            words = translator("en")
            return warn("site's JWT", words(f"page.why_jwt_{weak}"), words(f"page.remedy_jwt_{weak}"))
        return ok("site's JWT", "accepted for the site's three routes")
    if settings.is_mysql:
        return ok("site's JWT", "not accepted: no usable JWT_SECRET (needed only where a proxy routes the API here)")
    return ok("site's JWT", "none, and no site")
