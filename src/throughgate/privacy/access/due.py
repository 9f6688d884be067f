"""On home pages: agreements of one's organisation that end soon, are to be looked at again, or lack something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.privacy.access import lists, queries
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.queries import Standing

FEW = 5


def agreements_due(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """Agreements and their impact assessments; one that was ended is not due."""
    if post.role not in (Role.INFORMATION_OFFICER, Role.COORDINATOR):
        return None
    found = [
        row
        for standing in queries.agreements(user, today=today)
        if not (standing.agreement.ended_on and standing.agreement.ended_on <= today)
        for row in _rows(standing, today)
    ]
    rows = sorted(found, key=lambda row: (not row.late, row.due or today))
    more = len(rows) - FEW
    words = ngettext("See %(count)s more", "See %(count)s more", more) % {"count": more}
    return Group(
        _("Agreements and impact assessments due"),
        tuple(rows[:FEW]),
        on_href=reverse("agreements"),
        on_words=words if more > 0 else _("All agreements"),
    )


def _rows(standing: Standing, today: date) -> Iterator[Row]:
    one = standing.agreement
    href = reverse("agreement", args=[one.pk])
    if standing.missing:
        yield Row(one.name, href, detail=" ".join(standing.missing), late=True)
        return
    soon = today + timedelta(days=lists.on("due_days", today))
    if one.last_day and one.last_day <= soon:
        words = _("It ends on %(day)s. From the next day nothing flows by it.")
        yield Row(one.name, href, words % {"day": dates.long(one.last_day)}, due=one.last_day)
    if one.review_on and one.review_on <= soon:
        words = _("It and its impact assessment (%(dpia)s) are to be looked at again on %(day)s.")
        said = {"dpia": one.dpia, "day": dates.long(one.review_on)}
        yield Row(one.name, href, words % said, due=one.review_on, late=one.review_on < today)
