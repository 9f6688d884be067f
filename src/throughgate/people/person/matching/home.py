"""On a record officer's home page: records that may be one person's."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.people.person.matching import queries
from throughgate.privacy.access.home import Group, Row, ask
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User

MOST = 100


def register() -> None:
    ask(waiting, rank=40)


def waiting(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if post.role != Role.RECORD_OFFICER:
        return None
    count = queries.how_many(user, today=today, most=MOST)
    if not count:
        return None
    words = ngettext(
        "%(count)s pair of records may be one person’s",
        "%(count)s pairs of records may be one person’s",
        count,
    )
    said = words % {"count": f"{count}" if count < MOST else f"{MOST} or more"}
    href = reverse("possible-matches")
    detail = _("Look at both, and say whether they are the same person.")
    return Group(title=_("People who may be one"), rows=(Row(said, href, detail),))
