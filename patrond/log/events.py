"""Every event that patrond logs, with its level. Its words are in ``patrond/locale/<language>/log.po``."""

from enum import IntEnum


class Level(IntEnum):
    """How loud an event is; the numbers only order them."""

    DEBUG = 10
    INFO = 20
    WARNING = 30
    ERROR = 40


EVENTS: dict[str, Level] = {
    # A job on its way. The first eleven keep the words that the site's people and scripts read.
    "worker_started": Level.INFO,
    "stuck_released": Level.WARNING,
    "job_reserved": Level.INFO,
    "pattern_generating": Level.INFO,
    "pattern_invalid": Level.WARNING,
    "pattern_warnings": Level.WARNING,
    "pattern_unverified": Level.WARNING,
    "quality_score": Level.INFO,
    "job_completed": Level.INFO,
    "job_failed": Level.ERROR,
    "job_marked_failed": Level.ERROR,
    "stop_signal": Level.INFO,
    "worker_stopped": Level.INFO,
    "job_retry": Level.WARNING,
    "job_snoozed": Level.WARNING,
    "job_halted": Level.WARNING,
    "job_released": Level.INFO,
    "job_cancelled": Level.INFO,
    "job_timed_out": Level.WARNING,
    "lease_lost": Level.WARNING,
    "ending_deferred": Level.WARNING,
    "endings_spooled": Level.WARNING,
    "ending_lost": Level.ERROR,
    "ending_replayed": Level.INFO,
    "spool_unusable": Level.ERROR,
    "spool_unreadable": Level.ERROR,
    "spool_foreign": Level.ERROR,
    "handler_error": Level.ERROR,
    "call_log_lost": Level.WARNING,
    # The provider.
    "provider_missing": Level.ERROR,
    "provider_snoozed": Level.WARNING,
    "provider_halted": Level.ERROR,
    "provider_trial": Level.INFO,
    "provider_works": Level.INFO,
    # The database.
    "database_down": Level.ERROR,
    "database_back": Level.INFO,
    "tables_made": Level.INFO,
    "schema_wrong": Level.ERROR,
    "zone_wrong": Level.WARNING,
    # The processes.
    "master_started": Level.INFO,
    "master_stopped": Level.INFO,
    "nursery_started": Level.DEBUG,
    "nursery_warm": Level.DEBUG,
    "nursery_died": Level.ERROR,
    "nursery_killed": Level.ERROR,
    "master_gone": Level.ERROR,
    "orphan_killed": Level.ERROR,
    "worker_forked": Level.DEBUG,
    "worker_broken": Level.ERROR,
    "worker_died": Level.ERROR,
    "worker_exited": Level.DEBUG,
    "worker_backoff": Level.WARNING,
    "worker_crash_loop": Level.ERROR,
    "worker_killed": Level.ERROR,
    "version_differs": Level.WARNING,
    "process_error": Level.ERROR,
    # What an operator asked for.
    "drain_started": Level.INFO,
    "drain_hurried": Level.WARNING,
    "paused": Level.INFO,
    "resumed": Level.INFO,
    "scaled": Level.INFO,
    "restarting": Level.INFO,
    "reload_refused": Level.WARNING,
    "log_reopened": Level.INFO,
    "log_file_unusable": Level.ERROR,
    "log_lines_lost": Level.WARNING,
    # Chores.
    "dead_settled": Level.WARNING,
    "cleanup_done": Level.INFO,
    "chore_failed": Level.ERROR,
    # The page.
    "page_listening": Level.INFO,
    "page_warning": Level.WARNING,
    "page_error": Level.ERROR,
}
