"""How long a job is put off for a provider that is overloaded before an attempt is spent on saying so."""

from datetime import timedelta

from patrond.desk import Desk
from patrond.handlers.contract import Tools
from patrond.i18n import Translator
from patrond.jobs import AttemptOutcome, Fail, Halt, Lease, Retry, Snooze
from patrond.store.contract import AttemptRow

MOST_SNOOZES = 100
LONGEST = timedelta(hours=6)


async def with_patience(
    outcome: Retry | Snooze | Halt | Fail, lease: Lease, tools: Tools, t: Translator
) -> Retry | Snooze | Halt | Fail:
    """``outcome``, unless it would put off a job that was put off too often or for too long: then a Retry."""
    if not isinstance(outcome, Snooze):
        return outcome

    def attempts(desk: Desk) -> list[AttemptRow]:
        return desk.store.attempts(lease.job.id)

    snoozed = _snoozed_in_a_row(await tools.desk.run(attempts))
    if not snoozed:
        return outcome
    since = lease.started_at - min(row.started_at for row in snoozed)
    if len(snoozed) < MOST_SNOOZES and since < LONGEST:
        return outcome
    return Retry(f"put off {len(snoozed)} times: {outcome.reason}", t("answers.try_again"))


def _snoozed_in_a_row(attempts: list[AttemptRow]) -> list[AttemptRow]:
    newest_first = sorted(attempts, key=lambda row: row.ended_at, reverse=True)
    snoozed = []
    for row in newest_first:
        if row.outcome != AttemptOutcome.SNOOZE:
            break
        snoozed.append(row)
    return snoozed
