"""Issue 4, bars 2 and 3, in short: bench/fencing.py and bench/recovery.py, a few rounds of each."""

from support.benches import assert_holds


def test_an_instance_that_stood_still_past_its_time_writes_nothing_late() -> None:
    assert_holds("fencing.py", "--rounds", 3, "--timeout", 2)


def test_the_jobs_of_a_killed_worker_and_of_a_dead_host_are_taken_over_in_time() -> None:
    assert_holds("recovery.py", "--kills", 10, "--hosts", 1, "--timeout", 2)
