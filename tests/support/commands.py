"""Runs patrond's commands: in this process as the entry point does, or as a real one."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


Cli = Callable[..., Ended]


def real_command(*arguments: object, stdin: bytes = b"", timeout: float = 30.0, **kwargs: object) -> Ended:
    """Run a command in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "patrond", *map(str, arguments)],
        input=stdin, capture_output=True, timeout=timeout, check=False, **kwargs,
    )  # fmt: skip
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
