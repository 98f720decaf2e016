"""The two doors that are listened on: a TCP address and a unix socket with its mode and group."""

import grp
import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

from patrond.errors import PatrondError

GROUP = "patrond"
_MODE = 0o660
_BACKLOG = 128
_PROBE_SECONDS = 1.0


def listen_tcp(listen: str) -> socket.socket:
    """A listening socket on ``host:port`` (``[::1]:8710`` for IPv6). Raises PatrondError when it cannot be had."""
    host, port = split_address(listen)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise PatrondError(f"cannot listen on {listen!r} (admin.listen): {error.strerror}") from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setblocking(False)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise PatrondError(
            f"cannot listen on {listen!r} (admin.listen): {error.strerror}; "
            "stop what uses it, choose another port, or set it to null"
        ) from None
    return listener


def split_address(listen: str) -> tuple[str, int]:
    """Host and port of ``host:port``. Raises PatrondError.

    >>> split_address("[::1]:8710")
    ('::1', 8710)
    """
    host, colon, port = listen.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise PatrondError(f"cannot listen on {listen!r} (admin.listen): expected host:port, such as 127.0.0.1:8710")
    return host.removeprefix("[").removesuffix("]"), int(port)


def listen_unix(path: Path) -> socket.socket:
    """A listening socket at ``path``: 0660, group patrond where it exists and we may give it.

    A socket file that is there already is replaced only if nobody answers on it. Raises PatrondError.
    """
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.setblocking(False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        _clear(path)
        _bind_closed(listener, path)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise PatrondError(f"cannot listen on {str(path)!r} (admin.socket): {error.strerror or error}") from None
    except PatrondError:
        listener.close()
        raise
    return listener


def _bind_closed(listener: socket.socket, path: Path) -> None:
    """Bind with no access for anybody until group and mode are right: the umask alone may leave a gap."""
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    with suppress(KeyError, PermissionError):
        os.chown(path, -1, grp.getgrnam(GROUP).gr_gid)
    path.chmod(_MODE)


def _clear(path: Path) -> None:
    """Remove a socket that nobody answers on; anything else in the way is not ours to remove."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(mode):
        raise PatrondError(f"cannot listen on {str(path)!r} (admin.socket): a file that is no socket is in the way")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(_PROBE_SECONDS)
        try:
            probe.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            path.unlink(missing_ok=True)
            return
        except OSError:  # full, slow or not ours: somebody may well be behind it
            pass
    raise PatrondError(f"cannot listen on {str(path)!r} (admin.socket): another patrond answers there; stop it first")


def remove_unix(path: Path, inode: int | None) -> None:
    """Remove our socket file, unless another took its place meanwhile."""
    with suppress(OSError):
        if inode is not None and path.lstat().st_ino == inode:
            path.unlink()


def inode_of(path: Path) -> int | None:
    """The inode of our socket file, to know it again."""
    try:
        return path.lstat().st_ino
    except OSError:
        return None
