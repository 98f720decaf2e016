"""What production does to patrond, all at once: workers, the master and the database are killed at random moments."""

import os
import random
import signal
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from support.installation import Installation
from support.mariadb import MariaDB
from support.paid_calls import Death

WORKER_EVERY = (0.5, 2.0)
MASTER_EVERY = 30.0
_DOWN = (0.0, 2.0)  # seconds that the database stays away
_LOOK = 0.05


class Storm:
    """Threads that kill, each with chance of its own; ``deaths`` says when each process was seen to be gone."""

    def __init__(
        self, installation: Installation, server: MariaDB, options: tuple[str, ...], rng: random.Random
    ) -> None:
        self._installation = installation
        self._server = server
        self._options = options
        self._rng = rng
        self._over = threading.Event()
        self._whole = threading.Event()
        self._done = threading.Event()
        self._threads: list[threading.Thread] = []
        self._looking = threading.Lock()
        self._living: set[int] = set()
        self.kills: Counter[str] = Counter()
        self.deaths: dict[int, list[Death]] = defaultdict(list)
        self._killed: dict[int, float] = {}
        self.broken: list[BaseException] = []

    def begin(self, seconds: float, database_kills: int) -> None:
        """Kill for that long; the database at even distances."""
        workers, master, database = (random.Random(self._rng.random()) for _ in range(3))
        plans: tuple[Callable[[], None], ...] = (
            lambda: self._workers(workers),
            lambda: self._masters(master, min(MASTER_EVERY, seconds / 2.5)),
        )
        for plan in plans:
            self._threads.append(self._start(plan))
        self._start(lambda: self._database(database, seconds / (database_kills + 1), database_kills))
        self._start(self._watch)

    def end(self) -> None:
        """Kill no more; everything that was killed runs again."""
        self._over.set()
        for thread in self._threads:
            thread.join(60)
        self._whole.wait(60)
        self.check()

    def check(self) -> None:
        """Raise what broke one of the threads."""
        for error in self.broken:
            raise RuntimeError("the storm itself broke") from error

    def look(self) -> None:
        """Note who has died since the last look."""
        with self._looking:
            now, living = time.time(), set(self._installation.processes())
            for pid in self._living - living:
                self.deaths[pid].append(Death(self._killed.pop(pid, now), now))
            self._living = living

    def close(self) -> None:
        """Let the threads end, and the database with them."""
        self._done.set()

    def _start(self, work: Callable[[], None]) -> threading.Thread:
        def guarded() -> None:
            try:
                work()
            except BaseException as error:
                self.broken.append(error)
                raise

        thread = threading.Thread(target=guarded, daemon=True)
        thread.start()
        return thread

    def _workers(self, rng: random.Random) -> None:
        while not self._over.wait(rng.uniform(*WORKER_EVERY)):
            pids = workers_of(self._installation)
            if pids and self._kill(rng.choice(pids)):
                self.kills["workers"] += 1

    def _masters(self, rng: random.Random, every: float) -> None:
        """Half of the time its orphans work on beside the next one, half of the time they are killed with it, as
        systemd would."""
        while not self._over.wait(every):
            process = self._installation.process
            assert process is not None
            process.kill()
            process.wait()
            self.kills["master"] += 1
            if rng.random() < 0.5:
                for pid in self._installation.processes():
                    self._kill(pid)
                self.kills["master with all its processes"] += 1
            self._installation.start(wait=False)

    def _kill(self, pid: int) -> bool:
        now = time.time()
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        self._killed.setdefault(pid, now)
        return True

    def _database(self, rng: random.Random, every: float, kills: int) -> None:
        for _ in range(kills):
            if self._over.wait(every):
                break
            self._server.stop(signal.SIGKILL)
            time.sleep(rng.uniform(*_DOWN))
            self._server.start(*self._options)
            self.kills["database"] += 1
        self._whole.set()
        self._done.wait()  # the server dies with the thread that started it

    def _watch(self) -> None:
        while not self._done.wait(_LOOK):
            self.look()


def workers_of(installation: Installation) -> list[int]:
    """The living workers, a dead master's too, by the names that they give themselves."""
    return [pid for pid in installation.processes() if b"patrond: worker" in _command(pid)]


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
