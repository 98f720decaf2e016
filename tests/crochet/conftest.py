"""What the crochet tests share: a pattern of given rounds, judged."""

from collections.abc import Callable

import pytest
from patrond.crochet import Report, parse, validate


@pytest.fixture
def judged() -> Callable[[str], Report]:
    """Parses and judges a text."""

    def judge(text: str) -> Report:
        return validate(parse(text))

    return judge
