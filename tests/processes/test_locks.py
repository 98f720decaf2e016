"""File locks: the living are known from the dead."""

import os
import subprocess
import sys

import pytest
from patrond.errors import PatrondError
from patrond.locks import (
    AlreadyRunning,
    WorkerLock,
    clear,
    has_drained,
    is_held,
    take_instance_lock,
    take_worker_lock,
    worker_locks,
)

INSTANCE = "0123456789ab"


def test_the_second_is_refused_with_the_pid_of_the_first(tmp_path):
    socket = tmp_path / "patrond.sock"
    first = take_instance_lock(socket)
    with pytest.raises(AlreadyRunning, match=f"pid {os.getpid()}"):
        take_instance_lock(socket)
    first.release(unlink=True)
    take_instance_lock(socket).release()


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path):
    (tmp_path / "run").write_text("a file")
    with pytest.raises(PatrondError, match="cannot make the lock"):
        take_instance_lock(tmp_path / "run" / "patrond.sock")


HOLDER = """
import os, pathlib, signal, sys
from patrond.locks import take_worker_lock
lock = take_worker_lock(pathlib.Path(sys.argv[1]), sys.argv[2], os.getpid())
print("held", flush=True)
signal.pause()
"""


def test_a_workers_lock_is_held_until_it_dies_and_then_cleared(tmp_path):
    command = [sys.executable, "-c", HOLDER, str(tmp_path), INSTANCE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None and worker.stdout.readline() == "held\n"
        [found] = worker_locks(tmp_path)
        living = is_held(found)
        clear(found)
        still_there = found.path.exists()

        worker.kill()

    assert found == WorkerLock.of(tmp_path, INSTANCE, worker.pid)
    assert living and still_there
    assert not is_held(found)
    clear(found)
    assert worker_locks(tmp_path) == []


def test_who_drained_is_known_until_another_has_the_same_number(tmp_path):
    lock = take_worker_lock(tmp_path, INSTANCE, 4001)
    [found] = worker_locks(tmp_path)
    lock.release()
    died = has_drained(found)
    lock = take_worker_lock(tmp_path, INSTANCE, 4001)
    lock.note_drained()
    lock.release()
    drained = has_drained(found)
    take_worker_lock(tmp_path, INSTANCE, 4001).release()

    assert (died, drained, has_drained(found)) == (False, True, False)


def test_other_files_in_the_folder_are_nobodys_lock(tmp_path):
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / "notes.lock").write_text("")
    assert worker_locks(tmp_path) == []
    assert worker_locks(tmp_path / "nowhere") == []
