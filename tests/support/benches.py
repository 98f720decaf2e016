"""The bars' own scripts, run by the suite in a short form: each prints its seed, its figures and its verdicts."""

import subprocess
import sys
from pathlib import Path

_BENCH = Path(__file__).parents[2] / "bench"


def assert_holds(script: str, *arguments: object, seconds: float = 300.0) -> None:
    """Run it; all that it printed is shown where a bar does not hold."""
    command = [sys.executable, str(_BENCH / script), *map(str, arguments)]
    ended = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds, check=False
    )
    assert ended.returncode == 0, f"{script} ended with {ended.returncode}\n{ended.stdout}"
