"""What is kept beside the queue: patterns, users, options, templates, attempts, figures."""

from patrond.store.contract import (
    AttemptRow,
    Figures,
    OptionRow,
    PatternRow,
    Store,
    Submission,
    Submitted,
    TemplateRow,
    UserRow,
)
from patrond.store.keeper import SqlStore

__all__ = [
    "LOCAL_USER_ID",
    "AttemptRow",
    "Figures",
    "OptionRow",
    "PatternRow",
    "SqlStore",
    "Store",
    "Submission",
    "Submitted",
    "TemplateRow",
    "UserRow",
]

LOCAL_USER_ID = 1  # demo@localhost, made with SQLite's tables: for submissions without a site
