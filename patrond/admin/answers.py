"""Builds the API's JSON objects from a desk and the supervisor's overview; ``ctl`` calls the same without a daemon.

Every function is synchronous and short, belongs to the desk's thread, and may raise DatabaseUnavailable.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from patrond import __version__
from patrond.admin.advice import advice_json
from patrond.admin.facts import Facts, Reckoned, gather
from patrond.admin.peers import Peer
from patrond.admin.shapes import (
    AnsweringInstanceJson,
    AttemptJson,
    InstanceJson,
    InstancesJson,
    JobDetailJson,
    JobJson,
    JobOfPatternJson,
    JobsJson,
    PatternStatusJson,
    StatsJson,
    WorkerJson,
    WorkersJson,
)
from patrond.admin.why import why, why_job
from patrond.clock import SiteClock
from patrond.config import Settings
from patrond.control import Overview, WorkerView
from patrond.desk import Desk
from patrond.errors import NotFound
from patrond.i18n import Translator, translator
from patrond.jobs import Job, JobStatus
from patrond.queue.contract import Counts, Filter
from patrond.store.contract import AttemptRow, Figures, PatternRow


def stats(desk: Desk, overview: Overview | None) -> StatsJson:
    """``GET /api/stats``. Without a daemon (``overview`` None) there are no workers and no uptime."""
    return stats_json(desk.queue.counts(), desk.store.figures(), overview)


def stats_json(counts: Counts, figures: Figures, overview: Overview | None) -> StatsJson:
    """The same from figures that were read before."""
    return {
        "queue": {
            "pending": counts.pending,
            "processing": counts.processing,
            "completed": counts.completed,
            "failed": counts.failed,
            "total": counts.total,
            "age_seconds": round(counts.age_seconds, 1),
        },
        "oldest_pending_seconds": _rounded(counts.oldest_pending_seconds),
        "workers": [
            {
                "slot": worker.slot,
                "pid": worker.pid,
                "state": worker.state.value,
                "jobs": list(worker.jobs),
                "started_at": _iso(worker.started_at),
                "restarts": worker.restarts,
            }
            for worker in (overview.workers if overview else ())
        ],
        "throughput": {
            "completed_1h": figures.completed_1h,
            "failed_1h": figures.failed_1h,
            "p50_seconds": _rounded(figures.p50_seconds),
            "p95_seconds": _rounded(figures.p95_seconds),
        },
        "cost": {"tokens_today": figures.tokens_today, "usd_today": float(figures.usd_today)},
        "version": overview.version if overview else __version__,
        "uptime_seconds": round(overview.uptime_seconds, 1) if overview else None,
    }


def workers(overview: Overview | None) -> WorkersJson:
    """``GET /api/workers``; nobody works where no daemon runs."""
    return {"workers": [_worker(worker) for worker in (overview.workers if overview else ())]}


def _worker(worker: WorkerView) -> WorkerJson:
    return {
        "slot": worker.slot,
        "pid": worker.pid,
        "state": worker.state.value,
        "jobs": list(worker.jobs),
        "started_at": _iso(worker.started_at),
        "restarts": worker.restarts,
        "last_exit": worker.last_exit,
    }


def instances(facts: Facts, words: Translator) -> InstancesJson:
    """``GET /api/instances``: all masters, the one that answers first, and what is wrong; for ``ctl status``, ``why``.

    ``facts`` by :func:`patrond.admin.facts.gather`, or ``from_memory`` while the database does not answer.
    """
    return {
        "instances": [_instance(peer, facts.overview) for peer in facts.peers],
        "why": [advice_json(advice, words) for advice in why(facts)],
    }


def _instance(peer: Peer, overview: Overview | None) -> InstanceJson | AnsweringInstanceJson:
    seen: InstanceJson = {
        "instance": peer.instance,
        "host": peer.host,
        "pid": peer.pid,
        "version": peer.version,
        "started_at": peer.started_at.isoformat(timespec="seconds"),
        "state": "living" if peer.living else "silent",
        "beat_seconds": peer.beat_seconds,
        "jobs": peer.jobs,
        "answers": peer.answers,
    }
    return _answering(seen, overview) if overview and peer.answers else seen


def _answering(seen: InstanceJson, overview: Overview) -> AnsweringInstanceJson:
    database, breaker = overview.database, overview.breaker
    return {
        **seen,
        "uptime_seconds": round(overview.uptime_seconds, 1),
        "worker_count": overview.worker_count,
        "concurrency": overview.concurrency,
        "paused": overview.paused,
        "draining": overview.draining,
        "provider": overview.provider,
        "provider_problem": overview.provider_problem,
        "breaker": {"reason": breaker.reason, "seconds_left": round(breaker.seconds_left, 1)} if breaker else None,
        "database": {
            "ok": database.ok,
            "answered_seconds": _rounded(database.answered_seconds),
            "problem": database.problem,
            "skew_seconds": round(database.skew_seconds, 3),
        },
        "cycle_age_seconds": round(overview.cycle_age_seconds, 3),
    }


def jobs(desk: Desk, filter_: Filter, *, settings: Settings, clock: SiteClock) -> JobsJson:
    """``GET /api/jobs``: newest first, without payloads."""
    page = desk.queue.find(filter_)
    return {"jobs": _jobs(desk, page.jobs, settings.database.timezone, clock.now()), "next": page.next}


def stuck(desk: Desk, limit: int, *, settings: Settings, clock: SiteClock) -> JobsJson:
    """``GET /api/jobs?stuck=1``: what is in processing, longest first; there is no further page."""
    held = desk.queue.stuck(limit)
    return {"jobs": _jobs(desk, held, settings.database.timezone, clock.now()), "next": None}


def _jobs(desk: Desk, found: Iterable[Job], zone: ZoneInfo, now: datetime) -> list[JobJson]:
    listed = list(found)
    patterns = desk.store.patterns_of_jobs([job.id for job in listed]) if listed else {}
    return [job_json(job, patterns.get(job.id), zone, now) for job in listed]


def job(
    desk: Desk,
    job_id: int,
    overview: Overview | None,
    *,
    settings: Settings,
    clock: SiteClock,
    words: Translator | None = None,
    reckoned: Reckoned | None = None,
) -> JobDetailJson:
    """``GET /api/jobs/{id}``: the job with its payload, its attempts, and why it stands as it does.

    ``words`` overrides the language of the settings. Raises NotFound.
    """
    found = require_job(desk, job_id)
    zone, now = settings.database.timezone, clock.now()
    history = desk.store.attempts(job_id)
    advice = why_job(found, history, gather(desk, overview, settings, clock, reckoned))
    return {
        **job_json(found, desk.store.patterns_of_jobs([job_id]).get(job_id), zone, now),
        "payload": loosely_parsed(found.payload),
        "history": [_attempt(row, zone) for row in history],
        "why": [advice_json(item, words or translator(settings.language)) for item in advice],
    }


def require_job(desk: Desk, job_id: int) -> Job:
    """The job of that number. Raises NotFound."""
    found = desk.queue.get(job_id)
    if found is None:
        raise NotFound(f"cannot find job {job_id}: there is none of that number (patrond ctl jobs lists them)")
    return found


def job_json(job: Job, pattern_id: int | None, zone: ZoneInfo, now: datetime) -> JobJson:
    """One job as it is listed; ``now`` is the site's, for minutes_stuck."""
    held = job.reserved_at if job.status is JobStatus.PROCESSING else None
    return {
        "id": job.id,
        "type": job.type,
        "status": job.status.value,
        "attempts": job.attempts,
        "max_attempts": job.max_attempts,
        "pattern_id": pattern_id,
        "error_message": job.error_message,
        "available_at": site_iso(job.available_at, zone),
        "created_at": site_iso(job.created_at, zone),
        "reserved_at": _site_iso(job.reserved_at, zone),
        "reserved_by": job.reserved_by,
        "completed_at": _site_iso(job.completed_at, zone),
        "minutes_stuck": round((now - held).total_seconds() / 60, 1) if held else None,
    }


def _attempt(row: AttemptRow, zone: ZoneInfo) -> AttemptJson:
    return {
        "attempt": row.attempt,
        "outcome": row.outcome,
        "reason": row.reason,
        "started_at": site_iso(row.started_at, zone),
        "ended_at": site_iso(row.ended_at, zone),
        "seconds": (row.ended_at - row.started_at).total_seconds(),
        "instance": row.instance,
        "pid": row.pid,
        "provider": row.provider,
        "model": row.model,
        "calls": row.calls,
        "input_tokens": row.input_tokens,
        "output_tokens": row.output_tokens,
        "cost_usd": float(row.cost_usd),
        "request_ids": row.request_ids,
        "report": loosely_parsed(row.report) if row.report else None,
    }


def pattern(row: PatternRow) -> dict[str, object]:
    """The row as the site's own route shows it: the column names, times and decimals as MySQL writes them."""
    return {
        "id": row.id,
        "user_id": row.user_id,
        "title": row.title,
        "level": row.level,
        "type": row.type,
        "size": row.size,
        "yarn_weight": row.yarn_weight,
        "hook_size": row.hook_size,
        "content": row.content,
        "materials": row.materials,
        "estimated_time": row.estimated_time,
        "status": row.status,
        "price_paid": None if row.price_paid is None else f"{row.price_paid:.2f}",
        "is_paid": int(row.is_paid),
        "watermark": row.watermark,
        "generation_prompt": row.generation_prompt,
        "ai_provider": row.ai_provider,
        "tokens_used": row.tokens_used,
        "error_message": row.error_message,
        "created_at": row.created_at.isoformat(sep=" ", timespec="seconds"),
        "updated_at": row.updated_at.isoformat(sep=" ", timespec="seconds"),
    }


def pattern_status(desk: Desk, row: PatternRow) -> PatternStatusJson:
    """``data`` of the site's status route: the pattern's status and its newest job."""
    job_id = desk.store.job_of_pattern(row.id)
    job = desk.queue.get(job_id) if job_id is not None else None
    return {"pattern_id": row.id, "status": row.status, "job": _job_of_pattern(job) if job else None}


def _job_of_pattern(job: Job) -> JobOfPatternJson:
    return {"id": job.id, "status": job.status.value, "attempts": job.attempts, "error_message": job.error_message}


def loosely_parsed(text: str) -> Any:
    """JSON as an object, anything else as the text that it is: a broken payload must still be shown."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def site_iso(naive: datetime, zone: ZoneInfo) -> str:
    """A row's naive time in ISO 8601, with the offset that the site's zone had then."""
    return naive.replace(tzinfo=zone).isoformat(timespec="seconds")


def _site_iso(naive: datetime | None, zone: ZoneInfo) -> str | None:
    return None if naive is None else site_iso(naive, zone)


def _iso(aware: datetime | None) -> str | None:
    return None if aware is None else aware.isoformat(timespec="seconds")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
