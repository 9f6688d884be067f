"""What is due, for the nightly job; what is announced and held, for the officers of whoever holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Case, F, Max, Min, When
from django.db.models.functions import Coalesce, TruncDate
from django.http import Http404

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.involvement.access import may_see
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.queries import kept_from
from throughgate.people.person.documents.models import Document
from throughgate.people.person.models import Identity, Person
from throughgate.people.rights import access
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.deletion import rules
from throughgate.people.rights.deletion.clocks import CLOCKS, Clock
from throughgate.people.rights.deletion.models import RECORD, Deletion, Hold
from throughgate.people.rights.deletion.rules import State
from throughgate.people.rights.queries import known_as
from throughgate.people.rights.requests import collecting
from throughgate.people.rights.requests import rules as requests
from throughgate.people.rights.requests.models import SubjectAccess
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.queries import current_post

OPEN_END = date.max
PAGE = 50
STANDING = [State.ANNOUNCED.value, State.HELD.value]


@dataclass(frozen=True)
class Due:
    """Something of one person, whose time runs or ran: the whole record, or rows of one table."""

    person: UUID
    what: str
    since: date
    months: int


@dataclass(frozen=True)
class HoldLine:
    """A hold, and whom it is on as far as the reader may know."""

    row: Hold
    name: str


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


def all_standing(person: UUID) -> list[Deletion]:
    """Of the record and of single tables."""
    return list(Deletion.objects.filter(person=person, state__in=STANDING))


def announced_ever(person: UUID) -> list[Deletion]:
    return list(Deletion.objects.filter(person=person))


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


def announced(user: User, *, today: date, page: int = 1) -> tuple[list[Deletion], bool]:
    """What is announced or held, of what the user's organisation holds, the soonest first; and whether there are more."""
    post = access.check_keeper(user, today=today)
    first = (page - 1) * PAGE
    rows = list(_standing_of(post).order_by("due_on", "pk")[first : first + PAGE + 1])
    kept = kept_from(user, [row.person_id for row in rows], today=today)
    return [row for row in rows[:PAGE] if row.person_id not in kept], len(rows) > PAGE


def waiting(post: Post) -> list[Deletion]:
    """For the home page: all that is announced to an organisation."""
    return list(_standing_of(post).order_by("due_on", "pk"))


def _standing_of(post: Post) -> models.QuerySet[Deletion]:
    return Deletion.objects.filter(state__in=STANDING, held_by=post.organisation)


def holds(user: User, *, today: date, now: datetime) -> list[HoldLine]:
    """The holds of the user's own organisation that stand."""
    post = access.check_keeper(user, today=today)
    rows = list(
        Hold.objects.filter(lifted_on=None, held_by=post.organisation)
        .select_related("set_by")
        .order_by("first_day", "pk")
    )
    named = known_as(user, [row.person_id for row in rows], today=today, now=now)
    # With whom nobody works any longer has a name where something of theirs was announced.
    told = dict(_standing_of(post).exclude(label="").values_list("person", "label"))
    return [
        HoldLine(row, named[row.person_id].name or told.get(row.person_id, ""))
        for row in rows
        if row.person_id in named
    ]


def hold_on(user: User, person: UUID, *, today: date) -> Hold | None:
    """The hold of the user's own organisation."""
    post = current_post(user, today=today)
    rows = Hold.objects.filter(person=person, lifted_on=None)
    return rows.filter(held_by=post.organisation if post else None).first()


def hold(user: User, person: UUID, id: UUID, *, today: date) -> Hold:
    post = access.check_officer(user, today=today)
    access.check_not_kept_from(user, person, today=today)
    found = Hold.objects.filter(pk=id, person=person, held_by=post.organisation).first()
    if found is None:
        raise Http404
    return found


def announced_of(user: User, person: UUID, *, today: date) -> list[Deletion]:
    """What the user's organisation was told of one person."""
    post = current_post(user, today=today)
    rows = Deletion.objects.filter(person=person, state__in=STANDING)
    return list(rows.filter(held_by=post.organisation if post else None).order_by("due_on", "pk"))


def may_hold(user: User, person: UUID, *, today: date, now: datetime) -> bool:
    """Whoever sees that they are there, or was told that something of theirs will be deleted."""
    if kept_from(user, [person], today=today):
        return False
    told = announced_of(user, person, today=today)
    return bool(told) or may_see(user, person, today=today, now=now)
