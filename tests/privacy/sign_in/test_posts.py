"""One post at a time: chosen where there are several, gone at once when it ends, the same in every window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests import signing_in
from throughgate.common.dates import today
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.models import Post

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def council():
    return signing_in.post(Role.MANAGER, signing_in.organisation(Kind.COUNCIL, "A council"))


@pytest.fixture
def prison(council):
    where = signing_in.organisation(Kind.PRISON, "A prison")
    return signing_in.post(Role.PRACTITIONER, where, council.user)


@pytest.fixture
def fresh(client: Client, council) -> Client:
    """Signed in, no post chosen yet."""
    signing_in.sign_in(client, council)
    session = client.session
    del session["post"]
    session.save()
    return client


def test_one_post_is_taken_without_asking(fresh: Client) -> None:
    assert "A council" in text(fresh.get("/evidence/"))


def test_of_several_one_is_chosen_and_opens_the_page_one_came_for(fresh, council, prison) -> None:
    asked = fresh.get("/evidence/")
    assert asked["Location"] == "/post?next=%2Fevidence%2F"
    page = text(fresh.get(asked["Location"]))
    assert "Which post are you working in?" in page and "A prison" in page
    before = fresh.session.session_key
    chosen = fresh.post("/post", {"post": council.pk, "next": "/evidence/"})
    assert chosen["Location"] == "/evidence/" and fresh.session.session_key != before
    assert "A council" in text(fresh.get("/evidence/"))


@pytest.mark.parametrize("wrong", ["", "999", "x"])
def test_somebody_else_s_post_cannot_be_chosen(fresh, council, prison, wrong: str) -> None:
    assert fresh.post("/post", {"post": wrong}).status_code == 422


def test_nobody_is_led_to_another_site(fresh, council, prison) -> None:
    assert fresh.post("/post", {"post": council.pk, "next": "//evil.example"})["Location"] == "/"


def test_a_post_that_ended_is_gone_with_the_next_click(client: Client, council, prison) -> None:
    signing_in.sign_in(client, council)
    Post.objects.filter(pk=council.pk).update(last_day=today() - DAY)
    asked = client.get("/evidence/")
    assert asked["Location"] == "/"
    page = text(client.get("/"))
    assert "Your earlier post has ended" in page and "A prison" in page
    assert client.get("/evidence/").status_code == 403


def test_chosen_in_another_window_it_is_asked_here(client: Client, council, prison) -> None:
    signing_in.sign_in(client, council)
    signing_in.sign_in(Client(), prison)
    assert client.get("/evidence/")["Location"].startswith("/post?next=")


def test_a_closed_organisation_has_no_posts(client: Client, council) -> None:
    signing_in.sign_in(client, council)
    council.organisation.active = False
    council.organisation.save()
    assert "no post today" in text(client.get("/"))


def test_the_navigation_shows_what_the_role_uses(client: Client, council, prison) -> None:
    assert "Evidence" in text(signing_in.sign_in(client, council).get("/"))
    page = text(signing_in.sign_in(Client(), prison).get("/"))
    assert "Evidence" not in page and "Administration" not in page


def test_why_one_is_here_names_post_and_purposes(client: Client, council) -> None:
    page = text(signing_in.sign_in(client, council).get("/why-here"))
    assert "A council" in page and "none is in force" in page
