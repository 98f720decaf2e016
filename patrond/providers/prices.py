"""What a model's tokens cost, with the date of the list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from patrond.jobs import Usage

PRICES_OF = date(2026, 10, 1)
_MILLION = Decimal(1_000_000)
_CACHE_WRITE = Decimal("1.25")


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens; a cached read costs ``cache_read`` of the input price."""

    input: Decimal
    output: Decimal
    cache_read: Decimal


_PRICES = {
    "claude-haiku-5-5": Price(Decimal("0.10"), Decimal("0.50"), Decimal("0.10")),
    "claude-sonnet-5-5": Price(Decimal(2), Decimal(10), Decimal("0.05")),
    "claude-opus-5-5": Price(Decimal(4), Decimal(20), Decimal("0.05")),
    "claude-haiku-4-5": Price(Decimal(1), Decimal(5), Decimal("0.10")),
}


def price_of(model: str) -> Price | None:
    """The price of a model by its name, dated (``claude-haiku-4-5-20251001``) or not; None where the list lacks it."""
    return next((price for name, price in _PRICES.items() if model == name or model.startswith(f"{name}-")), None)


def cost_usd(model: str, usage: Usage) -> Decimal:
    """What the tokens of ``usage`` cost; 0 for a model that the list lacks (:func:`price_of` tells).

    >>> cost_usd("claude-sonnet-5-5", Usage(input_tokens=1000, output_tokens=2000))
    Decimal('0.022000')
    """
    price = price_of(model)
    if price is None:
        return Decimal(0)
    read = usage.input_tokens + _CACHE_WRITE * usage.cache_write_tokens + price.cache_read * usage.cache_read_tokens
    return ((price.input * read + price.output * usage.output_tokens) / _MILLION).quantize(Decimal("0.000001"))


def typical_cost_usd(model: str) -> Decimal | None:
    """About what one pattern costs: 300 tokens in, 6,000 cached, 2,000 out; None where the price is not known."""
    if price_of(model) is None:
        return None
    return cost_usd(model, Usage(input_tokens=300, output_tokens=2000, cache_read_tokens=6000))
