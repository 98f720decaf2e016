"""The spool: finished attempts on this host's disk while the database does not take them. Files alone, no database."""

from patrond.spool.folder import Entry, Spool
from patrond.spool.form import Unreadable

__all__ = ["Entry", "Spool", "Unreadable"]
