"""Whoever was away signs in again, and finds the page with everything they had typed; nothing was sent for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from tests import signing_in
from tests.privacy.sign_in.test_signing_in import code
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation
from throughgate.privacy.sign_in import changes
from throughgate.privacy.sign_in.models import KeptForm
from throughgate.privacy.sign_in.sealed import unseal

pytestmark = pytest.mark.django_db
PAGE = "/administration/add"
TYPED = {"name": "Ärzte <b>& Co</b>", "kind": "health"}
HEADERS = {"referer": f"http://testserver{PAGE}"}


@pytest.fixture
def post():
    return signing_in.post(Role.ADMINISTRATOR)


@pytest.fixture
def secret(post) -> str:
    made = generate_totp_secret()
    TOTP.activate(post.user, made)
    return made


def away(client: Client, minutes: float, since_sign_in: float = 0) -> None:
    session = client.session
    session["seen_at"] -= minutes * 60
    session["signed_in_at"] -= (minutes + since_sign_in) * 60
    session.save()


def come_back(client: Client, who, secret: str, address: str) -> str:
    later = address.split("next=")[1].replace("%2F", "/").replace("%3F", "?").replace("%3D", "=")
    client.get(address)
    client.post(
        "/sign-in", {"login": who.user.email, "password": signing_in.PASSWORD, "next": later}
    )
    return client.post("/sign-in/code", {"code": code(secret)})["Location"]


def text(answer) -> str:
    return answer.content.decode()


def test_a_form_sent_too_late_comes_back_filled_in(client: Client, post, secret: str) -> None:
    signing_in.sign_in(client, post)
    away(client, 16)
    late = client.post(PAGE, TYPED, headers=HEADERS)
    assert late["Location"] == "/sign-in?next=%2Fadministration%2Fadd"
    said = text(client.get(late["Location"]))
    assert "nothing happened here for a while" in said and "What you typed is kept" in said
    assert come_back(client, post, secret, late["Location"]) == PAGE
    page = text(client.get(PAGE))
    assert "What you typed is still here" in page
    assert 'value="Ärzte &lt;b&gt;&amp; Co&lt;/b&gt;"' in page
    assert '<option value="health" selected>' in page
    assert not Organisation.objects.filter(kind="health").exists(), "nothing was sent for them"
    assert client.post(PAGE, TYPED, headers=HEADERS).status_code == 302
    assert Organisation.objects.filter(name=TYPED["name"]).exists()
    assert "still here" not in text(client.get(PAGE))
    assert not KeptForm.objects.exists()


def test_what_is_kept_can_be_read_by_nobody(client: Client, post) -> None:
    signing_in.sign_in(client, post)
    away(client, 16)
    client.post(PAGE, TYPED | {"password": "a secret"}, headers=HEADERS)
    kept = KeptForm.objects.get()
    assert "rzte" not in kept.sealed and kept.page == PAGE
    opened = unseal(kept.sealed) or ""
    assert "rzte" in opened and "a secret" not in opened


def test_another_tab_of_the_same_browser_loses_nothing_either(
    client: Client, post, secret: str
) -> None:
    signing_in.sign_in(client, post)
    away(client, 16)
    client.get("/")  # the first tab is shown the sign-in
    late = client.post(PAGE, TYPED, headers=HEADERS)  # the second knows nothing of it
    assert come_back(client, post, secret, late["Location"]) == PAGE
    assert "Ärzte" in text(client.get(PAGE))


def test_nobody_else_gets_it(client: Client, post) -> None:
    signing_in.sign_in(client, post)
    away(client, 16)
    client.post(PAGE, TYPED, headers=HEADERS)
    other = signing_in.browser_of(Role.ADMINISTRATOR, post.organisation)
    assert "Ärzte" not in text(other.get(PAGE))


def test_it_comes_back_in_the_same_post_only(client: Client, post) -> None:
    signing_in.sign_in(client, post)
    away(client, 16)
    client.post(PAGE, TYPED, headers=HEADERS)
    moved = signing_in.post(Role.ADMINISTRATOR, signing_in.organisation(), post.user)
    again = signing_in.sign_in(Client(), moved)
    session = again.session
    session["kept"] = [PAGE]
    session.save()
    assert "Ärzte" not in text(again.get(PAGE))


@pytest.mark.parametrize(
    ("minutes", "since_sign_in", "let_in"),
    [(14, 0, True), (16, 0, False), (1, 11 * 60, True), (1, 12 * 60, False), (-2, 0, False)],
)
def test_fifteen_minutes_away_or_twelve_hours_at_work(
    client: Client, post, minutes: float, since_sign_in: float, let_in: bool
) -> None:
    signing_in.sign_in(client, post)
    away(client, minutes, since_sign_in)
    assert (client.get("/").status_code == 200) is let_in


def test_a_page_that_refreshes_itself_is_nobody_there(client: Client, post) -> None:
    signing_in.sign_in(client, post)
    away(client, 10)
    client.get("/", headers={"sec-fetch-dest": "empty"})
    away(client, 6)
    assert client.get("/").status_code == 302


def test_a_page_older_than_the_sign_in_loses_nothing(post) -> None:
    client = signing_in.sign_in(Client(enforce_csrf_checks=True), post)
    headers = HEADERS | {"origin": "http://testserver"}
    stale = client.post(PAGE, TYPED, headers=headers)
    assert stale.status_code == 302 and stale["Location"] == PAGE
    assert "Ärzte" in text(client.get(PAGE))
    forged = client.post(PAGE, TYPED, headers={"origin": "https://evil.example"})
    assert forged.status_code == 403


def test_old_ones_are_forgotten(client: Client, post) -> None:
    signing_in.sign_in(client, post)
    away(client, 16)
    client.post(PAGE, TYPED, headers=HEADERS)
    KeptForm.objects.update(kept_at=timezone.now() - timedelta(days=31))
    changes.forget_old(now=timezone.now(), by=None)
    assert not KeptForm.objects.exists()
