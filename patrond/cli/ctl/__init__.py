"""``patrond ctl``: look at a running patrond and steer it, over its unix socket."""

import click

from patrond.cli.ctl.reach import reach_options
from patrond.cli.lazy import LazyGroup

_LOOK = "patrond.cli.ctl.cmd_look"
_JOBS = "patrond.cli.ctl.cmd_jobs"
_MEND = "patrond.cli.ctl.cmd_mend"
_STEER = "patrond.cli.ctl.cmd_steer"

COMMANDS = {
    "status": f"{_LOOK}:status",
    "stats": f"{_LOOK}:stats",
    "workers": f"{_LOOK}:workers",
    "why": f"{_LOOK}:why",
    "jobs": f"{_JOBS}:jobs",
    "job": f"{_JOBS}:job",
    "failed": f"{_JOBS}:failed",
    "stuck": f"{_JOBS}:stuck",
    "retry-failed": f"{_MEND}:retry_failed",
    "retry": f"{_MEND}:retry",
    "cancel": f"{_MEND}:cancel",
    "release-stuck": f"{_MEND}:release_stuck",
    "cleanup": f"{_MEND}:cleanup",
    "probe": "patrond.cli.ctl.cmd_probe:probe",
    "submit": "patrond.cli.ctl.cmd_submit:submit",
    "pause": f"{_STEER}:pause",
    "resume": f"{_STEER}:resume",
    "scale": f"{_STEER}:scale",
    "reload": f"{_STEER}:reload",
    "restart": f"{_STEER}:restart",
    "stop": f"{_STEER}:stop",
    "token": "patrond.cli.ctl.cmd_token:token",
}

HELP = """Look at a running patrond and steer it.

-c, --socket and --json stand before or after the command. When the daemon is down, stats, jobs, job, failed,
stuck, why, retry-failed, retry, cancel, release-stuck and cleanup work on the database alone, and say so."""


@click.command(cls=LazyGroup, commands=COMMANDS, help=HELP)
@reach_options
def ctl() -> None:
    """The group's options are kept by `reach_options` for the command that follows."""
