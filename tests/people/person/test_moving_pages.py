"""The pages of moves, workers and adoption: what is typed wrong is said where it can be put right, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from tests import signing_in
from tests.making import making
from tests.truth.scene import DAY, NOW, PURPOSE, TODAY, Scene, agreement, flow, make
from throughgate.common import dates
from throughgate.people.involvement.allocation.models import Cover
from throughgate.people.person.iom.models import Adoption
from throughgate.people.person.models import Identity
from throughgate.people.person.moves.models import KeyDate, Move, Whereabouts
from throughgate.privacy.access.models import Post, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    made = make()
    with making():
        flow(agreement(made), made.ours, made.third)
    yield made


def browser(user: User) -> Client:
    return signing_in.sign_in(Client(), Post.objects.get(user=user))


def day(name: str, value) -> dict[str, object]:
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


def address(scene: Scene, name: str, **words) -> str:
    return reverse(name, kwargs={"person": scene.people["own"].pk, **words})


def hidden(page: str) -> dict[str, str]:
    names = ("key", "came_from", "version")
    return {
        n: page.split(f'name="{n}" value="')[1].split('"')[0]
        for n in names
        if f'name="{n}"' in page
    }


def move_form(scene: Scene, client: Client) -> tuple[str, dict[str, object]]:
    asked = address(scene, "add-move") + f"?to={scene.third.pk}"
    page = client.get(asked).content.decode()
    typed = {"place": "licence", "establishment": "", **day("day", TODAY)}
    typed |= {"receiver": scene.stranger.pk, "way": f"{agreement(scene).pk}:{PURPOSE}"}
    return asked, {**hidden(page), **typed}


def test_a_move_is_asked_for_taken_over_and_answered(scene: Scene) -> None:
    sender = browser(scene.users["practitioner"])
    asked, typed = move_form(scene, sender)
    answer = sender.post(asked, typed, follow=True)
    assert "is asked to take over and has not answered yet" in answer.content.decode()
    with making():
        move = Move.objects.get(receiver=scene.stranger)
    receiver = browser(scene.stranger)
    home = receiver.get("/").content.decode()
    assert reverse("asked-move", args=[move.pk]) in home
    assert "Take over" in receiver.get(reverse("asked-move", args=[move.pk])).content.decode()
    page = receiver.post(reverse("asked-move", args=[move.pk]), follow=True).content.decode()
    assert "Where they sleep on the first night" in page
    name = page.split('name="state_')[1].split('"')[0]
    said = {f"state_{name}": "missing"}
    answers = address(scene, "answer-move", row=move.pk)
    wrong = receiver.post(answers, said)
    assert wrong.status_code == 422 and "Say what is missing" in wrong.content.decode()
    assert receiver.post(answers, {}).status_code == 422
    receiver.post(answers, {**said, f"words_{name}": "The keys"})
    assert "The keys" in sender.get(address(scene, "person-move", row=move.pk)).content.decode()
    assert "1 thing is missing" in sender.get("/").content.decode()


def test_whoever_is_not_asked_is_told_of_nothing(scene: Scene) -> None:
    sender = browser(scene.users["practitioner"])
    sender.post(*move_form(scene, sender))
    with making():
        move = Move.objects.get(receiver=scene.stranger)
    asked = reverse("asked-move", args=[move.pk])
    assert sender.get(asked).status_code == sender.post(asked).status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"place": "out_of_court"}, "from the list"),
        ({"place": "hospital"}, "Enter its name"),
        (day("day", TODAY + DAY), "not come yet"),
        ({"day_0": "31", "day_1": "2"}, "must be a real date"),
        ({"receiver": ""}, "Choose who is asked"),
    ],
)
def test_a_move_typed_wrong_comes_back_with_what_was_typed(scene, changed, words: str) -> None:
    client = browser(scene.users["practitioner"])
    asked, typed = move_form(scene, client)
    answer = client.post(asked, {**typed, **changed})
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert f'value="{typed["key"]}"' in page


def test_the_second_of_two_writers_sees_where_they_are_now_and_can_save_then(scene: Scene) -> None:
    client = browser(scene.users["practitioner"])
    asked, late = move_form(scene, client)
    client.post(*move_form(scene, client))
    answer = client.post(asked, {**late, "place": "order", "receiver": scene.stranger.pk})
    page = answer.content.decode()
    assert answer.status_code == 422 and "In the community on licence" in page
    again = {**late, **hidden(page), "place": "order"}
    assert client.post(asked, again).status_code == 302
    with making():
        assert (
            Whereabouts.objects.filter(person=scene.people["own"], held_by=scene.ours).count() == 3
        )


def test_a_date_names_its_source_and_is_given_once(scene: Scene) -> None:
    client = browser(scene.users["practitioner"])
    add = address(scene, "add-date")
    typed = {
        **hidden(client.get(add).content.decode()),
        "kind": "licence_ends",
        **day("day", TODAY),
    }
    for source, words in (("", "Enter who or what"), ("here", "Name who or what")):
        answer = client.post(add, {**typed, "source": source})
        assert answer.status_code == 422 and words in answer.content.decode()
    page = client.post(add, {**typed, "source": "A letter"}, follow=True).content.decode()
    assert "Friday 5 March, today" in page and "A letter" in page
    other = {**typed, **hidden(client.get(add).content.decode()), "source": "A letter"}
    assert "gives this date already" in client.post(add, other).content.decode()
    with making():
        assert KeyDate.objects.filter(person=scene.people["own"], source="A letter").count() == 1


@pytest.mark.parametrize(
    ("year", "words"),
    [(9999, "with four digits, from 1900 to 2099"), (1926, "before the person was born")],
)
def test_a_mistyped_year_hides_nobody(scene: Scene, year: int, words: str) -> None:
    client, add = browser(scene.users["practitioner"]), address(scene, "add-date")
    with making():
        born = Identity.objects.filter(person=scene.people["own"])
        born.update(birth_date=TODAY.replace(year=1984))
    typed = {
        **hidden(client.get(add).content.decode()),
        "kind": "conditional_release",
        "source": "A letter",
        **day("day", TODAY.replace(year=year)),
    }
    answer = client.post(add, typed)
    assert answer.status_code == 422 and words in answer.content.decode()
    with making():
        assert not KeyDate.objects.filter(source="A letter").exists()


def test_a_date_of_another_system_is_not_changed_here(scene: Scene) -> None:
    with making():
        row = KeyDate.objects.get(person=scene.people["own"], held_by=scene.ours)
        KeyDate.objects.filter(pk=row.pk).update(entered_by=None)
    client = browser(scene.users["practitioner"])
    assert client.post(address(scene, "remove-date", row=row.pk)).status_code == 403


def test_an_adoption_typed_wrong_says_what_is_missing_and_no_page_asks_for_intelligence(
    scene,
) -> None:
    with making():
        Adoption.objects.all().delete()
    client = browser(scene.users["practitioner"])
    assert (
        "No intelligence is entered here"
        in client.get(address(scene, "person-iom")).content.decode()
    )
    adopt = address(scene, "adopt-person")
    typed = {**hidden(client.get(adopt).content.decode()), "cohort": "fixed", "why": "As minuted",
             "proposed_by": "A sergeant", **day("first_day", TODAY), **day("review_on", TODAY + 30 * DAY)}  # fmt: skip
    assert "Enter who decided it" in client.post(adopt, typed).content.decode()
    page = client.post(adopt, {**typed, "decided_by": "The chair"}, follow=True).content.decode()
    assert "Fixed" in page and "The chair" in page


def test_a_manager_allocates_covers_and_gives_a_caseload_on(scene: Scene) -> None:
    client, worker = browser(scene.users["manager"]), scene.users["practitioner"]
    allocate = address(scene, "allocate-person")
    assert "Choose a worker" in client.post(allocate, {"part": "lead"}).content.decode()
    page = client.post(
        allocate, {"worker": worker.pk, "part": "lead"}, follow=True
    ).content.decode()
    assert "A practitioner" in page
    assert "A practitioner" in client.get(reverse("caseloads")).content.decode()
    assert client.get(reverse("caseload", args=[worker.pk])).status_code == 200
    give, to = reverse("give-on-caseload", args=[worker.pk]), scene.users["provider_worker"]
    assert client.post(give, {}).status_code == 422
    page = client.post(give, {"worker": to.pk}, follow=True).content.decode()
    assert "1 person is with A provider_worker from today" in page
    days = {**day("first_day", TODAY), **day("last_day", TODAY + DAY)}
    assert client.post(reverse("add-cover"), days).status_code == 422
    both = {"away": worker.pk, "stands_in": to.pk}
    client.post(reverse("add-cover"), {**days, **both})
    (made,) = Cover.objects.all()
    assert "You stand in for A practitioner" in browser(to).get("/").content.decode()
    assert browser(to).get(reverse("caseload", args=[worker.pk])).status_code == 200
    client.post(reverse("end-cover", args=[made.pk]))
    assert browser(to).get(reverse("caseload", args=[worker.pk])).status_code == 403


@pytest.mark.parametrize("name", ["caseloads", "without-lead", "add-cover"])
def test_caseloads_are_a_manager_s(scene: Scene, name: str) -> None:
    assert browser(scene.users["manager"]).get(reverse(name)).status_code == 200
    assert browser(scene.users["practitioner"]).get(reverse(name)).status_code == 403


def test_another_organisation_s_worker_is_not_there(scene: Scene) -> None:
    asked = reverse("caseload", args=[scene.stranger.pk])
    assert browser(scene.users["manager"]).get(asked).status_code == 404


@pytest.mark.parametrize("name", ["person-place", "person-workers", "person-iom", "person"])
def test_a_page_asks_no_more_than_25_times(
    scene: Scene, name: str, django_assert_max_num_queries
) -> None:
    client = browser(scene.users["manager"])
    client.get(address(scene, name))
    with django_assert_max_num_queries(25 + 4):  # with the session’s and the transaction’s own
        client.get(address(scene, name))
