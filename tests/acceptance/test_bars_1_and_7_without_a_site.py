"""Bars 1 and 7, sampled: the demonstration, and patterns through the real pipe from generate to check."""

import json
import random
import re
import subprocess
import sys

import pytest
from patrond.crochet.pattern import Level, PatternType

from support.commands import real_command
from support.wishes import SIZES

SAMPLES_OF_A_TYPE = 2
LEAST_VERIFIED = 0.95


def test_the_demonstration_ends_by_itself_with_five_sound_patterns() -> None:
    ended = real_command("demo", timeout=60)
    assert ended.status == 0
    verdicts = dict(re.findall(r"\[\d/5\] (\w+) .*? (sound|faulty|unverified|failed)", ended.out))
    assert verdicts == {type_.value: "sound" for type_ in PatternType}


def wishes() -> list[tuple[str, str, str, str]]:
    rng = random.Random(20261124)
    return [
        (type_.value, rng.choice(list(Level)).value, rng.choice(SIZES[type_]), rng.choice(("fr", "en")))
        for type_ in PatternType
        for _ in range(SAMPLES_OF_A_TYPE)
    ]


@pytest.mark.parametrize(("type_", "level", "size", "language"), wishes())
def test_what_is_generated_passes_the_check_through_a_pipe(type_: str, level: str, size: str, language: str) -> None:
    patrond = [sys.executable, "-m", "patrond", "pattern"]
    wish = ["--type", type_, "--level", level, "--size", size]
    made = subprocess.Popen([*patrond, "generate", *wish, "--language", language], stdout=subprocess.PIPE)
    checked = subprocess.run(
        [*patrond, "check", "-", *wish, "--json"], stdin=made.stdout, capture_output=True, timeout=20, check=False
    )
    assert made.stdout is not None
    made.stdout.close()
    assert (made.wait(10), checked.returncode) == (0, 0), checked.stdout
    report = json.loads(checked.stdout)
    assert report["verdict"] == "sound"
    assert report["verified"] >= LEAST_VERIFIED * report["lines"]
