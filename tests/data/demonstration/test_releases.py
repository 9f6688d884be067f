"""The made-up county's releases: soon and later, some on a Friday, one that moved; essentials and milestones of all kinds."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from tests import signing_in
from tests.data.demonstration.conftest import TODAY
from tests.making import making
from throughgate.data.demonstration.setting import Setting
from throughgate.people.person.models import Identity
from throughgate.people.person.moves.models import KeyDate
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.essentials.rules import State
from throughgate.people.release.milestones.models import Milestone
from throughgate.privacy.access.models import Post


def test_there_is_a_case_of_everything(county: Setting) -> None:
    with making():
        of_tutorial = Identity.objects.filter(family_name="Merrowby", given_names="Jordan")
        jordan = of_tutorial.values_list("person", flat=True)[0]
        dates = KeyDate.objects.filter(kind="conditional_release", day__gte=TODAY)
        hers = list(dates.filter(person=jordan).values_list("day", flat=True))
        weeks = {(row.day - TODAY).days // 28 for row in dates}
        moved = dates.filter(version__gt=1).first()
        states = set(Essential.objects.values_list("state", flat=True))
        of_hers = set(Essential.objects.filter(person=jordan).values_list("code", flat=True))
        answered = set(Milestone.objects.values_list("aspect", flat=True))
    assert {day.weekday() for day in hers} == {4} and TODAY < hers[0] < TODAY + timedelta(days=28)
    assert {0, 1, 2} <= weeks and moved is not None
    assert states == {state.value for state in State} - {State.NOT_KNOWN.value}
    assert of_hers and not of_hers & {"first_night", "bank"}
    assert {"home", "work", "benefits", "money"} <= answered

    worker = county.posts["resettlement"]
    client = signing_in.sign_in(Client(), Post.objects.filter(user=worker)[0])
    page = client.get(f"/people/{moved.person_id}/release").content.decode()
    assert "Release has moved forward by 42 days" in page
    listed = client.get("/people/releases?whose=all").content.decode()
    assert "Jordan Merrowby" in listed and "of 14 ready" in listed
