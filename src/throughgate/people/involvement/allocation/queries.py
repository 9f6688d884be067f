"""Who works with whom, who stands in for whom, and with whom nobody works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation.models import Allocation, Cover
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.naming import names
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.access.prepared import Asked, Prepared
from throughgate.privacy.access.queries import in_force

PAGE = 50
WITH_PEOPLE = {"notes", "sharing"}  # what the role of somebody opens who works with people


@dataclass(frozen=True)
class Working:
    """A worker of an organisation, who leads or supports; and who stands in for them today."""

    worker: str
    organisation: str
    part: str
    since: date
    until: date | None
    row: UUID | None = None
    own: bool = False  # of the reader's own organisation
    stands_in: str = ""
    away_until: date | None = None


@dataclass(frozen=True)
class OnList:
    """Somebody on a list of who is with whom, as far as the reader may name them."""

    person: UUID
    name: str
    birth_date: date | None
    since: date
    part: str = ""


@dataclass(frozen=True)
class Caseload:
    """A worker, how many they lead and support, and who stands in for them."""

    worker: User
    leads: int
    supports: int
    works_here: bool
    cover: Cover | None


def working(person: UUID, who: Reader, to: Towards, *, today: date) -> list[Working]:
    """Everybody of the organisations involved today who works with a person, as far as the reader may know."""
    works = Involvement.objects.filter(
        in_force(today), person=person, organisation=OuterRef("held_by"), withdrawn_at=None
    )
    rows = Allocation.objects.filter(in_force(today), Exists(works), person=person)
    rows = rows.select_related("worker", "held_by").order_by("held_by__name", "part", "first_day")
    seen = [row for row in rows if sees(who, to, "sharing", row.held_by_id)]
    seen.sort(key=lambda row: row.held_by_id != who.organisation)
    covers = _covers_of((row.worker_id for row in seen), today=today)
    return [_working(row, covers.get((row.held_by_id, row.worker_id)), who) for row in seen]


def _working(row: Allocation, cover: Cover | None, who: Reader) -> Working:
    return Working(
        worker=str(row.worker),
        organisation=row.held_by.name,
        part=row.part,
        since=row.first_day,
        until=row.last_day,
        row=row.pk,
        own=row.held_by_id == who.organisation,
        stands_in=str(cover.stands_in) if cover else "",
        away_until=cover.last_day if cover else None,
    )


def _covers_of(workers: Iterable[int], *, today: date) -> dict[tuple[int, int], Cover]:
    rows = Cover.objects.filter(in_force(today), away__in=list(workers))
    found = rows.select_related("stands_in").order_by("first_day")
    return {(row.organisation_id, row.away_id): row for row in found}


def allocation(user: User, person: UUID, id: UUID, *, today: date) -> Allocation:
    """One of the user's own organisation that goes on; another's is not there to end."""
    who = involvement.reader(user, today=today)
    rows = Allocation.objects.filter(in_force(today), pk=id, person=person)
    row = rows.filter(held_by=who.organisation).select_related("worker").first()
    if row is None:
        raise Http404
    return row


def works_with_people(role: str, today: date) -> bool:
    return lists.opens(role, today) >= WITH_PEOPLE


def _roles(today: date) -> list[str]:
    return [role.value for role in Role if works_with_people(role.value, today)]


def workers(organisation: Organisation, *, today: date) -> list[User]:
    """Who works with people in an organisation today, by name."""
    posts = Post.objects.filter(
        in_force(today),
        organisation=organisation,
        organisation__active=True,
        role__in=_roles(today),
    )
    found = User.objects.filter(is_active=True, pk__in=posts.values("user"))
    return list(found.order_by("last_name", "first_name", "pk"))


def works_there(user: User, organisation: Organisation, *, today: date) -> bool:
    return user in workers(organisation, today=today)


def has_worked(organisation: Organisation, worker: User) -> bool:
    return Post.objects.filter(organisation=organisation, user=worker).exists()


def worker(id: int) -> User:
    found = User.objects.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def has_manager(organisation: Organisation, *, today: date) -> bool:
    return bool(MANAGERS.asked(organisation=organisation.pk, today=today).rows())


def _managers() -> QuerySet[Any]:
    posts = Post.objects.filter(
        in_force(Asked("today")),
        organisation=Asked("organisation"),
        role=Role.MANAGER.value,
        user__is_active=True,
    )
    return posts.values_list("pk")[:1]


MANAGERS = Prepared(_managers)


def kept_out(
    worker: User, people: Iterable[UUID], organisation: Organisation, *, today: date, now: datetime
) -> set[UUID]:
    """With whom this worker may not work: they know them, or their access is limited; as far as the asker may know."""
    as_worker = Reader(user=worker.pk, organisation=organisation.pk)
    to = involvement.towards(as_worker, people, today=today, now=now)
    return {person for person, each in to.items() if each.kept_out}


def without_lead(
    user: User, *, today: date, now: datetime, page: int = 1
) -> tuple[list[OnList], bool]:
    """The people of the user's organisation whom nobody leads who works there today; the longest waiting first."""
    who = involvement.reader(user, today=today)
    found = _ownerless(today, skip=(page - 1) * PAGE)
    lines = [(person, since, "") for person, since in found[:PAGE]]
    return _on_list(who, lines, today, now), len(found) > PAGE


def any_without_lead(*, today: date) -> tuple[int, bool]:
    """How many there are, up to a page of them, and whether there are more: asked of the database's lock alone."""
    found = _ownerless(today, skip=0)
    return min(len(found), PAGE), len(found) > PAGE


def _ownerless(today: date, *, skip: int) -> list[tuple[UUID, date]]:
    """A page of them and one more, as the database finds them for the user of this turn, each through its lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM without_lead(%s, %s, %s)", [_roles(today), PAGE + 1, skip])
        found: list[tuple[UUID, date]] = cursor.fetchall()
    return found


def caseloads(user: User, organisation: Organisation, *, today: date) -> list[Caseload]:
    """Every worker of the organisation, and whoever left with people still theirs."""
    who = involvement.reader(user, today=today)
    counted = (
        _theirs(who, today)
        .values("worker")
        .annotate(
            leads=Count("pk", filter=Q(part=Allocation.LEAD)),
            supports=Count("pk", filter=Q(part=Allocation.SUPPORT)),
        )
    )
    counts = {row["worker"]: (row["leads"], row["supports"]) for row in counted}
    here = workers(organisation, today=today)
    left = User.objects.filter(pk__in=set(counts) - {each.pk for each in here})
    covers = {
        row.away_id: row for row in covers_of(organisation, today=today) if row.first_day <= today
    }
    return [
        Caseload(
            worker=each,
            leads=counts.get(each.pk, (0, 0))[0],
            supports=counts.get(each.pk, (0, 0))[1],
            works_here=each in here,
            cover=covers.get(each.pk),
        )
        for each in [*left.order_by("last_name", "first_name"), *here]
    ]


def of_worker(
    user: User, worker: User, *, today: date, now: datetime, page: int = 1
) -> tuple[list[OnList], bool]:
    """The people one worker of the user's organisation leads and supports, the newest first."""
    who = involvement.reader(user, today=today)
    first = (page - 1) * PAGE
    rows = _theirs(who, today).filter(worker=worker).order_by("part", "-first_day", "person")
    found = list(rows[first : first + PAGE + 1])
    listed = [(row.person_id, row.first_day, row.part) for row in found[:PAGE]]
    return _on_list(who, listed, today, now), len(found) > PAGE


def held_by_worker(user: User, worker: User, *, today: date) -> list[Allocation]:
    """All that one worker leads or supports, as far as the user may see; for moving it."""
    who = involvement.reader(user, today=today)
    return list(_theirs(who, today).filter(worker=worker).select_related("worker"))


def _theirs(who: Reader, today: date) -> QuerySet[Allocation]:
    return Allocation.objects.filter(
        in_force(today),
        held_by=who.organisation,
        person__in=involvement.visible(who, today).values("person"),
    )


def _on_list(
    who: Reader, rows: list[tuple[UUID, date, str]], today: date, now: datetime
) -> list[OnList]:
    to = involvement.towards(who, [person for person, *_ in rows], today=today, now=now)
    named = names(who, to, today=today)
    return [
        OnList(
            person=person,
            name=named[person].name if person in named else "",
            birth_date=named[person].birth_date if person in named else None,
            since=since,
            part=part,
        )
        for person, since, part in rows
        if sees(who, to[person], "sharing", who.organisation)
    ]


def covers_of(organisation: Organisation, *, today: date) -> list[Cover]:
    """Who stands in for whom, now and later."""
    rows = Cover.objects.filter(organisation=organisation, last_day__gte=today)
    return list(rows.select_related("away", "stands_in").order_by(F("first_day"), "pk"))


def cover(organisation: Organisation, id: int) -> Cover:
    found = Cover.objects.filter(organisation=organisation, pk=id).select_related(
        "away", "stands_in"
    )
    row = found.first()
    if row is None:
        raise Http404
    return row


def open_of(person: UUID, organisation: Organisation, *, today: date) -> list[Allocation]:
    """Who of an organisation works with somebody today or from some later day."""
    going_on = Q(last_day=None) | Q(last_day__gte=today)
    rows = Allocation.objects.filter(going_on, person=person, held_by=organisation)
    return list(rows.select_related("worker"))
