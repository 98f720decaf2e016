"""A channel's end inside an asyncio loop: frames come by callback, sending never waits."""

import asyncio
import os
import socket
from collections import deque
from collections.abc import Callable, Sequence

from patrond.channel.frames import Beat, Frame
from patrond.channel.wire import receive, send

_AT_ONCE = 64  # frames read before the loop gets its turn
_MOST_WAITING = 1_000  # frames for a peer that does not read: it is stopped, and will be killed or will end us


class Link:
    """One end. ``on_frame(frame, fds)`` owns the descriptors; ``on_eof()`` is called once, when the peer is gone."""

    def __init__(
        self,
        sock: socket.socket,
        on_frame: Callable[[Frame, tuple[int, ...]], None],
        on_eof: Callable[[], None],
    ) -> None:
        sock.setblocking(False)
        self._sock = sock
        self._on_frame = on_frame
        self._on_eof = on_eof
        self._waiting: deque[tuple[Frame, tuple[int, ...]]] = deque(maxlen=_MOST_WAITING)
        self._loop = asyncio.get_running_loop()
        self._open = True
        self._loop.add_reader(sock, self._readable)

    def send(self, frame: Frame, fds: Sequence[int] = ()) -> None:
        """Send now, or as soon as the peer reads again. The caller keeps its descriptors and may close them at once.

        A beat replaces one that still waits. To a peer that is gone nothing is sent.
        """
        if not self._open:
            return
        if self._waiting:
            self._put_off(frame, tuple(fds))
            return
        try:
            send(self._sock, frame, fds)
        except BlockingIOError:
            self._loop.add_writer(self._sock, self._writable)
            self._put_off(frame, tuple(fds))
        except OSError:
            pass  # gone: the reader learns it as EOF

    def close(self) -> None:
        """Close this end; the peer reads EOF, on_eof is not called here."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._sock)
            self._loop.remove_writer(self._sock)
            self._sock.close()
            for _, fds in self._waiting:
                _close_all(fds)

    def drain(self) -> None:
        """Take in what a dead peer said last, before its end is acted upon."""
        self._readable()

    def _put_off(self, frame: Frame, fds: tuple[int, ...]) -> None:
        if isinstance(frame, Beat):
            self._waiting = deque((one for one in self._waiting if not isinstance(one[0], Beat)), _MOST_WAITING)
        self._waiting.append((frame, tuple(os.dup(fd) for fd in fds)))

    def _writable(self) -> None:
        try:
            while self._waiting:
                send(self._sock, *self._waiting[0])
                _close_all(self._waiting.popleft()[1])
        except BlockingIOError:
            return
        except OSError:
            self._waiting.clear()
        self._loop.remove_writer(self._sock)

    def _readable(self) -> None:
        for _ in range(_AT_ONCE):
            if not self._open:
                return
            try:
                got = receive(self._sock)
            except BlockingIOError:
                return
            if got.eof:
                self.close()
                self._on_eof()
                return
            if got.frame is not None:
                self._on_frame(got.frame, got.fds)
            else:
                _close_all(got.fds)


def _close_all(fds: Sequence[int]) -> None:
    for fd in fds:
        os.close(fd)
