"""The spool's folder: who may look into it, what its names say, and a disk that does not take what it is given."""

# ruff: noqa: DTZ001 - the stamps of rows are naive

import os
import random
import resource
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from patrond.jobs import Ending, Job, JobStatus, Lease, Release, Token
from patrond.spool import Spool

NOON = datetime(2026, 11, 24, 12)


def ending(job: int = 5, seq: int = 17) -> Ending:
    row = Job(job, "probe", JobStatus.PROCESSING, 1, 3, NOON, NOON)
    return Ending(Lease(row, Token("0123456789ab", 4001, seq), NOON), Release("patrond stops"))


def test_what_is_kept_is_there_for_this_account_alone(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        Spool(tmp_path).keep([ending(5), ending(6)])
    finally:
        os.umask(mask)

    folder = tmp_path / "spool"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {
        "5-0123456789ab-4001-17.json": 0o600,
        "6-0123456789ab-4001-17.json": 0o600,
    }


def test_names_say_job_and_token_and_others_are_left_alone(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep([ending(12), ending(5)])
    (tmp_path / "spool" / "README").write_text("of the operator")

    found = spool.entries()

    assert [(entry.job_id, str(entry.token), entry.is_new) for entry in found] == [
        (5, "0123456789ab/4001/17", False),
        (12, "0123456789ab/4001/17", False),
    ]
    assert [entry.read() for entry in found] == [ending(5), ending(12)]


def test_what_is_stored_is_dropped_and_nothing_else(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep([ending(5), ending(5, seq=18)])

    spool.drop([ending(5), ending(7)])

    assert [entry.token.seq for entry in spool.entries()] == [18]


def test_a_spool_that_was_never_used_holds_nothing(tmp_path: Path) -> None:
    assert Spool(tmp_path).entries() == []
    assert Spool(tmp_path).aside() == 0


def test_what_is_set_aside_is_out_of_the_way_and_still_there(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep([ending(5)])
    [entry] = spool.entries()

    aside = entry.set_aside()

    assert spool.entries() == []
    assert spool.aside() == 1
    assert b"patrond stops" in aside.read_bytes()


def test_a_disk_that_is_full_is_told_and_no_torn_file_is_left(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))  # Python ignores SIGXFSZ: the write is refused
    try:
        with pytest.raises(OSError, match="File too large"):
            spool.keep([ending(5)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list((tmp_path / "spool").iterdir()) == []
    spool.keep([ending(5)])
    assert len(spool.entries()) == 1


WRITER = """
import pathlib, sys
from datetime import datetime
from itertools import count
from patrond.jobs import Ending, Job, JobStatus, Lease, Release, Token
from patrond.spool import Spool
noon = datetime(2026, 11, 24, 12)
spool = Spool(pathlib.Path(sys.argv[1]))
for n in count(1):
    row = Job(n, "probe", JobStatus.PROCESSING, 1, 3, noon, noon, payload="x" * 50_000)
    spool.keep([Ending(Lease(row, Token("0123456789ab", 4001, 17), noon), Release("stop"))])
    print(n, flush=True)
"""


@pytest.mark.parametrize("seed", range(5))
def test_a_writer_that_is_killed_anywhere_leaves_whole_files_and_at_most_one_torn_one(
    tmp_path: Path, seed: int
) -> None:
    kept = 0
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(random.Random(seed).randrange(1, 60)):
            kept = int(writer.stdout.readline())
        writer.kill()
        kept = max([kept, *map(int, writer.stdout.read().split())])

    entries = Spool(tmp_path).entries()

    named = [entry for entry in entries if not entry.is_new]
    assert [entry.read().lease.job.id for entry in named][:kept] == list(range(1, kept + 1))
    assert len(named) <= kept + 1
    assert sum(entry.is_new for entry in entries) <= 1
