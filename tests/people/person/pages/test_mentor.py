"""A mentor sees a first name, a way to reach somebody and a meeting; a move to adult services is planned and done."""

from __future__ import annotations

from datetime import date

import pytest

from tests.making import making
from tests.people.person.pages.conftest import Desk, day, hidden
from tests.people.person.rows import one
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.team.models import Mentoring, Transition
from throughgate.people.person.models import Identity
from throughgate.privacy.access.models import Organisation

pytestmark = pytest.mark.django_db
BEGUN = date(2027, 3, 1)


@pytest.fixture
def bare(desk: Desk) -> Desk:
    desk.empty(Mentoring, Transition)
    return desk


def mentored(desk: Desk, **parts: str) -> dict[str, str]:
    said = {"first_name": "Jo", "reach": "Through us", "meeting": "Tuesday at 14:00, the café"}
    mentor = str(desk.scene.users["mentor"].pk)
    days = {**day("first_day", "1 3 2027"), **day("last_day", "")}
    return {
        **hidden(desk.browser(), desk.at("mentor/add")),
        "mentor_id": mentor,
        **said,
        **days,
        **parts,
    }


def test_a_mentor_is_told_three_things_and_nothing_else(bare: Desk) -> None:
    assert bare.browser().post(bare.at("mentor/add"), mentored(bare)).status_code == 302
    mentor = bare.browser("mentor")
    for path in ("", "mentor"):
        page = mentor.get(bare.at(path)).content.decode()
        assert "Jo" in page and "Through us" in page and "Tuesday at 14:00, the café" in page
        for other in ("Made-Up", "1990", "custody", "07700", "MAPPA", '/details"', "sentence"):
            assert other not in page
    home = mentor.get("/").content.decode()
    assert "Whom you meet" in home and "Tuesday at 14:00, the café" in home


def test_a_mentor_says_when_they_meet_next(bare: Desk) -> None:
    bare.browser().post(bare.at("mentor/add"), mentored(bare))
    (row,) = bare.rows(Mentoring)
    mentor, address = bare.browser("mentor"), bare.at(f"mentor/{row.pk}/meeting")
    sent = {**hidden(mentor, address), "meeting": "Friday at 10:00", "first_name": "Other"}
    assert mentor.post(address, sent).status_code == 302
    (row,) = bare.rows(Mentoring)
    assert (row.meeting, row.first_name) == ("Friday at 10:00", "Jo")
    assert mentor.get(bare.at("mentor/add")).status_code == 403
    assert mentor.get(bare.at(f"mentor/{row.pk}")).status_code == 403


def test_another_mentor_s_people_have_no_name_for_a_mentor(bare: Desk) -> None:
    row = bare.made(
        Mentoring, first_name="Jo", mentor=bare.scene.users["practitioner"], meeting="Noon"
    )
    mentor = bare.browser("mentor")
    for path in ("", "mentor"):
        page = mentor.get(bare.at(path)).content.decode()
        assert "Somebody whose name you may not see" in page and "Noon" not in page
        assert "You are not their mentor" in page
    assert mentor.get(bare.at(f"mentor/{row.pk}/meeting")).status_code == 404


def test_a_mentor_s_list_has_whom_they_meet_and_nobody_else(bare: Desk) -> None:
    colleague = bare.scene.users["practitioner"]
    bare.made(Mentoring, first_name="Jo", mentor=colleague, meeting="Noon", reach="07700 900456")
    mentor = bare.browser("mentor")
    for address in ("/people/", "/people/?whose=all", "/people/?order=name", "/people/export"):
        page = mentor.get(address).content.decode()
        assert "07700 900456" not in page and "Noon" not in page and str(bare.person.pk) not in page
        assert "Somebody whose name you may not see" not in page
    assert "You meet nobody at present" in mentor.get("/people/").content.decode()
    assert "All of my organisation" not in mentor.get("/people/").content.decode()
    bare.made(Mentoring, first_name="Sam", mentor=bare.scene.users["mentor"], meeting="At two")
    page = mentor.get("/people/?whose=all").content.decode()
    assert "Sam" in page and "At two" in page and "Noon" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first_name": ""}, "Enter the first name"),
        ({"mentor_id": "0"}, "choose one from the list"),
        (day("first_day", ""), "Enter the day from which they meet"),
        (day("last_day", "1 2 2027"), "cannot end before it starts"),
    ],
)
def test_what_cannot_be_is_said(bare: Desk, typed: dict[str, str], said: str) -> None:
    answer = bare.browser().post(bare.at("mentor/add"), mentored(bare, **typed))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert bare.rows(Mentoring) == []


def moving(desk: Desk, **parts: str) -> dict[str, str]:
    to = {"to_organisation_id": str(desk.scene.theirs.pk), "youth_worker": "Y", "adult_worker": ""}
    days = {**day("planned_for", "1 4 2027"), **day("met_on", ""), **day("done_on", "")}
    return {**hidden(desk.browser(), desk.at("transition/add")), **to, **days, **parts}


def test_a_move_is_planned_once_and_done_with_a_worker(bare: Desk) -> None:
    browser, address = bare.browser(), bare.at("transition/add")
    assert browser.post(address, moving(bare)).status_code == 302
    again = browser.post(address, moving(bare))
    assert again.status_code == 422 and "that is under way" in again.content.decode()
    page = browser.get(bare.at("mentor")).content.decode()
    assert "From Truth ours to Truth theirs" in page and "Not named yet" in page
    (row,) = bare.rows(Transition)
    address = bare.at(f"transition/{row.pk}")
    done = {**moving(bare), **hidden(browser, address), **day("done_on", "5 3 2027")}
    answer = browser.post(address, done)
    assert answer.status_code == 422 and "Enter the adult worker" in answer.content.decode()
    assert browser.post(address, {**done, "adult_worker": "A"}).status_code == 302
    assert "Done" in browser.get(bare.at("mentor")).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"to_organisation_id": ""}, "Choose to whom they move"),
        (day("planned_for", ""), "Enter the day it is planned for"),
        (day("met_on", "6 3 2027"), "has not come yet"),
        ({"youth_worker": ""}, "Enter the youth worker"),
    ],
)
def test_a_move_that_cannot_be_is_said(bare: Desk, typed: dict[str, str], said: str) -> None:
    answer = bare.browser().post(bare.at("transition/add"), moving(bare, **typed))
    assert answer.status_code == 422 and said in answer.content.decode()


def test_a_move_that_is_late_is_said_first_and_on_the_home_page(bare: Desk) -> None:
    user = bare.scene.users["practitioner"]
    to: Organisation = bare.scene.ours
    bare.made(Transition, to_organisation=to, youth_worker="Y", planned_for=BEGUN)
    with making():
        Allocation.objects.filter(person=bare.person, held_by=to).delete()
        one(Allocation, bare.person, to, user, worker=user, part="lead", first_day=BEGUN)
    with making():
        Identity.objects.filter(person=bare.person).update(birth_date=date(2009, 4, 1))
    page = bare.browser().get(bare.at()).content.decode()
    assert "The move to Truth ours is not done. Was due on Monday 1 March" in page
    home = bare.browser().get("/").content.decode()
    assert "move to adult services" in home and "Late" in home
