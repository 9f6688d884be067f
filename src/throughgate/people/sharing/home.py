"""What waits on a worker's home page: an involvement ends soon, and nobody said what follows."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.people.involvement.models import Involvement
from throughgate.people.sharing import queries
from throughgate.privacy.access import lists
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User

MOST = 5


def what_follows(user: User, post: Post, today: date, now: datetime) -> Group | None:
    found = queries.ending(user, post, today=today, most=MOST + 1)
    if not found:
        return None
    rows = found[:MOST]
    names = queries.whose(rows, user, today=today, now=now)
    asked = tuple(_row(row, names[row.person_id], today) for row in rows if row.person_id in names)
    return Group(
        _("Your organisation’s work with them ends: what follows?"),
        asked,
        on_href=f"{reverse('people')}?ending=on&order=ends" if len(found) > MOST else "",
        on_words=_("Everybody whose involvement ends within 28 days"),
    )


def _row(row: Involvement, name: str, today: date) -> Row:
    last = row.last_day or today
    text = _("%(name)s: “%(purpose)s” ends on %(day)s") % {
        "name": name or _("Somebody whose name you may not see"),
        "purpose": lists.name_of("purposes", row.purpose),
        "day": f"{last:%A} {dates.long(last)}",
    }
    return Row(
        text,
        reverse("what-follows", args=[row.person_id, row.pk]),
        _("From the next day on your organisation sees them only if something follows."),
        due=last,
    )
