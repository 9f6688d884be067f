"""What people said is wrong: beside the section for whoever reads it, on a list for who has to answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404

from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.corrections.rules import State, shown_beside
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.queries import current_post

BESIDE = [state.value for state in State if shown_beside(state)]


def beside(user: User, person: UUID) -> dict[str, list[Correction]]:
    """The statements to show beside each section, as far as the user reads the section."""
    found: dict[str, list[Correction]] = {}
    rows = Correction.objects.filter(person=person, state__in=BESIDE).select_related("held_by")
    for row in rows.order_by("asked_on", "pk"):
        found.setdefault(row.section, []).append(row)
    return found


def of_person(user: User, person: UUID) -> list[Correction]:
    rows = Correction.objects.filter(person=person).select_related("held_by")
    return list(rows.order_by("-asked_on", "pk"))


def to_answer(user: User, *, today: date) -> list[Correction]:
    """What the user's own organisation was asked and has not answered."""
    post = current_post(user, today=today)
    rows = Correction.objects.filter(state=State.ASKED.value)
    return list(rows.filter(held_by=post.organisation if post else None).order_by("asked_on", "pk"))


def correction(user: User, id: UUID) -> Correction:
    found = Correction.objects.filter(pk=id).select_related("held_by", "written_by").first()
    if found is None:
        raise Http404
    return found


def holders(user: User, person: UUID, *, today: date) -> list[Organisation]:
    """The organisations that are involved, as the user may know, and the user's own."""
    from throughgate.people.involvement.models import Involvement

    post = current_post(user, today=today)
    ids = set(Involvement.objects.filter(person=person).values_list("organisation", flat=True))
    ids |= {post.organisation_id} if post else set()
    return list(Organisation.objects.filter(pk__in=ids).order_by("name"))
