"""The list of releases: which weeks, whose, what is missing; one date a person; nobody whom the reader may not see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.making import making
from tests.people.at_work import at_work, browser, few_queries, looks
from tests.truth.scene import NOW, TODAY, Scene
from throughgate.people.assessment.models import Need
from throughgate.people.caseload.rules import Whose
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.plan.models import Goal, Progress, Step
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.essentials.rules import essentials
from throughgate.people.release.listing import queries
from throughgate.people.release.listing.rules import Wanted, week
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.release.rules import Kind, Window

pytestmark = pytest.mark.django_db


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def soon(scene: Scene) -> Scene:
    """Everybody's date, of either holder, is in twenty days; of “own” there is a confirmed one in five."""
    with making():
        KeyDate.objects.update(day=days(20))
        Essential.objects.all().delete()
        KeyDate.objects.create(
            person=scene.people["own"], held_by=scene.ours, kind="confirmed_release", day=days(5),
            source="The prison", entered_on=TODAY,
        )  # fmt: skip
    return scene


def listed(scene: Scene, role: str = "practitioner", **wanted) -> list[queries.Line]:
    with at_work(scene.users[role]) as user:
        asked = Wanted(**{"whose": Whose.ALL, **wanted})
        return queries.listed(user, asked, today=TODAY, now=NOW).lines


def test_each_person_once_with_the_date_to_show(soon: Scene) -> None:
    lines = listed(soon)
    people = [line.person for line in lines]
    assert len(people) == len(set(people))
    first = lines[0]
    assert first.person == soon.people["own"].pk and first.day == days(5)
    assert first.given.date.kind is Kind.CONFIRMED
    for state in ("excluded", "restricted to others", "known to them", "nobody's", "expired"):
        assert soon.people[state].pk not in people


def test_windows(soon: Scene) -> None:
    own = soon.people["own"].pk
    assert {line.person for line in listed(soon, window=Window.SEVEN_DAYS)} == {own}
    assert listed(soon, window=Window.TODAY) == []
    assert len(listed(soon, window=Window.FOUR_WEEKS)) > 1
    assert week(TODAY, today=TODAY) == 0 and week(days(84), today=TODAY) == 11


def test_filters_by_what_is_missing_and_by_the_prison(soon: Scene) -> None:
    own = soon.people["own"]
    with making():
        Essential.objects.create(
            person=own, held_by=soon.ours, code="bank", section="needs:finance", state="ready",
            said_at=NOW, entered_on=TODAY,
        )  # fmt: skip
    assert own.pk not in {line.person for line in listed(soon, missing="bank")}
    assert own.pk in {line.person for line in listed(soon, missing="any")}
    assert listed(soon, establishment="elsewhere") == []
    assert own.pk in {line.person for line in listed(soon, establishment="a pris")}


@pytest.mark.parametrize("role", ["practitioner", "record_officer"])
def test_the_page_and_the_file(soon: Scene, role: str) -> None:
    client = browser(soon, role)
    with few_queries():
        answer = client.get("/people/releases?whose=all")
    page = answer.content.decode()
    assert answer.status_code == 200 and str(soon.people["own"].pk) in page
    assert soon.people["own"].pk in looks("releases")
    with few_queries():
        page = client.get("/people/releases?whose=all&missing=any").content.decode()
    file = client.get("/people/releases.csv?whose=all").content.decode("utf-8-sig")
    assert days(5).isoformat() in file and "Somewhere to sleep on the first night" in file
    assert str(soon.people["excluded"].pk) not in page


def test_an_address_that_makes_no_sense_still_opens_a_list(soon: Scene) -> None:
    for asked in ("?page=x", "?window=never&missing=car", "?page=90&whose=all"):
        assert browser(soon).get(f"/people/releases{asked}").status_code == 200


def test_who_does_not_see_where_people_are_is_told(soon: Scene) -> None:
    assert browser(soon, "mentor").get("/people/releases").status_code == 403
    assert browser(soon, "analyst").get("/people/releases").status_code == 403


def test_the_home_page_says_who_leaves_soon_and_of_whom_to_ask(soon: Scene) -> None:
    user, own = soon.users["practitioner"], soon.people["own"]
    out = soon.people["last day today"]
    with making():
        Milestone.objects.all().delete()
        Whereabouts.objects.filter(person=own, held_by=soon.theirs).update(
            kind="none", establishment=""
        )
        Allocation.objects.filter(person__in=[own, out]).delete()
        for person in (own, out):
            Allocation.objects.create(
                person=person, held_by=soon.ours, worker=user, part="lead", first_day=TODAY,
                entered_on=TODAY,
            )  # fmt: skip
        Whereabouts.objects.filter(person=out, held_by=soon.ours).update(
            kind="licence", establishment="", first_day=days(-9)
        )
    client = browser(soon)
    with few_queries():
        home = client.get("/").content.decode()
    assert f"release; 0 of {len(essentials(TODAY))} essentials ready" in home
    assert "after release, 7 days: how are things?" in home


def test_the_home_page_counts_what_the_plan_shows_done(soon: Scene) -> None:
    user, own = soon.users["practitioner"], soon.people["own"]
    with making():
        Whereabouts.objects.filter(person=own, held_by=soon.theirs).update(
            kind="none", establishment=""
        )
        Step.objects.filter(person=own).delete()
        Need.objects.filter(person=own).delete()
        Allocation.objects.filter(person=own).delete()
        Allocation.objects.create(
            person=own, held_by=soon.ours, worker=user, part="lead", first_day=TODAY,
            entered_on=TODAY,
        )  # fmt: skip
        goal = Goal.objects.filter(person=own, held_by=soon.ours, pathway="accommodation").first()
        held = {"person": own, "held_by": soon.ours, "entered_on": TODAY, "entered_by": user}
        about = {**held, "pathway": "accommodation"}
        for place, need in enumerate(("finance.bank", "health.gp")):
            step = Step(**about, goal=goal, title=f"Do {need}", need=need, place=place)
            step.save(force_insert=True)
            if need == "finance.bank":
                Progress(**about, step=step, state="done", said_at=NOW).save(force_insert=True)
    said = f"release; 1 of {len(essentials(TODAY))} essentials ready"
    assert said in browser(soon).get("/").content.decode()


def test_what_the_prison_does_not_share_is_neither_late_nor_missing_nor_counted(
    soon: Scene,
) -> None:
    """On the list, in its filter, its file, on the home page and on the person's own pages: one rule."""
    user, own = soon.users["practitioner"], soon.people["own"]
    with making():
        Step.objects.filter(person=own).delete()
        Need.objects.filter(person=own).delete()
        Allocation.objects.filter(person=own).delete()
        Allocation.objects.create(
            person=own, held_by=soon.ours, worker=user, part="lead", first_day=TODAY,
            entered_on=TODAY,
        )  # fmt: skip
    (line,) = [one for one in listed(soon) if one.person == own.pk]
    told = {one.essential.code for one in line.ready if one.shared}
    assert told and len(told) < len(line.ready)
    assert not any(one.late or one.missing for one in line.ready if not one.shared)
    words = f"0 of {len(told)} essentials ready"
    assert (
        line.words.startswith(f"0 of {len(told)} ready.") and "Not shared with you:" in line.words
    )
    hidden = next(one.essential for one in line.ready if not one.shared)
    assert own.pk not in {one.person for one in listed(soon, missing=hidden.code)}
    client = browser(soon)
    assert words in client.get("/").content.decode()
    file = client.get("/people/releases.csv?whose=all").content.decode("utf-8-sig")
    assert f"0 of {len(told)} ready." in file and "Not shared with you" in file
    for page in ("/", "/release"):
        said = client.get(f"/people/{own.pk}{page}").content.decode()
        assert f"0 of {len(told)} ready." in said and "Not shared with you:" in said
    assert "Which square is which" in client.get("/people/releases?whose=all").content.decode()


def test_a_manager_and_whoever_has_no_people_of_their_own_see_the_organisation_s(
    soon: Scene,
) -> None:
    with making():
        Allocation.objects.all().delete()
    for role in ("practitioner", "manager"):
        client = browser(soon, role)
        with few_queries():
            home = client.get("/").content.decode()
        due = client.get("/people/due").content.decode()
        assert f"/people/{soon.people['own'].pk}/release" in due
        assert f"/people/{soon.people['excluded'].pk}/release" not in home + due


def test_whoever_is_out_is_on_the_list_no_more(soon: Scene) -> None:
    own = soon.people["own"]
    with making():
        Whereabouts.objects.filter(person=own).update(kind="licence", establishment="")
    assert own.pk not in {line.person for line in listed(soon)}
