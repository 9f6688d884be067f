"""The assessments and needs of a person, as far as the reader may know: each row behind its own pathway."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection
from django.http import Http404

from throughgate.people.assessment.models import (
    SECTIONS,
    AsksCountersign,
    Assessment,
    FilledPart,
    HarmRisk,
    Need,
)
from throughgate.people.assessment.rules import State
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened

OPEN = (State.DRAFT.value, State.CHECKED.value)
SIGNED = (State.SIGNED.value, State.COUNTERSIGNED.value, State.LOCKED.value)


def sees_any(opened: Opened, held_by: int | None = None) -> bool:
    """Whether the needs of at least one pathway are open to the reader."""
    return any(opened.sees(section, held_by) for section in SECTIONS)


def assessments(opened: Opened) -> list[Assessment]:
    """All that the reader may know of, the newest first."""
    return gathered(opened, Assessment, "-started_on", "-entered_on", "pk")


def assessment(opened: Opened, id: UUID) -> Assessment:
    """One of this person; of another organisation too, where a pathway of it flows."""
    found = Assessment.objects.filter(pk=id, person=opened.person).select_related(
        "held_by", "signed_by", "countersigned_by", "entered_by", "follows", "follows__held_by"
    )
    rows = opened.visible(found)
    if not rows:
        raise Http404
    return rows[0]


def parts(opened: Opened, of: Assessment) -> list[FilledPart]:
    """What was said in it, by whom: the lead’s and, beside it, other organisations’ own."""
    rows = FilledPart.objects.filter(assessment=of, person=opened.person)
    return opened.visible(rows.select_related("held_by", "entered_by").order_by("entered_on", "pk"))


def signed_parts(opened: Opened) -> list[FilledPart]:
    """What was said in every assessment that is signed, whoever led it, the newest last."""
    rows = FilledPart.objects.filter(person=opened.person, assessment__state__in=SIGNED)
    rows = rows.select_related("held_by", "entered_by", "assessment")
    return opened.visible(rows.order_by("assessment__signed_on", "entered_on", "pk"))


def harm(opened: Opened, of: Assessment) -> list[HarmRisk]:
    """How likely serious harm is, where the risk of this person is open to the reader."""
    rows = HarmRisk.objects.filter(assessment=of, person=opened.person)
    return opened.visible(rows.select_related("held_by"))


def newest_harm(opened: Opened) -> list[HarmRisk]:
    """How likely serious harm is to each group, as the last signed assessment that speaks of it says."""
    rows = HarmRisk.objects.filter(person=opened.person, assessment__state__in=SIGNED)
    rows = rows.select_related("held_by", "assessment").order_by("assessment__signed_on", "pk")
    newest = {row.towards: row for row in opened.visible(rows)}
    return list(newest.values())


def present_needs(opened: Opened) -> list[Need]:
    """What the person needs now, as each organisation signed it."""
    rows = gathered(opened, Need, "pathway", "code", "-entered_on", "pk")
    return [row for row in rows if row.last_day is None]


def newest_signed(opened: Opened) -> Assessment | None:
    """The last that was signed, by whichever organisation the reader may know of."""
    signed = [row for row in assessments(opened) if row.state in SIGNED]
    return max(signed, key=lambda row: (row.signed_on, row.started_on), default=None)


def asks_countersign(organisation: int, opened: Opened) -> bool:
    """Whether an organisation asks for a second signature today."""
    return asks_countersign_on(organisation, opened.today)


def asks_countersign_on(organisation: int, day: date) -> bool:
    asks = AsksCountersign.objects.filter(organisation=organisation)
    return asks.filter(first_day__lte=day).exists()


def locked(opened: Opened, id: UUID) -> Assessment:
    """As `assessment`, for a change: whoever changes the same one at the same time waits until this is done."""
    wait_for(id)
    return assessment(opened, id)


def own_part(opened: Opened, of: Assessment, part: str) -> FilledPart | None:
    """What the reader’s own organisation wrote in one part."""
    rows = FilledPart.objects.filter(assessment=of, part=part, held_by=opened.who.organisation)
    return next(iter(opened.visible(rows.select_related("held_by", "entered_by"))), None)


def wait_for(key: UUID) -> None:
    """Whoever else says this key at the same time waits until the change is done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])


def own_parts(opened: Opened, of: Assessment) -> list[FilledPart]:
    return [row for row in parts(opened, of) if row.held_by_id == opened.who.organisation]


def is_open(opened: Opened, organisation: int, kind: str) -> bool:
    """Whether an organisation has a draft of this kind."""
    rows = Assessment.objects.filter(person=opened.person, held_by=organisation, kind=kind)
    return rows.filter(state__in=OPEN).exists()
