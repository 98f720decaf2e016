"""The site's own tokens: JWTs signed with HS256, whose ``data`` names the user. Patrond's tokens are in tokens."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import jwt

MINIMUM_BYTES = 32  # HS256's own key length; a shorter secret can be searched for offline
_CLOCK_LEEWAY_SECONDS = 10  # the site's host and ours need not agree to the second
_SIGNATURE_ALONE: Any = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False}
_PLACEHOLDER_WORDS = frozenset(
    """a and app application au auth authentication by ce cet cette change changed changeme changer changez changing
    clé cle cles clef code config configure default dev development do ds en example exemple for generate generated here
    ici in is it jwt key keys la le long ma mettez me min minimum mon mot mots must my new not passe password patron
    maker patronmaker php placeholder please prod production random remplacez replace sa safe secret secrete secrets
    secure securise set should signing site string super sur the this to token tres unique use utilisez value very
    votre with xxx you your""".split()  # noqa: SIM905 - a list of quoted words is unreadable
)


class JwtOff(StrEnum):
    """Why no JWT is accepted; ``page.why_jwt_<value>`` words it."""

    PLACEHOLDER = "placeholder"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Customer:
    """The user whom a JWT names. What it says of role and subscription is not kept: the database knows it better."""

    user_id: int
    email: str


def weakness(secret: str) -> JwtOff | None:
    """Why this secret must not be trusted, or None.

    Anybody can sign as anybody with the secret that the site's example file shows, so one that is made of the words
    of such a file is refused whatever its length.

    >>> weakness("your-secret-key-change-this-in-production")
    <JwtOff.PLACEHOLDER: 'placeholder'>
    >>> weakness("k7Qe9!xZ2m")
    <JwtOff.SHORT: 'short'>
    """
    if _is_placeholder(secret):
        return JwtOff.PLACEHOLDER
    return JwtOff.SHORT if len(secret.encode()) < MINIMUM_BYTES else None


def _is_placeholder(secret: str) -> bool:
    words = [word for word in re.split(r"[\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", secret).lower()) if word]
    return len(set(secret)) < 8 or (bool(words) and all(word in _PLACEHOLDER_WORDS for word in words))


def looks_like_jwt(token: str) -> bool:
    """Three dot-separated parts: what is neither this nor a token of ours is judged as a token of ours."""
    return token.count(".") == 2


def read(token: str, secret: str, now: datetime) -> Customer | None:
    """The customer of a valid token, or None: wrong signature, another algorithm, expired, no user.

    The signature is the library's business; the times are judged here, by our own clock.
    """
    try:
        claims = jwt.decode(token, secret, algorithms=["HS256"], options=_SIGNATURE_ALONE)
    except (jwt.PyJWTError, ValueError, RecursionError):
        return None
    if not _is_current(claims, now.timestamp()):
        return None
    data = claims.get("data")
    if not isinstance(data, dict) or (user_id := _positive(data.get("user_id"))) is None:
        return None
    return Customer(user_id, str(data.get("email") or ""))


def _is_current(claims: dict[str, Any], now: float) -> bool:
    """Issued, begun and not over; iat and exp must be there."""
    times = [claims.get("iat"), claims.get("nbf", 0), claims.get("exp")]
    if not all(isinstance(time, int | float) and not isinstance(time, bool) for time in times):
        return False
    issued, begins, ends = times
    return bool(max(issued, begins) - _CLOCK_LEEWAY_SECONDS <= now < ends + _CLOCK_LEEWAY_SECONDS)


def _positive(value: object) -> int | None:
    """A user id; PHP may have signed it as text."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,10}", value):
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
