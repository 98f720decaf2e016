"""When to start again, when to kill, when to call the provider: functions of time and history."""

# ruff: noqa: DTZ001 - the stamps of rows are naive

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patrond.channel import Pause
from patrond.handlers import HANDLERS
from patrond.master.breaker import Breaker
from patrond.master.policy import exit_words, fork_wait, is_crash_loop, is_past_hard_limit, restart_wait
from patrond.master.poller import TYPES
from patrond.master.silence import Sample, sample, verdict
from patrond.master.zone import Stamps, shift
from patrond.nursery.guardian import BUSY_SECONDS, IDLE_SECONDS, Guardian
from patrond.waits import Waits
from patrond.worker.gate import Gate


@pytest.mark.parametrize(("deaths", "longest"), [(1, 0.5), (2, 1), (3, 2), (6, 16), (7, 30), (50, 30)])
def test_the_wait_after_early_deaths_doubles_to_30_s_and_chance_only_shortens(deaths, longest):
    waits = [restart_wait(deaths, random.Random(seed)) for seed in range(50)]
    assert longest * 0.8 <= min(waits) and max(waits) <= longest


def test_a_worker_that_dies_at_boot_is_forked_at_most_6_times_in_10_s():
    for seed in range(50):
        rng, now, forks = random.Random(seed), 0.0, 0
        while now < 10:
            forks += 1
            now += restart_wait(forks, rng)
        assert forks <= 6


def test_five_early_deaths_are_a_crash_loop():
    assert [is_crash_loop(deaths) for deaths in (0, 4, 5, 6)] == [False, False, True, True]


@given(st.lists(st.floats(0, 0.4), max_size=100))
def test_there_are_never_more_than_20_forks_in_10_s(pauses):
    now, forks = 0.0, []
    for pause in pauses:
        now += pause
        now += fork_wait(forks, now)
        forks.append(now)
    for first in forks:
        assert sum(first <= fork < first + 9.999 for fork in forks) <= 20


def test_a_job_may_pass_its_deadline_by_ten_seconds_before_its_worker_is_killed():
    assert not is_past_hard_limit([100.0, 95.0], 105.0)
    assert is_past_hard_limit([100.0, 95.0], 105.1)


@pytest.mark.parametrize(
    ("status", "words"),
    [(0, "exit 0"), (1, "exit 1"), (-9, "killed by SIGKILL"), (-11, "killed by SIGSEGV"), (None, "unknown"),
     (-63, "killed by signal 63")],
)  # fmt: skip
def test_an_end_is_said_in_words(status, words):
    assert exit_words(status) == words


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (Sample("T", 0, 0), "stopped"),
        (Sample("t", 0, 30), "stopped"),
        (Sample("R", 30, 0), "burning CPU"),
        (Sample("S", 0, 0), "asleep"),
        (Sample("D", 0, 0), "asleep"),
        (Sample("R", 14, 16), None),
    ],
)
def test_a_silent_worker_is_killed_unless_it_was_starved(after, why):
    assert verdict(Sample("S", 0, 0), after, 30) == why


def test_a_sample_is_taken_from_a_real_process_and_not_from_one_that_is_gone():
    import os

    ours = sample(os.getpid())
    assert ours is not None and ours.state == "R" and ours.ran > 0
    assert sample(2**22 + 1) is None


# --- the provider's breaker


def test_a_snooze_holds_until_its_end_and_the_longest_wins():
    breaker = Breaker(trial_seconds=60)
    assert breaker.snooze(100.0, 20.0, "429")
    assert not breaker.snooze(101.0, 5.0, "429")
    assert breaker.holds(119.9) and not breaker.holds(120.0)
    assert breaker.pause(operator=False) == Pause(until=120.0)


def test_a_halt_holds_until_a_trial_is_answered():
    breaker = Breaker(trial_seconds=60)
    assert breaker.halt(100.0, 120.0, "no credit")
    assert not breaker.halt(101.0, 120.0, "no credit")  # another that was in flight
    assert not breaker.ended(102.0, answered=True)  # so was this one
    assert not breaker.begin_trial(219.0)
    assert breaker.begin_trial(220.0) and not breaker.begin_trial(221.0)
    assert breaker.pause(operator=False) == Pause(halted=True)
    assert breaker.ended(225.0, answered=True)
    assert not breaker.holds(225.0)


def test_failing_trials_double_the_wait_to_a_quarter_of_an_hour():
    breaker, now, waits = Breaker(trial_seconds=60), 0.0, []
    breaker.halt(now, 120.0, "no credit")
    for _ in range(6):
        waits.append(breaker.seconds_left(now))
        now = breaker.until
        assert breaker.begin_trial(now)
        assert breaker.halt(now, 120.0, "no credit")
    assert waits == [120, 240, 480, 900, 900, 900]


def test_a_trial_without_an_answer_is_repeated_after_the_same_wait():
    breaker = Breaker(trial_seconds=60)
    breaker.halt(0.0, 120.0, "no credit")
    assert breaker.begin_trial(120.0)
    assert not breaker.ended(150.0, answered=False)
    assert breaker.seconds_left(150.0) == 120.0


def test_a_lost_trial_is_given_up():
    breaker = Breaker(trial_seconds=60)
    breaker.halt(0.0, 120.0, "no credit")
    assert breaker.begin_trial(120.0)
    assert breaker.begin_trial(180.0)
    breaker.abandon_trial()
    assert breaker.begin_trial(181.0)


# --- the worker's gate


def test_a_wake_is_remembered_while_full_and_forgotten_when_nothing_more_was_due():
    gate = Gate()
    assert gate.allowance(8, 0.0) == 0
    gate.wake()
    assert gate.allowance(0, 0.0) == 0 and gate.allowance(8, 0.0) == 8
    gate.finish(gate.begin(), filled=True)
    assert gate.allowance(3, 0.0) == 3
    gate.finish(gate.begin(), filled=False)
    assert gate.allowance(3, 0.0) == 0


def test_a_wake_that_comes_during_a_reservation_is_not_lost():
    gate = Gate()
    gate.wake()
    begun = gate.begin()
    gate.wake()
    gate.finish(begun, filled=False)
    assert gate.allowance(1, 0.0) == 1


@pytest.mark.parametrize("pause", [Pause(operator=True), Pause(until=10.0), Pause(halted=True)])
def test_whatever_holds_the_worker_back_the_wake_survives_it(pause):
    gate = Gate()
    gate.wake()
    gate.take_over(pause)
    assert gate.allowance(8, 9.9) == 0
    gate.take_over(Pause())
    assert gate.allowance(8, 9.9) == 8


def test_a_trial_is_one_job_and_only_while_the_provider_is_halted():
    gate = Gate()
    gate.halt()
    gate.allow_trial()
    assert gate.allowance(8, 0.0) == 1
    gate.finish(gate.begin(), filled=True)
    assert gate.allowance(8, 0.0) == 0


def test_nothing_opens_the_gate_of_a_draining_worker():
    gate = Gate(draining=True)
    gate.wake()
    gate.take_over(Pause())
    gate.allow_trial()
    assert gate.allowance(8, 0.0) == 0


def test_time_alone_opens_a_snoozed_gate():
    gate = Gate()
    gate.hold(10.0)
    gate.hold(5.0)
    assert gate.opens_in(4.0) == 6.0
    assert gate.opens_in(10.0) is None


# --- the rest


def test_the_guardian_ends_the_idle_after_1_s_and_the_busy_after_20():
    guardian = Guardian(since=0.0)
    assert [guardian.must_end(at, busy=False) for at in (0.9, IDLE_SECONDS)] == [False, True]
    assert [guardian.must_end(at, busy=True) for at in (19.9, BUSY_SECONDS)] == [False, True]
    assert guardian.next_in(0.25) == 0.75
    assert guardian.next_in(19.5) == 0.5


def test_waits_grow_to_two_seconds_and_start_over_after_a_success():
    waits = Waits(random.Random(1))
    grown = [waits.next() for _ in range(30)]
    assert max(grown) <= 2.0 and min(grown[6:]) >= 1.0
    waits.reset()
    assert waits.first and waits.next() <= 0.1


PARIS, UTC_ZONE = ZoneInfo("Europe/Paris"), ZoneInfo("UTC")


def stamps(created: datetime, available: datetime, count: int = 10) -> list[Stamps]:
    return [Stamps(created + timedelta(minutes=n), available + timedelta(minutes=n)) for n in range(count)]


@pytest.mark.parametrize(
    ("created", "available", "offset", "zone", "expected"),
    [
        # PHP in Paris, database in UTC: two clocks in one row, and all is well
        (datetime(2026, 7, 1, 10), datetime(2026, 7, 1, 12), 0, PARIS, None),
        # the same in winter, and with the database in Paris
        (datetime(2026, 1, 1, 10), datetime(2026, 1, 1, 11), 0, PARIS, None),
        (datetime(2026, 1, 1, 11), datetime(2026, 1, 1, 11), 1, PARIS, None),
        # PHP left in UTC although we are told Paris
        (datetime(2026, 7, 1, 10), datetime(2026, 7, 1, 10), 0, PARIS, timedelta(hours=-2)),
        # PHP in Paris although we are told UTC
        (datetime(2026, 7, 1, 10), datetime(2026, 7, 1, 12), 0, UTC_ZONE, timedelta(hours=2)),
    ],
)
def test_a_zone_is_doubted_only_when_the_sites_two_stamps_disagree(created, available, offset, zone, expected):
    assert shift(stamps(created - timedelta(hours=offset), available), zone) == expected


def test_octobers_repeated_hour_makes_no_zone_wrong():
    second_pass = stamps(datetime(2026, 10, 25, 1, 5), datetime(2026, 10, 25, 2, 5))
    first_pass = stamps(datetime(2026, 10, 25, 0, 5), datetime(2026, 10, 25, 2, 5))
    assert shift(first_pass, PARIS) is None
    assert shift(second_pass, PARIS) is None


def test_jobs_put_off_on_purpose_are_no_matter_of_zones():
    put_off = [Stamps(datetime(2026, 1, 1, 10), datetime(2026, 1, 1, 11, 17)) for _ in range(5)]
    assert shift(put_off, PARIS) is None
    assert shift([], PARIS) is None


def test_the_master_polls_for_what_the_handlers_serve():
    assert set(TYPES) == set(HANDLERS)
