"""Rules 3, 4, 6 and 10: how an attempt ends, what moves with it, and what a second finisher sees."""

import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from patrond.desk import Desk
from patrond.jobs import (
    PROBE,
    AttemptOutcome,
    Done,
    Ending,
    Fail,
    Halt,
    Lease,
    Outcome,
    Release,
    Retry,
    Snooze,
    Usage,
)
from patrond.queue.plan import MAX_SNOOZES

from support.house import House

RETRY = Retry("529 overloaded", "Please wait a little.")


def test_done_completes_job_and_pattern_and_counts_once(house: House) -> None:
    pattern_id, job_id = house.ask()
    lease = house.lease()

    ended = house.end(lease, house.done(lease))

    pattern, job = house.pattern(pattern_id), house.job(job_id)
    assert ended.kept
    assert ended.outcome is AttemptOutcome.COMPLETED
    assert job["status"] == "completed"
    assert str(job["completed_at"]) == str(house.clock.now())
    assert pattern["status"] == "completed"
    assert pattern["title"] == "Bonnet en laine – 56 cm"
    assert pattern["watermark"] == "claire@example.fr"
    assert pattern["tokens_used"] == 1234
    assert house.counted() == 1
    assert house.outcomes(job_id) == ["completed"]


def test_the_account_of_calls_is_kept_with_the_attempt(house: House) -> None:
    _, job_id = house.ask()
    lease = house.lease()
    usage = Usage("claude", "sonnet", 2, 1000, 3000, 10, 20, Decimal("0.048123"), ("req_1", "req_2"))
    house.pass_by(seconds=9)

    house.queue.end([Ending(lease, house.done(lease), usage, report='{"verdict": "sound"}')])

    (attempt,) = house.store.attempts(job_id)
    assert attempt.attempt == 1
    assert attempt.pid == 4001
    assert (attempt.ended_at - attempt.started_at).total_seconds() == 9
    assert (attempt.calls, attempt.input_tokens, attempt.output_tokens) == (2, 1030, 3000)
    assert attempt.cost_usd == Decimal("0.048123")
    assert attempt.request_ids == "req_1 req_2"
    assert attempt.report == '{"verdict": "sound"}'


def test_the_same_end_told_twice_is_kept_once(house: House) -> None:
    _, job_id = house.ask()
    lease = house.lease()

    first = house.end(lease, house.done(lease))
    second = house.end(lease, house.done(lease))

    assert first.kept
    assert second.kept
    assert second.outcome is AttemptOutcome.COMPLETED
    assert house.counted() == 1
    assert house.outcomes(job_id) == ["completed"]


def test_the_same_end_told_again_after_its_job_was_cleared_away_is_kept(house: House) -> None:
    house.ask()
    lease = house.lease()
    ending = Ending(lease, house.done(lease))
    house.queue.end([ending])
    house.pass_by(days=8)
    assert sum(house.queue.cleanup_steps()) == 1
    assert [again.kept for again in house.queue.end([ending])] == [True]
    assert house.counted() == 1


def test_a_late_finisher_finds_its_lease_lost_and_overwrites_nothing(house: House) -> None:
    pattern_id, job_id = house.ask()
    late = house.lease(pid=4001)
    house.queue.release_dead(late.token.instance, [4001], reason="killed by SIGKILL")
    winner = house.lease(pid=4002)
    house.end(winner, Done(replace(house.done(winner).result, title="The winner's")))  # type: ignore[type-var]

    ended = house.end(late, Done(replace(house.done(late).result, title="The late one's")))  # type: ignore[type-var]

    assert not ended.kept
    assert ended.outcome is None
    assert house.pattern(pattern_id)["title"] == "The winner's"
    assert house.counted() == 1
    assert house.outcomes(job_id) == ["crashed", "completed"]


@pytest.mark.parametrize(
    "outcome",
    [Done(), RETRY, Snooze("429", timedelta(minutes=1)), Halt("no credit"), Fail("400", "Sorry."), Release("drain")],
    ids=lambda outcome: type(outcome).__name__,
)
def test_a_late_finisher_does_not_touch_the_next_holders_job(house: House, outcome: Outcome) -> None:
    pattern_id, job_id = house.ask()
    late = house.lease(pid=4001)
    house.queue.release_dead(late.token.instance, [4001], reason="killed by SIGKILL")
    holder = house.lease(pid=4002)
    before = house.job(job_id), house.pattern(pattern_id)

    ended = house.end(late, outcome)

    assert not ended.kept
    assert (house.job(job_id), house.pattern(pattern_id)) == before
    assert house.job(job_id)["reserved_by"] == str(holder.token)
    assert house.outcomes(job_id) == ["crashed"]


@pytest.mark.parametrize(
    "outcome", [Done(), RETRY, Release("drain"), Fail("400", "Sorry.")], ids=lambda o: type(o).__name__
)
def test_a_lease_that_the_sites_own_reaper_took_is_lost_too(house: House, outcome: Outcome) -> None:
    """It leaves no attempt behind: the token on the row is all that tells."""
    _, job_id = house.ask()
    late = house.lease(pid=4001)
    house.rows("UPDATE jobs SET status = 'pending', reserved_by = NULL, reserved_at = NULL")
    holder = house.lease(pid=4002)

    assert not house.end(late, outcome).kept

    assert house.job(job_id)["status"] == "processing"
    assert house.job(job_id)["reserved_by"] == str(holder.token)


def test_a_pattern_that_was_completed_before_is_not_counted_again(house: House) -> None:
    pattern_id, job_id = house.ask()
    lease = house.lease()
    house.rows("UPDATE patterns SET status = 'completed', title = 'By PHP' WHERE id = :id", id=pattern_id)

    ended = house.end(lease, house.done(lease))

    assert ended.kept
    assert house.job(job_id)["status"] == "completed"
    assert house.pattern(pattern_id)["title"] == "By PHP"
    assert house.counted() == 0


def test_done_without_a_result_completes_the_job_alone(house: House) -> None:
    pattern_id, job_id = house.ask()

    house.end(house.lease(), Done())

    assert house.job(job_id)["status"] == "completed"
    assert house.pattern(pattern_id)["status"] == "generating"
    assert house.counted() == 0


def test_a_pattern_gone_during_the_call_completes_the_job_without_counting(house: House) -> None:
    pattern_id, job_id = house.ask()
    lease = house.lease()
    house.rows("DELETE FROM patterns WHERE id = :id", id=pattern_id)

    ended = house.end(lease, house.done(lease))

    assert ended.kept
    assert house.job(job_id)["status"] == "completed"
    assert house.counted() == 0


def test_a_user_gone_during_the_call_completes_the_job(house: House) -> None:
    _, job_id = house.ask()
    lease = house.lease()
    house.rows("DELETE FROM users WHERE id = :id", id=house.user)

    assert house.end(lease, house.done(lease)).kept
    assert house.job(job_id)["status"] == "completed"


def test_retry_waits_by_the_backoff_which_jitter_only_shortens(house: House) -> None:
    _, job_id = house.ask(max_attempts=9)
    steps = [60, 300, 900, 900]

    for step in steps:
        lease = house.lease()
        ended = house.end(lease, RETRY)
        assert ended.outcome is AttemptOutcome.RETRY
        assert ended.available_at is not None
        wait = (ended.available_at - house.clock.now()).total_seconds()
        assert 0.8 * step - 1 <= wait <= step
        house.pass_by(seconds=step)

    assert house.job(job_id)["attempts"] == len(steps)


def test_retry_says_when_if_the_handler_knows_better(house: House) -> None:
    house.ask()

    ended = house.end(house.lease(), replace(RETRY, after=timedelta(seconds=7)))

    assert ended.available_at == house.clock.after(timedelta(seconds=7))


def test_retry_leaves_the_pattern_generating_without_a_message(house: House) -> None:
    pattern_id, job_id = house.ask()
    house.rows("UPDATE patterns SET status = 'error', error_message = 'old' WHERE id = :id", id=pattern_id)

    house.end(house.lease(), RETRY)

    pattern, job = house.pattern(pattern_id), house.job(job_id)
    assert (pattern["status"], pattern["error_message"]) == ("generating", None)
    assert (job["status"], job["error_message"], job["reserved_by"]) == ("pending", RETRY.sentence, None)


def test_retry_after_the_last_attempt_is_a_failure_with_its_sentence(house: House) -> None:
    pattern_id, job_id = house.ask(max_attempts=1)

    ended = house.end(house.lease(), RETRY)

    pattern, job = house.pattern(pattern_id), house.job(job_id)
    assert ended.outcome is AttemptOutcome.FAILED
    assert (job["status"], job["error_message"]) == ("failed", RETRY.sentence)
    assert (pattern["status"], pattern["error_message"]) == ("error", RETRY.sentence)
    assert house.store.attempts(job_id)[0].reason == RETRY.reason


def test_success_clears_both_messages(house: House) -> None:
    pattern_id, job_id = house.ask()
    house.end(house.lease(), replace(RETRY, after=timedelta(0)))

    lease = house.lease()
    house.end(lease, house.done(lease))

    assert house.job(job_id)["error_message"] is None
    assert house.pattern(pattern_id)["error_message"] is None


def test_fail_does_not_take_back_a_completed_pattern(house: House) -> None:
    pattern_id, _ = house.ask()
    lease = house.lease()
    house.rows("UPDATE patterns SET status = 'completed' WHERE id = :id", id=pattern_id)

    house.end(lease, Fail("400", "Sorry."))

    assert house.pattern(pattern_id)["status"] == "completed"


@pytest.mark.parametrize("outcome", [Snooze("429", timedelta(minutes=1)), Halt("no credit"), Release("drain")])
def test_what_is_nobodys_fault_uses_no_attempt(house: House, outcome: Outcome) -> None:
    _, job_id = house.ask()

    ended = house.end(house.lease(), outcome)

    assert ended.kept
    assert house.job(job_id)["status"] == "pending"
    assert house.job(job_id)["attempts"] == 0


@pytest.mark.parametrize("outcome", [Halt("no credit"), Release("drain")])
def test_a_job_that_is_given_back_keeps_its_place_in_the_line(house: House, outcome: Outcome) -> None:
    _, first = house.ask()
    lease = house.lease()
    house.pass_by(seconds=30)
    house.ask()

    house.end(lease, outcome)

    assert house.reserve()[0].job.id == first


def test_a_job_snoozed_without_end_begins_to_use_attempts(house: House) -> None:
    _, job_id = house.ask(max_attempts=2)
    snooze = Snooze("429", timedelta(seconds=1))

    for _ in range(MAX_SNOOZES):
        assert house.end(house.lease(), snooze).outcome is AttemptOutcome.SNOOZE
        house.pass_by(seconds=1)
    retried = house.end(house.lease(), snooze)
    assert retried.outcome is AttemptOutcome.RETRY
    assert retried.available_at >= house.clock.after(timedelta(seconds=48))  # the backoff's minute, less its jitter
    assert house.store.attempts(job_id)[-1].reason == f"429 (put off {MAX_SNOOZES} times)"
    house.pass_by(minutes=1)
    ended = house.end(house.lease(), snooze)

    assert ended.outcome is AttemptOutcome.FAILED
    assert house.job(job_id)["status"] == "failed"


def test_a_job_snoozed_for_a_day_begins_to_use_attempts(house: House) -> None:
    house.ask()
    house.end(house.lease(), Snooze("429", timedelta(hours=24)))
    house.pass_by(hours=24)

    ended = house.end(house.lease(), Snooze("429", timedelta(minutes=1)))

    assert ended.outcome is AttemptOutcome.RETRY


def test_ends_that_are_ready_together_share_a_transaction(house: House) -> None:
    other = house.add_user("jean@example.fr")
    for user in (house.user, other, house.user, other, house.user):
        house.ask(user)
    leases = house.reserve()

    ended = house.queue.end([Ending(lease, house.done(lease)) for lease in reversed(leases)])

    assert [each.ending.lease for each in ended] == list(reversed(leases))
    assert all(each.kept for each in ended)
    assert (house.counted(), house.counted(other)) == (3, 2)


def test_a_lost_lease_in_a_group_does_not_cost_the_others(house: House) -> None:
    for _ in range(4):
        house.ask()
    leases = house.reserve()
    house.queue.cancel(leases[1].job.id, "by hand")

    ended = house.queue.end([Ending(lease, house.done(lease)) for lease in leases])

    assert [each.kept for each in ended] == [True, False, True, True]
    assert house.counted() == 3


def test_outcomes_of_all_kinds_share_a_group(house: House) -> None:
    for _ in range(5):
        house.ask()
    a, b, c, d, e = house.reserve()

    ended = house.queue.end(
        [
            Ending(a, house.done(a)),
            Ending(b, RETRY),
            Ending(c, Fail("400", "Sorry.")),
            Ending(d, Release("drain")),
            Ending(e, house.done(e)),
        ]
    )

    assert [each.outcome for each in ended] == ["completed", "retry", "failed", "released", "completed"]
    assert house.counted() == 2


def test_a_result_that_the_database_refuses_fails_its_own_job_only(house: House) -> None:
    for _ in range(2):
        house.ask()
    bad, good = house.reserve()
    refused = Done(replace(house.done(bad).result, title=None))  # type: ignore[type-var]

    ended = house.queue.end([Ending(bad, refused), Ending(good, house.done(good))])

    assert [each.outcome for each in ended] == ["failed", "completed"]
    assert "cannot be stored" in house.store.attempts(bad.job.id)[0].reason
    assert house.counted() == 1


def test_half_a_sign_in_a_text_does_not_stop_an_end(house: House) -> None:
    _, job_id = house.ask()

    ended = house.end(house.lease(), Fail("broken \ud83d text", "Sorry."))

    assert ended.kept
    assert house.store.attempts(job_id)[0].reason == "broken ? text"


def test_a_probe_moves_no_pattern_and_no_figure(house: House) -> None:
    house.queue.enqueue(PROBE, '{"pattern_id": 1}')
    (lease,) = house.queue.reserve(1, [PROBE], house.token())

    assert house.end(lease, Done()).kept
    assert house.store.figures().completed_1h == 0
    assert house.queue.counts().total == 0


def test_group_commits_of_many_workers_over_the_same_users_all_succeed(house: House) -> None:
    users = [house.add_user(f"user{n}@example.fr") for n in range(3)]
    for n in range(60):
        house.ask(users[n % 3])
    desks = [house.open_desk() for _ in range(3)]
    shares: list[list[Lease]] = [house.reserve(20, pid=4001 + n) for n in range(3)]
    kept: list[bool] = []

    def work(desk: Desk, leases: list[Lease]) -> None:
        for start in range(0, len(leases), 5):
            ended = desk.queue.end([Ending(lease, house.done(lease)) for lease in leases[start : start + 5]])
            kept.extend(each.kept for each in ended)

    threads = [threading.Thread(target=work, args=pair) for pair in zip(desks, shares, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert kept == [True] * 60
    assert [house.counted(user) for user in users] == [20, 20, 20]
