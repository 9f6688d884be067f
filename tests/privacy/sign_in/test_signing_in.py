"""Signing in by password and code: right, wrong, locked, and without telling who has an address here."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests import signing_in
from throughgate.privacy.sign_in.models import Failures, Kind, Letter, Notice

pytestmark = pytest.mark.django_db


def code(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def send(client: Client, email: str, password: str = signing_in.PASSWORD, **more: str):
    return client.post("/sign-in", {"login": email, "password": password, **more})


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def post():
    return signing_in.post()


@pytest.fixture
def secret(post) -> str:
    made = generate_totp_secret()
    TOTP.activate(post.user, made)
    return made


def test_password_then_code_then_the_page_one_came_for(client: Client, post, secret: str) -> None:
    asked = client.get("/evidence/?x=1")
    assert asked["Location"] == "/sign-in?next=%2Fevidence%2F%3Fx%3D1"
    assert b'value="/evidence/?x=1"' in client.get(asked["Location"]).content
    before = client.session.session_key
    assert send(client, post.user.email, next="/evidence/?x=1")["Location"] == "/sign-in/code"
    assert client.get("/evidence/").status_code == 302, "half signed in is not signed in"
    done = client.post("/sign-in/code", {"code": code(secret)})
    assert done["Location"] == "/evidence/?x=1"
    page = client.get("/evidence/")
    assert page.status_code == 200
    assert post.organisation.name in page.content.decode()
    assert client.session.session_key != before


def test_a_code_opens_once(client: Client, post, secret: str) -> None:
    used = code(secret)
    send(client, post.user.email)
    client.post("/sign-in/code", {"code": used})
    again = Client()
    send(again, post.user.email)
    assert "This code is not right" in again.post("/sign-in/code", {"code": used}).content.decode()


def test_an_unknown_address_reads_and_locks_like_a_known_one(post) -> None:
    def twelve_tries(email: str) -> list[str]:
        cache.clear()
        answers = [send(Client(), email, "wrong password") for _ in range(12)]
        return [re.sub(r'(nonce|Token|value)="[^"]*"', "", text(answer)) for answer in answers]

    assert twelve_tries(post.user.email) == twelve_tries("nobody@example.org")


def test_ten_wrong_ones_lock_and_are_told(client: Client, post) -> None:
    for _ in range(10):
        send(client, post.user.email.upper(), "wrong password")
    cache.clear()  # what remains is the lock itself, not the pause
    assert "too many tries" in send(client, post.user.email).content.decode()
    assert Letter.objects.get().to == post.user.email
    assert Notice.objects.get().kind == Kind.LOCKED
    Failures.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert send(client, post.user.email).status_code == 302


def test_wrong_codes_lock_too(client: Client, post, secret: str) -> None:
    send(client, post.user.email)
    for _ in range(10):
        client.post("/sign-in/code", {"code": "000000"})
        cache.clear()
    assert "too many tries" in client.post("/sign-in/code", {"code": code(secret)}).content.decode()


def test_somebody_who_left_cannot_sign_in(client: Client, post) -> None:
    post.user.is_active = False
    post.user.save()
    assert send(client, post.user.email)["Location"] == "/sign-in/inactive"
    assert "has been ended" in client.get("/sign-in/inactive").content.decode()


def test_signing_out(client: Client, post) -> None:
    signing_in.sign_in(client, post)
    assert b"Sign out?" in client.get("/sign-out").content
    assert client.post("/sign-out")["Location"] == "/sign-in"
    assert client.get("/")["Location"].startswith("/sign-in")


def test_a_password_of_the_demonstration_opens_nothing_elsewhere(client: Client, post) -> None:
    from throughgate.privacy.sign_in.passwords import Published

    post.user.password = Published().encode(signing_in.PASSWORD, "salt")
    post.user.save()
    assert "not right" in send(client, post.user.email).content.decode()


def test_nobody_is_sent_to_another_site(client: Client, post, settings) -> None:
    answer = send(client, post.user.email, next="https://evil.example/")
    assert "evil" not in answer["Location"]
