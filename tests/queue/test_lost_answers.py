"""Rule 5 and the errors of facts: a COMMIT whose answer is lost, deadlocks, a server that went read-only. MariaDB."""

import contextlib
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from patrond.config.settings import DatabaseSettings, Settings
from patrond.db import CommitUnknown
from patrond.errors import DatabaseUnavailable
from patrond.jobs import AttemptOutcome, Ending, Release
from pydantic import SecretStr

from support.house import House
from support.lent_clock import LentClock
from support.mariadb import MariaDB
from support.proxy import Loss, Proxy, Refusal
from support.site import Site


@pytest.fixture
def proxy(mariadb: MariaDB) -> Iterator[Proxy]:
    """The network between the house and its database."""
    proxy = Proxy(mariadb.port)
    yield proxy
    proxy.close()


@pytest.fixture
def house(installed_site: Site, mariadb: MariaDB, proxy: Proxy, tmp_path: Path) -> Iterator[House]:
    """A house whose desk reaches MariaDB through the proxy; what it checks afterwards goes the same way."""
    url = SecretStr(mariadb.url(installed_site.name, port=proxy.port))
    house = House(Settings(state_dir=tmp_path, database=DatabaseSettings(url=url)), LentClock(), random.Random(5))
    yield house
    house.close()


@pytest.mark.parametrize("loss", [Loss.REQUEST, Loss.ANSWER])
def test_an_end_whose_commit_got_no_answer_is_kept_once(house: House, proxy: Proxy, loss: Loss) -> None:
    pattern_id, job_id = house.ask()
    lease = house.lease()
    proxy.lose(b"COMMIT", loss)

    with pytest.raises(CommitUnknown):
        house.end(lease, house.done(lease))
    assert proxy.lost.wait(5)
    house.desk.connection.reopen()
    again = house.end(lease, house.done(lease))

    assert again.kept
    assert again.outcome is AttemptOutcome.COMPLETED
    assert house.counted() == 1
    assert house.pattern(pattern_id)["status"] == "completed"
    assert house.outcomes(job_id) == ["completed"]


def test_a_server_that_does_not_hear_of_the_cut_lets_go_of_the_rows_before_long(house: House, proxy: Proxy) -> None:
    """Its side of a transaction cut off by a network lives on, with its locks: for eight hours, if nobody limits it."""
    _, job_id = house.ask()
    lease = house.lease()
    proxy.lose(b"COMMIT", Loss.UNHEARD)
    with pytest.raises(CommitUnknown):
        house.end(lease, house.done(lease))
    house.desk.connection.reopen()

    ended = house.end(lease, house.done(lease))

    assert ended.kept
    assert house.counted() == 1
    assert house.outcomes(job_id) == ["completed"]


def test_what_was_kept_stands_whatever_is_said_the_second_time(house: House, proxy: Proxy) -> None:
    _, job_id = house.ask()
    lease = house.lease()
    proxy.lose(b"COMMIT", Loss.ANSWER)
    with pytest.raises(CommitUnknown):
        house.end(lease, house.done(lease))
    assert proxy.lost.wait(5)
    house.desk.connection.reopen()

    ended = house.end(lease, Release("drain"))

    assert ended.kept
    assert ended.outcome is AttemptOutcome.COMPLETED
    assert house.job(job_id)["status"] == "completed"


def test_a_group_whose_commit_got_no_answer_is_kept_once(house: House, proxy: Proxy) -> None:
    for _ in range(3):
        house.ask()
    endings = [Ending(lease, house.done(lease)) for lease in house.reserve()]
    proxy.lose(b"COMMIT", Loss.ANSWER)
    with pytest.raises(CommitUnknown):
        house.queue.end(endings)
    assert proxy.lost.wait(5)
    house.desk.connection.reopen()

    assert all(each.kept for each in house.queue.end(endings))
    assert house.counted() == 3


def test_a_reserve_that_was_kept_is_adopted_by_the_next_one(house: House, proxy: Proxy) -> None:
    taken = {house.ask()[1] for _ in range(2)}
    proxy.lose(b"COMMIT", Loss.ANSWER)
    with pytest.raises(CommitUnknown):
        house.reserve()
    assert proxy.lost.wait(5)
    house.desk.connection.reopen()
    _, fresh = house.ask()

    leases = house.reserve()

    assert {lease.job.id for lease in leases} == taken | {fresh}
    assert all(lease.job.attempts == 1 for lease in leases)
    assert house.queue.extend(leases) == []
    assert house.reserve() == []


def test_a_reserve_that_was_not_kept_takes_its_jobs_the_next_time(house: House, proxy: Proxy) -> None:
    _, job_id = house.ask()
    proxy.lose(b"COMMIT", Loss.REQUEST)
    with pytest.raises(CommitUnknown):
        house.reserve()
    assert proxy.lost.wait(5)
    house.desk.connection.reopen()

    (lease,) = house.reserve()

    assert (lease.job.id, lease.job.attempts) == (job_id, 1)


@pytest.mark.parametrize("code", [1213, 1205, 1020, 3101])
def test_a_reserve_that_conflicts_at_commit_is_made_again_with_its_token(house: House, proxy: Proxy, code: int) -> None:
    _, job_id = house.ask()
    proxy.refuse(b"COMMIT", Refusal(code))

    (lease,) = house.reserve()

    assert (lease.job.id, lease.job.attempts) == (job_id, 1)
    assert house.job(job_id)["reserved_by"] == str(lease.token)
    assert house.end(lease, house.done(lease)).kept


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("code", [1180, 1053, 1927, 1047])
def test_a_reserve_whose_commit_is_refused_so_that_nobody_knows_forgets_no_job(
    house: House, proxy: Proxy, code: int, kept: bool
) -> None:
    """Made again at once, the first batch would be held for as long as its worker lives, which knows nothing of it."""
    asked = {house.ask()[1] for _ in range(2)}
    proxy.refuse(b"COMMIT", Refusal(code, kept))
    with pytest.raises(CommitUnknown):
        house.reserve(1)
    house.desk.connection.reopen()

    leases = house.reserve(2)

    assert {lease.job.id for lease in leases} == asked
    assert all(lease.job.attempts == 1 for lease in leases)
    assert all(house.end(lease, house.done(lease)).kept for lease in leases)


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("code", [1213, 3101, 1180, 1290, 1053, 1927, 1047])
def test_an_end_whose_commit_is_refused_is_stored_once(house: House, proxy: Proxy, code: int, kept: bool) -> None:
    """Also where a server says conflict, or read-only, and kept it all the same."""
    pattern_id, job_id = house.ask()
    lease = house.lease()
    proxy.refuse(b"COMMIT", Refusal(code, kept))

    with contextlib.suppress(DatabaseUnavailable):
        house.end(lease, house.done(lease))
    house.desk.connection.reopen()
    again = house.end(lease, house.done(lease))

    assert again.kept
    assert house.counted() == 1
    assert house.pattern(pattern_id)["status"] == "completed"
    assert house.outcomes(job_id) == ["completed"]


def test_jobs_taken_whose_payload_could_not_be_read_are_not_forgotten(house: House, proxy: Proxy) -> None:
    _, job_id = house.ask()
    proxy.lose(b"SELECT id, type, payload", Loss.REQUEST)
    with pytest.raises(DatabaseUnavailable):
        house.reserve()
    assert proxy.lost.wait(5)
    house.desk.connection.reopen()

    (lease,) = house.reserve()

    assert (lease.job.id, lease.job.attempts) == (job_id, 1)


def test_a_connection_lost_before_commit_leaves_nothing_half_written(house: House, proxy: Proxy) -> None:
    pattern_id, job_id = house.ask()
    lease = house.lease()
    proxy.lose(b"UPDATE users", Loss.REQUEST)

    with pytest.raises(DatabaseUnavailable) as caught:
        house.end(lease, house.done(lease))
    assert not isinstance(caught.value, CommitUnknown)
    assert proxy.lost.wait(5)
    house.desk.connection.reopen()

    assert house.job(job_id)["status"] == "processing"
    assert house.pattern(pattern_id)["status"] == "generating"
    assert house.outcomes(job_id) == []
    assert house.end(lease, house.done(lease)).kept


def test_a_deadlocks_victim_starts_over_and_ends_well(house: House, installed_site: Site) -> None:
    _, job_id = house.ask()
    lease = house.lease()
    for n in range(30):
        installed_site.add_user(f"weight{n}@example.fr")
    installed_site.run("BEGIN")
    installed_site.run("UPDATE users SET first_name = 'x'")  # the heavier transaction is not the victim
    kept: list[bool] = []
    thread = threading.Thread(target=lambda: kept.append(house.end(lease, house.done(lease)).kept))
    thread.start()
    installed_site.await_lock_wait()

    installed_site.run("UPDATE jobs SET max_attempts = 3 WHERE id = %s", job_id)
    installed_site.run("COMMIT")
    thread.join(10)

    assert kept == [True]
    assert house.counted() == 1


def test_a_read_only_server_is_unavailable_and_nothing_is_lost(house: House, mariadb: MariaDB) -> None:
    house.ask()
    lease = house.lease()
    with mariadb.root() as root, root.cursor() as cursor:
        cursor.execute("SET GLOBAL read_only = 1")
        try:
            with pytest.raises(DatabaseUnavailable, match="read-only"):
                house.end(lease, house.done(lease))
        finally:
            cursor.execute("SET GLOBAL read_only = 0")

    assert house.end(lease, house.done(lease)).kept
