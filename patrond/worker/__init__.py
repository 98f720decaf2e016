"""The worker's process: jobs in flight, from the reservation to the stored end. Only the nursery starts it."""

from patrond.worker.main import run_worker
from patrond.worker.marks import Mark
from patrond.worker.worker import Birth

__all__ = ["Birth", "Mark", "run_worker"]
