"""MAPPA and flags: late reviews first, whom to ring, and nothing that could point at a victim."""

from __future__ import annotations

from datetime import date

import pytest

from tests.making import making
from tests.people.person.pages.conftest import Desk, day, hidden
from tests.people.person.rows import one
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.person.risk.forms import Arrangements, Careful, ConditionsApply
from throughgate.people.person.risk.models import CONDITIONS_APPLY, Flag, Mappa

pytestmark = pytest.mark.django_db
PAST = date(2027, 3, 1)


@pytest.fixture
def bare(desk: Desk) -> Desk:
    desk.empty(Mappa, Flag)
    return desk


def mappa(desk: Desk, address: str, **parts: str) -> dict[str, str]:
    days = {**day("first_day", "1 3 2027"), **day("review_on", "1 6 2027"), **day("last_day", "")}
    return {**hidden(desk.browser(), address), "category": "2", "level": "1", **days, **parts}


def flag(desk: Desk, address: str, **parts: str) -> dict[str, str]:
    said = {"kind": "child", "ring": "Children’s services", "phone": "01632 960100", "words": ""}
    days = {**day("review_on", "1 6 2027"), **day("last_day", "")}
    return {**hidden(desk.browser(), address), **said, **days, **parts}


def test_category_and_level_stand_in_the_header_with_words(bare: Desk) -> None:
    browser, address = bare.browser(), bare.at("risk/mappa/add")
    assert browser.post(address, mappa(bare, address)).status_code == 302
    page = browser.get(bare.at()).content.decode()
    assert "MAPPA" in page and "category 2, level 1" in page and "Review late" not in page
    again = browser.post(address, mappa(bare, address))
    assert again.status_code == 422 and "that go on" in again.content.decode()


def test_a_late_review_is_said_first(bare: Desk) -> None:
    bare.made(Mappa, review_on=PAST)
    for path in ("", "risk"):
        page = bare.browser().get(bare.at(path)).content.decode()
        said = "The review of “MAPPA category 2, level 1” is late. Was due on Monday 1 March, 4 working days ago."
        assert said in page and "Review late" in page
        assert page.index(said) < page.index("MAPPA category 2, level 1</", page.index("<h1"))


def test_the_conditions_say_no_more_than_that_they_apply(bare: Desk) -> None:
    browser, address = bare.browser(), bare.at("risk/flags/conditions")
    sent = {**hidden(browser, address), **day("review_on", "1 6 2027"), **day("last_day", "")}
    more = {"words": "She lives in", "ring": "x", "phone": "1", "kind": "child"}
    assert browser.post(address, {**sent, **more}).status_code == 302
    (row,) = bare.rows(Flag)
    assert (row.kind, row.words, row.ring, row.phone) == (CONDITIONS_APPLY, "", "", "")
    page = browser.get(bare.at()).content.decode()
    assert "Address and contact" in page and "ask probation" in page and "Conditions apply" in page
    changed = browser.get(bare.at(f"risk/flags/{row.pk}")).content.decode()
    assert 'name="words"' not in changed
    assert set(ConditionsApply.base_fields) == {"key", "version", "review_on", "last_day"}


def test_whom_to_ring_is_in_the_header(bare: Desk) -> None:
    browser, address = bare.browser(), bare.at("risk/flags/add")
    assert "says who a victim is" in browser.get(address).content.decode()
    assert browser.post(address, flag(bare, address)).status_code == 302
    page = browser.get(bare.at("details")).content.decode()
    assert "Children’s services 01632 960100" in page and "Be careful" in page
    (row,) = bare.rows(Flag)
    over = flag(bare, bare.at(f"risk/flags/{row.pk}"), **day("last_day", "4 3 2027"))
    assert browser.post(bare.at(f"risk/flags/{row.pk}"), over).status_code == 302
    assert "Be careful" not in browser.get(bare.at("details")).content.decode()
    assert "until 4 March 2027" in browser.get(bare.at("risk")).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"category": "9"}, "choose one from the list"),
        ({"level": ""}, "Choose the level"),
        (day("first_day", ""), "Enter the day it starts"),
        (day("first_day", "6 3 2027"), "has not come yet"),
        (day("review_on", ""), "Enter the day of the review"),
        (day("review_on", "1 3 2027"), "Enter the day of the next review"),
        (day("review_on", "31 6 2027"), "must be a real date"),
        (day("last_day", "28 2 2027"), "cannot end before it starts"),
    ],
)
def test_what_cannot_be_is_said(bare: Desk, typed: dict[str, str], said: str) -> None:
    address = bare.at("risk/mappa/add")
    answer = bare.browser().post(address, mappa(bare, address, **typed))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert bare.rows(Mappa) == []


def test_a_flag_says_whom_to_ring(bare: Desk) -> None:
    address = bare.at("risk/flags/add")
    answer = bare.browser().post(address, flag(bare, address, ring=""))
    assert answer.status_code == 422 and "Enter whom to ring" in answer.content.decode()


def test_no_field_asks_for_a_victim() -> None:
    for form in (Arrangements, Careful, ConditionsApply):
        for name, field in form.base_fields.items():
            asked = f"{name} {field.label}".lower()
            assert not any(word in asked for word in ("victim", "address", "lives"))


def test_reviews_are_on_the_home_of_whoever_works_with_the_person(bare: Desk) -> None:
    bare.made(Mappa, review_on=PAST)
    user = bare.scene.users["practitioner"]
    with making():
        Allocation.objects.filter(person=bare.person, held_by=bare.scene.ours).delete()
        one(
            Allocation, bare.person, bare.scene.ours, user, worker=user, part="lead", first_day=PAST
        )
    words = "review of “MAPPA category 2, level 1”"
    assert words in bare.browser().get("/").content.decode()
    assert words in bare.browser("manager").get("/").content.decode()
    for role in ("provider_worker", "mentor", "record_officer"):
        assert words not in bare.browser(role).get("/").content.decode()
