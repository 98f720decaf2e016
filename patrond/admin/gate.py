"""The site's gate before a job: who pays, how much, and whose wishes pass. Its HTTP side is in api_site.

The site counts and charges before it inserts a job; patrond, when a proxy routes the request here, must do the same,
or any user's token buys unlimited patterns. What a client says of a payment proves nothing and is not looked at.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from patrond.desk import Desk
from patrond.store.contract import Submission, Submitted, UserRow

# The site's own price list (its .env may set the base and the last; its defaults are these). By the words of its
# columns, not by crochet's enums: so the master does not load crochet, which takes 5 MB (measured).
BASE_PRICE = Decimal("2.99")
TYPE_FACTORS = {
    "hat": Decimal("1"),
    "scarf": Decimal("1.2"),
    "amigurumi": Decimal("1.8"),
    "bag": Decimal("1.5"),
    "garment": Decimal("2"),
}
LEVEL_FACTORS = {
    "beginner": Decimal("1"),
    "intermediate": Decimal("1.2"),
    "advanced": Decimal("1.5"),
}


@dataclass(frozen=True, slots=True)
class MustPay:
    """The free quota is used up: the price of this pattern."""

    price: Decimal


@dataclass(frozen=True, slots=True)
class NoSuchUser:
    """The user whom the token names is gone."""


def price_of(type_: str, level: str) -> Decimal:
    """The price in the site's currency, rounded half up to the cent, as PHP's round does.

    >>> price_of("scarf", "intermediate")
    Decimal('4.31')
    """
    price = BASE_PRICE * TYPE_FACTORS[type_] * LEVEL_FACTORS[level]
    return price.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def has_subscription(user: UserRow, now: datetime) -> bool:
    """Whether a paid subscription is running; ``now`` is the site's."""
    if (user.subscription_type or "free") == "free":
        return False
    return user.subscription_expires_at is None or user.subscription_expires_at > now


def submit(
    desk: Desk, wish: Submission, *, now: datetime, free_patterns: int, exempt: bool
) -> Submitted | MustPay | NoSuchUser:
    """Take a wish in, if it may pass: exempt callers, the site's admins, subscribers, and the free quota.

    The quota is counted by the store under a lock on the user's row, patterns still generating included. The role is
    the database's, not the token's: a token outlives a demotion by days.
    """
    user = desk.store.user(wish.user_id)
    if user is None:
        return NoSuchUser()
    unlimited = exempt or user.role == "admin" or has_subscription(user, now)
    submitted = desk.store.submit(wish, free_patterns=None if unlimited else free_patterns)
    if submitted is None:
        return MustPay(price_of(wish.type, wish.level))
    return submitted
