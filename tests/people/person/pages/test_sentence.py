"""Sentences and conditions by hand, and what ends with them that night."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.making import making
from tests.people.person.pages.conftest import Desk, day, hidden
from tests.truth.scene import DAY, TODAY, involve
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.moves.models import KeyDate
from throughgate.people.person.sentence import changes, jobs, rules
from throughgate.people.person.sentence.models import Condition, Sentence
from throughgate.people.person.sentence.rules import Given
from throughgate.people.record import changes as record
from throughgate.privacy.access.sight import seeing

pytestmark = pytest.mark.django_db
EARLY, LATER = date(2026, 1, 5), date(2027, 6, 1)


def imposed(desk: Desk, address: str, **parts: str) -> dict[str, str]:
    said = {"kind": "custody", "length": "6", "unit": "months", "given_by": "A court"}
    return {
        **hidden(desk.browser(), address),
        **said,
        **day("imposed_on", "1 3 2027"),
        **day("ended_on", ""),
        **parts,
    }


def test_a_short_sentence_is_said_in_words(desk: Desk) -> None:
    desk.empty(Condition, Sentence)
    browser, address = desk.browser(), desk.at("sentence/add")
    assert browser.post(address, imposed(desk, address)).status_code == 302
    page = browser.get(desk.at("sentence")).content.decode()
    assert (
        "Prison sentence, 6 months" in page
        and "Short sentence" in page
        and "under 12 months" in page
    )
    (row,) = desk.rows(Sentence)
    answer = browser.post(
        desk.at(f"sentence/{row.pk}"),
        imposed(desk, desk.at(f"sentence/{row.pk}"), length="2", unit="years"),
    )
    assert answer.status_code == 302
    assert "Short sentence" not in browser.get(desk.at("sentence")).content.decode()


@pytest.mark.parametrize(
    ("kind", "length", "unit", "short"),
    [
        ("custody", 364, "days", True),
        ("custody", 365, "days", False),
        ("custody", 52, "weeks", True),
        ("custody", 53, "weeks", False),
        ("detention_training", 11, "months", True),
        ("custody", 12, "months", False),
        ("custody", 1, "years", False),
        ("custody", None, "", False),
        ("suspended", 6, "months", False),
        ("community", 6, "months", False),
    ],
)
def test_which_sentence_is_short(kind: str, length: int | None, unit: str, short: bool) -> None:
    assert rules.is_short(kind, length, unit, today=TODAY) is short


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": ""}, "Choose what it is"),
        (day("imposed_on", "30 2 2027"), "must be a real date"),
        (day("imposed_on", ""), "Enter the day it was imposed"),
        (day("imposed_on", "1 4 2027"), "has not come yet"),
        (day("ended_on", "1 4 2027"), "comes from the system that gives it"),
        (day("ended_on", "28 2 2027"), "it cannot have ended on 28 February 2027"),
        ({"length": "0"}, "The length is 1 or more"),
        ({"length": "9999999999"}, "No sentence is as long as this"),
        ({"unit": ""}, "Enter the length and its unit, or neither"),
        ({"length": ""}, "Enter the length and its unit, or neither"),
    ],
)
def test_what_cannot_be_is_said(desk: Desk, typed: dict[str, str], said: str) -> None:
    before, address = len(desk.rows(Sentence)), desk.at("sentence/add")
    answer = desk.browser().post(address, imposed(desk, address, **typed))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert len(desk.rows(Sentence)) == before


def test_a_condition_is_of_one_s_own_sentence_and_asks_for_no_victim(desk: Desk) -> None:
    own, theirs = desk.rows(Sentence)[0], desk.made(Sentence, desk.scene.theirs)
    browser, address = desk.browser(), desk.at(f"sentence/{own.pk}/conditions/add")
    assert "nothing that says who a victim is" in browser.get(address).content.decode()
    said = {"words": "Unpaid work, 80 hours", **day("first_day", "1 3 2027"), **day("last_day", "")}
    assert browser.post(address, {**hidden(browser, address), **said}).status_code == 302
    assert "Unpaid work, 80 hours" in browser.get(desk.at("sentence")).content.decode()
    wrong = {**said, **day("last_day", "1 2 2027")}
    answer = browser.post(address, {**hidden(browser, address), **wrong})
    assert answer.status_code == 422 and "cannot end before it starts" in answer.content.decode()
    assert browser.get(desk.at(f"sentence/{theirs.pk}/conditions/add")).status_code == 404


def test_dates_are_shown_as_their_sources_gave_them(desk: Desk) -> None:
    page = desk.browser().get(desk.at("sentence")).content.decode()
    assert "Conditional release" in page and "A prison’s system" in page


GIVEN = [
    ("nothing is known", [], [], None),
    ("one goes on", [Given(1, "custody", EARLY)], [], None),
    ("a source gives its end", [Given(1, "custody", EARLY)], [LATER], LATER),
    ("two sources: the later counts", [Given(1, "custody", EARLY)], [TODAY, LATER], LATER),
    ("an end of an earlier one", [Given(1, "custody", TODAY)], [EARLY], None),
    ("it has ended, whatever was planned", [Given(1, "custody", EARLY, TODAY)], [LATER], TODAY),
    ("another goes on", [Given(1, "custody", EARLY, TODAY), Given(1, "community", EARLY)], [], None),
    ("another holder has the same", [Given(1, "custody", EARLY, TODAY), Given(2, "custody", EARLY)], [], TODAY),
    ("the same holder has two", [Given(1, "custody", EARLY, TODAY), Given(1, "custody", EARLY)], [], None),
    ("the last of two", [Given(1, "custody", EARLY, EARLY), Given(1, "community", EARLY, TODAY)], [], TODAY),
]  # fmt: skip


@pytest.mark.parametrize(("what", "sentences", "dates", "ends"), GIVEN, ids=[g[0] for g in GIVEN])
def test_when_the_last_sentence_ends(what: str, sentences, dates, ends) -> None:
    assert rules.ends_on(sentences, dates) == ends


def last_days(desk: Desk) -> dict[int, date | None]:
    with making():
        rows = Involvement.objects.filter(person=desk.person)
        return dict(rows.values_list("organisation", "last_day"))


def asked_to_look(monkeypatch) -> list[str]:
    asked: list[str] = []

    class Configured:
        def defer(self, person: str) -> None:
            asked.append(person)

    monkeypatch.setattr(changes.app, "configure_task", lambda name, lock: Configured())
    return asked


def look(desk: Desk) -> None:
    """As the worker does it."""
    with making():
        jobs.look_for_end(person=str(desk.person.pk))


def test_a_sentence_that_ended_ends_what_manages_it_that_night(desk: Desk, monkeypatch) -> None:
    with making():
        involve(desk.scene, desk.person, organisation=desk.scene.theirs)
    desk.empty(Condition, Sentence)
    own = desk.made(Sentence, imposed_on=EARLY)
    asked, address = asked_to_look(monkeypatch), desk.at(f"sentence/{own.pk}")
    ended = imposed(desk, address, **day("imposed_on", "5 1 2026"), **day("ended_on", "5 3 2027"))
    assert desk.browser().post(address, ended).status_code == 302
    assert asked == [str(desk.person.pk)]
    look(desk)
    assert last_days(desk) == {desk.scene.ours.pk: TODAY, desk.scene.theirs.pk: TODAY}
    user = desk.scene.users["practitioner"]
    with seeing(user.pk, today=TODAY + DAY):
        assert not Sentence.objects.filter(person=desk.person).exists()


def test_a_date_that_a_source_gives_does_the_same(desk: Desk, monkeypatch) -> None:
    desk.empty(Condition, Sentence, KeyDate)
    desk.made(Sentence, imposed_on=EARLY)
    asked, user = asked_to_look(monkeypatch), desk.scene.users["practitioner"]
    ends = KeyDate(person=desk.person, kind="licence_ends", day=LATER, source="A system")
    with seeing(user.pk, today=TODAY):
        record.enter(row=ends, by=user, today=TODAY, now=desk.now)
    assert asked == [str(desk.person.pk)]
    look(desk)
    assert last_days(desk)[desk.scene.ours.pk] == LATER


def test_the_word_of_a_council_ends_nothing(desk: Desk) -> None:
    desk.empty(Condition, Sentence, KeyDate)
    desk.made(Sentence, desk.scene.third, imposed_on=EARLY, ended_on=TODAY - timedelta(days=9))
    look(desk)
    assert last_days(desk)[desk.scene.ours.pk] is None
