"""SAQ's side: the no-op, the worker's settings, and the queue filled with ``python -m saq_noop JOBS``."""

import asyncio
import os
import sys
from typing import Any

from redis import asyncio as redis
from saq.queue.redis import RedisQueue

queue = RedisQueue(redis.from_url(os.environ["PEER_REDIS"]))


async def noop(context: dict[str, Any]) -> None:
    """Nothing."""


settings = {"queue": queue, "functions": [noop], "concurrency": 100}


async def fill(jobs: int) -> None:
    await queue.connect()
    for start in range(0, jobs, 500):
        await asyncio.gather(*(queue.enqueue("noop") for _ in range(start, min(start + 500, jobs))))
    await queue.disconnect()


if __name__ == "__main__":
    asyncio.run(fill(int(sys.argv[1])))
