"""patrond turns a queue of requests for crochet patterns into finished, checked patterns."""

__version__ = "0.1.0"
