"""``patrond demo``: ends by itself without a terminal, stays at one, leaves nothing behind."""

import os
import re
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from support.commands import real_command
from support.installation import processes_in
from support.terminal import Terminal

TYPES = ("hat", "scarf", "amigurumi", "bag", "garment")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Temporary folders are made where the test can look."""
    return {**os.environ, "TMPDIR": str(tmp_path), "LC_ALL": "C.UTF-8"}


def test_without_a_terminal_it_makes_five_sound_patterns_and_ends(tmp_path: Path, environ: dict[str, str]) -> None:
    ended = real_command("demo", env=environ, timeout=60)
    assert (ended.status, ended.err) == (0, "")
    for type_ in TYPES:
        assert re.search(rf"\[\d/5\] {type_} .* sound, \d+ of \d+ lines verified, score \d+", ended.out)
    assert "5 patterns, 5 sound." in ended.out
    assert "Rnd 1" in ended.out  # one of them, whole
    assert re.search(r"http://127\.0\.0\.1:\d+/login\?ticket=\S+", ended.out)
    assert list(tmp_path.iterdir()) == []


def test_it_speaks_the_terminals_french(environ: dict[str, str]) -> None:
    ended = real_command("demo", "--once", env=environ | {"LC_ALL": "fr_FR.UTF-8"}, timeout=60)
    assert ended.status == 0
    assert "Tour 1" in ended.out


def test_at_a_terminal_it_stays_its_link_logs_in_once_and_ctrl_c_ends_it(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    with Terminal("demo", folder=tmp_path, environ=environ) as terminal:
        link = terminal.read_until(r"this link logs in, once:\s+(http\S+)\s")[1]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(link, timeout=10) as page:
            assert page.status == 200
        with browser.open(re.sub(r"/login.*", "/jobs", link), timeout=10) as jobs:
            assert "generate_pattern" in jobs.read().decode()
        assert len(processes_in(tmp_path)) >= 4  # master, nursery, two workers
        terminal.interrupt()
        assert terminal.wait() == 0
        assert processes_in(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_once_ends_at_a_terminal_too(tmp_path: Path, environ: dict[str, str]) -> None:
    with Terminal("demo", "--once", folder=tmp_path, environ=environ) as terminal:
        assert terminal.wait() == 0
        assert "5 patterns, 5 sound." in terminal.screen
        assert "stays open" not in terminal.screen


def test_the_sites_environment_does_not_reach_it(environ: dict[str, str]) -> None:
    site = {"AI_PROVIDER": "claude", "DB_HOST": "localhost", "DB_NAME": "x", "PATROND_CONFIG": "/nowhere.yaml"}
    assert real_command("demo", "--once", env=environ | site, timeout=60).status == 0


def test_a_pattern_that_cannot_be_made_is_told_and_exits_1(tmp_path: Path, environ: dict[str, str]) -> None:
    too_tall = (
        "import sys; from patrond.cli import demo; from patrond.cli.demo_show import Wish; "
        "demo.WISHES = (Wish('hat', 'beginner', 'adulte'), Wish('amigurumi', 'beginner', '90cm')); "
        "from patrond.cli.main import main; sys.exit(main(['demo']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", too_tall], env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert re.search(r"amigurumi .* failed: .*90 cm", ended.stdout)
    assert "2 patterns, 1 sound." in ended.stdout
    assert list(tmp_path.iterdir()) == []
