"""The made-up county’s assessments: one in each state, the tutorial’s two, and needs where people were helped."""

from __future__ import annotations

from tests.making import making
from throughgate.data.demonstration.setting import Setting
from throughgate.people.assessment.models import Assessment, FilledPart, Need
from throughgate.people.person.models import Identity
from throughgate.people.plan.models import Progress


def test_every_state_and_the_tutorials_two_are_there(county: Setting) -> None:
    with making():
        jordan = Identity.objects.filter(given_names="Jordan").values("person")
        states = set(Assessment.objects.values_list("state", flat=True))
        hers = Assessment.objects.filter(person__in=jordan)
        found = set(hers.values_list("kind", "state"))
        treatment = Need.objects.filter(
            person__in=jordan, held_by=county.organisations["treatment"]
        )
        codes = set(treatment.values_list("code", flat=True))
        asked_again = FilledPart.objects.filter(assessment__in=hers.filter(state="draft"))
        unsure = [row for row in asked_again if row.unsure]
    assert states >= {"draft", "checked", "locked"}
    assert found == {("immediate_needs", "locked"), ("pre_release", "draft")}
    assert "drugs_alcohol.handover" in codes and unsure


def test_a_need_has_begun_where_its_own_organisation_began_a_step(county: Setting) -> None:
    with making():
        said = Progress.objects.filter(state__in=["in_progress", "done"]).exclude(step__need="")
        begun = set(said.values_list("person", "held_by", "step__need"))
        needs = Need.objects.filter(last_day=None)
        stand = {(n.person_id, n.held_by_id, n.code): n.status for n in needs}
    assert begun & stand.keys()
    assert "not_started" not in {stand[each] for each in begun & stand.keys()}
