"""What every page of a person costs, and the list of what is due."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import making
from tests.people.person.pages.conftest import Desk
from tests.people.person.rows import one
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.team.models import Transition
from throughgate.people.person.risk.models import Flag
from throughgate.privacy.audit.models import Look

pytestmark = pytest.mark.django_db
MOST = 25


@pytest.mark.parametrize("path", ["", "details", "sentence", "risk", "mentor", "risk/flags/add"])
def test_a_page_asks_the_database_little(desk: Desk, path: str) -> None:
    browser = desk.browser()
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(desk.at(path)).status_code == 200
    said = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]  # the test's own
    assert len(said) <= MOST, "\n".join(sql[:110] for sql in said)


def test_all_that_is_due_is_listed_and_each_look_is_kept(desk: Desk) -> None:
    user = desk.scene.users["practitioner"]
    desk.empty(Flag, Transition)
    for number in range(12):
        desk.made(Flag, ring=f"Desk {number}", review_on=date(2027, 3, 1 + number))
    with making():
        Allocation.objects.filter(person=desk.person, held_by=desk.scene.ours).delete()
        one(
            Allocation,
            desk.person,
            desk.scene.ours,
            user,
            worker=user,
            part="lead",
            first_day=date(2027, 3, 1),
        )
    browser = desk.browser()
    with CaptureQueriesContext(connection) as asked:
        home = browser.get("/").content.decode()
    assert "12 things are due" in home and "See all 12" in home
    said = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]  # the test's own
    assert len(said) <= MOST, "\n".join(sql[:110] for sql in said)
    page = browser.get("/people/due").content.decode()
    assert page.count("Made-Up: review of “A child may be at risk”") == 12
    with making():
        assert Look.objects.filter(person_id=desk.person.pk, place="due", in_list=True).exists()
    assert "Nothing is due" in desk.browser("record_officer").get("/people/due").content.decode()
