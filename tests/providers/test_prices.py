"""What tokens cost."""

from decimal import Decimal

import pytest
from patrond.jobs import Usage
from patrond.providers.prices import cost_usd, price_of, typical_cost_usd


@pytest.mark.parametrize(
    ("model", "usd"),
    [
        ("claude-haiku-5-5", "0.0010"),
        ("claude-sonnet-5-5", "0.0200"),
        ("claude-opus-5-5", "0.0400"),
        ("claude-haiku-4-5-20251001", "0.0100"),
    ],
)
def test_two_thousand_tokens_out_cost_what_the_list_says(model: str, usd: str) -> None:
    assert cost_usd(model, Usage(output_tokens=2000)) == Decimal(usd)


def test_the_cache_costs_more_to_write_and_little_to_read() -> None:
    def cost(usage: Usage) -> Decimal:
        return cost_usd("claude-sonnet-5-5", usage)

    million = 1_000_000
    assert cost(Usage(input_tokens=million)) == Decimal(2)
    assert cost(Usage(cache_write_tokens=million)) == Decimal("2.5")
    assert cost(Usage(cache_read_tokens=million)) == Decimal("0.1")


def test_a_model_that_the_list_lacks_has_no_price() -> None:
    assert price_of("claude-sonnet-9") is None
    assert price_of("claude-sonnet-5-50") is None  # not a date after the name
    assert typical_cost_usd("claude-sonnet-9") is None
    assert cost_usd("claude-sonnet-9", Usage(output_tokens=5)) == 0
