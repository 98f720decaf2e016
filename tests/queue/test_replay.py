"""Rule 11: what dead workers left in the spool is stored once, before their jobs are released. On every database."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from patrond.errors import DatabaseUnavailable
from patrond.jobs import Ending, Fail, Lease, Release, Retry, Snooze
from patrond.locks import take_worker_lock
from patrond.replay import release_stuck, replay
from patrond.spool import Spool

from support.house import INSTANCE, House


@pytest.fixture
def spool(house: House) -> Spool:
    return Spool(house.settings.state_dir)


@pytest.fixture
def folder(house: House) -> Path:
    return house.settings.state_dir / "spool"


class Said(list[tuple[str, dict[str, Any]]]):
    """What was said, in order."""

    def __call__(self, event: str, **values: Any) -> None:
        self.append((event, values))

    @property
    def events(self) -> list[str]:
        return [event for event, _ in self]


@pytest.fixture
def said() -> Said:
    return Said()


def finished(house: House) -> tuple[Lease, Ending]:
    """A job whose call is paid for, and whose worker has died."""
    house.ask()
    lease = house.lease()
    return lease, Ending(lease, house.done(lease))


def test_a_finished_answer_is_stored_and_then_nothing_is_left_to_release(house: House, spool: Spool, said: Said):
    lease, ending = finished(house)
    spool.keep([ending])

    done = replay(house.desk, said)
    released = house.queue.release_dead(INSTANCE, [4001], reason="died")

    assert (done, released) == (1, [])
    assert house.outcomes(lease.job.id) == ["completed"]
    assert house.counted() == 1
    assert spool.entries() == []
    assert said == [("ending_replayed", {"job": lease.job.id, "outcome": "completed"})]


def test_every_outcome_is_stored(house: House, spool: Spool, said: Said) -> None:
    for _ in range(5):
        house.ask()
    leases = house.reserve()
    outcomes = [Retry("r", "s"), Fail("f", "s"), Release("stop"), house.done(leases[3]), house.done(leases[4])]
    spool.keep(Ending(lease, outcome) for lease, outcome in zip(leases, outcomes, strict=True))

    assert replay(house.desk, said) == 5

    statuses = [house.job(lease.job.id)["status"] for lease in leases]
    assert statuses == ["pending", "failed", "pending", "completed", "completed"]
    assert [house.job(lease.job.id)["attempts"] for lease in leases] == [1, 1, 0, 1, 1]
    assert house.counted() == 2


def test_a_snooze_gives_its_attempt_back_after_a_replay_too(house: House, spool: Spool, said: Said) -> None:
    house.ask()
    lease = house.lease()
    spool.keep([Ending(lease, Snooze("slow down", house.settings.queue.backoff[0]))])

    replay(house.desk, said)

    assert house.job(lease.job.id)["attempts"] == 0
    assert house.outcomes(lease.job.id) == ["snooze"]


def test_an_ending_that_was_stored_before_its_file_was_removed_is_not_stored_twice(
    house: House, spool: Spool, said: Said
) -> None:
    lease, ending = finished(house)
    spool.keep([ending])
    assert house.queue.end([ending])[0].kept  # and the worker died here

    replay(house.desk, said)

    assert house.counted() == 1
    assert house.outcomes(lease.job.id) == ["completed"]
    assert spool.entries() == []


def test_a_lease_that_is_anothers_by_now_is_dropped_and_said(house: House, spool: Spool, said: Said) -> None:
    lease, ending = finished(house)
    spool.keep([ending])
    house.queue.release_dead(INSTANCE, [4001], reason="another host did not know of the spool")
    again = house.lease(pid=4002)

    replay(house.desk, said)

    assert said.events == ["lease_lost"]
    assert spool.entries() == []
    assert house.job(lease.job.id)["reserved_by"] == str(again.token)
    assert house.end(again, house.done(again)).kept
    assert house.counted() == 1


def test_a_living_workers_file_is_its_own(house: House, spool: Spool, said: Said, pid: int) -> None:
    house.ask()
    lease = house.lease(pid=pid)
    spool.keep([Ending(lease, house.done(lease))])
    lock = take_worker_lock(house.settings.state_dir, INSTANCE, pid)
    try:
        while_it_lives = replay(house.desk, said)
    finally:
        lock.release()

    assert while_it_lives == 0
    assert replay(house.desk, said) == 1
    assert house.outcomes(lease.job.id) == ["completed"]


def test_two_that_replay_the_same_file_store_it_once(house: House, spool: Spool, said: Said) -> None:
    _, ending = finished(house)
    spool.keep([ending])
    [entry] = spool.entries()
    data = entry.path.read_bytes()
    replay(house.desk, said)
    entry.path.write_bytes(data)  # the other one had read it already

    replay(house.open_desk(), said)

    assert house.counted() == 1
    assert said.events == ["ending_replayed", "ending_replayed"]


def test_a_file_that_cannot_be_read_is_set_aside_and_holds_up_nobody(
    house: House, spool: Spool, folder: Path, said: Said
) -> None:
    lease, ending = finished(house)
    spool.keep([ending])
    broken = folder / f"9999-{INSTANCE}-4001-3.json"
    newer = folder / f"9998-{INSTANCE}-4001-3.json"
    broken.write_text("{")
    newer.write_text('{"version": 2}')
    [entry] = spool.entries()[:1]
    another = folder / f"9997-{INSTANCE}-4001-3.json"
    another.write_bytes(entry.path.read_bytes())

    replay(house.desk, said)

    assert house.outcomes(lease.job.id) == ["completed"]
    assert sorted(said.events) == ["ending_replayed", *["spool_unreadable"] * 3]
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{another.name}.unreadable",
        f"{newer.name}.unreadable",
        f"{broken.name}.unreadable",
    ]


def test_an_ending_that_no_table_takes_is_set_aside_alone(house: House, spool: Spool, folder: Path, said: Said) -> None:
    house.ask()
    house.ask()
    leases = house.reserve()
    spool.keep(Ending(lease, house.done(lease)) for lease in leases)
    good, bad = spool.entries()
    bad.path.write_bytes(bad.path.read_bytes().replace(b'"attempts": 1', b'"attempts": 1' + b"0" * 30))

    replay(house.desk, said)

    assert house.outcomes(good.job_id) == ["completed"]
    assert house.outcomes(bad.job_id) == []
    assert house.counted() == 1
    assert sorted(said.events) == ["ending_replayed", "spool_unreadable"]
    assert [path.name for path in folder.iterdir()] == [f"{bad.path.name}.unreadable"]


def test_a_whole_file_without_its_name_counts_and_a_torn_one_goes(
    house: House, spool: Spool, folder: Path, said: Said
) -> None:
    """Its writer died between writing and renaming, or while it wrote."""
    lease, ending = finished(house)
    spool.keep([ending])
    [entry] = spool.entries()
    torn = folder / f"9999-{INSTANCE}-4001-3.json.new"
    torn.write_bytes(entry.path.read_bytes()[:-9])
    entry.path.rename(entry.path.with_name(entry.path.name + ".new"))

    replay(house.desk, said)

    assert house.outcomes(lease.job.id) == ["completed"]
    assert said.events == ["ending_replayed"]
    assert list(folder.iterdir()) == []


def test_while_the_database_is_away_nothing_is_removed_and_nobody_released(
    house: House, spool: Spool, said: Said
) -> None:
    lease, ending = finished(house)
    spool.keep([ending])
    house.desk.connection.close()

    with pytest.raises(DatabaseUnavailable):
        replay(house.desk, said)

    house.desk.connection.reopen()
    assert len(spool.entries()) == 1
    assert house.job(lease.job.id)["status"] == "processing"


def test_the_reaper_replays_before_it_releases(house: House, spool: Spool, said: Said) -> None:
    """The master and its worker are gone, as no process of these numbers is there: they are released at once."""
    nobody = _a_number_that_nobody_has()
    house.desk.instances.register(INSTANCE, "0.1")
    house.rows("UPDATE patrond_instances SET pid = :pid", pid=nobody)
    house.ask()
    house.ask()
    answered, unanswered = house.reserve(pid=nobody)
    spool.keep([Ending(answered, house.done(answered))])

    released = release_stuck(house.desk, said)

    assert released == [unanswered.job.id]
    assert house.outcomes(answered.job.id) == ["completed"]
    assert house.outcomes(unanswered.job.id) == ["crashed"]
    assert house.counted() == 1


def test_a_peer_on_this_host_stores_what_lies_in_the_dead_ones_own_state_dir(
    house: House, said: Said, tmp_path: Path
) -> None:
    nobody = _a_number_that_nobody_has()
    elsewhere = tmp_path / "elsewhere"
    house.desk.instances.register(INSTANCE, "0.1", elsewhere)
    house.rows("UPDATE patrond_instances SET pid = :pid", pid=nobody)
    house.ask()
    lease = house.reserve(pid=nobody)[0]
    Spool(elsewhere).keep([Ending(lease, house.done(lease))])

    released = release_stuck(house.desk, said)

    assert released == []
    assert house.outcomes(lease.job.id) == ["completed"]
    assert said.events == ["ending_replayed"]
    assert Spool(elsewhere).entries() == []


def test_an_answer_of_another_database_is_left_for_it(house: House, spool: Spool, said: Said) -> None:
    """The settings name another database than before: there this job is somebody else's, or nobody's."""
    lease, ending = finished(house)
    spool.keep([ending])
    house.rows("UPDATE patrond_meta SET value = 'of another' WHERE name = 'identity'")
    elsewhere = house.open_desk()

    assert replay(elsewhere, said) == 0
    assert said == [("spool_foreign", {"n": 1, "path": house.settings.state_dir})]
    assert len(spool.entries()) == 1

    assert replay(house.desk, said) == 1  # remembers what the database was called
    assert house.outcomes(lease.job.id) == ["completed"]


def test_an_answer_that_does_not_say_its_database_is_taken_for_ours(house: House, spool: Spool, said: Said) -> None:
    lease, ending = finished(house)
    spool.keep([replace(ending, lease=replace(lease, database=""))])
    assert replay(house.desk, said) == 1
    assert house.outcomes(lease.job.id) == ["completed"]


def test_the_database_keeps_one_name(house: House) -> None:
    house.ask()
    assert house.lease().database == house.queue.identity == house.open_desk().queue.identity
    assert [row["value"] for row in house.rows("SELECT value FROM patrond_meta WHERE name = 'identity'")] == [
        house.queue.identity
    ]


def test_another_hosts_spool_is_not_looked_for_here(house: House) -> None:
    house.desk.instances.register(INSTANCE, "0.1", Path("/var/lib/patrond"))
    here = house.desk.instances.spools_here()
    house.rows("UPDATE patrond_instances SET boot_id = 'of another host'")

    assert here == [Path("/var/lib/patrond")]
    assert house.desk.instances.spools_here() == []


def test_where_the_spool_of_a_master_was_is_forgotten_with_it(house: House) -> None:
    for _ in range(2):  # a lost answer: it registers again
        house.desk.instances.register(INSTANCE, "0.1", Path("/var/lib/patrond"))
    house.desk.instances.register("ba9876543210", "0.1", Path("/var/lib/" + "x" * 300))  # too long to be told

    assert house.desk.instances.spools_here() == [Path("/var/lib/patrond")]
    house.desk.instances.leave(INSTANCE)
    assert house.rows("SELECT name FROM patrond_meta WHERE name LIKE 'state_dir %'") == []


def _a_number_that_nobody_has() -> int:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return pid
