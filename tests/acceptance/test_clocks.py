"""Issue 4, bar 10, in short: bench/clocks.py, both nights by a lent clock, and servers in other zones."""

from support.benches import assert_holds


def test_nothing_is_early_and_nothing_waits_when_the_clocks_change() -> None:
    assert_holds("clocks.py", "--jobs", 60, "--inserts", 3)
