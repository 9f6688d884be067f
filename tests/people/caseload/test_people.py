"""The list of people: whose, narrowed, ordered, as a file; nobody on it whom the reader may not see."""

from __future__ import annotations

from datetime import date

import pytest

from tests.making import making
from tests.people.at_work import at_work, browser, called, few_queries, looks
from tests.truth.scene import DAY, NOW, TODAY, Scene, involve
from throughgate.people.caseload import queries
from throughgate.people.caseload.rules import Order, Wanted, Whose
from throughgate.people.involvement.allocation.models import Allocation, Cover
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.models import Person
from throughgate.people.person.moves.models import Whereabouts


def listed(scene: Scene, role: str = "practitioner", **wanted) -> list:
    with at_work(scene.users[role]) as user:
        return queries.listed(user, Wanted(**wanted), today=TODAY, now=NOW).lines


def test_the_list_is_one_s_own_organisation_s(scene: Scene) -> None:
    lines = listed(scene)
    with at_work(scene.users["practitioner"]):
        there = set(Person.objects.values_list("pk", flat=True))
    people = [line.person for line in lines]
    assert len(people) == len(set(people)) and all(line.name for line in lines)
    assert there - set(people) == {scene.people["emergency"].pk}  # seen, but on nobody's list


def test_a_mentor_s_list_has_first_names_and_meetings_alone(scene: Scene) -> None:
    lines = listed(scene, "mentor")
    opened = scene.people["own, and opened in need"].pk  # whom an emergency names
    met = [line for line in lines if line.person != opened]
    assert met and all(line.name == "Met" and not line.birth_date for line in met)
    assert not any(line.place or line.lead for line in lines)


def test_somebody_with_two_purposes_stands_once_with_both(scene: Scene) -> None:
    person = scene.people["another purpose"]
    with making():
        involve(scene, person)
    (line,) = [line for line in listed(scene) if line.person == person.pk]
    assert set(line.purposes) == {"support", "manage_sentence"}


def test_my_people_are_those_i_lead_support_or_stand_in_for(scene: Scene) -> None:
    user, colleague = scene.users["practitioner"], scene.users["manager"]
    own, others = scene.people["own"], scene.people["last day today"]
    with making():
        Allocation.objects.all().delete()
        for person, worker in ((own, user), (others, colleague)):
            Allocation.objects.create(
                person=person, held_by=scene.ours, worker=worker, part="lead",
                first_day=TODAY, entered_on=TODAY,
            )  # fmt: skip
    assert {line.person for line in listed(scene)} == {
        own.pk
    }  # whoever has people begins with them
    away = {"away": colleague, "stands_in": user, "set_by": colleague}
    Cover.objects.create(organisation=scene.ours, first_day=TODAY, last_day=TODAY, **away)
    assert {line.person for line in listed(scene, whose=Whose.MINE)} == {own.pk, others.pk}
    Cover.objects.update(first_day=TODAY - DAY, last_day=TODAY - DAY)
    assert {line.person for line in listed(scene, whose=Whose.MINE)} == {own.pk}


def test_narrowing(scene: Scene) -> None:
    ends = scene.people["last day today"].pk
    support = scene.people["another purpose"].pk
    assert {line.person for line in listed(scene, whose=Whose.ALL, ending=True)} == {ends}
    assert {line.person for line in listed(scene, whose=Whose.ALL, purpose="support")} == {support}
    with making():
        Whereabouts.objects.filter(held_by=scene.theirs).update(kind="hospital")
    inside = {line.person for line in listed(scene, whose=Whose.ALL, place="custody")}
    flows = {line.person for line in listed(scene, whose=Whose.ALL, place="hospital")}
    assert scene.people["own"].pk in inside and inside  # ours holds it
    assert support not in flows  # no flow for that purpose carries the other's word


def test_orders(scene: Scene) -> None:
    called(scene.people["told health"], scene.ours, "Zoe", "aardvark")
    assert listed(scene, whose=Whose.ALL, order=Order.NAME)[0].name == "Zoe aardvark"
    first = listed(scene, whose=Whose.ALL, order=Order.ENDS)[0]
    assert first.person == scene.people["last day today"].pk
    with making():
        Involvement.objects.filter(person=scene.people["told health"]).update(first_day=TODAY)
    assert listed(scene, whose=Whose.ALL)[0].person == scene.people["told health"].pk


@pytest.mark.parametrize("role", ["practitioner", "mentor", "record_officer", "panel_chair"])
def test_the_page(scene: Scene, role: str) -> None:
    client = browser(scene, role)
    with few_queries():
        answer = client.get("/people/?whose=all")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert str(scene.people["own"].pk) in shown and scene.people["own"].pk in looks("people")
    for state in ("excluded", "restricted to others", "known to them", "nobody's", "expired"):
        assert str(scene.people[state].pk) not in shown


@pytest.mark.parametrize(
    "asked",
    ["?page=0", "?page=x", "?page=99999999999999999999", "?purpose=no&order=no", "?page=40"],
)
def test_an_address_that_makes_no_sense_still_opens_a_list(scene: Scene, asked: str) -> None:
    assert browser(scene).get(f"/people/{asked}").status_code == 200


def test_a_file_holds_what_the_reader_sees_and_is_a_look_at_each(scene: Scene) -> None:
    called(scene.people["own"], scene.ours, "=cmd", "O’Brien", date(1990, 3, 4))
    answer = browser(scene).get("/people/export.csv?whose=all")
    text = answer.content.decode("utf-8-sig")
    assert answer.status_code == 200 and "'=cmd O’Brien,1990-03-04" in text
    assert {scene.people["own"].pk, scene.people["told health"].pk} <= looks("export-people")
    assert scene.people["excluded"].pk not in looks("export-people")


def test_a_list_that_is_too_long_for_a_file_says_so(scene: Scene, monkeypatch) -> None:
    from throughgate.people.caseload import pages

    class Few:
        def __getitem__(self, name: str):
            return self

        def on(self, day: date) -> int:
            return 1

    monkeypatch.setattr(pages, "load", lambda topic: Few())
    answer = browser(scene).get("/people/export.csv?whose=all")
    assert answer.status_code == 422 and "more than 1 people" in answer.content.decode()


def test_an_empty_list_says_why(scene: Scene) -> None:
    with making():
        Involvement.objects.all().delete()
        Allocation.objects.all().delete()
    shown = browser(scene).get("/people/").content.decode()
    assert "works with nobody at present" in shown
    assert (
        "Nobody is with you at present"
        in browser(scene).get("/people/?whose=mine").content.decode()
    )
    assert "Nobody fits what you chose" in browser(scene).get("/people/?ending=on").content.decode()


def test_who_does_not_use_people_is_told(scene: Scene) -> None:
    for role in ("analyst", "administrator", "commissioner"):
        assert browser(scene, role).get("/people/").status_code == 403


def test_a_mentor_s_file_and_filters_tell_a_first_name_a_contact_and_a_meeting(
    scene: Scene,
) -> None:
    client = browser(scene, "mentor")
    lines = client.get("/people/export.csv?purpose=iom").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "First name,To reach them,When you meet" and len(lines) > 1
    page = client.get("/people/").content.decode()
    for told in ("Manage the sentence", "Ends within", 'name="purpose"', TODAY.isoformat()):
        assert told not in page + "".join(lines)
    asked = listed(scene, "mentor", purpose="iom", ending=True)
    assert [line.person for line in asked] == [line.person for line in listed(scene, "mentor")]
    assert not any(line.purposes for line in asked)


def test_who_sees_no_places_is_offered_none(scene: Scene) -> None:
    page = browser(scene, "information_officer").get("/people/").content.decode()
    assert "/people/releases" not in page and 'name="place"' not in page
    page = browser(scene).get("/people/").content.decode()
    assert "/people/releases" in page and 'name="place"' in page


def test_a_page_beyond_the_last_counts_nobody(scene: Scene) -> None:
    page = browser(scene, "mentor").get("/people/?page=99").content.decode()
    assert "The list ends before this page" in page and " people</p>" not in page


def test_numbers_in_sentences_have_separators() -> None:
    from django.template import engines

    made = engines["jinja2"].from_string('{{ ngettext("%(num)s person", "%(num)s people", n) }}')
    assert [made.render({"n": n}) for n in (1, 1055)] == ["1 person", "1,055 people"]
