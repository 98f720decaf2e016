"""Yarn weights by name and by gauge, and what a fabric eats."""

from itertools import pairwise

import pytest
from patrond.crochet.pattern import Language
from patrond.crochet.yarns import WEIGHTS, YarnWeight, find, grams, metres, nearest, nearest_for_toys


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("DK", "dk"),
        ("Laine DK, 100 % mérinos", "dk"),
        ("double knitting", "dk"),
        ("light worsted", "dk"),
        ("worsted / aran", "worsted"),
        ("Aran (4)", "worsted"),
        ("super bulky (très épais)", "super bulky"),
        ("Super-Chunky", "super bulky"),
        ("chunky", "bulky"),
        ("layette", "fingering"),
        ("dentelle", "lace"),
    ],
)
def test_a_weight_is_known_by_its_usual_names(words: str, key: str) -> None:
    found = find(words)

    assert found is not None
    assert found.key == key


def test_what_names_no_weight_is_none() -> None:
    assert find("fil de fer") is None
    assert find("") is None


@pytest.mark.parametrize("weight", WEIGHTS, ids=lambda weight: weight.key)
def test_a_weight_is_found_by_the_name_that_it_is_given(weight: YarnWeight) -> None:
    assert find(weight.name(Language.FR)) is weight
    assert find(weight.name(Language.EN)) is weight


@pytest.mark.parametrize("weight", WEIGHTS, ids=lambda weight: weight.key)
def test_a_weight_is_nearest_to_its_own_gauge(weight: YarnWeight) -> None:
    assert nearest(weight.gauge.stitches) is weight
    assert nearest_for_toys(weight.toy_gauge.stitches) is weight


def test_thicker_yarn_has_fewer_stitches_a_larger_hook_and_fewer_metres() -> None:
    for thin, thick in pairwise(WEIGHTS):
        assert thin.gauge.stitches > thick.gauge.stitches
        assert thin.hook < thick.hook
        assert thin.metres_per_100g > thick.metres_per_100g


@pytest.mark.parametrize("weight", WEIGHTS, ids=lambda weight: weight.key)
def test_the_gauge_lies_in_the_trades_band_or_a_little_outside(weight: YarnWeight) -> None:
    least, most = weight.band

    assert 0.65 * least <= weight.gauge.stitches <= 1.35 * most


def test_the_hat_of_the_facts_eats_127_metres() -> None:
    assert metres(3504, 10 / 18) == pytest.approx(127, abs=1)


def test_grams_follow_the_metres() -> None:
    worsted = find("worsted")
    assert worsted is not None

    assert grams(174, worsted) == pytest.approx(100)
