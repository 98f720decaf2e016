"""What must hold between several keys: each relation says which, and what to do where it does not."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from patrond.config.given import Layer
from patrond.config.settings import Settings
from patrond.config.values import format_duration
from patrond.errors import Problem


@dataclass(frozen=True, slots=True)
class Relation:
    """``fault`` is asked only where each of ``paths`` is sound by itself; the first is where the problem is shown."""

    paths: tuple[str, ...]
    fault: Callable[[Settings], tuple[str, str, str] | None]


def problems(settings: Settings, wrong: Collection[str], layer: Layer) -> list[Problem]:
    """Every relation that does not hold."""
    found = []
    for relation in _RELATIONS:
        if any(path in wrong for path in relation.paths) or (fault := relation.fault(settings)) is None:
            continue
        got, expected, remedy = fault
        origin = layer[relation.paths[0]].origin if relation.paths[0] in layer else "the default"
        found.append(Problem(relation.paths[0], f"{got} ({origin})", expected, remedy))
    return found


def _an_attempt_has_time_for_its_calls(settings: Settings) -> tuple[str, str, str] | None:
    provider, timeout = settings.provider, settings.workers.job_timeout
    least = (1 + provider.repairs) * provider.call_timeout
    if timeout >= least:
        return None
    sum_ = f"(1 + provider.repairs {provider.repairs}) × provider.call_timeout {format_duration(provider.call_timeout)}"
    remedy = f"raise it to {format_duration(least)}, or lower provider.call_timeout or provider.repairs"
    return format_duration(timeout), f"at least {format_duration(least)} = {sum_}", remedy


def _a_stop_waits_for_a_call(settings: Settings) -> tuple[str, str, str] | None:
    timeout, least = settings.workers.stop_timeout, settings.provider.call_timeout
    if timeout >= least:
        return None
    remedy = f"raise it to {format_duration(least)}, or a stop throws paid calls away"
    return format_duration(timeout), f"at least provider.call_timeout, {format_duration(least)}", remedy


def _nothing_at_work_is_stuck(settings: Settings) -> tuple[str, str, str] | None:
    timeout, least = settings.queue.stuck_after, 2 * settings.workers.job_timeout
    if timeout >= least:
        return None
    remedy = f"raise it to {format_duration(least)}, or jobs that are at work are taken away"
    return format_duration(timeout), f"at least 2 × workers.job_timeout, {format_duration(least)}", remedy


def _a_worker_fits_its_limit(settings: Settings) -> tuple[str, str, str] | None:
    limit = settings.workers.max_rss
    if limit == 0 or limit >= 64:
        return None
    return str(limit), "0 for no limit, or 64 and more (MiB)", "a fresh worker alone needs about 60"


def _one_password(settings: Settings) -> tuple[str, str, str] | None:
    address = settings.database.address
    if settings.database.password_file is None or (address is not None and not address.password):
        return None
    if address is None:
        return "a password", "a database.url that it belongs to", "give database.url, or leave it out"
    return "a second password", "one password: in database.url or here", "take it out of database.url"


def _tls_for_a_server(settings: Settings) -> tuple[str, str, str] | None:
    if settings.database.tls_ca is None or settings.database.url is not None:
        return None
    return "certificates", "a database.url that they belong to", "give database.url, or leave it out"


_RELATIONS = (
    Relation(("workers.job_timeout", "provider.repairs", "provider.call_timeout"), _an_attempt_has_time_for_its_calls),
    Relation(("workers.stop_timeout", "provider.call_timeout"), _a_stop_waits_for_a_call),
    Relation(("queue.stuck_after", "workers.job_timeout"), _nothing_at_work_is_stuck),
    Relation(("workers.max_rss",), _a_worker_fits_its_limit),
    Relation(("database.password_file", "database.url"), _one_password),
    Relation(("database.tls_ca", "database.url"), _tls_for_a_server),
)
