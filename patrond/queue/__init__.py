"""The queue: its contract, and the one keeper of it for every SQL dialect."""

from patrond.queue.contract import Counts, Filter, Page, Queue, Tally
from patrond.queue.instances import Instance, Instances, beat_interval
from patrond.queue.keeper import SqlQueue

__all__ = ["Counts", "Filter", "Instance", "Instances", "Page", "Queue", "SqlQueue", "Tally", "beat_interval"]
