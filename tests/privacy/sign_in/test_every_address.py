"""Every address that is routed: nobody gets in without a sign-in, a second step and a post, and none breaks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import signing_in
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post
from throughgate.privacy.sign_in import entrance, rules
from throughgate.privacy.sign_in import urls as of_signing_in

pytestmark = pytest.mark.django_db
STAND_INS = {
    "int": "1",
    "uuid": "00000000-0000-0000-0000-000000000001",
    "str": "word",
    "slug": "word",
    "signed": "word",
}
BY_PATTERN = {
    "account_reset_password_from_key": "/password/new/1-set-password",
    "help-worker": "/administration/1/workers/1/unlock",
}


def walk(patterns, prefix: str = "/") -> dict[str, str]:
    """Each address by its name, with something that fits in every gap."""
    found: dict[str, str] = {}
    for each in patterns:
        if isinstance(each, URLResolver):
            found |= walk(each.url_patterns, prefix + filled(each))
        elif isinstance(each, URLPattern):
            found[each.name or ""] = BY_PATTERN.get(each.name or "", prefix + filled(each))
    return found


def filled(each) -> str:
    text = str(each.pattern)
    for converter, value in STAND_INS.items():
        for name in each.pattern.converters:
            text = text.replace(f"<{converter}:{name}>", value)
    return text


ADDRESSES = walk(get_resolver().url_patterns)
OURS = [each.name for each in of_signing_in.urlpatterns]


def test_every_address_has_a_name() -> None:
    assert "" not in ADDRESSES
    assert ADDRESSES.keys() >= entrance.OPEN | entrance.SETTING_UP | entrance.CHOOSING


def answers(client: Client, name: str) -> list:
    address = ADDRESSES[name]
    return [client.get(address), client.post(address)]


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_only_a_closed_list_is_open(name: str, client: Client) -> None:
    for answer in answers(client, name):
        if name not in entrance.OPEN:
            assert answer.status_code == 302
            assert answer["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_without_a_second_step_one_can_only_set_one_up(name: str, client: Client) -> None:
    signing_in.sign_in(client, signing_in.post(Role.ADMINISTRATOR))
    session = client.session
    del session["second_step"]
    session.save()
    if name not in entrance.OPEN | entrance.SETTING_UP:
        for answer in answers(client, name):
            assert answer.status_code == 302 and answer["Location"] == "/account"


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_without_a_post_there_is_nothing_to_see(name: str, client: Client) -> None:
    post = signing_in.post(Role.ADMINISTRATOR)
    signing_in.sign_in(client, post)
    Post.objects.update(first_day=post.first_day.replace(year=post.first_day.year + 1))
    if name not in entrance.OPEN | entrance.SETTING_UP | entrance.CHOOSING:
        for answer in answers(client, name):
            assert answer.status_code == 403 and "no post today" in answer.content.decode()


@pytest.mark.parametrize("name", sorted(ADDRESSES))
@pytest.mark.parametrize("role", [Role.MENTOR, Role.ADMINISTRATOR])
def test_a_part_opens_for_the_roles_that_use_it(name: str, role: Role) -> None:
    post = signing_in.post(role)
    part = entrance.part_of(ADDRESSES[name])
    for method in ("get", "post"):
        answer = getattr(signing_in.sign_in(Client(), post), method)(ADDRESSES[name])
        shut = part is not None and not rules.uses(role, part, today=post.first_day)
        assert (
            answer.status_code == 403 and "not part of your post" in answer.content.decode()
        ) == shut
        assert answer.status_code < 500 or name == "health"


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("signed_in", [False, True])
def test_an_address_of_signing_in_is_a_page_of_ours_a_redirect_or_not_there(
    name: str, signed_in: bool, client: Client
) -> None:
    if signed_in:
        signing_in.sign_in(client, signing_in.post(Role.INFORMATION_OFFICER))
    for answer in answers(client, name):
        assert answer.status_code in (200, 302, 404, 405, 422)
        if answer.status_code in (200, 422) and answer["Content-Type"].startswith("text/html"):
            assert "app-navigation" in answer.content.decode()


def test_nobody_signs_up(client: Client) -> None:
    assert not [name for name in ADDRESSES if "signup" in name or "social" in name]
    assert client.get("/accounts/signup/").status_code == 404
