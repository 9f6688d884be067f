"""On home pages: who is released soon with essentials missing, and of whom nobody has said how things are after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.utils.translation import gettext as _

from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.record.coming_up import Due, Listing, Question
from throughgate.people.record.queries import mine
from throughgate.people.release import readiness
from throughgate.people.release.listing import queries as listing
from throughgate.people.release.listing.queries import Line
from throughgate.people.release.listing.rules import ANYTHING
from throughgate.people.release.milestones import rules as milestones
from throughgate.people.release.soon import queries
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User

HERE = "person-release"


def leaving(user: User, post: Post, today: date, now: datetime) -> Listing | None:
    """Who leaves within four weeks with essentials missing: as the list of releases has it, of a user's own people.

    Of a manager, and of whoever has no people of their own, all of the organisation's.
    """
    if "place" not in lists.opens(post.role, today):
        return None
    everyone = post.role == Role.MANAGER or not mine(user, today=today)

    def due(rows: Sequence[KeyDate]) -> list[tuple[Due, str]]:
        lines = listing.lines_of(user, rows, today=today, now=now)
        said = [(line, _release(line)) for line in lines]
        return [(Due(one.given.row, what, one.day, HERE), one.name) for one, what in said if what]

    return Listing(listing.soon(user, everyone=everyone, today=today), due)


def _release(line: Line) -> str:
    """Until each essential is there; nothing is said to be missing of which the reader is not told."""
    of = readiness.counted(line.ready)
    if line.ready and not of["of"]:
        return _("release; how ready they are is not shared with you")
    if not line.lacks(ANYTHING):
        return ""
    return _("release; %(ready)s of %(of)s essentials ready") % of


def coming(post: Post, today: date) -> list[Question]:
    """Of whom nobody has said how things are after release, of those whom the user of a post works with."""
    if "place" not in lists.opens(post.role, today):
        return []
    milestone = partial(_milestone, today=today)
    return [Question(queries.RELEASED_LATELY, milestone, queries.lately(today))]


def _milestone(row: Whereabouts, *, today: date) -> Due | None:
    """The milestone that has come and of which nobody said anything."""
    answered: list[str] = row.answered or []  # type: ignore[attr-defined]
    due = milestones.due(row.first_day, answered, today=today)
    if due is None:
        return None
    name = milestones.name_of(due.code)
    return Due(
        row, _("after release, %(name)s: how are things?") % {"name": _small(name)}, due.day, HERE
    )


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
