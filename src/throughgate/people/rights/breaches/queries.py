"""The breach log of the user's organisation. It is about no person, so its lock is here."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from throughgate.people.rights import access
from throughgate.people.rights.breaches.models import Breach
from throughgate.people.rights.breaches.rules import State
from throughgate.privacy.access.models import Post, User


def log(user: User, *, today: date) -> list[Breach]:
    return list(_own(user, today).order_by("-found_at", "pk"))


def waiting(post: Post) -> list[Breach]:
    """For the home page."""
    rows = Breach.objects.filter(organisation=post.organisation)
    return list(rows.exclude(state=State.CLOSED.value).order_by("found_at", "pk"))


def breach(user: User, id: UUID, *, today: date) -> Breach:
    found = _own(user, today).filter(pk=id).select_related("written_by").first()
    if found is None:
        raise Http404
    return found


def _own(user: User, today: date) -> QuerySet[Breach]:
    post = access.check_officer(user, today=today)
    return Breach.objects.filter(organisation=post.organisation)
