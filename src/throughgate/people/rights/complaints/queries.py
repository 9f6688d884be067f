"""Complaints to the user's organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from throughgate.people.involvement.queries import kept_from
from throughgate.people.rights import access
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.complaints.rules import State
from throughgate.people.rights.queries import known_as
from throughgate.privacy.access.models import Post, User

OPEN = [State.RECEIVED.value, State.ACKNOWLEDGED.value]
PAGE = 50


@dataclass(frozen=True)
class Line:
    """One on a list, and who complains as far as the reader may know."""

    row: Complaint
    name: str


def complaints(user: User, *, over: bool = False, today: date, now: datetime) -> list[Line]:
    """Those to the officer's own organisation that are open; or those that are over."""
    post = access.check_officer(user, today=today)
    rows = Complaint.objects.filter(lead=post.organisation)
    rows = (
        rows.exclude(state__in=OPEN).order_by("-over_on", "pk")
        if over
        else rows.filter(state__in=OPEN).order_by("received_on", "pk")
    )
    found = list(rows[:PAGE])
    named = known_as(user, [row.person_id for row in found], today=today, now=now)
    return [Line(row, named[row.person_id].name) for row in found if row.person_id in named]


def waiting(post: Post) -> list[Complaint]:
    """For the home page."""
    rows = Complaint.objects.filter(lead=post.organisation, state__in=OPEN)
    return list(rows.order_by("received_on", "pk"))


def of_person(user: User, person: UUID, *, today: date) -> list[Complaint]:
    post = access.check_officer(user, today=today)
    rows = Complaint.objects.filter(person=person, lead=post.organisation)
    return list(rows.order_by("-received_on", "pk"))


def complaint(user: User, person: UUID, id: UUID, *, today: date) -> Complaint:
    post = access.check_officer(user, today=today)
    rows = Complaint.objects.filter(pk=id, person=person, lead=post.organisation)
    found = rows.select_related("lead", "handled_by").first()
    if found is None or kept_from(user, [person], today=today):
        raise Http404
    return found
