"""The three routes in the site's place: its envelope, its gate, its sentences, with its own tokens."""

import json
from datetime import timedelta
from typing import Any

import jwt
import pytest
from patrond.admin.tokens import create_token

from support.page import SECRET, Caller, Page

WISH = {"type": "hat", "level": "beginner", "size": "adulte"}


def customer(page: Page, user: int | None = None, **changes: Any) -> Caller:
    """The front end of a logged-in user."""
    now = int(page.lent.utc().timestamp())
    data = {"user_id": user or page.house.user, "email": "c@example.fr", "role": "user", "subscription_type": "free"}
    token = jwt.encode({"iat": now, "exp": now + 3600, "data": data} | changes, SECRET, algorithm="HS256")
    return page.stranger.bearing(token)


def test_a_wish_becomes_a_pattern_and_a_job_in_the_sites_envelope(page: Page) -> None:
    answer = customer(page).post("/api/patterns/generate", WISH)
    assert answer.status == 201
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.json == {
        "success": True,
        "status": 201,
        "message": "Génération lancée",
        "data": {
            "pattern_id": 1,
            "job_id": 1,
            "status": "generating",
            "price_paid": 0.0,
            "message": "Votre patron est en cours de génération",
        },
    }
    row = page.house.pattern(1)
    assert (row["user_id"], row["status"], row["title"]) == (page.house.user, "generating", "Bonnet, débutant, adulte")
    assert json.loads(page.house.job(1)["payload"])["params"] == {
        "type": "hat",
        "level": "beginner",
        "size": "adulte",
        "custom_options": None,
        "specificRequest": None,
    }
    assert page.control.asked == ["wake"]


def test_the_body_may_come_without_a_content_type_as_the_guides_curl_may_send_it(page: Page) -> None:
    answer = customer(page).ask("POST", "/api/patterns/generate", json.dumps(WISH))
    assert answer.status == 201


def test_what_really_arrives_is_taken(page: Page) -> None:
    sent = {
        "type": "amigurumi",
        "level": "advanced",
        "size": "",
        "custom_options": {"fit": "slouchy", "height": 20, "colours": ["rouge", "bleu"], "any": None, "flag": True},
        "specificRequest": "  Un ours\u0000 avec un \u00ab chapeau \u00bb <script>  ",
        "subtype": "bear",
        "payment_confirmed": True,
        "price": 0,
    }
    assert customer(page).post("/api/patterns/generate", sent).status == 201
    params = json.loads(page.house.job(1)["payload"])["params"]
    assert params["size"] == "adulte"
    assert params["custom_options"] == {"subtype": "bear", **sent["custom_options"]}
    assert params["specificRequest"] == "Un ours avec un « chapeau » <script>"


@pytest.mark.parametrize("empty", [[], None, "", {}])
def test_empty_options_are_no_options(page: Page, empty: object) -> None:
    assert customer(page).post("/api/patterns/generate", WISH | {"custom_options": empty}).status == 201
    assert json.loads(page.house.job(1)["payload"])["params"]["custom_options"] is None


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"type": "robe"}, ["type"]),
        ({"type": None}, ["type"]),
        ({"type": ["hat"]}, ["type"]),
        ({"type": "robe", "level": "god"}, ["type", "level"]),
        ({"size": ["a"]}, ["size"]),
        ({"size": "x" * 51}, ["size"]),
        ({"specificRequest": {"a": 1}}, ["specificRequest"]),
        ({"specificRequest": "x" * 4001}, ["specificRequest"]),
        ({"custom_options": "slouchy"}, ["custom_options"]),
        ({"custom_options": [1]}, ["custom_options"]),
        ({"custom_options": {"a": {"b": 1}}}, ["custom_options"]),
        ({"custom_options": {"a": [["b"]]}}, ["custom_options"]),
        ({"custom_options": {str(n): n for n in range(61)}}, ["custom_options"]),
    ],
)
def test_a_wish_that_cannot_be_taken_is_422_with_the_reasons_by_field(page, changes, fields) -> None:
    answer = customer(page).post("/api/patterns/generate", WISH | changes)
    assert answer.status == 422
    assert (answer.json["success"], answer.json["message"]) == (False, "Erreur de validation")
    assert list(answer.json["errors"]) == fields
    assert all(isinstance(sentence, str) for sentences in answer.json["errors"].values() for sentence in sentences)
    assert page.house.rows("SELECT id FROM patterns") == []


def test_the_reason_names_what_would_be_right(page: Page) -> None:
    answer = customer(page).post("/api/patterns/generate", WISH | {"type": "robe"})
    assert answer.json["errors"] == {"type": ["Le champ type doit être l'un de : hat, scarf, amigurumi, bag, garment"]}


def test_without_a_good_token_the_answer_is_the_sites_401(page: Page) -> None:
    ask = page.stranger.post
    expired = customer(page, exp=int(page.lent.utc().timestamp()) - 60)
    answers = {
        "Token manquant": ask("/api/patterns/generate", WISH),
        "Format de token invalide": ask("/api/patterns/generate", WISH, Authorization="Basic abc"),
        "Token invalide ou expiré": expired.post("/api/patterns/generate", WISH),
    }
    for message, answer in answers.items():
        assert answer.json == {"success": False, "status": 401, "message": message}
        assert answer.status == 401
    assert page.house.rows("SELECT id FROM jobs") == []


def test_with_the_example_files_secret_no_jwt_is_accepted_and_the_page_says_so(make_page) -> None:
    secret = "your-secret-key-change-this-in-production"
    page = make_page(jwt_secret=secret)
    forged = jwt.encode({"iat": 0, "exp": 2**33, "data": {"user_id": 1, "role": "admin"}}, secret, algorithm="HS256")
    assert page.stranger.bearing(forged).post("/api/patterns/generate", WISH).status == 401
    assert "JWT_SECRET est la valeur d&#39;exemple" in page.operator.get("/").text
    assert "JWT_SECRET est la valeur d'exemple" in page.log_text
    assert secret not in page.log_text


def test_a_user_who_is_gone_is_logged_out(page: Page) -> None:
    assert customer(page, 999).post("/api/patterns/generate", WISH).json["message"] == "Token invalide ou expiré"


def test_past_the_free_quota_the_answer_is_403_with_the_price(page: Page) -> None:
    front_end = customer(page)
    for _ in range(3):
        assert front_end.post("/api/patterns/generate", WISH).status == 201
    answer = front_end.post("/api/patterns/generate", WISH | {"level": "advanced", "payment_confirmed": True})
    assert answer.status == 403
    assert answer.json == {
        "success": False,
        "status": 403,
        "message": "Paiement requis",
        "errors": {"price": 4.49, "requires_payment": True},
    }
    assert len(page.house.rows("SELECT id FROM jobs")) == 3


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ({"subscription_type": "monthly"}, 201),
        ({"subscription_type": "monthly", "subscription_expires_at": timedelta(days=1)}, 201),
        ({"subscription_type": "monthly", "subscription_expires_at": timedelta(seconds=-1)}, 403),
        ({"subscription_type": "free", "subscription_expires_at": timedelta(days=1)}, 403),
        ({"role": "admin"}, 201),
    ],
)
def test_subscribers_and_admins_pass_by_what_the_database_says_of_them(page, columns, status) -> None:
    values = {
        name: page.house.clock.after(value) if isinstance(value, timedelta) else value
        for name, value in columns.items()
    }
    settings = ", ".join(f"{name} = :{name}" for name in values)
    page.house.rows(
        f"UPDATE users SET patterns_generated_count = 3, {settings} WHERE id = :id", id=page.house.user, **values
    )
    assert customer(page).post("/api/patterns/generate", WISH).status == status


def test_what_the_token_says_of_role_and_subscription_counts_for_nothing(page: Page) -> None:
    page.house.rows("UPDATE users SET patterns_generated_count = 3 WHERE id = :id", id=page.house.user)
    data = {"user_id": page.house.user, "role": "admin", "subscription_type": "yearly"}
    assert customer(page, data=data).post("/api/patterns/generate", WISH).status == 403


def test_patronds_own_tokens_are_exempt_and_may_stand_for_a_user(page: Page) -> None:
    page.house.rows("UPDATE users SET patterns_generated_count = 9 WHERE id = :id", id=page.house.user)
    token = create_token(page.settings.tokens_path, role="submit", user=page.house.user, now=page.house.clock.now())
    answer = page.stranger.bearing(token).post("/api/patterns/generate", WISH | {"user_id": 1})
    assert answer.status == 201
    assert page.house.pattern(1)["user_id"] == page.house.user


def test_the_operator_names_the_user_or_it_is_the_first(page: Page) -> None:
    assert page.operator.post("/api/patterns/generate", WISH).status == 201
    assert page.operator.post("/api/patterns/generate", WISH | {"user_id": page.house.user}).status == 201
    assert [row["user_id"] for row in page.house.rows("SELECT user_id FROM patterns")] == [1, page.house.user]
    for wrong in ("1", 0, 999, True, 2**40):
        answer = page.operator.post("/api/patterns/generate", WISH | {"user_id": wrong})
        assert (answer.status, list(answer.json["errors"])) == (422, ["user_id"])


def test_the_owner_reads_the_pattern_and_its_status(page: Page) -> None:
    front_end = customer(page)
    front_end.post("/api/patterns/generate", WISH)
    status = front_end.get("/api/patterns/1/status").json
    assert status == {
        "success": True,
        "status": 200,
        "data": {
            "pattern_id": 1,
            "status": "generating",
            "job": {"id": 1, "status": "pending", "attempts": 0, "error_message": None},
        },
    }
    lease = page.house.lease()
    page.house.end(lease, page.house.done(lease))
    row = front_end.get("/api/patterns/1").json["data"]["pattern"]
    assert row["status"] == "completed"
    assert row["title"] == "Bonnet en laine – 56 cm"
    assert json.loads(row["materials"]) == ["Laine DK, 100 g"]
    assert (row["price_paid"], row["is_paid"]) == ("0.00", 0)
    assert row["created_at"] == "2026-06-15 12:00:00"
    assert row["watermark"] == "claire@example.fr"


def test_a_pattern_without_a_job_has_none_in_its_status(page: Page) -> None:
    pattern, _ = page.house.ask()  # without the link, as the site leaves it when its table is missing
    assert customer(page).get(f"/api/patterns/{pattern}/status").json["data"]["job"] is None


def test_a_pattern_is_its_owners_alone_and_the_sites_admins(page: Page) -> None:
    pattern, _ = page.house.ask()
    other, admin = page.house.add_user("paul@example.fr"), page.house.add_user("chef@example.fr")
    page.house.rows("UPDATE users SET role = 'admin' WHERE id = :id", id=admin)
    for route in (f"/api/patterns/{pattern}", f"/api/patterns/{pattern}/status"):
        assert customer(page).get(route).status == 200
        assert customer(page, admin).get(route).status == 200
        refused = customer(page, other).get(route)
        assert refused.json == {"success": False, "status": 403, "message": "Vous n'avez pas accès à ce patron"}
        missing = customer(page, other).get(route.replace(str(pattern), "999"))
        assert missing.json == {"success": False, "status": 404, "message": "Patron introuvable"}
        assert page.stranger.get(route).json["message"] == "Token manquant"


@pytest.mark.parametrize(("role", "own", "other"), [("submit", 200, 403), ("read", 200, 200), ("admin", 200, 200)])
def test_a_token_that_stands_for_a_user_sees_what_its_role_allows(page, role, own, other) -> None:
    mine, _ = page.house.ask()
    theirs, _ = page.house.ask(page.house.add_user("paul@example.fr"))
    token = create_token(page.settings.tokens_path, role=role, user=page.house.user, now=page.house.clock.now())
    caller = page.stranger.bearing(token)
    assert [caller.get(f"/api/patterns/{number}").status for number in (mine, theirs)] == [own, other]


def test_a_customers_token_opens_nothing_but_these_three_routes(page: Page) -> None:
    page.house.ask()
    front_end = customer(page)
    for route in ("/api/jobs", "/api/jobs/1", "/api/instances", "/api/stats", "/api/workers"):
        assert front_end.get(route).status == 403, route


def test_english_settings_word_the_envelope_in_english(make_page) -> None:
    page = make_page(language="en")
    assert page.stranger.get("/api/patterns/1").json["message"] == "Missing token"


@pytest.mark.parametrize(
    "body", ["{", "[]", '"hat"', "null", '{"type": NaN}', '{"type": "\\ud800"}', "[" * 50_000, "1" * 5000]
)
def test_a_body_that_is_no_json_object_is_400_in_the_envelope(page: Page, body: str) -> None:
    answer = customer(page).ask("POST", "/api/patterns/generate", body)
    assert (answer.status, answer.json["success"]) == (400, False)


def test_unknown_paths_below_the_sites_own_answer_in_its_envelope(page: Page) -> None:
    assert page.stranger.get("/api/patterns/1/pdf").json == {
        "success": False,
        "status": 404,
        "message": "Cette adresse n'existe pas.",
    }
