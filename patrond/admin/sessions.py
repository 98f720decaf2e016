"""Sessions of people at the page, and the one-time tickets that open one; in memory, so a new start ends them all."""

import hashlib
import secrets
from dataclasses import dataclass, field

from patrond.clock import Clock

LIFETIME_SECONDS = 12 * 3600.0
TICKET_SECONDS = 24 * 3600.0
_MOST = 1000  # the oldest goes first: nobody can fill the memory by logging in


@dataclass(frozen=True, slots=True)
class Session:
    """One login. ``token_sha256`` is the token that opened it (None: a ticket), ``csrf`` what its forms carry."""

    id: str
    token_sha256: str | None
    ends: float
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))


class Sessions:
    """All sessions and tickets. Kept by the sha-256 of what the browser holds, so that looking up leaks no timing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        self._tickets: dict[str, float] = {}

    def open(self, token_sha256: str | None) -> tuple[str, Session]:
        """A new session: the secret for the cookie, and the session itself."""
        now = self._clock.boottime()
        self._sessions = {key: session for key, session in self._sessions.items() if session.ends > now}
        while len(self._sessions) >= _MOST:
            del self._sessions[next(iter(self._sessions))]
        secret = secrets.token_urlsafe(32)
        session = Session(_digest(secret), token_sha256, now + LIFETIME_SECONDS)
        self._sessions[session.id] = session
        return secret, session

    def find(self, secret: str) -> Session | None:
        """The session of a cookie, unless it is over."""
        return self.get(_digest(secret))

    def get(self, session_id: str) -> Session | None:
        """The session of that id, unless it is over."""
        session = self._sessions.get(session_id)
        return session if session and session.ends > self._clock.boottime() else None

    def close(self, session_id: str) -> None:
        """End a session."""
        self._sessions.pop(session_id, None)

    def new_ticket(self) -> str:
        """A ticket for ``/login?ticket=``: opens one admin session, once, within a day."""
        ticket = secrets.token_urlsafe(32)
        self._tickets[_digest(ticket)] = self._clock.boottime() + TICKET_SECONDS
        return ticket

    def redeem(self, ticket: str) -> bool:
        """Whether the ticket was good. It is used up either way."""
        ends = self._tickets.pop(_digest(ticket), None)
        return ends is not None and ends > self._clock.boottime()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
