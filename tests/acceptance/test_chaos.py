"""Issue 4, bar 1, in short: bench/chaos.py for half a minute."""

from support.benches import assert_holds


def test_nothing_is_lost_or_doubled_while_everything_dies() -> None:
    assert_holds("chaos.py", "--jobs", 300, "--seconds", 30, "--database-kills", 2)
