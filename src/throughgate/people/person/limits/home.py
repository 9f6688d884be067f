"""On an information officer's home page: limits on who sees a person that somebody must look at again."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.people.person.limits import queries
from throughgate.people.person.limits.queries import ToLookAt
from throughgate.people.person.limits.rules import Why
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User

FEW = 5


def to_look_at(user: User, post: Post, today: date, now: datetime) -> Group | None:
    found = queries.to_look_at(user, today=today, now=now)
    if not found:
        return None
    more = len(found) - FEW
    words = ngettext("See %(count)s more", "See %(count)s more", more) % {"count": more}
    return Group(
        _("Limits on who sees a person, to look at again"),
        tuple(row(each) for each in found[:FEW]),
        on_href=reverse("limits-to-look-at"),
        on_words=words if more > 0 else _("All limits to look at again"),
    )


def row(each: ToLookAt) -> Row:
    ends = each.limited.last_day if each.why is Why.ENDS_SOON else None
    return Row(
        each.name or _("Somebody whose name you may not see"),
        reverse("person-limits", args=[each.limited.person_id]),
        said(each),
        due=ends,
    )


def said(each: ToLookAt) -> str:
    """Why it is to be looked at, and what to do; never why it was set."""
    limited = each.limited
    match each.why:
        case Why.NOT_LEADING if each.ours:
            return _(
                "Your organisation set it, binds others with it, and does not manage the sentence now. Lift it, or say "
                "that it is still needed; whoever manages the sentence may lift it too."
            )
        case Why.NOT_LEADING:
            words = _(
                "%(organisation)s set it on %(day)s, and does not manage the sentence now: your organisation does. Ask "
                "them why, then lift it or say that it is still needed."
            )
            return words % {
                "organisation": limited.held_by.name,
                "day": dates.long(limited.first_day),
            }
        case Why.ENDS_SOON:
            words = _(
                "It ends on %(day)s: from the next day whoever it keeps out sees them. Set a new one if it is needed."
            )
            return words % {"day": dates.long(limited.last_day or limited.first_day)}
        case Why.LONG_AGO:
            words = _(
                "Nobody has looked at it since %(day)s. Lift it, or say that it is still needed."
            )
            return words % {"day": dates.long(limited.looked_on or limited.first_day)}
        case _:
            assert_never(each.why)
