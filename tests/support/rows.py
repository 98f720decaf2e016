"""The site's rows as it reads them back: what the customer has in the end."""

from collections.abc import Sequence
from typing import Any

from support.site import Site


def jobs(site: Site) -> list[dict[str, Any]]:
    return site.run("SELECT * FROM jobs ORDER BY id")


def job(site: Site, job_id: int) -> dict[str, Any]:
    (row,) = site.run("SELECT * FROM jobs WHERE id = %s", job_id)
    return row


def pattern(site: Site, pattern_id: int) -> dict[str, Any]:
    (row,) = site.run("SELECT * FROM patterns WHERE id = %s", pattern_id)
    return row


def counted(site: Site, user_id: int) -> int:
    (row,) = site.run("SELECT patterns_generated_count AS n FROM users WHERE id = %s", user_id)
    return int(row["n"])


def all_are(site: Site, ids: Sequence[int], status: str) -> bool:
    """Whether all these jobs have this status."""
    marks = ", ".join(["%s"] * len(ids))
    found = site.run(f"SELECT status FROM jobs WHERE id IN ({marks})", *ids)
    return len(found) == len(ids) and all(row["status"] == status for row in found)


def attempts(site: Site, job_id: int) -> list[dict[str, Any]]:
    return site.run("SELECT * FROM patrond_attempts WHERE job_id = %s ORDER BY id", job_id)
