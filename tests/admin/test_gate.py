"""The price of a pattern, to the cent."""

import subprocess
import sys
from decimal import Decimal

import pytest
from patrond.admin.gate import price_of
from patrond.crochet.pattern import Level, PatternType

# Base 2.99, times the type's factor, times the level's; worked out by hand, rounded half up.
PRICES = {
    ("hat", "beginner"): "2.99",
    ("hat", "intermediate"): "3.59",
    ("hat", "advanced"): "4.49",
    ("scarf", "beginner"): "3.59",
    ("scarf", "intermediate"): "4.31",
    ("scarf", "advanced"): "5.38",
    ("bag", "beginner"): "4.49",
    ("bag", "intermediate"): "5.38",
    ("bag", "advanced"): "6.73",
    ("amigurumi", "beginner"): "5.38",
    ("amigurumi", "intermediate"): "6.46",
    ("amigurumi", "advanced"): "8.07",
    ("garment", "beginner"): "5.98",
    ("garment", "intermediate"): "7.18",
    ("garment", "advanced"): "8.97",
}


@pytest.mark.parametrize(("type_", "level"), PRICES)
def test_each_type_and_level_has_its_price(type_: str, level: str) -> None:
    assert price_of(type_, level) == Decimal(PRICES[type_, level])


def test_every_type_and_level_is_priced() -> None:
    assert set(PRICES) == {(type_.value, level.value) for type_ in PatternType for level in Level}


def test_the_master_and_its_page_start_without_loading_crochet() -> None:
    rooms = "patrond.cli.cmd_run, patrond.master.run, patrond.admin.app"
    probe = f"import sys, {rooms}; print([name for name in sys.modules if name.startswith('patrond.crochet')])"

    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.strip() == "[]"
