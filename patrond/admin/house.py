"""What every handler works with, as one value, and the call that it answers."""

from dataclasses import dataclass

from aiohttp import web

from patrond.admin.access import Identity
from patrond.admin.auth import Auth
from patrond.admin.door import Door
from patrond.admin.easel import Easel
from patrond.admin.looks import Looks
from patrond.admin.snapshot import Snapshots
from patrond.clock import SiteClock
from patrond.config import Settings
from patrond.control import Control
from patrond.i18n import Translator


@dataclass(frozen=True, slots=True)
class House:
    """The rooms behind the page: supervisor, database, callers, words, looks, pictures.

    ``words`` are for pages and for the site's front end, in the settings' language; our own JSON speaks ``english``.
    """

    settings: Settings
    control: Control
    clock: SiteClock
    door: Door
    snapshots: Snapshots
    auth: Auth
    words: Translator
    english: Translator
    looks: Looks
    easel: Easel


@dataclass(frozen=True, slots=True)
class Call:
    """One request, and who made it. What an access check let through."""

    request: web.Request
    identity: Identity
    house: House

    @property
    def number(self) -> int:
        """The number in the path."""
        return int(self.request.match_info["id"])
