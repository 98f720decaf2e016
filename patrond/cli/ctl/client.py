"""HTTP over the daemon's unix socket, by the standard library alone: loading more would take longer than the call."""

import grp
import http.client
import json
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from patrond.errors import DaemonUnreachable, NotFound, PatrondError

QUESTION_SECONDS = 10.0
ACTION_SECONDS = 30.0
LONG = 600.0  # a drain, or a reload that waits for new workers; the daemon's own timeouts end sooner


class Refused(PatrondError):
    """The daemon answered, and said no."""


class NotAllowed(PatrondError):
    """The daemon may be there, but this account has no right to reach it; the operator joins the group."""


class _UnixConnection(http.client.HTTPConnection):
    """An HTTP connection whose other end is a path."""

    def __init__(self, path: Path, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


class Client:
    """Asks one daemon. Answers are the JSON objects of the API, as they came.

    Raises DaemonUnreachable where nobody answers, NotAllowed without the right to ask, NotFound for what is not
    there, Refused for any other no.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, route: str, **query: object) -> dict[str, Any]:
        """Ask a question; parameters that are None are left out."""
        given = {name: value for name, value in query.items() if value is not None}
        return self._ask("GET", f"{route}?{urlencode(given)}" if given else route, None, QUESTION_SECONDS)

    def post(self, route: str, *, timeout: float = ACTION_SECONDS, **body: object) -> dict[str, Any]:
        """Have something done; values that are None are left out. Returns when it is done."""
        given = {name: value for name, value in body.items() if value is not None}
        return self._ask("POST", route, json.dumps(given).encode(), timeout)

    def _ask(self, method: str, route: str, body: bytes | None, timeout: float) -> dict[str, Any]:
        connection = _UnixConnection(self.path, timeout)
        headers = {"Accept": "application/json"} | ({"Content-Type": "application/json"} if body else {})
        try:
            connection.request(method, route, body=body, headers=headers)
            response = connection.getresponse()
            text = response.read()
        except PermissionError:
            raise NotAllowed(_no_right(self.path)) from None
        except TimeoutError:
            raise DaemonUnreachable(f"patrond on {self.path} did not answer within {timeout:g} s") from None
        except (OSError, http.client.HTTPException) as error:
            raise DaemonUnreachable(f"no patrond answers on {self.path}: {_words(error)}") from None
        finally:
            connection.close()
        return _judge(response.status, text, route)


def _judge(status: int, text: bytes, route: str) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Refused(f"cannot read the answer to {route}: status {status}, not a JSON object")
    if status < 400:
        return answer
    words = _refusal(answer) or f"status {status}"
    raise NotFound(words) if status == 404 else Refused(words)


def _refusal(answer: dict[str, Any]) -> str:
    """The words of a refusal, with the reason by field where the envelope gives one."""
    errors = answer.get("errors")
    fields = [
        f"{field}: {' '.join(map(str, reasons)) if isinstance(reasons, list) else reasons}"
        for field, reasons in (errors.items() if isinstance(errors, dict) else ())
    ]
    head = str(answer.get("message") or answer.get("error") or "")
    return "; ".join(part for part in (head, *fields) if part)


def _no_right(path: Path) -> str:
    return f"no right to use {path}; join its group: adduser $USER {group_of(path)}, then log in anew"


def group_of(path: Path) -> str:
    """The name of the group that may use the socket."""
    for place in (path, path.parent):
        try:
            group = grp.getgrgid(place.stat().st_gid).gr_name
        except (OSError, KeyError):
            continue
        if group != "root":
            return group
    return "patrond"


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
