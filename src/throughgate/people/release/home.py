"""On home pages: who is released soon with essentials missing, and of whom nobody has said how things are after it."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from throughgate.people.record.coming_up import Due
from throughgate.people.record.frame import near
from throughgate.people.release import readiness
from throughgate.people.release.listing import queries as listing
from throughgate.people.release.listing.queries import Line
from throughgate.people.release.listing.rules import ANYTHING, Wanted
from throughgate.people.release.milestones import queries as lately
from throughgate.people.release.milestones import rules as milestones
from throughgate.people.release.rules import Window
from throughgate.privacy.access import lists
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User

FEW, LOOKED_AT = 5, 50


def releases(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """The next first; more are on the list."""
    if "place" not in lists.opens(post.role, today):
        return None
    wanted = Wanted(window=Window.FOUR_WEEKS, missing=ANYTHING)
    found = listing.listed(user, wanted, today=today, now=now, most=LOOKED_AT).lines
    if not found:
        return None
    return Group(
        title=_("Released within 4 weeks, with essentials missing"),
        rows=tuple(_row(line, today) for line in found[:FEW]),
        on_href=f"{reverse('releases')}?window={Window.FOUR_WEEKS}&missing={ANYTHING}",
        on_words=_("The list of releases"),
    )


def _row(line: Line, today: date) -> Row:
    name = line.name or _("Somebody whose name you may not see")
    return Row(
        text=f"{name}: {readiness.in_short(line.ready)}",
        href=reverse("person-release", args=[line.person]),
        detail=_("Release on %(day)s") % {"day": near(line.day, today)},
        due=line.day,
        late=any(each.late for each in line.ready),
    )


def milestones_due(post: Post, today: date) -> list[Due]:
    """Of those whom the user of a post works with: the milestone that has come and of which nobody said anything."""
    found = []
    for row, answered in lately.released(post, today=today):
        due = milestones.due(row.first_day, answered, today=today)
        if due:
            what = _("how things are after release: %(name)s") % {
                "name": milestones.name_of(due.code).lower()
            }
            found.append(Due(row, what, due.day, "person-release"))
    return found
