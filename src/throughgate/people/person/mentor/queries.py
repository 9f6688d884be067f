"""Who mentors somebody, and their move from youth to adult services, as far as the reader may know."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from throughgate.people.involvement.team.models import Mentoring, Transition
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.record.queries import looked_after, own_row
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, Post
from throughgate.privacy.access.prepared import Asked, Prepared
from throughgate.privacy.access.queries import in_force, organisations

MOST = 50


def mentorings(opened: Opened) -> list[Mentoring]:
    """Those that go on first. A mentor's own are all that a mentor sees."""
    seen = gathered(opened, Mentoring, "-first_day", "pk")
    if opened.who.role == Role.MENTOR:
        seen = [row for row in seen if row.mentor_id == opened.user.pk]
    return sorted(seen, key=lambda row: not goes_on(row, today=opened.today))


def present(opened: Opened) -> list[Mentoring]:
    return [row for row in opened.once(mentorings) if goes_on(row, today=opened.today)]


def goes_on(row: Mentoring, *, today: date) -> bool:
    return row.last_day is None or row.last_day >= today


def own_meeting(opened: Opened, row: UUID) -> Mentoring:
    """A mentor changes the meetings with their own people; another mentor's are not there."""
    found = own_row(Mentoring, opened, row)
    if opened.who.role == Role.MENTOR and found.mentor_id != opened.user.pk:
        raise Http404
    return found


def transitions(opened: Opened) -> list[Transition]:
    """The one that is under way first."""
    seen = gathered(opened, Transition, "-planned_for", "pk")
    return sorted(seen, key=lambda row: row.done_on is not None)


def mentors(opened: Opened) -> list[tuple[str, str]]:
    """Who can be somebody's mentor: those whose post in the reader's organisation is a mentor's."""
    posts = Post.objects.filter(
        in_force(opened.today), organisation=opened.who.organisation, role=Role.MENTOR
    )
    rows = posts.select_related("user").order_by("user__first_name", "user__last_name", "pk")
    return list({str(post.user_id): (str(post.user_id), str(post.user)) for post in rows}.values())


def adult_services() -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in organisations() if _takes_over(each)]


def _takes_over(each: Organisation) -> bool:
    return each.kind in ("probation", "prison")


def to_meet(post: Post, *, today: date) -> list[Mentoring]:
    """Those whom the user of a mentor's post meets."""
    rows = Mentoring.objects.filter(
        in_force(today), mentor=post.user_id, held_by=post.organisation_id
    )
    return list(rows.order_by("first_name", "pk")[:MOST])


def _to_move(everyone: bool) -> QuerySet[Transition]:
    """Moves under way from or to the organisation, of the people the user looks after."""
    ours = Q(held_by=Asked("organisation")) | Q(to_organisation=Asked("organisation"))
    rows = Transition.objects.filter(
        ours, looked_after(everyone), done_on=None, planned_for__lte=Asked("until")
    )
    return rows.order_by("planned_for", "pk")[:MOST]


TO_MOVE = Prepared(_to_move)
