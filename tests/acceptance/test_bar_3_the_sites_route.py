"""Bar 3: the site's own curl, sent to patrond by a proxy: its JWT, its envelope, its gate, its sentences."""

import json
import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from support.daemon import until
from support.installation import JWT_SECRET, Installation
from support.rows import counted, pattern
from support.site import Site

HAT = {"type": "hat", "level": "beginner", "size": "adulte"}
Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def ask(install: Callable[..., Installation]) -> Ask:
    """One request over TCP to a patrond that runs, with or without a token; status and envelope."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    install(admin={"listen": f"127.0.0.1:{port}"}, workers={"count": 1}).start()

    def request(route: str, body: object = None, token: str | None = None) -> tuple[int, dict[str, Any]]:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(f"http://127.0.0.1:{port}{route}", data, headers)
        try:
            with urllib.request.urlopen(asked, timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)

    return request


def token_of(user_id: int, email: str = "claire@example.fr") -> str:
    """As the site's login makes it."""
    now = datetime.now(UTC)
    data = {"user_id": user_id, "email": email, "role": "user", "subscription_type": "free"}
    return jwt.encode({"iat": now, "exp": now + timedelta(hours=1), "data": data}, JWT_SECRET, "HS256")


def test_the_guides_curl_is_answered_and_its_pattern_made(ask: Ask, installed_site: Site) -> None:
    user = installed_site.add_user()
    status, answer = ask("/api/patterns/generate", HAT, token_of(user))
    assert status == 201
    assert (answer["success"], answer["status"]) == (True, 201)
    made = answer["data"]
    assert made["status"] == "generating"
    assert {"pattern_id", "job_id", "status", "price_paid", "message"} <= set(made)

    route = f"/api/patterns/{made['pattern_id']}"
    until(lambda: ask(f"{route}/status", token=token_of(user))[1]["data"]["status"] == "completed")
    status, answer = ask(f"{route}/status", token=token_of(user))
    assert status == 200
    assert answer["data"]["job"] == {
        "id": made["job_id"], "status": "completed", "attempts": 1, "error_message": None,
    }  # fmt: skip
    assert ask(route, token=token_of(user))[1]["data"]["pattern"]["content"].strip()
    assert counted(installed_site, user) == 1
    assert pattern(installed_site, made["pattern_id"])["title"]


def test_past_the_free_quota_the_price_is_asked(ask: Ask, installed_site: Site) -> None:
    user = installed_site.add_user(patterns_generated_count=3)
    status, answer = ask("/api/patterns/generate", {**HAT, "payment_confirmed": True}, token_of(user))
    assert status == 403
    assert (answer["success"], answer["message"]) == (False, "Paiement requis")
    assert answer["errors"] == {"price": 2.99, "requires_payment": True}
    assert installed_site.run("SELECT id FROM patterns") == []


def test_patterns_still_being_made_count_for_the_quota(ask: Ask, installed_site: Site) -> None:
    user = installed_site.add_user(patterns_generated_count=2)
    answers = [ask("/api/patterns/generate", HAT, token_of(user))[0] for _ in range(2)]
    assert answers == [201, 403]


def test_a_wrong_type_is_refused_by_field(ask: Ask, installed_site: Site) -> None:
    status, answer = ask("/api/patterns/generate", {**HAT, "type": "robe"}, token_of(installed_site.add_user()))
    assert status == 422
    assert answer["message"] == "Erreur de validation"
    assert list(answer["errors"]) == ["type"]
    assert all(isinstance(sentence, str) for sentence in answer["errors"]["type"])


@pytest.mark.parametrize(
    ("token", "words"),
    [(None, "Token manquant"), ("x.y.z", "Token invalide ou expiré"), ("abc", "Token invalide ou expiré")],
)
def test_without_a_good_token_it_is_401_in_the_sites_words(ask: Ask, token: str | None, words: str) -> None:
    status, answer = ask("/api/patterns/generate", HAT, token)
    assert status == 401
    assert (answer["success"], answer["message"]) == (False, words)


def test_somebody_elses_pattern_is_not_shown(ask: Ask, installed_site: Site) -> None:
    owner, other = installed_site.add_user(), installed_site.add_user("anne@example.fr")
    made = ask("/api/patterns/generate", HAT, token_of(owner))[1]["data"]
    status, answer = ask(f"/api/patterns/{made['pattern_id']}", token=token_of(other, "anne@example.fr"))
    assert (status, answer["message"]) == (403, "Vous n'avez pas accès à ce patron")
    assert ask("/api/patterns/999", token=token_of(owner))[0] == 404
