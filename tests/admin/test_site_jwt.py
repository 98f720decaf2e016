"""The site's tokens: HS256 and nothing else, current, naming a user; and secrets that must not be trusted."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from patrond.admin.site_jwt import JwtOff, read, weakness

SECRET = "0c9f5e7a1b3d8246fae0987c6b5d4e3f21"
NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
THEN = int(NOW.timestamp())
DATA = {"user_id": 7, "email": "claire@example.fr", "role": "user", "subscription_type": "free"}


def claims(**changes: Any) -> dict[str, Any]:
    return {"iat": THEN - 60, "exp": THEN + 3600, "data": DATA} | changes


def signed(content: Any, secret: str = SECRET, algorithm: str = "HS256") -> str:
    return jwt.encode(content, secret, algorithm=algorithm)


def test_the_sites_token_names_its_user() -> None:
    customer = read(signed(claims()), SECRET, NOW)
    assert customer is not None
    assert (customer.user_id, customer.email) == (7, "claire@example.fr")


def test_a_user_id_may_be_text_as_php_writes_it() -> None:
    customer = read(signed(claims(data=DATA | {"user_id": "7"})), SECRET, NOW)
    assert customer is not None and customer.user_id == 7


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": THEN - 60},
        {"iat": THEN + 60},
        {"nbf": THEN + 60},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": True},
        {"data": None},
        {"data": [7]},
        {"data": {}},
        {"data": {"user_id": 0}},
        {"data": {"user_id": -7}},
        {"data": {"user_id": True}},
        {"data": {"user_id": "7 OR 1=1"}},
        {"data": {"user_id": 7.5}},
    ],
)
def test_what_is_not_current_or_names_nobody_is_refused(changes: dict[str, Any]) -> None:
    assert read(signed(claims(**changes)), SECRET, NOW) is None


@pytest.mark.parametrize("missing", ["iat", "exp", "data"])
def test_each_claim_must_be_there(missing: str) -> None:
    content = claims()
    del content[missing]
    assert read(signed(content), SECRET, NOW) is None


def unsigned(algorithm: str, signature: bytes = b"") -> str:
    parts = [json.dumps({"alg": algorithm, "typ": "JWT"}).encode(), json.dumps(claims()).encode()]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (*parts, signature))


@pytest.mark.parametrize(
    "token",
    [
        unsigned("none"),
        unsigned("None"),
        unsigned("HS256"),
        unsigned("HS256", hmac.new(b"another secret", b"", hashlib.sha256).digest()),
        signed(claims(), algorithm="HS512", secret=SECRET * 2),
        signed(claims(), secret="another secret of more than 32 bytes"),
        "a.b.c",
        "..",
        "é.é.é",
        "." * 2 + "A" * 100_000,
    ],
)
def test_another_algorithm_or_signature_is_refused(token: str) -> None:
    assert read(token, SECRET, NOW) is None


def test_a_clock_that_differs_by_a_few_seconds_is_forgiven() -> None:
    assert read(signed(claims(iat=THEN + 5)), SECRET, NOW) is not None
    assert read(signed(claims(exp=THEN - 5)), SECRET, NOW) is not None


@pytest.mark.parametrize(
    "secret",
    [
        "your-secret-key-change-this-in-production",
        "your_super_secret_jwt_key_change_this_in_production_123456",
        "CHANGE_ME_CHANGE_ME_CHANGE_ME_CHANGE_ME",
        "votre_cle_secrete_jwt_a_changer_en_production",
        "changeThisSecretKeyInProductionPlease",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "00000000000000000000000000000000",
    ],
)
def test_a_secret_as_an_example_file_shows_it_is_no_secret(secret: str) -> None:
    assert weakness(secret) is JwtOff.PLACEHOLDER


@pytest.mark.parametrize("secret", ["kT9!vQ2#", "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d"])
def test_a_short_secret_can_be_searched_for(secret: str) -> None:
    assert weakness(secret) is JwtOff.SHORT


@pytest.mark.parametrize(
    "secret", [SECRET, "correct horse battery staple nine clouds", "ééé4f9aB7xQ21mPz0rTuv8Y6sWcJd"]
)
def test_a_real_secret_is_taken(secret: str) -> None:
    assert weakness(secret) is None
