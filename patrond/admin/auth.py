"""Finds out who calls: the unix socket, a token, the site's JWT, a session, or a stranger and from where."""

import hmac
import ipaddress
import socket
from urllib.parse import urlsplit

from aiohttp import web

from patrond.admin import site_jwt
from patrond.admin.access import Identity, Role
from patrond.admin.advice import Advice, Severity
from patrond.admin.refusals import Refusal, throttled
from patrond.admin.sessions import Session, Sessions
from patrond.admin.throttle import Throttle
from patrond.admin.tokens import StoredToken, TokenBook
from patrond.clock import SiteClock
from patrond.config.settings import AdminSettings

TOKEN_MISSING, TOKEN_FORMAT, TOKEN_INVALID = "site_token_missing", "site_token_format", "site_token_invalid"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Auth:
    """Everything that identities come from."""

    def __init__(
        self, settings: AdminSettings, clock: SiteClock, book: TokenBook, sessions: Sessions, throttle: Throttle
    ) -> None:
        self._anonymous = settings.anonymous
        self._clock = clock
        self.book = book
        self.sessions = sessions
        self.throttle = throttle
        secret = settings.jwt_secret.get_secret_value() if settings.jwt_secret else None
        self.jwt_off = site_jwt.weakness(secret) if secret else None
        self._jwt_secret = secret if secret and self.jwt_off is None else None
        self.cookie = "patrond"

    def warnings(self) -> list[Advice]:
        """What is off with the credentials that the settings name: for the log at the start, and for the page."""
        found = []
        if self.jwt_off is not None:
            found.append(Advice(f"jwt_{self.jwt_off.value}", Severity.WARNING, {"least": str(site_jwt.MINIMUM_BYTES)}))
        self.book.refresh()
        if self.book.problem is not None:
            found.append(Advice("tokens_file", Severity.WARNING, {"problem": self.book.problem}))
        return found

    def identify(self, request: web.Request) -> Identity:
        """Who calls. Wrong credentials make a stranger with a ``fault``. Raises Refusal 429 to who guesses."""
        if by_socket(request):
            return Identity(Role.ADMIN, "socket")
        self.book.refresh()
        header = request.headers.get("Authorization")
        scheme, _, token = (header or "").partition(" ")
        if header is not None and scheme.lower() == "bearer" and token.strip():
            return self._bearer(request, token.strip())
        session = self.session(request)
        if session is not None:
            return session
        return self._stranger(request, TOKEN_MISSING if header is None else TOKEN_FORMAT)

    def _bearer(self, request: web.Request, token: str) -> Identity:
        if site_jwt.looks_like_jwt(token):
            # Not throttled: a signature cannot be guessed, and all customers come from the proxy's one address.
            customer = site_jwt.read(token, self._jwt_secret, self._clock.utc()) if self._jwt_secret else None
            if customer is None:
                return self._stranger(request, TOKEN_INVALID)
            return Identity(Role.CUSTOMER, customer.email, customer.user_id)
        stored = self.check_token(request, token)
        return identity_of(stored) if stored else self._stranger(request, TOKEN_INVALID)

    def check_token(self, request: web.Request, token: str) -> StoredToken | None:
        """The entry of a token that was shown, or None, which is counted. Raises Refusal 429."""
        peer = peer_of(request)
        wait = self.throttle.wait_seconds(peer)
        if wait:
            raise throttled(wait)
        stored = self.book.find(token)
        if stored is None:
            self.throttle.failed(peer)
        return stored

    def session(self, request: web.Request) -> Identity | None:
        """The identity behind the session cookie; its token must still be in the file."""
        session = self.sessions.find(request.cookies.get(self.cookie, ""))
        if session is None:
            return None
        if session.token_sha256 is None:
            return Identity(Role.ADMIN, "ticket", session=session.id)
        stored = self.book.by_digest(session.token_sha256)
        return identity_of(stored, session.id) if stored else None

    def _stranger(self, request: web.Request, fault: str) -> Identity:
        return Identity(Role.STRANGER, level=self._anonymous if is_local(request) else "none", fault=fault)

    def check_origin(self, request: web.Request) -> None:
        """A change from a browser must come from our own page. Raises Refusal 403.

        Sec-Fetch-Site is set by the browser and cannot be forged by a page; plain HTTP from another host lacks it,
        and there Origin must name the host that was asked. Neither: no browser, and the form's token decides.
        """
        site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin")
        if site is not None:
            if site != "same-origin":
                raise Refusal(403, "refused_origin")
        elif origin is not None and urlsplit(origin).netloc.lower() != request.host.lower():
            raise Refusal(403, "refused_origin")

    def check_form(self, request: web.Request, identity: Identity, shown: str) -> None:
        """What a session asks for must carry that session's form token, from our own page. Raises Refusal 403."""
        if request.method in _SAFE or identity.session is None:
            return
        self.check_origin(request)
        session: Session | None = self.sessions.get(identity.session)
        if session is None or not hmac.compare_digest(session.csrf.encode(), shown.encode("utf-8", "replace")):
            raise Refusal(403, "refused_csrf")


def identity_of(stored: StoredToken, session: str | None = None) -> Identity:
    """The identity that a token gives."""
    return Identity(stored.role, stored.name, stored.user, session=session)


def by_socket(request: web.Request) -> bool:
    """Whether the request came over the unix socket, whose mode and group are its access."""
    transport = request.transport
    sock = transport.get_extra_info("socket") if transport else None
    return sock is not None and sock.family == socket.AF_UNIX


def is_local(request: web.Request) -> bool:
    """Whether a stranger is a person at this host, as far as can be told.

    A request that a proxy passed on, and says so, comes from elsewhere. The asked host must be this one by number or
    as localhost: else a page of another site, whose name was pointed at 127.0.0.1, could read along.
    """
    if "Forwarded" in request.headers or "X-Forwarded-For" in request.headers:
        return False
    return _is_loopback(_address(request)) and _is_loopback(_host_name(request.host))


def peer_of(request: web.Request) -> str:
    """Whom failures are counted for: the address, or behind a proxy of this host the one that it saw last."""
    address = _address(request)
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded[:64] if forwarded and _is_loopback(address) else address


def _address(request: web.Request) -> str:
    peer = request.transport.get_extra_info("peername") if request.transport else None
    return str(peer[0]) if isinstance(peer, tuple) and peer else ""


def _host_name(host: str) -> str:
    return urlsplit(f"//{host}").hostname or "" if "[" not in host or "]" in host else ""


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
