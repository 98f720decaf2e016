"""How ``ctl job`` shows a job's attempts: all that their rows tell, each in a few lines."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from patrond.cli.ctl.show import cell, moment
from patrond.cli.words import counted, spoken


def print_attempts(history: Iterable[dict[str, Any]]) -> None:
    """Oldest first."""
    for attempt in history:
        head = f"{moment(attempt['started_at'])} to {moment(attempt['ended_at'])}, {spoken(attempt['seconds'])}"
        click.echo(f"\nattempt {attempt['attempt']}: {attempt['outcome']}, {head}")
        for name, words in _lines(attempt):
            click.echo(f"  {name:10} {cell(words)}")


def _lines(attempt: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if attempt["reason"]:
        yield "reason", attempt["reason"]
    if attempt["instance"]:
        yield "worker", f"{attempt['pid']} of instance {attempt['instance']}"
    if attempt["calls"]:
        tokens = f"{attempt['input_tokens']} + {attempt['output_tokens']} tokens"
        yield "model", attempt["model"] or attempt["provider"]
        yield "used", f"{counted(attempt['calls'], 'call')}, {tokens}, ${attempt['cost_usd']:.4f}"
    elif attempt["provider"]:
        yield "provider", attempt["provider"]
    if attempt["request_ids"]:
        yield "requests", attempt["request_ids"]
    yield from _report(attempt["report"])


def _report(report: object) -> Iterator[tuple[str, str]]:
    """The validator's, finding by finding."""
    if not isinstance(report, dict):
        return
    yield "report", f"{report.get('verdict')}, {report.get('verified')} of {report.get('lines')} lines verified"
    for finding in report.get("findings") or ():
        if isinstance(finding, dict):
            place = ", ".join(str(finding[key]) for key in ("piece", "label") if finding.get(key))
            words = " ".join(str(finding[key]) for key in ("message", "hint") if finding.get(key))
            yield str(finding.get("severity", "")), f"{finding.get('code')} {place}: {words}"
