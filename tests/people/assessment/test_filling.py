"""Filling an assessment through its pages: right user, wrong user, two writers, and what changes while it is filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from tests.people.assessment.world import DAY, TODAY, World, boxes, move_on
from throughgate.people.assessment.models import Assessment, FilledPart
from throughgate.people.assessment.question_sets import rules as sets

HARD, EASY = {"accommodation.suits": "significant"}, {"accommodation.suits": "none"}


def test_answers_are_kept_with_points_and_who_said_them(world: World) -> None:
    prison = world.browser("prison")
    of = prison.start("immediate_needs")
    said = {
        "accommodation.no_home": "yes",
        **HARD,
        "words": "I sleep badly",
        "linked_to_reoffending": "yes",
    }
    assert prison.fill(of, "accommodation", **said).status_code == 302
    row = world.part(of, "accommodation", "prison")
    assert (row.points, row.severity, row.words) == (4, "standard", "I sleep badly")
    assert row.entered_by == world.user("prison") and row.linked_to_reoffending is True
    assert row.linked_to_harm is None
    page = prison.get("assessment", of).content.decode()
    assert "In progress" in page and "1 working day" not in page


def test_a_wrong_answer_comes_back_and_nothing_is_saved(world: World) -> None:
    prison = world.browser("prison")
    of = prison.start("immediate_needs")
    answer = prison.fill(of, "accommodation", **{"accommodation.suits": "enormous"}, words="Kept")
    assert answer.status_code == 422 and "Kept" in answer.content.decode()
    assert world.rows(FilledPart) == []
    assert prison.post("start-assessment", kind="").status_code == 422
    assert prison.get("assessment-part", of, "cooking").status_code == 404


def test_one_form_sent_twice_is_one_assessment_and_a_second_draft_of_a_kind_is_refused(
    world: World,
) -> None:
    prison = world.browser("prison")
    key = prison.boxes("start-assessment")["key"]
    for _ in range(2):
        assert prison.post("start-assessment", kind="review", key=key).status_code == 302
    world.the(Assessment)
    again = prison.boxes("start-assessment")["key"]
    assert prison.post("start-assessment", kind="review", key=again).status_code == 422


def test_a_treatment_worker_fills_their_part_beside_the_lead_and_no_other(world: World) -> None:
    probation, treatment = world.browser("probation"), world.browser("treatment")
    of = probation.start("review")
    probation.fill(of, "drugs", **{"drugs.used": "previously"})
    page = treatment.get("assessment-part", of, "drugs").content.decode()
    assert "What A probation" in page
    answer = treatment.fill(of, "drugs", "hand_in", **{"drugs.strong": "currently"})
    assert answer["Location"] == reverse("hand-in-part", args=[world.person.pk, of, "drugs"])
    assert treatment.post("hand-in-part", of, "drugs").status_code == 302
    assert world.part(of, "drugs", "probation").answers == {"drugs.used": "previously"}
    assert world.part(of, "drugs", "treatment").answers == {"drugs.strong": "currently"}
    assert set(world.needs("treatment")) == {
        "drugs_alcohol.drug_treatment",
        "drugs_alcohol.overdose",
    }
    shown = probation.get("person-needs").content.decode()
    assert "Lower risk of overdose" in shown and "A treatment" in shown
    for name in ("check-assessment", "sign-assessment"):
        assert treatment.get(name, of).status_code == 403
    assert treatment.post("still-so", of).status_code == 403
    assert "Where I live" not in treatment.get("assessment", of).content.decode()


def test_two_workers_on_one_form_lose_nothing(world: World) -> None:
    one, two = world.browser("prison"), world.browser("prison", "manager")
    of = one.start("immediate_needs")
    first, second = (each.boxes("assessment-part", of, "accommodation") for each in (one, two))
    one.send(of, "accommodation", first, **HARD, words="Said to one")
    answer = two.send(
        of, "accommodation", second, **{"accommodation.rent": "yes"}, strengths="Said to two"
    )
    assert answer.status_code == 302
    row = world.part(of, "accommodation", "prison")
    assert row.answers == {**HARD, "accommodation.rent": "yes"}
    assert (row.words, row.strengths) == ("Said to one", "Said to two")


def test_two_answers_to_one_question_are_both_shown_and_saving_again_decides(world: World) -> None:
    one, two = world.browser("prison"), world.browser("prison", "manager")
    of = one.start("immediate_needs")
    forms = [each.boxes("assessment-part", of, "accommodation") for each in (one, two)]
    one.send(of, "accommodation", forms[0], **HARD)
    answer = two.send(of, "accommodation", forms[1], **EASY)
    assert answer.status_code == 422 and "Very hard" in answer.content.decode()
    assert world.part(of, "accommodation", "prison").answers == HARD
    form = boxes(answer)
    assert form["accommodation.suits"] == "none"
    assert two.send(of, "accommodation", form).status_code == 302
    assert world.part(of, "accommodation", "prison").answers == EASY


def test_a_form_left_open_across_new_questions_keeps_what_was_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    prison = world.browser("prison")
    of = prison.start("immediate_needs")
    prison.fill(of, "accommodation", **{"accommodation.rent": "yes", **HARD})
    left_open = prison.boxes("assessment-part", of, "accommodation")
    _questions_change(monkeypatch, dropping="accommodation.rent")
    monkeypatch.setenv("THROUGHGATE_TODAY", (TODAY + 21 * DAY).isoformat())
    page = prison.get("assessment", of).content.decode()
    assert "The questions changed on 10 March 2027." in page
    assert prison.post("go-on-assessment", of).status_code == 302
    answer = prison.send(of, "accommodation", left_open, **{"accommodation.running": "yes"})
    assert answer.status_code == 302
    row = world.part(of, "accommodation", "prison")
    assert row.answers == {**HARD, "accommodation.running": "yes"}
    assert row.dropped == {"accommodation.rent": "yes"}
    page = prison.get("assessment", of).content.decode()
    assert "no longer asked. It is kept" in page
    shown = prison.get("check-assessment", of).content.decode()
    assert "Said before, and no longer asked" in shown and "rent owed" in shown


def test_a_form_left_open_until_it_was_signed_says_so_and_keeps_what_was_typed(
    world: World,
) -> None:
    prison = world.browser("prison")
    of = prison.start("short_stay")
    left_open = prison.boxes("assessment-part", of, "accommodation")
    prison.fill_all(of, "short_stay")
    prison.sign(of)
    answer = prison.send(of, "accommodation", left_open, words="A new word")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "was signed on 5 March 2027" in page and "A new word" in page
    assert world.part(of, "accommodation", "prison").words == ""


def test_a_person_recalled_in_the_middle_goes_on_with_every_answer(world: World) -> None:
    move_on(world, "licence", TODAY - DAY)
    probation = world.browser("probation")
    of = probation.start("review")
    probation.fill(of, "accommodation", **HARD)
    move_on(world, "recall", TODAY + DAY)
    page = probation.get("assessment", of).content.decode()
    assert "The person has moved since this was started." in page
    assert "recalled to custody" in page and "Go on as “Immediate needs”" in page
    assert probation.post("go-on-assessment", of).status_code == 302
    assert world.the(Assessment).kind == "immediate_needs"
    row = world.part(of, "accommodation", "probation")
    assert (row.answers, row.unsure) == (HARD, ["accommodation.suits"])
    assert "has moved" not in probation.get("assessment", of).content.decode()


def test_recalled_for_a_short_stay_it_is_signed_and_nothing_said_before_is_lost(
    world: World,
) -> None:
    move_on(world, "licence", TODAY - DAY)
    probation, treatment = world.browser("probation"), world.browser("treatment")
    of = probation.start("review")
    probation.fill(of, "thinking", **{"thinking.stop": "significant"})
    treatment.fill(of, "drugs", **{"drugs.injected": "previously"})
    move_on(world, "remand", TODAY + DAY)
    assert "Go on as “Short stay”" in probation.get("assessment", of).content.decode()
    assert probation.post("go-on-assessment", of).status_code == 302
    probation.fill_all(of, "short_stay")
    shown = probation.get("check-assessment", of).content.decode()
    assert "stop and think before you act?" in shown and "Very hard" in shown
    assert "Have you injected?" in shown
    assert probation.sign(of).status_code == 302
    assert world.the(Assessment).state == "locked"
    read = probation.get("assessment", of).content.decode()
    assert "stop and think before you act?" in read and "Have you injected?" in read


def _questions_change(monkeypatch: pytest.MonkeyPatch, *, dropping: str) -> None:
    """A second version of the full set comes into force on 10 March, without one question."""
    old = sets.all_sets()
    full = next(each for each in old if each.family == "full")
    sections = tuple(
        replace(s, questions=tuple(q for q in s.questions if q.code != dropping))
        for s in full.sections
    )
    new = replace(full, code="full_2", since=date(2027, 3, 10), sections=sections)
    monkeypatch.setattr(sets, "all_sets", lambda: (*old, new))
