"""How an attempt's outcome moves its job, its pattern and its attempt row: decided here, written elsewhere. No I/O."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from patrond.jobs import (
    GENERATE_PATTERN,
    AttemptOutcome,
    Done,
    Ending,
    Fail,
    Halt,
    Job,
    PatternResult,
    Release,
    Retry,
    Snooze,
    pattern_id_of,
)
from patrond.queue.context import History, QueueContext

# A job that a provider puts off again and again must not go round for ever: past either, a snooze is an attempt.
# At the 20 to 60 s of a provider that names no wait, so many are two hours: an outage of an hour costs no attempt.
MAX_SNOOZES = 200
MAX_SNOOZING = timedelta(hours=24)
SENTENCE_LENGTH = 1000  # what a customer reads is short; the columns are TEXT


class PatternVerb(StrEnum):
    """What becomes of the pattern; the names of the statements."""

    COMPLETED = "queue.completed_pattern"
    GENERATING = "queue.generating_pattern"
    FAILED = "queue.failed_pattern"


@dataclass(frozen=True, slots=True)
class PatternMove:
    """A pattern's transition. It never leaves ``completed``."""

    id: int
    verb: PatternVerb
    sentence: str | None = None
    result: PatternResult | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """An ending, decided: the verb is the guarded statement on the job's row."""

    ending: Ending
    verb: str
    outcome: AttemptOutcome
    reason: str = ""
    sentence: str | None = None
    available_at: datetime | None = None
    pattern: PatternMove | None = None

    @property
    def job_id(self) -> int:
        return self.ending.lease.job.id


def plan(context: QueueContext, ending: Ending, past: History | None) -> Plan:
    """What is to be written. ``past`` is needed for a Snooze alone."""
    outcome = ending.outcome
    match outcome:
        case Done(result):
            return Plan(ending, "queue.complete", AttemptOutcome.COMPLETED, pattern=completed(result))
        case Retry(reason, sentence, after):
            return _retry(context, ending, reason, sentence, after)
        case Snooze(reason, after) if past is not None and _snoozed_enough(context, past):
            sentence = context.words("answers.failed_unavailable")
            later = max(
                after, context.backoff(ending.lease.job.attempts)
            )  # the attempts left are not burnt in a minute
            return _retry(context, ending, f"{reason} (put off {past.snoozes} times)", sentence, later)
        case Snooze(reason, after):
            due, pattern = context.clock.after(after), generating(ending.lease.job)
            return Plan(ending, "queue.snooze", AttemptOutcome.SNOOZE, reason, available_at=due, pattern=pattern)
        case Halt(reason):  # it is the provider that pauses: the job stays due, for the moment the breaker closes
            return _release(ending, AttemptOutcome.HALT, reason)
        case Release(reason):
            return _release(ending, AttemptOutcome.RELEASED, reason)
        case Fail(reason, sentence):
            return fail(ending, reason, sentence)


def fail(ending: Ending, reason: str, sentence: str) -> Plan:
    """The end for good."""
    sentence = sentence[:SENTENCE_LENGTH]
    pattern = failed(ending.lease.job, sentence)
    return Plan(ending, "queue.fail", AttemptOutcome.FAILED, reason, sentence, pattern=pattern)


def completed(result: PatternResult | None) -> PatternMove | None:
    """The move of a result's pattern."""
    return PatternMove(result.pattern_id, PatternVerb.COMPLETED, result=result) if result else None


def generating(job: Job) -> PatternMove | None:
    """The move of the pattern of a job that will be tried again."""
    pattern_id = _pattern_id(job)
    return PatternMove(pattern_id, PatternVerb.GENERATING) if pattern_id is not None else None


def failed(job: Job, sentence: str) -> PatternMove | None:
    """The move of the pattern of a job that is given up."""
    pattern_id = _pattern_id(job)
    return PatternMove(pattern_id, PatternVerb.FAILED, sentence=sentence) if pattern_id is not None else None


def _retry(context: QueueContext, ending: Ending, reason: str, sentence: str, after: timedelta | None) -> Plan:
    job = ending.lease.job
    if job.is_last_attempt:
        return fail(ending, reason, sentence)
    due = context.clock.after(context.backoff(job.attempts) if after is None else after)
    return Plan(ending, "queue.retry", AttemptOutcome.RETRY, reason, sentence[:SENTENCE_LENGTH], due, generating(job))


def _release(ending: Ending, outcome: AttemptOutcome, reason: str) -> Plan:
    return Plan(ending, "queue.release", outcome, reason, pattern=generating(ending.lease.job))


def _snoozed_enough(context: QueueContext, past: History) -> bool:
    if past.snoozes >= MAX_SNOOZES:
        return True
    return past.first_snooze is not None and context.clock.age(past.first_snooze) >= MAX_SNOOZING


def _pattern_id(job: Job) -> int | None:
    return pattern_id_of(job.payload) if job.type == GENERATE_PATTERN else None
