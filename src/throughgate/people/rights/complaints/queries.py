"""Complaints to the user's organisation."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.complaints.rules import State
from throughgate.privacy.access.models import User

OPEN = [State.RECEIVED.value, State.ACKNOWLEDGED.value]


def open_complaints(user: User) -> list[Complaint]:
    return list(Complaint.objects.filter(state__in=OPEN).order_by("received_on", "pk"))


def of_person(user: User, person: UUID) -> list[Complaint]:
    return list(Complaint.objects.filter(person=person).order_by("-received_on", "pk"))


def complaint(user: User, id: UUID) -> Complaint:
    found = Complaint.objects.filter(pk=id).select_related("lead", "handled_by").first()
    if found is None:
        raise Http404
    return found
