"""Frames on a socket pair, by blocking calls, with the descriptors that travel beside them."""

import array
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from patrond.channel.frames import LARGEST, Frame, decode, encode

_MOST_FDS = 4
_FD_SIZE = array.array("i").itemsize


@dataclass(frozen=True, slots=True)
class Received:
    """What one read brought: a frame (None: of an unknown kind), its descriptors; or the other end is closed."""

    frame: Frame | None = None
    fds: tuple[int, ...] = ()
    eof: bool = False


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of a channel. SEQPACKET keeps the borders of frames and tells of the other's end, both at once."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(sock: socket.socket, frame: Frame, fds: Sequence[int] = ()) -> None:
    """Send a frame, with descriptors (the receiver gets its own copies). Raises OSError as the socket does."""
    control = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))] if fds else []
    sock.sendmsg([encode(frame)], control, socket.MSG_NOSIGNAL)


def receive(sock: socket.socket) -> Received:
    """The next frame. Raises BlockingIOError when there is none yet on a non-blocking socket."""
    try:
        data, control, flags, _ = sock.recvmsg(
            LARGEST, socket.CMSG_SPACE(_MOST_FDS * _FD_SIZE), socket.MSG_CMSG_CLOEXEC
        )
    except ConnectionError:
        return Received(eof=True)
    if not data:
        return Received(eof=True)
    fds = _descriptors(control)
    if flags & socket.MSG_TRUNC:
        for fd in fds:
            os.close(fd)
        return Received()
    return Received(decode(data), fds)


def _descriptors(control: list[tuple[int, int, bytes]]) -> tuple[int, ...]:
    found = array.array("i")
    for level, kind, data in control:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            found.frombytes(data[: len(data) - len(data) % _FD_SIZE])
    return tuple(found)
