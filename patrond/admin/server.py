"""The service that the master runs beside its supervisor: the page and its API on TCP and on a unix socket."""

import asyncio
import socket
from contextlib import suppress

from aiohttp import web

from patrond.admin.app import build_app
from patrond.admin.auth import Auth
from patrond.admin.door import Door
from patrond.admin.easel import Easel
from patrond.admin.house import House
from patrond.admin.journal import Journal
from patrond.admin.looks import Looks
from patrond.admin.sessions import Sessions
from patrond.admin.snapshot import Snapshots
from patrond.admin.sockets import inode_of, listen_tcp, listen_unix, remove_unix
from patrond.admin.throttle import Throttle
from patrond.admin.tokens import TokenBook
from patrond.clock import Clock, SiteClock, SystemClock
from patrond.config import Settings
from patrond.control import Control
from patrond.desk import DeskThread
from patrond.i18n import translator

DESK_QUEUE = 64  # questions that may wait for the page's thread; the next one is told to come back
_SHUTDOWN_SECONDS = 2.0


class AdminServer:
    """The page, the API and the site's three routes. A :class:`patrond.control.Service`.

    ``host`` is the host's clock, for sessions and limits; tests lend their own. ``login_ticket`` and ``url`` serve
    who prints a link that logs in.
    """

    def __init__(
        self,
        settings: Settings,
        control: Control,
        clock: SiteClock,
        *,
        host: Clock | None = None,
    ) -> None:
        host = host or SystemClock()
        self._settings = settings
        self._journal = Journal.open(settings)
        self._desks = [DeskThread(settings, clock, name, limit=DESK_QUEUE) for name in ("page", "actions")]
        self._sessions = Sessions(host)
        words = translator(settings.language)
        door = Door(*self._desks)
        book = TokenBook(settings.tokens_path, expected=settings.admin.tokens_file is not None)
        self._auth = Auth(settings.admin, clock, book, self._sessions, Throttle(host))
        self._house = House(
            settings=settings,
            control=control,
            clock=clock,
            door=door,
            snapshots=Snapshots(settings, control, clock, host, door, self._auth.warnings),
            auth=self._auth,
            words=words,
            english=translator("en"),
            looks=Looks(words),
            easel=Easel(settings.language, self._journal.fault),
        )
        self._runner: web.AppRunner | None = None
        self._socket_inode: int | None = None
        self._port: int | None = None

    async def start(self) -> None:
        """Listen on both doors. Raises PatrondError when one cannot be had; then neither is left open."""
        self._warn()
        self._runner = web.AppRunner(
            build_app(self._house, self._journal),
            access_log=None,
            logger=self._journal.http_logger,
            handle_signals=False,
            shutdown_timeout=_SHUTDOWN_SECONDS,
            keepalive_timeout=30.0,
        )
        await self._runner.setup()
        for desk in self._desks:
            desk.start()
        try:
            await self._listen()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop accepting, give what is in hand two seconds, let the desk go."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self._house.easel.close()
        remove_unix(self._settings.admin.socket, self._socket_inode)
        self._socket_inode = None
        with suppress(TimeoutError):  # a database that hangs holds its thread, never our end
            async with asyncio.timeout(_SHUTDOWN_SECONDS):
                await asyncio.gather(*(desk.stop() for desk in self._desks))

    def login_ticket(self) -> str:
        """A ticket that opens one admin session, once, within a day: ``<url>/login?ticket=<ticket>``."""
        return self._sessions.new_ticket()

    @property
    def url(self) -> str | None:
        """Where people find the page, once it listens; None where only the unix socket is listened on."""
        if self._settings.admin.listen is None or self._port is None:
            return None
        host = self._settings.admin.listen.rpartition(":")[0]
        shown = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # noqa: S104 - compared, not bound
        return f"http://{shown}:{self._port}"

    @property
    def login_url(self) -> str | None:
        """A link that logs in as admin, once; None where there is no page on TCP."""
        return f"{self.url}/login?ticket={self.login_ticket()}" if self.url else None

    async def _listen(self) -> None:
        admin = self._settings.admin
        if admin.listen is not None:
            listener = listen_tcp(admin.listen)
            self._port = int(listener.getsockname()[1])
            # Cookies do not know ports: two patronds on one host would log each other out.
            self._auth.cookie = f"patrond_{self._port}"
            await self._serve(listener)
            self._journal.event("page_listening", url=self.url)
        await self._serve(listen_unix(admin.socket))
        self._socket_inode = inode_of(admin.socket)
        self._journal.event("page_listening", url=str(admin.socket))

    async def _serve(self, listener: socket.socket) -> None:
        assert self._runner is not None  # noqa: S101 - start() has set it
        await web.SockSite(self._runner, listener, backlog=128).start()

    def _warn(self) -> None:
        """Say at the start what is off: the page says it too."""
        for advice in self._auth.warnings():
            self._journal.event(
                "page_warning", text=advice.text(self._house.words), remedy=advice.remedy(self._house.words)
            )
