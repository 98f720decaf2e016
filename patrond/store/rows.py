"""Rows of the tables beside the queue, as values."""

from patrond.db import Row
from patrond.db.values import moment, moment_or_none, price, usd
from patrond.store.contract import AttemptRow, OptionRow, PatternRow, TemplateRow, UserRow


def pattern_from(row: Row) -> PatternRow:
    """A row of ``patterns``."""
    return PatternRow(
        **{
            **row,
            "price_paid": price(row["price_paid"]),
            "is_paid": bool(row["is_paid"]),
            "created_at": moment(row["created_at"]),
            "updated_at": moment(row["updated_at"] or row["created_at"]),
        }
    )


def user_from(row: Row) -> UserRow:
    """A row of ``users``."""
    return UserRow(
        **{
            **row,
            "role": row["role"] or "user",
            "subscription_expires_at": moment_or_none(row["subscription_expires_at"]),
            "patterns_generated_count": row["patterns_generated_count"] or 0,
        }
    )


def option_from(row: Row) -> OptionRow:
    """A row of ``pattern_options``."""
    return OptionRow(row["option_key"], row["available_values"] or "", row["ai_prompt_template"])


def template_from(row: Row) -> TemplateRow:
    """A row of ``pattern_templates``."""
    return TemplateRow(**row)


def attempt_from(row: Row) -> AttemptRow:
    """A row of ``patrond_attempts``."""
    return AttemptRow(
        **{
            **row,
            "started_at": moment(row["started_at"]),
            "ended_at": moment(row["ended_at"]),
            "cost_usd": usd(row["cost_usd"]),
        }
    )
