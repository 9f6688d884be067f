"""Settings are typed and checked at start; an unsafe one is refused with what to do about it."""

from __future__ import annotations

import pytest

from throughgate.common.errors import SettingsRefused
from throughgate.site.environment import KEY_LENGTH, MailServer, Mode, Role, read

KEY = "k" * KEY_LENGTH
PRODUCTION = {
    "THROUGHGATE_MODE": "production",
    "THROUGHGATE_SECRET_KEY": KEY,
    "THROUGHGATE_ADDRESS": "https://throughgate.example",
}


def test_nothing_said_is_a_local_installation_with_a_key_of_its_own() -> None:
    first, second = read({}), read({})
    assert first.mode is Mode.LOCAL and first.role is Role.APP
    assert len(first.secret_key) >= KEY_LENGTH
    assert first.secret_key == second.secret_key


def test_production_with_all_it_needs_is_accepted() -> None:
    production = read(PRODUCTION)
    assert production.secure
    assert production.hosts == ["127.0.0.1", "localhost", "throughgate.example"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"THROUGHGATE_SECRET_KEY": ""}, "THROUGHGATE_SECRET_KEY"),
        ({"THROUGHGATE_SECRET_KEY": "short"}, "shorter than"),
        ({"THROUGHGATE_SECRET_KEY": "demonstration" + KEY}, "demonstration key"),
        ({"THROUGHGATE_DEBUG": "yes"}, "THROUGHGATE_DEBUG is on"),
        ({"THROUGHGATE_ADDRESS": "http://throughgate.example"}, "plain HTTP"),
    ],
)
def test_production_refuses(change: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsRefused, match=words):
        read({**PRODUCTION, **change})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("THROUGHGATE_MODE", "live", "It can be local, demonstration, production"),
        ("THROUGHGATE_ROLE", "root", "It can be owner, app, worker"),
        ("THROUGHGATE_DEBUG", "perhaps", "It can be yes or no"),
        ("THROUGHGATE_UPLOAD_LIMIT_MB", "0", "a whole number above 0"),
        ("THROUGHGATE_PROXIES", "-1", "a whole number above 0"),
        ("THROUGHGATE_TLS_KEY", "key.pem", "go together"),
        ("THROUGHGATE_EMAIL_URL", "http://mail.example", "smtps://user:password@host:465"),
        ("DATABASE_URL", "postgres://owner@db/throughgate", "DATABASE_APP_URL and DATABASE_WORKER"),
    ],
)
def test_a_setting_that_cannot_be_read_is_refused(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsRefused, match=words):
        read({name: value})


def test_a_mail_server_is_read_whole() -> None:
    server = read(
        {"THROUGHGATE_EMAIL_URL": "smtps://me%40example.org:s%2Fecret@mail.example"}
    ).email
    assert server == MailServer("mail.example", 465, "me@example.org", "s/ecret", True)
