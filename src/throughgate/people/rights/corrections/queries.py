"""What people said is wrong: beside the section for whoever reads it, on a list for who has to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from throughgate.common import dates
from throughgate.people.involvement.queries import kept_from
from throughgate.people.record.opening import Opened
from throughgate.people.rights import access
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.corrections.rules import State, shown_beside
from throughgate.people.rights.queries import known_as
from throughgate.people.rights.requests.kinds import KINDS
from throughgate.privacy.access import lists
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.access.models import Organisation, Post, User

BESIDE = [state.value for state in State if shown_beside(state)]
PAGE = 50


@dataclass(frozen=True)
class Line:
    """One on a list, and who asks as far as the reader may know."""

    row: Correction
    name: str


@dataclass(frozen=True)
class About:
    """The row that somebody says is wrong."""

    row: UUID
    section: str
    held_by: Organisation
    words: str


def beside(opened: Opened) -> list[Correction]:
    """The statements to show beside what they are about, as far as the reader reads it."""
    rows = Correction.objects.filter(person=opened.person, state__in=BESIDE)
    found = rows.select_related("held_by").order_by("asked_on", "pk")
    return [row for row in found if opened.sees(row.section, row.held_by_id)]


def of_person(opened: Opened) -> list[Correction]:
    """All that the person said, of what the reader reads or has to answer."""
    rows = Correction.objects.filter(person=opened.person).select_related("held_by")
    return [
        row
        for row in rows.order_by("-asked_on", "pk")
        if opened.sees(row.section, row.held_by_id) or _answers(opened, row)
    ]


def _answers(opened: Opened, row: Correction) -> bool:
    return opened.who.role == "information_officer" and row.held_by_id == opened.who.organisation


def to_answer(user: User, *, answered: bool = False, today: date, now: datetime) -> list[Line]:
    """What the officer's own organisation was asked and has not answered; or what it has."""
    post = access.check_officer(user, today=today)
    rows = Correction.objects.filter(held_by=post.organisation)
    rows = (
        rows.exclude(state=State.ASKED.value).order_by("-answered_on", "pk")
        if answered
        else rows.filter(state=State.ASKED.value).order_by("asked_on", "pk")
    )
    found = list(rows[:PAGE])
    named = known_as(user, [row.person_id for row in found], today=today, now=now)
    return [Line(row, named[row.person_id].name) for row in found if row.person_id in named]


def waiting(post: Post) -> list[Correction]:
    """For the home page."""
    rows = Correction.objects.filter(held_by=post.organisation, state=State.ASKED.value)
    return list(rows.order_by("asked_on", "pk"))


def correction(user: User, person: UUID, id: UUID, *, today: date) -> Correction:
    """One that the officer's own organisation answers."""
    post = access.check_officer(user, today=today)
    rows = Correction.objects.filter(pk=id, person=person, held_by=post.organisation)
    found = rows.select_related("held_by", "written_by", "answered_by").first()
    if found is None or kept_from(user, [person], today=today):
        raise Http404
    return found


def holders(opened: Opened) -> list[Organisation]:
    """The organisations that are involved, as the reader may know, and the reader's own."""
    from throughgate.people.involvement.models import Involvement

    rows = Involvement.objects.filter(person=opened.person).values_list("organisation", flat=True)
    ids = {pk for pk in rows if opened.sees("sharing", pk) or pk == opened.who.organisation}
    return list(Organisation.objects.filter(pk__in=ids).order_by("name"))


def about(opened: Opened, kind: str, row: str) -> About | None:
    """The row that a page of the record leads here from, where the reader reads it."""
    model: Any = next((each for each in REGISTERED if each.__name__ == kind), None)
    if model is None or kind not in KINDS or not hasattr(model, "held_by"):
        return None
    try:
        found = model._base_manager.filter(pk=UUID(row), person=opened.person)
    except ValueError:
        return None
    one = found.select_related("held_by").first()
    section = one and str(REGISTERED[model].section or getattr(one, "section", ""))
    if not section or not opened.sees(section, one.held_by_id):
        return None
    return About(one.pk, section, one.held_by, _words(one, section))


def _words(row: Any, section: str) -> str:
    """What a statement is about, for whoever reads it beside the row: the row's own words, else its day."""
    said = str(row) if "__str__" in type(row).__dict__ else dates.long(row.entered_on)
    return f"{lists.name_of('sections', section)}: {said}"[:300]
