"""What becomes of a need: begun with its first step, met or declined when a worker says so, and nothing suggested then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.making import making
from tests.people.plan.conftest import Case, needs
from tests.people.plan.test_pages import SETTLED, rows, text
from tests.truth.scene import TODAY
from throughgate.people.assessment.models import Need
from throughgate.people.plan.models import Progress, Step
from throughgate.people.record.opening import Opened
from throughgate.privacy.audit import changes as audit
from throughgate.privacy.audit.models import AuditEvent

RENT = "accommodation.rent"


def _need(code: str = SETTLED) -> Need:
    return next(row for row in rows(Need) if row.code == code)


def _become(case: Case, need: Need) -> str:
    return reverse("need-become", args=[case.person.pk, need.pk])


def _begin(case: Case, browser: Any, state: str = "in_progress") -> None:
    browser.post(case.at("/take"), {"need": SETTLED})
    step = rows(Step)[0]
    typed = {"key": uuid4(), "version": 0, "seen": "not_started", "state": state, "words": "Rang"}
    assert browser.post(case.at(f"/steps/{step.pk}/progress"), typed).status_code == 302


@pytest.mark.parametrize("state", ["in_progress", "done"])
def test_a_step_that_is_begun_begins_its_need_and_meets_it_never(case: Case, state: str) -> None:
    needs(case, SETTLED, RENT)
    _begin(case, case.browser(case.probation), state)
    assert (_need().status, _need().version) == ("in_progress", 2)
    assert _need(RENT).status == "not_started"
    with making():
        assert AuditEvent.objects.filter(kind="NeedMoved").count() == 1


def test_another_organisation_s_step_changes_no_need_that_is_not_its_own(case: Case) -> None:
    needs(case, SETTLED)
    case.browser(case.probation).post(case.at("/take"), {"need": SETTLED})
    step = rows(Step)[0]
    typed = {"key": uuid4(), "version": 0, "seen": "not_started", "state": "done", "words": "Rang"}
    prison = case.browser(case.prison)
    assert prison.post(case.at(f"/steps/{step.pk}/progress"), typed).status_code == 302
    assert _need().status == "not_started"
    seen = reverse("person-needs", args=[case.person.pk])
    for user in (case.probation, case.prison):
        assert "In progress, by a step of the plan" in text(case.browser(user).get(seen))
    band = text(case.browser(case.probation).get(reverse("person", args=[case.person.pk])))
    assert ": in progress" in band
    signed = _need().pk
    with making():  # signed anew after that step was done: nothing was begun for it since
        Need.objects.filter(pk=signed).update(entered_on=TODAY + timedelta(days=1))
    assert "by a step of the plan" not in text(case.browser(case.probation).get(seen))


def test_a_step_for_a_need_that_its_writer_says_nothing_of_is_reported_all_the_same(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs(case, SETTLED, "finance.bank")
    browser = case.browser(case.probation)
    browser.post(case.at("/take"), {"need": SETTLED})
    step = rows(Step)[0]
    with making():
        Step.objects.filter(pk=step.pk).update(need="finance.bank")
    usual = Opened.may_write
    with monkeypatch.context() as shut:
        shut.setattr(Opened, "may_write", lambda o, s: s != "needs:finance" and usual(o, s))
        typed = {"key": uuid4(), "version": 0, "seen": "not_started", "state": "done", "words": "x"}
        assert browser.post(case.at(f"/steps/{step.pk}/progress"), typed).status_code == 302
    assert len(rows(Progress)) == 1 and _need("finance.bank").status == "not_started"


def test_a_worker_says_that_it_is_met_and_nothing_is_suggested_for_it(case: Case) -> None:
    needs(case, SETTLED, RENT)
    browser, page = case.browser(case.probation), _become(case, _need())
    assert page in text(browser.get(reverse("person-needs", args=[case.person.pk])))
    typed = {"key": uuid4(), "version": 1, "status": "met"}
    assert browser.post(page, typed).status_code == 302 and _need().status == "met"
    shown = text(browser.get(case.at("/needs")))
    assert "A settled place to live" not in shown and "rent" in shown
    wrong = browser.post(page, typed | {"version": 2, "status": "declined"})
    assert wrong.status_code == 422 and "cannot become" in text(wrong)
    assert browser.post(page, typed | {"status": ""}).status_code == 422
    stale = browser.post(page, typed | {"status": "in_progress"})
    assert stale.status_code == 422 and _need().status == "met"
    band = text(browser.get(reverse("person", args=[case.person.pk])))
    assert ": in progress" in band  # one need of the pathway is met, and one is to come


def test_only_who_signed_it_says_so_and_nothing_without_the_audit(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs(case, SETTLED)
    page = _become(case, _need())
    assert case.browser(case.prison).get(page).status_code == 404
    assert case.browser(case.council).get(page).status_code == 404

    def broken(**_parts: Any) -> None:
        raise RuntimeError("the audit cannot be written")

    with monkeypatch.context() as broke:
        broke.setattr(audit, "keep", broken)
        with pytest.raises(RuntimeError):
            typed = {"key": uuid4(), "version": 1, "status": "met"}
            case.browser(case.probation).post(page, typed)
    assert _need().status == "not_started"
