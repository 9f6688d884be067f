"""Organisations, who works there and in which posts: right and wrong user, bad form, what is sent and noted."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests import signing_in
from throughgate.common.dates import today
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.administration import changes
from throughgate.privacy.sign_in import jobs
from throughgate.privacy.sign_in.models import Invitation, Letter, Notice
from throughgate.privacy.sign_in.sealed import unseal

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEW = {"first_name": "Sam", "last_name": "Newcomer", "email": "New@Example.org", "role": "manager"}


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def office() -> Client:
    return signing_in.browser_of(Role.ADMINISTRATOR)


@pytest.fixture
def council() -> Organisation:
    return signing_in.organisation(Kind.COUNCIL, "A council")


@pytest.fixture
def councils_own(council: Organisation) -> Client:
    return signing_in.browser_of(Role.ADMINISTRATOR, council)


def begun_by(letter: Letter) -> str:
    """The path of the link in an invitation."""
    found = re.search(r"http\S+(/invitation/\S+)", unseal(letter.sealed) or "")
    assert found
    return found[1]


def test_an_organisation_is_added_once(office: Client) -> None:
    made = office.post("/administration/add", {"name": "A charity", "kind": "voluntary"})
    page = text(office.get(made["Location"]))
    assert "A charity takes part now" in page and "Nobody works here yet" in page
    again = office.post("/administration/add", {"name": "a CHARITY", "kind": "voluntary"})
    assert again.status_code == 422 and "There is already an organisation" in text(again)
    assert Notice.objects.get().kind == "organisation_added"


@pytest.mark.parametrize(
    "wrong", [{}, {"name": "X"}, {"name": "X", "kind": "guild"}, {"kind": "police"}]
)
def test_a_bad_organisation_is_said(office: Client, wrong: dict[str, str]) -> None:
    answer = office.post("/administration/add", wrong)
    assert answer.status_code == 422 and "There is a problem" in text(answer)


def test_somebody_new_is_invited_and_begins(office: Client, council: Organisation) -> None:
    shown = office.post(f"/administration/{council.pk}/add", NEW)
    assert "Invited; can begin until" in text(office.get(shown["Location"]))
    letter = Letter.objects.get()
    assert letter.to == "new@example.org"
    path, visitor = begun_by(letter), Client()
    assert "Welcome, Sam" in text(visitor.get(path))
    weak = visitor.post(path, {"password": "newcomer"})
    assert weak.status_code == 422 and "too short" in text(weak)
    assert visitor.post(path, {"password": signing_in.PASSWORD})["Location"] == "/sign-in"
    assert "Your password is set" in text(visitor.get("/sign-in"))
    assert visitor.get(path).status_code == 404, "a link works once"
    signed_in = visitor.post(
        "/sign-in", {"login": "NEW@example.org", "password": signing_in.PASSWORD}
    )
    assert visitor.get(signed_in["Location"])["Location"] == "/account", "a second step comes first"
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert kinds == {"post_given", "invited", "taken_up"}
    assert Post.objects.get(user__email=letter.to).role == "manager"


def test_a_link_runs_out_and_a_new_one_replaces_it(office: Client, council: Organisation) -> None:
    office.post(f"/administration/{council.pk}/add", NEW)
    first, who = begun_by(Letter.objects.get()), User.objects.get(email="new@example.org")
    office.post(f"/administration/{council.pk}/workers/{who.pk}/invite")
    second = begun_by(Letter.objects.latest("pk"))
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    Invitation.objects.filter(withdrawn_at=None).update(expires_at=timezone.now() - DAY)
    assert "cannot be used" in text(Client().get(second))
    assert Client().get("/invitation/forged").status_code == 404


def test_who_never_began_gets_no_new_password(office: Client, council: Organisation) -> None:
    office.post(f"/administration/{council.pk}/add", NEW)
    Letter.objects.all().delete()
    cache.clear()
    assert Client().post("/password/forgotten", {"email": "new@example.org"}).status_code == 302
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{}, NEW | {"email": "no address"}, NEW | {"role": "king"}, NEW | {"first_name": " "}],
)
def test_a_bad_newcomer_is_said(office, council, wrong: dict[str, str]) -> None:
    answer = office.post(f"/administration/{council.pk}/add", wrong)
    assert answer.status_code == 422 and "There is a problem" in text(answer)
    assert not Letter.objects.exists() and not Post.objects.filter(organisation=council).exists()


def test_a_known_address_gets_one_more_post_and_a_letter(office, council) -> None:
    known = signing_in.post(Role.MANAGER)
    typed = NEW | {"email": known.user.email, "role": "practitioner"}
    office.post(f"/administration/{council.pk}/add", typed)
    assert Post.objects.filter(user=known.user).count() == 2
    assert Letter.objects.get().subject == "A new post for you in Throughgate"
    again = office.post(f"/administration/{council.pk}/add", typed)
    assert again.status_code == 422 and "has this post already" in text(again)


def test_nobody_gives_a_post_to_themselves(council, councils_own: Client) -> None:
    me = Post.objects.get(organisation=council).user
    typed = NEW | {"email": me.email}
    answer = councils_own.post(f"/administration/{council.pk}/add", typed)
    assert answer.status_code == 422 and "cannot give yourself" in text(answer)
    assert Post.objects.filter(user=me).count() == 1


def test_an_own_administrator_sees_their_own_organisation_only(council, councils_own) -> None:
    other = signing_in.post(Role.MANAGER, signing_in.organisation(Kind.POLICE, "A force"))
    page = text(councils_own.get("/administration/"))
    assert "A council" in page and "A force" not in page and "Add an organisation" not in page
    for address in (
        f"/administration/{other.organisation_id}",
        f"/administration/{other.organisation_id}/add",
        f"/administration/{other.organisation_id}/workers/{other.user_id}",
        f"/administration/posts/{other.pk}/end",
    ):
        assert councils_own.get(address).status_code == 404
    assert councils_own.get("/administration/add").status_code == 422
    assert councils_own.post(f"/administration/{council.pk}/end").status_code == 422
    assert Organisation.objects.get(pk=council.pk).active


def test_a_post_ends_at_once(office: Client, council: Organisation) -> None:
    post = signing_in.post(Role.ANALYST, council)
    there = signing_in.sign_in(Client(), post)
    assert there.get("/evidence/").status_code == 200
    ended = office.post(f"/administration/posts/{post.pk}/end", {"when": "at_once"})
    assert ended["Location"] == f"/administration/{council.pk}"
    assert "no post today" in text(there.get("/evidence/"))
    assert office.get(f"/administration/posts/{post.pk}/end").status_code == 404


def test_a_post_ends_after_a_day(office: Client, council: Organisation) -> None:
    post, last = signing_in.post(Role.ANALYST, council), today() + DAY * 40
    boxes = {"last_day_0": last.day, "last_day_1": last.month, "last_day_2": last.year}
    office.post(f"/administration/posts/{post.pk}/end", {"when": "later", **boxes})
    post.refresh_from_db()
    assert post.last_day == last


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose when it ends"),
        ({"when": "later"}, "Enter the last day"),
        (
            {"when": "later", "last_day_0": "31", "last_day_1": "2", "last_day_2": "2027"},
            "real date",
        ),
        (
            {"when": "later", "last_day_0": "1", "last_day_1": "2", "last_day_2": "2020"},
            "gone already",
        ),
    ],
)
def test_a_bad_end_is_said(office, council, typed: dict[str, str], said: str) -> None:
    post = signing_in.post(Role.ANALYST, council)
    answer = office.post(f"/administration/posts/{post.pk}/end", typed)
    assert answer.status_code == 422 and said in text(answer)
    post.refresh_from_db()
    assert post.last_day is None


def test_an_organisation_ends_with_all_its_posts(office: Client, council: Organisation) -> None:
    post = signing_in.post(Role.ANALYST, council)
    there = signing_in.sign_in(Client(), post)
    assert "One post ends at once" in text(office.get(f"/administration/{council.pk}/end"))
    office.post(f"/administration/{council.pk}/end")
    assert "no post today" in text(there.get("/"))
    assert "No longer takes part" in text(office.get("/administration/"))
    refused = office.post(f"/administration/{council.pk}/add", NEW)
    assert refused.status_code == 422 and "no longer takes part" in text(refused)


def test_a_lock_and_a_lost_phone_are_put_right(office: Client, council: Organisation) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    from throughgate.privacy.sign_in.adapters import failed

    post = signing_in.post(Role.ANALYST, council)
    TOTP.activate(post.user, "JBSWY3DPEHPK3PXP")
    for _ in range(10):
        failed(post.user.email)
    page = f"/administration/{council.pk}/workers/{post.user_id}"
    assert "Locked" in text(office.get(page))
    office.post(f"{page}/unlock")
    office.post(f"{page}/second-step")
    shown = text(office.get(page))
    assert "Has begun" in shown and "Not set up" in shown
    assert "was taken away" in Letter.objects.latest("pk").subject


def test_the_information_officer_reads_of_it(office: Client, council: Organisation) -> None:
    office.post(f"/administration/{council.pk}/add", NEW)
    page = text(signing_in.browser_of(Role.INFORMATION_OFFICER).get("/sign-ins"))
    assert "Post given" in page and "new@example.org" in page and "A council" in page


def test_nothing_is_saved_when_the_audit_fails(office, council, monkeypatch) -> None:
    def breaks(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("throughgate.privacy.sign_in.changes.record", breaks)
    office.raise_request_exception = False
    assert office.post(f"/administration/{council.pk}/add", NEW).status_code == 500
    assert not User.objects.filter(email="new@example.org").exists()


def test_the_first_administrator_comes_in_by_the_command_line() -> None:
    link = changes.first_link(
        email="first@example.org",
        first_name="First",
        last_name="Administrator",
        organisation="An office",
        kind="partnership_office",
        role="administrator",
        by=None,
        today=today(),
        now=timezone.now(),
    )
    assert Client().get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_letter_goes_once_and_its_text_is_gone(council, office, settings, tmp_path) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path)
    office.post(f"/administration/{council.pk}/add", NEW)
    letter = Letter.objects.get()
    jobs.send(letter=letter.pk)
    jobs.send(letter=letter.pk)
    (sent,) = tmp_path.iterdir()
    assert "You are invited to Throughgate" in sent.read_text()
    letter.refresh_from_db()
    assert letter.sealed == "" and letter.sent_at
