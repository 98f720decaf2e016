"""Any sequence of verbs, by several workers and with late ones among them, against a model of the contract.

Few sequences here; bench/interleavings.py tries a thousand and more.
"""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from patrond.config.settings import DatabaseSettings, Settings
from pydantic import SecretStr

from support.house import House
from support.interleavings import interleavings
from support.lent_clock import LentClock

_SEQUENCES, _STEPS = 50, 30


@pytest.mark.parametrize("dialect", ["sqlite", "mariadb"])
def test_the_rows_are_what_the_model_says(request: pytest.FixtureRequest, dialect: str) -> None:
    site = request.getfixturevalue("installed_site") if dialect == "mariadb" else None

    def house() -> House:
        if site is not None:
            site.empty()
        url = SecretStr(site.url) if site else None
        folder = Path(tempfile.mkdtemp(dir=request.getfixturevalue("tmp_path")))
        return House(Settings(state_dir=folder, database=DatabaseSettings(url=url)), LentClock(), random.Random(5))

    run_state_machine_as_test(
        interleavings(house),
        settings=settings(
            max_examples=_SEQUENCES, stateful_step_count=_STEPS, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
