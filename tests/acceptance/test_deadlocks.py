"""Issue 4, bar 5, in short: bench/deadlocks.py, half a minute in all. How long an INSERT takes is for the bench."""

from support.benches import assert_holds


def test_nobody_deadlocks_with_us_alone_nor_beside_php_workers() -> None:
    assert_holds("deadlocks.py", "--seconds", 15, "--untimed")
