"""The page of release: its date and flag, what moved, the essentials, the milestones; who may say what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.making import making
from tests.people.at_work import few_queries
from tests.people.person.pages.conftest import Desk, desk, hidden
from tests.truth.scene import NOW, TODAY
from throughgate.common.errors import Stale
from throughgate.people.person.moves.models import KeyDate, Move, Whereabouts
from throughgate.people.release import changes
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.milestones.models import Milestone
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import events

pytestmark = pytest.mark.django_db
__all__ = ["desk"]
FRIDAY = date(2027, 3, 19)


@pytest.fixture
def inside(desk: Desk) -> Desk:
    """In prison since long ago, released on a Friday in two weeks; nobody has said anything yet."""
    desk.empty(KeyDate, Move, Whereabouts, Essential, Milestone)
    desk.made(Whereabouts, kind="custody", establishment="HMP Truth", first_day=date(2026, 1, 5))
    desk.made(KeyDate, kind="conditional_release", day=FRIDAY, source="A system")
    return desk


def shown(desk: Desk, role: str = "practitioner") -> str:
    answer = desk.browser(role).get(desk.at("release"))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_date_its_source_the_flag_and_the_working_days(inside: Desk) -> None:
    page = shown(inside)
    assert "Friday 19 March, in 10 working days" in page and "A system" in page
    assert "moved to Thursday 18 March" in page
    assert "Somewhere to sleep on the first night" in page and "Not known" in page
    # The phone, a day before they really leave: Thursday.
    assert "To be ready on Wednesday 17 March" in page


def test_a_date_that_moved_forward_says_what_is_late_now(inside: Desk) -> None:
    with making():
        row = KeyDate.objects.get(person=inside.person)
        row.day = TODAY + timedelta(days=3)
        row.version += 1
        row.save()
    page = shown(inside)
    assert "Release has moved forward by 11 days. It was to be on 19 March 2027." in page
    assert "A bank account: 4 working days late since the day moved" in page


def test_a_confirmed_day_weeks_before_the_other_says_what_is_late_now(inside: Desk) -> None:
    inside.empty(KeyDate)
    inside.made(
        KeyDate, kind="conditional_release", day=TODAY + timedelta(days=45), source="A system",
        entered_on=TODAY - timedelta(days=60),
    )  # fmt: skip
    assert "has moved" not in shown(inside)
    inside.made(
        KeyDate, kind="confirmed_release", day=TODAY + timedelta(days=3), source="The prison",
        confirmed=True, entered_on=TODAY,
    )  # fmt: skip
    page = shown(inside)
    assert "Release has moved forward by 42 days. It was to be on 19 April 2027." in page
    assert "A bank account: 4 working days late since the day moved" in page


def test_whoever_writes_in_its_section_says_how_far_an_essential_is(inside: Desk) -> None:
    address = inside.at("release/essentials/bank")
    browser = inside.browser()
    boxes = hidden(browser, address)
    wrong = browser.post(address, {**boxes, "state": ""})
    assert wrong.status_code == 422 and "Choose how far it is" in wrong.content.decode()
    said = {**boxes, "state": "ready", "words": "Opened on Monday"}
    assert browser.post(address, said).status_code == 302
    assert browser.post(address, said).status_code == 302  # the same form sent twice
    (row,) = inside.rows(Essential)
    assert (row.code, row.section, row.state) == ("bank", "needs:finance", "ready")
    page = shown(inside)
    assert "Opened on Monday" in page and "1 of 14 ready" in page
    other = {**boxes, "key": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "state": "to_do"}
    stale = browser.post(address, other)  # a form opened before a colleague said so
    assert stale.status_code == 422 and "What it says now" in stale.content.decode()
    again = {**hidden(browser, address), "state": "to_do"}
    assert browser.post(address, again).status_code == 302
    assert inside.rows(Essential)[0].state == "to_do"


def test_an_essential_that_is_none_is_not_there(inside: Desk) -> None:
    assert inside.browser().get(inside.at("release/essentials/car")).status_code == 404
    assert inside.browser("mentor").get(inside.at("release")).status_code == 403


def test_milestones_after_release(desk: Desk) -> None:
    desk.empty(KeyDate, Move, Whereabouts, Essential, Milestone)
    early = desk.browser().get(desk.at("release/milestones/seven_days/home"))
    assert early.status_code == 422 and "has not been released" in early.content.decode()
    out = TODAY - timedelta(days=9)
    desk.made(Whereabouts, kind="licence", establishment="", first_day=out)
    assert "Nobody has said yet how things were" in shown(desk)
    address = desk.at("release/milestones/seven_days/home")
    browser = desk.browser()
    boxes = hidden(browser, address)
    assert browser.post(address, {**boxes, "answer": "no"}).status_code == 422
    assert browser.post(address, {**boxes, "answer": "for_now"}).status_code == 302
    (row,) = desk.rows(Milestone)
    assert (row.released_on, row.section, row.answer) == (out, "needs:accommodation", "for_now")
    page = shown(desk)
    assert "Somewhere for now" in page and "Nobody has said yet how things were" not in page
    assert browser.get(desk.at("release/milestones/never/home")).status_code == 404


def test_nothing_is_saved_where_the_audit_fails(inside: Desk, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the audit is broken")

    monkeypatch.setattr(events, "record", fail)
    user = inside.scene.users["practitioner"]
    fields = {"state": "ready", "words": "", "said_at": NOW}
    row = Essential(person=inside.person, code="bank", section="needs:finance", **fields)
    with seeing(user.pk, today=TODAY, now=NOW), pytest.raises(RuntimeError):
        changes.say(row=row, held=None, version=0, fields=fields, by=user, today=TODAY, now=NOW)
    assert inside.rows(Essential) == []


def test_a_colleague_s_word_is_not_overwritten_unseen(inside: Desk) -> None:
    held = inside.made(Essential, code="bank")
    user = inside.scene.users["practitioner"]
    fields = {"state": "ready", "words": "", "said_at": NOW}
    row = Essential(person=inside.person, code="bank", section="needs:finance", **fields)
    with seeing(user.pk, today=TODAY, now=NOW), pytest.raises(Stale):
        changes.say(row=row, held=held, version=0, fields=fields, by=user, today=TODAY, now=NOW)


def test_it_asks_the_database_little(inside: Desk) -> None:
    browser = inside.browser()
    with few_queries():
        assert browser.get(inside.at("release")).status_code == 200
    assert reverse("person-release", args=[inside.person.pk]) in shown(inside)
