"""The page of the plan says which days do not fit: a step before the one it waits for, a gate step after release."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.making import making
from tests.people.plan.conftest import Case, needs
from tests.people.plan.test_pages import text
from tests.truth.scene import TODAY
from throughgate.people.person.moves.models import KeyDate
from throughgate.people.plan.models import Step

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_days_that_do_not_fit_are_said(case: Case) -> None:
    needs(case, "accommodation.first_night")
    with making():
        given = {"kind": "conditional_release", "day": TODAY + 20 * DAY, "source": "The prison"}
        held = {"held_by": case.scene.ours, "entered_by": case.probation, "entered_on": TODAY}
        KeyDate(person=case.person, **held, **given).save(force_insert=True)
    browser = case.browser(case.probation)
    browser.post(case.at("/take"), {"need": "accommodation.first_night"})
    assert "Days that do not fit" not in text(browser.get(case.at()))  # as suggested, they do
    with making():
        refer = Step.objects.get(suggestion="first_night.refer", person=case.person)
        Step.objects.filter(pk=refer.pk).update(due=TODAY + 40 * DAY)
    page = text(browser.get(case.at()))
    assert "before the step it waits for" in page and "but they leave on" in page
