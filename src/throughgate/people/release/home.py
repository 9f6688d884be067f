"""On home pages: who is released soon with essentials missing, and of whom nobody has said how things are after it."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.record.coming_up import Due, Question
from throughgate.people.release.essentials.rules import essentials
from throughgate.people.release.milestones import rules as milestones
from throughgate.people.release.soon import queries
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Post

HERE = "person-release"


def coming(post: Post, today: date) -> list[Question]:
    """Of those whom the user of a post works with. The page of each says which essentials are missing, as they may know."""
    if "place" not in lists.opens(post.role, today):
        return []
    return [
        Question(queries.RELEASED_SOON, partial(_release, today=today), queries.soon(today)),
        Question(queries.RELEASED_LATELY, partial(_milestone, today=today), queries.lately(today)),
    ]


def _release(row: KeyDate, *, today: date) -> Due | None:
    """Until each essential is there, as a worker says, or else the plan, as far as the post may know of it."""
    there, every = queries.ready_of(row, today=today), len(essentials(today))
    if there >= every:
        return None
    what = _("release; %(count)s of %(of)s essentials ready") % {"count": there, "of": every}
    return Due(row, what, row.day, HERE)


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
