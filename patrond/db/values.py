"""Values as drivers give them, made into ours: SQLite hands out text where MySQL hands out datetimes and Decimals."""

from datetime import datetime
from decimal import Decimal
from typing import Any

_CENT = Decimal("0.01")
_MICRO = Decimal("0.000001")


def moment(value: object) -> datetime:
    """A DATETIME column, naive. SQLite keeps it as text."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def moment_or_none(value: object) -> datetime | None:
    """A nullable DATETIME column."""
    return None if value is None else moment(value)


def price(value: object) -> Decimal | None:
    """A DECIMAL(10,2) column."""
    return None if value is None else Decimal(str(value)).quantize(_CENT)


def usd(value: object) -> Decimal:
    """A DECIMAL(12,6) column or a sum of it; NULL is nothing."""
    return Decimal(str(value or 0)).quantize(_MICRO)


def outward(value: object) -> Any:
    """A value on its way to any driver. Seconds are whole: MySQL would round a fraction up, MariaDB cuts it. Half a
    surrogate pair, which a model's JSON may hold, becomes a question mark: no encoding knows it.

    >>> outward("half \\ud83d")
    'half ?'
    """
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
