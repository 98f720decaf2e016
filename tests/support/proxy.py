"""A TCP proxy before a server, which loses what it is told to lose: the network between patrond and its database."""

import contextlib
import socket
import struct
import threading
import time
from dataclasses import dataclass
from enum import Enum


class Loss(Enum):
    """What becomes of the next packet that holds certain words."""

    REQUEST = "it never arrives"
    ANSWER = "it arrives, and its answer does not"
    UNHEARD = "it never arrives, and the server does not hear that we are gone"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The next packet that holds certain words is answered with this error; ``kept``: though the server did it."""

    code: int
    kept: bool = False

    def packet(self) -> bytes:
        """As the server would send it in answer to a statement."""
        payload = b"\xff" + struct.pack("<H", self.code) + b"#HY000on purpose"
        return struct.pack("<I", len(payload))[:3] + b"\x01" + payload


class Proxy:
    """Listens on ``port`` and forwards to ``target``; both ends of a connection are cut together."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._lock = threading.Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._losses: list[tuple[bytes, Loss | Refusal]] = []
        self._closed = False
        self.refusing = False
        self.lost = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def lose(self, words: bytes, loss: Loss) -> None:
        """Once: cut the connection on which the next packet with ``words`` comes."""
        self.lost.clear()
        with self._lock:
            self._losses.append((words, loss))

    def refuse(self, words: bytes, refusal: Refusal) -> None:
        """Once: answer the next packet with ``words`` by an error."""
        with self._lock:
            self._losses.append((words, refusal))

    def cut(self) -> None:
        """Cut all connections."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            _close(*pair)

    def close(self) -> None:
        self._closed = True
        _close(self._listener)
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.refusing or self._closed:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:  # the server is down: so is the way to it
                client.close()
                continue
            with self._lock:
                self._pairs.append((client, server))
            unheard = threading.Event()
            threading.Thread(target=self._requests, args=(client, server, unheard), daemon=True).start()
            threading.Thread(target=_pump, args=(server, client, unheard), daemon=True).start()

    def _requests(self, client: socket.socket, server: socket.socket, unheard: threading.Event) -> None:
        try:
            while data := client.recv(65536):
                loss = self._loss_of(data)
                if isinstance(loss, Refusal):
                    if loss.kept:
                        unheard.set()
                        server.sendall(data)
                        while unheard.is_set():  # until the pump has swallowed the server's own answer
                            time.sleep(0.001)
                    client.sendall(loss.packet())
                    continue
                if loss is Loss.ANSWER:
                    client.shutdown(socket.SHUT_RDWR)  # before the server can answer: nothing more gets through
                    server.sendall(data)
                    _await_quiet(server)
                elif loss is Loss.UNHEARD:
                    _close(client)
                    self.lost.set()
                    return  # as where a network is cut: the server waits on, until the proxy is closed
                elif loss is None:
                    server.sendall(data)
                    continue
                break
        except OSError:
            pass
        _close(client, server)
        self.lost.set()

    def _loss_of(self, data: bytes) -> Loss | Refusal | None:
        with self._lock:
            for entry in self._losses:
                if entry[0] in data:
                    self._losses.remove(entry)
                    return entry[1]
        return None


def _pump(source: socket.socket, sink: socket.socket, unheard: threading.Event) -> None:
    try:
        while data := source.recv(65536):
            if unheard.is_set():
                unheard.clear()
            else:
                sink.sendall(data)
    except OSError:
        pass


def _await_quiet(server: socket.socket) -> None:
    """Until the server has dealt with what it got: it closes when it sees that we do."""
    server.shutdown(socket.SHUT_WR)
    server.settimeout(5)
    try:
        while server.recv(65536):
            pass
    except OSError:
        pass


def _close(*sockets: socket.socket) -> None:
    for each in sockets:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
