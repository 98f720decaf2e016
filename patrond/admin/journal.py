"""The page's own lines in the log: rare, so the file is opened anew for each and logrotate need not tell us."""

import logging
import os

from aiohttp.http_exceptions import HttpProcessingError

from patrond.config import Settings
from patrond.log import Log, open_log, trace


class Journal:
    """Writes the page's events; ``http_logger`` is for the HTTP library, whose words go the same way."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.http_logger = logging.Logger("patrond.admin", logging.ERROR)  # unregistered: its one handler is all it has
        self.http_logger.addHandler(_FromHttp(self))

    @classmethod
    def open(cls, settings: Settings) -> "Journal":
        """A journal where the settings say."""
        return cls(open_log(settings, f"page_{os.getpid()}"))

    def event(self, name: str, /, **values: object) -> None:
        """Write one line; as :meth:`patrond.log.Log.event`."""
        self._log.reopen()
        self._log.event(name, **values)

    def fault(self, where: str, error: BaseException) -> None:
        """A mistake of ours, with its traceback."""
        self.event("page_error", route=where, trace=trace(error))


class _FromHttp(logging.Handler):
    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.ERROR)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):  # the caller's fault: anybody could fill the log with it
            return
        if error is not None:
            self._journal.fault("HTTP", error)
        else:
            self._journal.event("page_error", route="HTTP", trace=record.getMessage())
