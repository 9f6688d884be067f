"""What is due, and when, as sentences."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.assessment.due.rules import Due, Why
from throughgate.people.assessment.rules import PACKAGE


def kind_name(kind: str) -> str:
    return str(load(PACKAGE)["kinds"].latest[kind]["name"])


def because(due: Due) -> str:
    day = dates.long(due.since)
    texts = {
        Why.RECEIVED: _("Received on %(day)s."),
        Why.RELEASE_NEAR: _("Release is on %(day)s, as its source gives it."),
        Why.BEGAN: _("In the community since %(day)s, and not assessed since."),
        Why.LAST_WAS_LONG_AGO: _("The last assessment was signed on %(day)s."),
        Why.ENDS_SOON: _("The order or licence ends on %(day)s, as its source gives it."),
    }
    return texts[due.why] % {"day": day}


def by_when(day: date | None, *, today: date) -> str:
    """“Due on 9 March 2027, in 4 working days”, or by how much it is late."""
    if day is None:
        return _("No day is set for it")
    left = dates.working_days_until(day, today=today)
    long = dates.long(day)
    if day < today:
        late = max(-left, 1)
        words = ngettext(
            "%(count)s working day late: it was due on %(day)s",
            "%(count)s working days late: it was due on %(day)s",
            late,
        )
        return words % {"count": f"{late:,}", "day": long}
    if day == today:
        return _("Due today")
    words = ngettext(
        "Due on %(day)s, in %(count)s working day",
        "Due on %(day)s, in %(count)s working days",
        left,
    )
    return words % {"count": f"{left:,}", "day": long}


def is_late(day: date | None, *, today: date) -> bool:
    return day is not None and day < today
