"""Starting, ending, lengthening and withdrawing an involvement, and saying what follows, as pages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.making import making
from tests.truth.scene import DAY, PURPOSE, TODAY, Scene, agreement, flow, involve
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.models import Person
from throughgate.people.sharing import queries
from throughgate.privacy.access.models import Agreement, User
from throughgate.privacy.access.sight import seeing

pytestmark = pytest.mark.django_db


def at(name: str, person: Person, row: Involvement | None = None) -> str:
    return reverse(name, args=[person.pk, *([row.pk] if row else [])])


def boxes(name: str, day: date | None) -> dict[str, object]:
    parts = (day.day, day.month, day.year) if day else ("", "", "")
    return {f"{name}_{n}": part for n, part in enumerate(parts)}


def held(person: Person, **parts) -> Involvement:
    with making():
        return Involvement.objects.get(person=person, **parts)


def work_with(scene: Scene, user: User, person: Person) -> None:
    with making():
        Allocation.objects.filter(person=person, held_by=scene.ours).update(worker=user)


def starting(scene: Scene, **parts) -> dict[str, object]:
    under = agreement(scene, "two purposes")
    way = {"way": f"{under.pk}:support", "key": str(uuid4()), "version": 0}
    return way | boxes("first_day", TODAY) | boxes("last_day", None) | parts


def acting(row: Involvement, **parts) -> dict[str, object]:
    return {"key": str(row.pk), "version": row.version, **parts}


def test_one_s_own_is_started_once_however_often_the_form_is_sent(scene: Scene, browser_of) -> None:
    client, person = browser_of(scene.users["practitioner"]), scene.people["own"]
    flow(agreement(scene, "two purposes"), scene.ours, scene.theirs, purpose="support")
    sent = starting(scene)
    for _ in range(2):
        assert client.post(at("start-involvement", person), sent).status_code == 302
    assert held(person, purpose="support").started_by == scene.users["practitioner"]
    page = client.get(at("person-sharing", person)).content.decode()
    assert "Give the help that was asked for" in page


def test_the_rules_reasons_stand_on_the_form_with_what_was_typed(scene: Scene, browser_of) -> None:
    client, person = browser_of(scene.users["practitioner"]), scene.people["own"]
    again = {"way": f"{agreement(scene).pk}:{PURPOSE}"}
    answer = client.post(at("start-involvement", person), starting(scene, **again))
    assert answer.status_code == 422
    assert "involved for this purpose in that time already" in answer.content.decode()
    wrong = starting(scene, first_day_0="31", first_day_1="2")
    page = client.post(at("start-involvement", person), wrong).content.decode()
    assert "must be a real date" in page and 'value="31"' in page


def test_an_agreement_that_ran_out_meanwhile_is_said_on_the_form(scene: Scene, browser_of) -> None:
    client, person = browser_of(scene.users["practitioner"]), scene.people["own"]
    under = agreement(scene, "expired", last_day=TODAY - DAY)
    sent = starting(scene, way=f"{under.pk}:{PURPOSE}", last_day_0="x")
    assert client.post(at("start-involvement", person), sent).status_code == 422
    page = client.post(at("start-involvement", person), sent | {"last_day_0": ""}).content.decode()
    assert "The agreement is not in force. It has run out" in page
    assert f'value="{TODAY.day}"' in page


def test_what_was_typed_is_shown_when_sight_ended_meanwhile(scene: Scene, browser_of) -> None:
    """The agreement runs out while somebody writes: the person is not there, and their words are not lost."""
    client, person = browser_of(scene.users["practitioner"]), scene.people["own"]
    Agreement.objects.filter(pk=agreement(scene).pk).update(last_day=TODAY - DAY)
    words = "They move to a cousin on Friday"
    answer = client.post(at("add-contact", person), {"key": str(uuid4()), "note": words})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert words in page and "“Truth in force” is no longer in force" in page
    other = client.post(at("add-contact", scene.people["nobody's"]), {"note": words})
    same = [
        re.sub(r'nonce="[^"]*"|value="[^"]*"', "", each.content.decode())
        for each in (answer, other)
    ]
    assert same[0] == same[1], "it gives nobody away"


def test_it_ends_on_its_last_day_and_a_stale_form_shows_what_it_says_now(scene, browser_of) -> None:
    client, person = browser_of(scene.users["practitioner"]), scene.people["own"]
    row = held(person)
    sent = acting(row, why="Moved away", **boxes("last_day", TODAY + 5 * DAY))
    assert client.post(at("end-involvement", person, row), sent).status_code == 302
    assert held(person).last_day == TODAY + 5 * DAY
    earlier = sent | boxes("last_day", TODAY + DAY)
    answer = client.post(at("end-involvement", person, row), earlier)
    assert answer.status_code == 422
    assert (
        "What it says now" in answer.content.decode() and "10 March 2027" in answer.content.decode()
    )
    past = acting(held(person), why="x", **boxes("last_day", TODAY - DAY))
    assert "in the past" in client.post(at("end-involvement", person, row), past).content.decode()


def test_it_goes_on_for_longer_and_is_asked_about_anew(scene: Scene, browser_of) -> None:
    client, person = browser_of(scene.users["practitioner"]), scene.people["last day today"]
    row = held(person)
    assert (
        "no later"
        in client.post(
            at("extend-involvement", person, row), acting(row, **boxes("last_day", TODAY))
        ).content.decode()
    )
    sent = acting(row, **boxes("last_day", TODAY + 60 * DAY))
    assert client.post(at("extend-involvement", person, row), sent).status_code == 302
    assert (held(person).last_day, held(person).asked_on) == (TODAY + 60 * DAY, None)


def test_what_ends_with_the_sentence_is_not_lengthened(scene: Scene, browser_of) -> None:
    client, person = browser_of(scene.users["practitioner"]), scene.people["last day today"]
    with making():
        Involvement.objects.filter(person=person).update(ended_why="sentence ends")
    row = held(person)
    sent = acting(row, **boxes("last_day", TODAY + 60 * DAY))
    page = client.post(at("extend-involvement", person, row), sent).content.decode()
    assert "another purpose, with its own power" in page


def test_withdrawn_it_is_gone_at_once(scene: Scene, browser_of) -> None:
    client, person = browser_of(scene.users["practitioner"]), scene.people["own"]
    row = held(person)
    assert client.post(at("withdraw-involvement", person, row), acting(row)).status_code == 422
    answer = client.post(at("withdraw-involvement", person, row), acting(row, why="A mistake"))
    assert answer.url == reverse("people")
    assert client.get(at("person-sharing", person)).status_code == 404


def test_the_worker_is_asked_at_home_and_answers(scene: Scene, browser_of) -> None:
    user, person = scene.users["manager"], scene.people["last day today"]
    client, row = browser_of(user), held(person)
    work_with(scene, user, person)
    home = client.get("/").content.decode()
    assert str(row.pk) in home and "what follows?" in home
    answer = acting(row, answer="end", why="")
    assert "Say why" in client.post(at("what-follows", person, row), answer).content.decode()
    other = client.post(at("what-follows", person, row), acting(row, answer="other"))
    assert other.url == f"{at('start-involvement', person)}?after={row.pk}"
    assert 'value="6"' in client.get(other.url).content.decode(), "the day after the last"
    answer = acting(row, answer="end", why="The work is done")
    assert client.post(at("what-follows", person, row), answer).status_code == 302
    assert str(row.pk) not in client.get("/").content.decode()


def test_nobody_is_asked_once_something_follows_or_who_is_another_s(
    scene: Scene, browser_of
) -> None:
    user, person = scene.users["practitioner"], scene.people["last day today"]
    post = user.posts.get()
    work_with(scene, user, person)
    work_with(scene, user, scene.people["own"])

    def asked() -> set:
        with seeing(user.pk, today=TODAY):
            return {row.person_id for row in queries.ending(user, post, today=TODAY, most=99)}

    assert person.pk in asked()
    with making():
        involve(scene, person, first_day=TODAY + DAY)
    assert person.pk not in asked()
    later = TODAY + timedelta(days=29)
    with making():
        Involvement.objects.filter(person=scene.people["own"]).update(last_day=later)
    assert scene.people["own"].pk not in asked()


def test_another_organisation_s_is_not_there_to_change(scene: Scene, browser_of) -> None:
    person = scene.people["own"]
    with making():
        involve(scene, person, organisation=scene.third)
    client = browser_of(scene.users["practitioner"])
    row = held(person, organisation=scene.third)
    for name in ("end", "extend", "withdraw"):
        assert client.get(at(f"{name}-involvement", person, row)).status_code == 404


def test_no_page_or_column_calls_the_four_by_each_other_s_name(scene: Scene, browser_of) -> None:
    """Agreement to a referral, to the plan, health permission and consent: each has one name."""
    page = browser_of(scene.users["practitioner"]).get(at("person-sharing", scene.people["own"]))
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    health, consent = text.index("Confidential health"), text.index("Consent as the lawful basis")
    assert "onsent" not in text[health:consent]
    assert "agreement to" not in text.lower()


def test_many_rows_take_no_more_questions(
    scene: Scene, browser_of, django_assert_max_num_queries
) -> None:
    client = browser_of(scene.users["practitioner"])
    with django_assert_max_num_queries(25):
        client.get(at("person-sharing", scene.people["own"]))
    with django_assert_max_num_queries(25):
        client.get(at("who-sees-what", scene.people["own"]))
