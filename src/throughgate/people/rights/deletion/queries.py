"""What is due, for the nightly job; what is announced and held, for the officers of whoever holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Case, F, Max, Min, When
from django.db.models.functions import Coalesce, TruncDate
from django.http import Http404

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.documents.models import Document
from throughgate.people.person.models import Identity, Person
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.deletion import rules
from throughgate.people.rights.deletion.clocks import CLOCKS, Clock
from throughgate.people.rights.deletion.models import RECORD, Deletion, Hold
from throughgate.people.rights.deletion.rules import State
from throughgate.people.rights.requests import collecting
from throughgate.people.rights.requests import rules as requests
from throughgate.people.rights.requests.models import SubjectAccess
from throughgate.privacy.access.models import User
from throughgate.privacy.access.queries import current_post

OPEN_END = date.max
STANDING = [State.ANNOUNCED.value, State.HELD.value]


@dataclass(frozen=True)
class Due:
    """Something of one person, whose time runs or ran: the whole record, or rows of one table."""

    person: UUID
    what: str
    since: date
    months: int


# --- for the job, which crosses everyone -------------------------------------------------------------------------


def due(*, today: date) -> Iterator[Due]:
    """All of which the time may be over, or will be within the notice."""
    ended = _ended()
    yield from _records(ended, today)
    for clock in CLOCKS:
        yield from _by_column(clock, today) if clock.since else _by_end(clock, ended, today)


def involved_again(*, today: date) -> list[Deletion]:
    """Announced by the end of the last involvement, of people with whom somebody works again."""
    ended = _ended()
    by_end = [RECORD, *(clock.what for clock in CLOCKS if not clock.since)]
    rows = Deletion.objects.filter(state__in=STANDING, what__in=by_end)
    return [row for row in rows if row.person_id not in ended]


def held(person: UUID) -> bool:
    """By a hold, or because something is still to be answered."""
    waiting = (
        Hold.objects.filter(person=person, lifted_on=None),
        SubjectAccess.objects.filter(person=person).exclude(
            state__in=[state.value for state in requests.OVER]
        ),
        Complaint.objects.filter(person=person, over_on=None),
        Correction.objects.filter(person=person, state="asked"),
    )
    return any(rows.exists() for rows in waiting)


def standing(person: UUID, what: str) -> list[Deletion]:
    return list(Deletion.objects.filter(person=person, what=what, state__in=STANDING))


def rows_by_holder(found: Due, *, today: date) -> Counter[int]:
    """How many rows each organisation holds of what is due."""
    if found.what != RECORD:
        return Counter(collecting.holder(row) for row in rows_of(found, today=today))
    return Counter(row.holder for row in collecting.rows(found.person))


def rows_of(found: Due, *, today: date) -> models.QuerySet[Any]:
    clock = next(clock for clock in CLOCKS if clock.what == found.what)
    rows = clock.model._base_manager.filter(person_id=found.person)
    if clock.since:
        latest = dates.add_months(today + rules.notice(today), -found.months)
        rows = rows.filter(**{f"{clock.since}__lte": latest})
    if clock.by_class:
        rows = rows.filter(**{f"{clock.by_class}__in": _classes(found.months)})
    return rows


def name_held_by(person: UUID, holder: int) -> str:
    found = Identity.objects.filter(person=person, held_by=holder).order_by("pk").first()
    return str(found) if found else ""


def tables_of_a_person() -> list[tuple[type[models.Model], str]]:
    """Every table with a key to a person, and the column: deleted with the record."""
    return [
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person
        and model is not Deletion
        and not hasattr(model, "pgh_tracked_model")
    ]


def _ended() -> dict[UUID, date]:
    """The last day of the last involvement, of everybody with whom nobody works now."""
    last = Case(
        When(withdrawn_at=None, then=Coalesce(F("last_day"), OPEN_END)),
        default=TruncDate("withdrawn_at"),
    )
    rows = Involvement.objects.values("person").annotate(last=Max(last))
    found = {row["person"]: row["last"] for row in rows}
    never = Person.objects.exclude(pk__in=found).values_list("pk", TruncDate("created_at"))
    return {person: day for person, day in [*found.items(), *never] if day != OPEN_END}


def _records(ended: dict[UUID, date], today: date) -> Iterator[Due]:
    """A record is kept as long as the longest class of document in it."""
    kept = rules.months_kept("record", today)
    latest = dates.add_months(today + rules.notice(today), -kept)
    classes = load("throughgate.privacy.retention")["document_classes"].on(today)
    for person in sorted(person for person, day in ended.items() if day <= latest):
        documents = Document.objects.filter(person=person).values_list("retention", flat=True)
        months = max([kept, *(classes[name]["months"] for name in documents)])
        yield Due(person, RECORD, ended[person], months)


def _by_end(clock: Clock, ended: dict[UUID, date], today: date) -> Iterator[Due]:
    for months in _lengths(clock, today):
        latest = dates.add_months(today + rules.notice(today), -months)
        people = {person for person, day in ended.items() if day <= latest}
        rows = clock.model._base_manager.filter(person__in=people)
        if clock.by_class:
            rows = rows.filter(**{f"{clock.by_class}__in": _classes(months)})
        for person in rows.order_by("person").values_list("person", flat=True).distinct():
            yield Due(person, clock.what, ended[person], months)


def _by_column(clock: Clock, today: date) -> Iterator[Due]:
    months = rules.months_kept(clock.kept.value, today)
    latest = dates.add_months(today + rules.notice(today), -months)
    rows = clock.model._base_manager.filter(**{f"{clock.since}__lte": latest})
    for row in rows.values("person").annotate(first=Min(clock.since)).order_by("person"):
        yield Due(row["person"], clock.what, row["first"], months)


def _lengths(clock: Clock, today: date) -> list[int]:
    """Classes as long as the record, or longer, go with it."""
    if not clock.by_class:
        return [rules.months_kept(clock.kept.value, today)]
    classes = load("throughgate.privacy.retention")["document_classes"].on(today)
    record = rules.months_kept("record", today)
    return sorted({entry["months"] for entry in classes.values() if entry["months"] < record})


def _classes(months: int) -> list[str]:
    classes = load("throughgate.privacy.retention")["document_classes"].latest
    return [name for name, entry in classes.items() if entry["months"] == months]


# --- for pages ---------------------------------------------------------------------------------------------------


def announced(user: User) -> list[Deletion]:
    """What is announced or held, of what the user's organisation holds; the soonest first."""
    rows = Deletion.objects.filter(state__in=STANDING)
    return list(rows.order_by("due_on", "pk"))


def deletion(user: User, id: UUID) -> Deletion:
    found = Deletion.objects.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def holds(user: User) -> list[Hold]:
    return list(Hold.objects.filter(lifted_on=None).order_by("first_day", "pk"))


def hold_on(user: User, person: UUID, *, today: date) -> Hold | None:
    """The hold of the user's own organisation."""
    post = current_post(user, today=today)
    rows = Hold.objects.filter(person=person, lifted_on=None)
    return rows.filter(held_by=post.organisation if post else None).first()


def hold(user: User, id: UUID) -> Hold:
    found = Hold.objects.filter(pk=id).first()
    if found is None:
        raise Http404
    return found
