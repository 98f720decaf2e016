"""A daemon as a process of its own: started, watched by its log, killed; and the queue that it serves."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from patrond.clock import SiteClock, SystemClock
from patrond.config import Settings
from patrond.config.passing import pack
from patrond.desk import Desk, open_desk
from patrond.jobs import PROBE, Job
from patrond.store.contract import AttemptRow, PatternRow, Submission

_SCRIPT = Path(__file__).with_name("run_daemon.py")


def until(holds: Callable[[], Any], seconds: float = 10.0, what: str = "") -> Any:
    """Wait until ``holds`` is true, and give back what it says; fail after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not (result := holds()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {what or holds}"
        time.sleep(0.01)
    return result


def alive(pid: int) -> bool:
    """Whether the process exists and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Daemon:
    """One master with its nursery and workers. Its log must go to a file in JSON, at level debug."""

    def __init__(self, settings: Settings) -> None:
        assert settings.log.file is not None and settings.log.format == "json"
        self.settings = settings
        self._log = settings.log.file
        self._skip = len(self._lines())
        self.process = subprocess.Popen(
            [sys.executable, str(_SCRIPT)], stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        assert self.process.stdin is not None
        self.process.stdin.write(pack(settings))
        self.process.stdin.close()
        self.process.stdin = None

    @property
    def pid(self) -> int:
        return self.process.pid

    def events(self, name: str) -> list[dict[str, Any]]:
        """What it has logged under this name since its start."""
        return [line for line in self._lines()[self._skip :] if line["event"] == name]

    def wait_event(self, name: str, times: int = 1, seconds: float = 15.0) -> dict[str, Any]:
        """The ``times``-th event of this name, waited for."""
        found = until(
            lambda: (events := self.events(name)) and len(events) >= times and events,
            seconds,
            f"{times} × {name}; the log has {[line['event'] for line in self._lines()[self._skip :]]}",
        )
        return dict(found[times - 1])

    def wait_ready(self, workers: int | None = None) -> list[int]:
        """The pids of the first workers, once they have started."""
        count = self.settings.workers.count if workers is None else workers
        self.wait_event("worker_started", count)
        return self.workers()

    def workers(self) -> list[int]:
        """The living workers, by slot."""
        slots = {line["slot"]: line["pid"] for line in self.events("worker_forked")}
        return [pid for _, pid in sorted(slots.items()) if alive(pid)]

    def nursery(self) -> int:
        """The pid of the last nursery."""
        return int(self.wait_event("nursery_started", max(len(self.events("nursery_started")), 1))["pid"])

    def everybody(self) -> set[int]:
        """Every pid that ever was of this daemon and still lives."""
        lines = self.events("nursery_started") + self.events("worker_forked")
        return {pid for pid in (self.pid, *(line["pid"] for line in lines)) if alive(pid)}

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def stop(self, seconds: float = 20.0) -> int:
        """TERM, and its exit code."""
        self.signal(signal.SIGTERM)
        return self.wait(seconds)

    def wait(self, seconds: float = 20.0) -> int:
        """Its exit code, when it ends by itself."""
        return self.process.wait(seconds)

    def errors(self) -> str:
        """What it wrote to standard error, after its end."""
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()

    def remove(self) -> None:
        """Leave nothing behind, whatever the test did."""
        for pid in self.everybody():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait(10)
        if self.process.stderr is not None:
            self.process.stderr.close()

    def _lines(self) -> list[dict[str, Any]]:
        try:
            text = self._log.read_text()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in text.splitlines() if line.endswith("}")]


class Jobs:
    """The queue as a test fills and reads it, by its own connection."""

    def __init__(self, settings: Settings) -> None:
        self.clock = SiteClock(settings.database.timezone, SystemClock())
        self.desk: Desk = open_desk(settings, self.clock, random.Random(1))

    def probes(self, count: int) -> list[int]:
        """Jobs that do nothing."""
        return [self.desk.queue.enqueue(PROBE, "{}") for _ in range(count)]

    def patterns(self, count: int, user_id: int = 1) -> list[int]:
        """Jobs that make a hat each."""
        return [self._pattern(user_id) for _ in range(count)]

    def get(self, job: int) -> Job:
        found = self.desk.queue.get(job)
        assert found is not None
        return found

    def statuses(self, jobs: list[int]) -> list[str]:
        return [str(self.get(job).status) for job in jobs]

    def attempts(self, job: int) -> list[AttemptRow]:
        return self.desk.store.attempts(job)

    def outcomes(self, job: int) -> list[str]:
        """How the attempts ended, oldest first."""
        return [row.outcome for row in sorted(self.attempts(job), key=lambda row: row.ended_at)]

    def pattern_of(self, job: int) -> PatternRow:
        found = self.desk.store.pattern(self.desk.store.patterns_of_jobs([job])[job])
        assert found is not None
        return found

    def counted(self, user_id: int = 1) -> int:
        """The user's quota counter."""
        user = self.desk.store.user(user_id)
        assert user is not None
        return user.patterns_generated_count

    def wait_all(self, jobs: list[int], status: str = "completed", seconds: float = 15.0) -> None:
        until(lambda: set(self.statuses(jobs)) == {status}, seconds, f"all {status}")

    def close(self) -> None:
        self.desk.close()

    def _pattern(self, user_id: int) -> int:
        wish = Submission(
            user_id=user_id,
            type="hat",
            level="beginner",
            size="adulte",
            custom_options="null",
            specific_request=None,
            title="",
            price=Decimal("2.99"),
        )
        submitted = self.desk.store.submit(wish)
        assert submitted is not None
        return submitted.job_id
