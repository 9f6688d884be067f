"""On an information officer's home page: emergency accesses that wait for their review."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.people.emergency import queries
from throughgate.people.emergency.queries import Opened
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User

FEW = 5


def to_review(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if post.role != Role.INFORMATION_OFFICER:
        return None
    found, _more = queries.to_review(user, today=today, now=now)
    return Group(
        title=_("Emergency accesses to review"),
        rows=tuple(_row(each) for each in found[:FEW]),
        on_href=reverse("emergencies"),
        on_words=_("All emergency accesses"),
    )


def _row(each: Opened) -> Row:
    day = dates.long(each.access.opened_at.astimezone(dates.LONDON).date())
    words = {"worker": each.access.user, "day": day}
    return Row(
        text=_("%(worker)s opened a record on %(day)s") % words,
        href=reverse("review-emergency", args=[each.access.pk]),
        detail=each.access.why,
    )
