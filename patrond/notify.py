"""What systemd is told: READY, STATUS, STOPPING, WATCHDOG. Silent where nobody listens."""

import os
import socket
from collections.abc import MutableMapping
from contextlib import suppress


class Notify:
    """Messages to the service manager over ``$NOTIFY_SOCKET``. Never raises, never waits."""

    def __init__(self, address: str | None, watchdog_seconds: float | None = None) -> None:
        self._address = address
        self.watchdog_seconds = watchdog_seconds

    @classmethod
    def from_environment(cls, environ: MutableMapping[str, str] = os.environ) -> "Notify":
        """Take it out of the environment, so that no child speaks in our name.

        ``watchdog_seconds`` is how often systemd wants to hear, None where it does not (or means another process).
        """
        address = environ.pop("NOTIFY_SOCKET", None)
        microseconds = environ.pop("WATCHDOG_USEC", "")
        pid = environ.pop("WATCHDOG_PID", "")
        ours = microseconds.isdigit() and pid in ("", str(os.getpid()))
        return cls(address or None, int(microseconds) / 1e6 if ours and int(microseconds) else None)

    def ready(self, status: str) -> None:
        """Workers are ready and sockets accept."""
        self._send("READY=1", f"STATUS={status}")

    def status(self, status: str) -> None:
        """What is going on, in words, for ``systemctl status``."""
        self._send(f"STATUS={status}")

    def stopping(self, status: str, seconds: float) -> None:
        """The drain begins and may last so long."""
        self._send("STOPPING=1", f"STATUS={status}", f"EXTEND_TIMEOUT_USEC={int(seconds * 1e6)}")

    def watchdog(self) -> None:
        """A supervision cycle has been completed."""
        if self.watchdog_seconds is not None:
            self._send("WATCHDOG=1")

    def _send(self, *lines: str) -> None:
        if self._address is None:
            return
        # An address that begins with @ lies in the abstract namespace, whose names begin with a zero byte.
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sock:
            sock.setblocking(False)
            sock.sendto("\n".join(line.replace("\n", " ") for line in lines).encode(), address)
