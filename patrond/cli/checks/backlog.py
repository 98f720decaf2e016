"""What waits before the first start: how many jobs, how old, how many look alike, what they would cost."""

from collections.abc import Iterator

from patrond.admin.facts import KNOWN_TYPES
from patrond.cli.checks.line import Line, ok, warn
from patrond.cli.words import counted, spoken
from patrond.config import Settings
from patrond.desk import Desk
from patrond.jobs import GENERATE_PATTERN, wish_of
from patrond.providers.prices import typical_cost_usd

_OLD_SECONDS = 3600.0
_READ = 20_000  # payloads at most; some hundred bytes each


def backlog(desk: Desk, settings: Settings) -> Iterator[Line]:
    """The queue as it stands."""
    counts = desk.queue.counts()
    if counts.failed:
        yield warn("failed", counted(counts.failed, "failed job"), "patrond ctl failed; patrond ctl retry-failed")
    unknown = desk.queue.unknown_types(KNOWN_TYPES)
    if unknown:
        kinds = ", ".join(f"{count} of type {type_!r}" for type_, count in sorted(unknown.items()))
        yield warn("backlog", f"jobs that patrond leaves for others: {kinds}")
    if not counts.pending:
        yield ok("backlog", "no job waits")
        return
    payloads = [
        row["payload"] for row in desk.connection.query("check.waiting_payloads", type=GENERATE_PATTERN, n=_READ)
    ]
    yield from _waiting(payloads, counts.pending, counts.oldest_pending_seconds, settings)


def _waiting(payloads: list[str], pending: int, oldest: float | None, settings: Settings) -> Iterator[Line]:
    found = f"{counted(pending, 'job')} waiting"
    if oldest is not None:
        found += f", the oldest for {spoken(oldest)}"
    wishes = [wish for wish in map(wish_of, payloads) if wish is not None]
    alike = len(wishes) - len(set(wishes))
    cost = typical_cost_usd(settings.provider.model) if settings.provider_name == "claude" else None
    if cost is not None:
        found += f", about ${cost * len(payloads):.2f} with {settings.provider.model}"
    if alike:
        remedy = (
            "before the first start: patrond ctl cancel --duplicates --dry-run says which; without --dry-run it does"
        )
        yield warn("backlog", f"{found}; {alike} look like another of the same user", remedy)
    elif oldest is not None and oldest > _OLD_SECONDS:
        yield warn("backlog", found, "they are made, and paid for, as soon as patrond runs")
    else:
        yield ok("backlog", found)
