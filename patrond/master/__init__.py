"""The master: supervises, wakes, reaps, cleans. It never loads the SDK or the worker."""

from patrond.master.run import run_master

__all__ = ["run_master"]
