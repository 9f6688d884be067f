"""On home pages: steps that are late, plans to look at again, steps that wait for one’s own organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from throughgate.people.plan.waiting import queries
from throughgate.people.plan.waiting.queries import Waiting
from throughgate.people.record.coming_up import when
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
            detail=when(each.due, today=today),
            due=each.due,
            late=each.due_passed,
        )
