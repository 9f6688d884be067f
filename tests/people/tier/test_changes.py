"""What a tier is taken from and confirmed by; each change is undone as a whole where the audit cannot be written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from tests.making import making
from tests.people.at_work import at_work
from tests.people.person.pages.conftest import Desk, desk
from tests.people.tier.test_pages import bare, newest, scored
from tests.truth.scene import NOW, TODAY
from throughgate.people.assessment.models import Assessment, HarmRisk
from throughgate.people.person.risk.models import Mappa
from throughgate.people.tier import changes
from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.models import CalculatedTier, ConfirmedTier, TierOverride
from throughgate.people.tier.scores import changes as scores
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.privacy.audit import changes as audit

pytestmark = pytest.mark.django_db
__all__ = ["bare", "desk"]  # fixtures of others
TABLES = (CalculatedTier, ConfirmedTier, TierOverride, OffendingHistory, Score, ContactMade)


def kept() -> list[Any]:
    with making():
        return [list(model._base_manager.order_by("pk").values()) for model in TABLES]


def _each(bare: Desk) -> dict[str, Callable[..., Any]]:
    person, last = bare.person.pk, TODAY + timedelta(days=30)
    about: dict[str, Any] = {"person_id": person}
    other = TierOverride(**about, tier="A", reason="Threats", first_day=TODAY, last_day=last)
    score = Score(
        **about, kind="csrp", percent=Decimal(8), band="high", dynamic=True, scored_on=TODAY,
        from_system="OASys",
    )  # fmt: skip
    (facts,) = bare.rows(OffendingHistory)
    typed = {"sanctions": 9}
    return {
        "confirm": lambda **who: changes.confirm(calculation=newest(bare), **who),
        "override": lambda **who: changes.enter(row=other, **who),
        "score": lambda **who: scores.enter(row=score, **who),
        "facts": lambda **who: scores.amend(row=facts, version=1, fields=typed, **who),
        "facts out": lambda **who: scores.remove(row=facts, version=1, **who),
        "contact": lambda **who: scores.enter(
            row=ContactMade(**about, day=TODAY, kind="office"), **who
        ),
    }


def test_nothing_is_saved_when_the_audit_fails(
    bare: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scored(bare)
    before = kept()

    def broken(**_parts: Any) -> None:
        raise RuntimeError("the audit cannot be written")

    for name, change in _each(bare).items():
        with at_work(bare.scene.users["practitioner"]) as user:
            who = {"by": user, "today": TODAY, "now": NOW}
            with monkeypatch.context() as broke, pytest.raises(RuntimeError), transaction.atomic():
                broke.setattr(audit, "keep", broken)
                change(**who)
            assert kept() == before, name
            with transaction.atomic():
                change(**who)
                assert kept() != before, f"{name} does nothing"
                transaction.set_rollback(True)


def test_what_has_changed_unheard_is_not_confirmed(bare: Desk) -> None:
    scored(bare)
    bare.made(Mappa, category=1, level=1, first_day=TODAY)
    answer = bare.browser().post(bare.at(f"tier/{newest(bare).pk}/confirm"))
    assert "Work it out anew" in answer.content.decode() and bare.rows(ConfirmedTier) == []


def test_harm_that_a_later_assessment_does_not_speak_of_still_counts(bare: Desk) -> None:
    bare.empty(HarmRisk)
    for days, level in ((9, "very_high"), (2, "")):
        signed = bare.made(
            Assessment, kind="review", question_set="full_1", state="locked",
            started_on=TODAY - timedelta(days=days), signed_on=TODAY - timedelta(days=days),
            signed_by=bare.scene.users["practitioner"],
        )  # fmt: skip
        if level:
            bare.made(HarmRisk, assessment=signed, towards="public", level=level)
    scored(bare)
    step = next(each for each in newest(bare).reasons if each["step"] == "harm")
    assert step["used"]["harm"] == "very_high" and step["tier"] == "C"
