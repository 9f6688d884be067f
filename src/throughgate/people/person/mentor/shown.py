"""What the frame and the home page show of mentors and of the move from youth to adult services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.people.involvement.team.models import Mentoring, Transition
from throughgate.people.person.mentor import queries, rules
from throughgate.people.record import coming_up, frame
from throughgate.people.record.coming_up import Due, Question
from throughgate.people.record.frame import Card, Line, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened
from throughgate.people.record.queries import let_through
from throughgate.privacy.access import home, lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User

HERE = "person-mentor"
FEW = 12
WITH_A_MENTOR = frozenset({"mentoring", "support", "resettlement"})
OLDEST_TO_MOVE = 25  # the overview does not ask about people whose youth services are long over


def register() -> None:
    gather(Mentoring, Transition)
    # A mentor has it all on the overview.
    frame.offer(HERE, lazy("Mentor and transition"), "place", rank=60)
    frame.summarise(card, rank=60)
    coming_up.ask(moves)
    home.ask(meetings, rank=5)


def card(opened: Opened) -> Card | None:
    """For a mentor: all that they are told. For others: who the mentor is, and a move that is under way."""
    if opened.who.role == Role.MENTOR:
        return _for_the_mentor(opened)
    lines = [*_mentors(opened), *_moves(opened)]
    if not lines:
        return None
    return Card(
        _("Mentor and transition"),
        tuple(lines),
        late=" ".join(late(opened)),
        on_href=reverse(HERE, args=[opened.person]),
        on_words=_("Mentor and move"),
    )


def _for_the_mentor(opened: Opened) -> Card:
    rows = queries.present(opened)
    lines = [line for row in rows for line in _told(row)]
    return Card(
        _("Meeting them"),
        tuple(lines),
        empty=_(
            "You are not their mentor. The worker who looks after mentors says who meets whom."
        ),
        on_href=reverse("change-meeting", args=[opened.person, rows[0].pk]) if rows else "",
        on_words=_("Say when and where you meet next"),
    )


def _told(row: Mentoring) -> Iterator[Line]:
    said = said_by(row.held_by.name, row.entered_on, row.source)
    yield Line(_("First name"), row.first_name)
    yield Line(_("How to reach them"), row.reach or _("Ask the worker who looks after mentors"))
    yield Line(_("Next meeting"), row.meeting or _("Not agreed yet"), said)


def _mentors(opened: Opened) -> Iterator[Line]:
    rows = queries.present(opened) if opened.sees("mentor") and _helps(opened) else []
    for row in rows:
        who = str(row.mentor) if row.mentor else _("Nobody yet")
        text = f"{who}. {row.meeting}" if row.meeting else who
        yield Line(_("Mentor"), text, said_by(row.held_by.name, row.entered_on, row.source))


def _helps(opened: Opened) -> bool:
    """Whoever works with them for what a mentor is for; others find the mentor on the page itself."""
    return any(purpose in WITH_A_MENTOR for _agreement, purpose in opened.to.involvements)


def _moves(opened: Opened) -> Iterator[Line]:
    for row in _under_way(opened):
        text = _("To %(name)s, planned. %(when)s") % {
            "name": row.to_organisation.name,
            "when": coming_up.when(row.planned_for, today=opened.today),
        }
        said = said_by(row.held_by.name, row.entered_on, row.source)
        yield Line(_("Moving to adult services"), text, said)


def late(opened: Opened) -> list[str]:
    """A sentence for a move whose planned day has passed."""
    rows = [row for row in _under_way(opened) if row.planned_for < opened.today]
    words = _("The move to %(name)s is not done. %(when)s.")
    return [
        words
        % {
            "name": row.to_organisation.name,
            "when": coming_up.when(row.planned_for, today=opened.today),
        }
        for row in rows
    ]


def _under_way(opened: Opened) -> list[Transition]:
    age = opened.named.age(opened.today)
    if not opened.sees("place") or (age is not None and age > OLDEST_TO_MOVE):
        return []
    return [row for row in opened.once(queries.transitions) if row.done_on is None]


def moves(post: Post, today: date) -> list[Question]:
    """Moves from youth to adult services that are planned for soon, from or to the post's organisation."""
    if "place" not in lists.opens(post.role, today):
        return []
    until = rules.last_day_of_notice(today=today)
    return [Question(queries.TO_MOVE, _move, {"until": until})]


def _move(row: Transition) -> Due:
    return Due(row, _("move to adult services"), row.planned_for, HERE)


def meetings(user: User, post: Post, today: date, now: datetime) -> home.Group | None:
    """For a mentor: whom they meet, and when."""
    if post.role != Role.MENTOR:
        return None
    seen = let_through(user, queries.to_meet(post, today=today), today=today, now=now)
    return home.Group(
        title=_("Whom you meet"),
        rows=tuple(_meeting(row) for row, _named in seen[:FEW]),
        empty=_(
            "You meet nobody at present. The worker who looks after mentors says who meets whom."
        ),
        on_href=reverse("people") if len(seen) > FEW else "",
        on_words=_("Everybody you meet"),
    )


def _meeting(row: Mentoring) -> home.Row:
    return home.Row(
        text=row.first_name,
        href=reverse("person", args=[row.person_id]),
        detail=row.meeting or _("No meeting is agreed yet"),
    )
