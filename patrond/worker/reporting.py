"""What a worker logs when an attempt has ended: in the site's words, a line for each change of state."""

from patrond.jobs import AttemptOutcome, Done, Ended, Fail, Retry
from patrond.log import Log


def report(log: Log, ended: Ended, seconds: float) -> None:
    """Log what became of an attempt that took ``seconds``."""
    job = ended.ending.lease.job.id
    reason = getattr(ended.ending.outcome, "reason", "")
    if not ended.kept:
        log.event("lease_lost", job=job)
    elif ended.outcome is AttemptOutcome.COMPLETED:
        log.event("job_completed", job=job, seconds=f"{seconds:.1f}")
    elif ended.outcome is AttemptOutcome.FAILED:
        log.event("job_failed", job=job, reason=reason)
        log.event("job_marked_failed", job=job, seconds=f"{seconds:.1f}")
    elif ended.outcome is AttemptOutcome.RETRY:
        at = f"{ended.available_at:%H:%M:%S}" if ended.available_at else "?"
        log.event("job_retry", job=job, reason=reason, at=at)
    elif ended.outcome is AttemptOutcome.SNOOZE:
        log.event("job_snoozed", job=job, reason=reason)
    elif ended.outcome is AttemptOutcome.HALT:
        log.event("job_halted", job=job, reason=reason)
    else:
        log.event("job_released", job=job, reason=reason)


def has_answered(ended: Ended) -> bool:
    """Whether the provider did its work in this attempt, whatever came of it: that closes its breaker."""
    return isinstance(ended.ending.outcome, Done | Fail | Retry) and ended.ending.usage.tokens > 0
