"""What the crochet tests share: a pattern of given rounds, judged; hypothesis draws the same for everybody."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from patrond.crochet import Report, parse, validate

# A run that fails must fail again: new inputs are the business of bench/robustness.py, which names its seed.
settings.register_profile("the same for everybody", derandomize=True, deadline=None)
settings.load_profile("the same for everybody")


@pytest.fixture
def judged() -> Callable[[str], Report]:
    """Parses and judges a text."""

    def judge(text: str) -> Report:
        return validate(parse(text))

    return judge
