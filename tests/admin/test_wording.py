"""Numbers, durations and times as people read them."""

import pytest
from patrond.admin.wording import Wording
from patrond.i18n import translator

FR, EN = Wording(translator("fr")), Wording(translator("en"))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "–"),
        (-3, "0.0 s"),
        (0.04, "0.0 s"),
        (9.96, "10.0 s"),
        (42, "42 s"),
        (119.9, "119 s"),
        (120, "2 min"),
        (7199, "119 min"),
        (7200, "2 h 00"),
        (93_000, "25 h 50"),
        (172_800, "2 d 0 h"),
        (1e6, "11 d 13 h"),
    ],
)
def test_a_duration_is_told_in_two_units_at_most(seconds: float | None, words: str) -> None:
    assert EN.duration(seconds).replace("\u00a0", " ") == words


def test_french_writes_numbers_and_money_its_own_way() -> None:
    assert FR.number(1234567) == "1\u202f234\u202f567"
    assert FR.number(1234.5, 1) == "1\u202f234,5"
    assert (FR.dollars(2.5), EN.dollars(2.5)) == ("2,50\u00a0$", "$2.50")
    assert (FR.dollars(0.0517), EN.dollars(0.0517)) == ("0,0517\u00a0$", "$0.0517")
    assert EN.dollars(0) == "$0.00"


def test_the_past_the_present_and_the_future() -> None:
    assert FR.ago(90) == "il y a 90\u00a0s"
    assert FR.ago(1) == FR.ago(-1) == "à l'instant"
    assert FR.ago(-300) == "dans 5\u00a0min"
