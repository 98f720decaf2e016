"""The queue as a row of stitches: so many of each status as its share, and none that exists goes unseen."""

from patrond.jobs import JobStatus
from patrond.queue.contract import Counts

STITCHES = 40


def strip_of(counts: Counts | None) -> tuple[str, ...]:
    """The status of each stitch, completed first; "empty" for all where there is no job, or nothing is known.

    >>> strip_of(Counts(1, 0, 999, 0, None)).count("pending")
    1
    """
    shares = {
        JobStatus.COMPLETED: counts.completed if counts else 0,
        JobStatus.PROCESSING: counts.processing if counts else 0,
        JobStatus.PENDING: counts.pending if counts else 0,
        JobStatus.FAILED: counts.failed if counts else 0,
    }
    total = sum(shares.values())
    if not total:
        return ("empty",) * STITCHES
    stitches = {status: max(1, round(share / total * STITCHES)) for status, share in shares.items() if share}
    largest = max(stitches, key=lambda status: stitches[status])
    stitches[largest] += STITCHES - sum(stitches.values())
    return tuple(status.value for status, count in stitches.items() for _ in range(count))
