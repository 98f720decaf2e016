"""Templates and static files: the environment that renders pages, escaping always on, and what is served beside."""

import hashlib
import importlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from patrond import __version__
from patrond.admin.wording import Wording
from patrond.i18n import Translator

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent.parent / "templates"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_YEAR = "public, max-age=31536000, immutable"
_SHORT = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file, in memory; ``version`` is a digest of its bytes."""

    name: str
    body: bytes
    content_type: str
    version: str


class Looks:
    """Renders pages in one language. Static files are a closed list, read once: no outside path reaches the disk."""

    def __init__(self, words: Translator) -> None:
        self._assets = {
            path.name: _asset(path) for path in sorted((_FOLDER / "static").iterdir()) if path.suffix in _TYPES
        }
        self._words = words

    @cached_property
    def _environment(self) -> "Environment":
        """Made for the first page: many a host is only asked by `ctl`, and Jinja takes 2 MB and 30 ms to load."""
        jinja2 = importlib.import_module("jinja2")
        environment: Environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_FOLDER),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        wording = Wording(self._words)
        environment.globals.update(
            t=self._words,
            language=self._words.language,
            version=__version__,
            number=wording.number,
            dollars=wording.dollars,
            duration=wording.duration,
            ago=wording.ago,
            since=wording.since,
            moment=wording.moment,
            static=self.static_url,
        )
        return environment

    def page(self, template: str, *, status: int = 200, **values: Any) -> web.Response:
        """A rendered page."""
        text = self._environment.get_template(template).render(values)
        return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")

    def static_url(self, name: str) -> str:
        """The address of a static file, with its version: it may be kept for a year."""
        return f"/static/{name}?v={self._assets[name].version}"

    def static(self, request: web.Request, name: str) -> web.Response | None:
        """A static file, or None for what is not on the list."""
        asset = self._assets.get(name)
        if asset is None:
            return None
        tag = f'"{asset.version}"'
        headers = {"ETag": tag, "Cache-Control": _YEAR if request.query.get("v") == asset.version else _SHORT}
        if tag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        return web.Response(body=asset.body, content_type=asset.content_type, charset="utf-8", headers=headers)


def _asset(path: Path) -> Asset:
    body = path.read_bytes()
    return Asset(path.name, body, _TYPES[path.suffix], hashlib.sha256(body).hexdigest()[:16])
