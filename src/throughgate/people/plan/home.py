"""On home pages: steps that are late, plans to look at again, steps that wait for one’s own organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.people.plan.waiting import queries
from throughgate.people.plan.waiting.queries import Waiting
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User


def plans(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """The late first, then what comes next; some of each."""
    found = queries.found(user, today=today, now=now)
    rows = [
        *_rows(today, found.late, _("Step: %(what)s")),
        *_rows(today, found.reviews, _("Look at the plan again")),
        *_rows(today, found.ours, _("Step for us: %(what)s")),
    ]
    return Group(title=_("Plans"), rows=tuple(rows)) if rows else None


def _rows(today: date, several: Iterable[Waiting], words: str) -> Iterator[Row]:
    for each in several:
        name = each.name or _("Somebody whose name you may not see")
        what = words % {"what": each.what} if each.what else words
        yield Row(
            text=f"{name} – {what}",
            href=reverse("person-plan", args=[each.person]),
            detail=f"{_when(each, today)} ({dates.long(each.due)})",
            due=each.due,
            late=each.due_passed,
        )


def _when(each: Waiting, today: date) -> str:
    days = each.working_days
    if each.due_passed:
        if not days:
            return _("Due in the days of rest just past")
        words = ngettext("%(n)s working day late", "%(n)s working days late", -days)
        return words % {"n": -days}
    if not days:
        return _("Due today") if each.due == today else _("Due in the days of rest to come")
    return ngettext("In %(n)s working day", "In %(n)s working days", days) % {"n": days}
