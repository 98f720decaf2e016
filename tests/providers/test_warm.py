"""What the nursery does before it forks: nothing may be left that a fork would share by mistake."""

import subprocess
import sys

_WARMED = """
import os, sys, threading
from support.claude import claude_settings
from patrond.providers import warm
from patrond.config import Settings

def descriptors():
    numbers = [n for n in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{n}")]
    return sorted(os.readlink(f"/proc/self/fd/{n}") for n in numbers)

settings = claude_settings("http://127.0.0.1:1") if sys.argv[1] == "claude" else Settings()
before = descriptors()
warm(settings)
print(threading.active_count(), descriptors() == before, "anthropic" in sys.modules)
"""


def warmed(provider: str) -> list[str]:
    """Warm in a process of its own; threads, whether the descriptors are as before, whether the SDK is loaded."""
    done = subprocess.run(
        [sys.executable, "-c", _WARMED, provider],
        env={"PYTHONPATH": "tests"},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return done.stdout.split()


def test_warming_for_claude_leaves_no_thread_and_no_descriptor() -> None:
    assert warmed("claude") == ["1", "True", "True"]


def test_the_builtin_generator_does_not_load_the_sdk() -> None:
    assert warmed("builtin") == ["1", "True", "False"]
