"""Celery's side: the no-op, and the queue filled with ``python -m celery_noop JOBS``."""

import os
import sys

from celery import Celery

# Its transport wants the socket's path behind another scheme.
app = Celery("noop", broker=os.environ["PEER_REDIS"].replace("unix://", "redis+socket://"))
app.conf.update(task_ignore_result=True, worker_prefetch_multiplier=100, worker_send_task_events=False)


@app.task(name="noop")
def noop() -> None:
    """Nothing."""


if __name__ == "__main__":
    with app.producer_pool.acquire(block=True) as producer:
        for _ in range(int(sys.argv[1])):
            noop.apply_async(producer=producer)
