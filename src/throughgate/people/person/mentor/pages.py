"""Who mentors somebody and when they meet; the move from youth to adult services."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.people.involvement.team.models import Mentoring, Transition
from throughgate.people.person.mentor import queries, shown
from throughgate.people.person.mentor.forms import Meeting, Mentored, Moving
from throughgate.people.record.editing import Rows, form_page
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show

MENTOR, MOVE, HERE = "mentor", "place", "person-mentor"
ONCE = {
    "transition_one_at_a_time": (
        "Your organisation has entered a move that is under way. Change that one, or enter the day it was done."
    )
}
MEETINGS = Rows(Mentoring, Meeting, "mentor/meeting.html", HERE, MENTOR)
TRANSITIONS = Rows(Transition, Moving, "mentor/transition.html", HERE, MOVE, once=ONCE)
add_transition, change_transition, remove_transition = TRANSITIONS.pages()


class Mentorings(Rows):
    """A mentor is given somebody by a worker who knows who they are."""

    def opened(self, request: HttpRequest, person: UUID) -> Opened:
        record = super().opened(request, person)
        record.check("identity")
        return record


MENTORINGS = Mentorings(Mentoring, Mentored, "mentor/mentoring.html", HERE, MENTOR)
add_mentoring, change_mentoring, remove_mentoring = MENTORINGS.pages()


@require_safe
def mentor(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, MENTOR, MOVE)
    page = {
        "sees_mentor": record.sees(MENTOR),
        "sees_moves": record.sees(MOVE),
        "mentorings": record.once(queries.mentorings),
        "transitions": record.once(queries.transitions) if record.sees(MOVE) else [],
        "late": shown.late(record),
        "may_assign": record.may_write(MENTOR) and record.sees("identity"),
        "may_meet": record.may_write(MENTOR),
        "may_move": record.may_write(MOVE),
    }
    return show(request, record, "mentor/mentor.html", page, here=HERE)


@form_page
def change_meeting(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = MEETINGS.opened(request, person)
    return MEETINGS.changed(request, record, queries.own_meeting(record, row))
