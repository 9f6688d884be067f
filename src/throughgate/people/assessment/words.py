"""What is due, and when, as sentences."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.assessment.due.rules import Due, Why
from throughgate.people.assessment.rules import PACKAGE
from throughgate.people.record.coming_up import when


def kind_name(kind: str) -> str:
    return str(load(PACKAGE)["kinds"].latest[kind]["name"])


def because(due: Due) -> str:
    day = dates.long(due.since)
    texts = {
        Why.RECEIVED: _("Received into custody on %(day)s."),
        Why.RELEASE_NEAR: _("Release is on %(day)s, as its source gives it."),
        Why.BEGAN: _("In the community since %(day)s, and not assessed since."),
        Why.LAST_WAS_LONG_AGO: _("The last assessment was signed on %(day)s."),
        Why.ENDS_SOON: _("The order or licence ends on %(day)s, as its source gives it."),
    }
    return texts[due.why] % {"day": day}


def by_when(day: date | None, *, today: date) -> str:
    """“Due on Tuesday 9 March, in 4 working days”."""
    return when(day, today=today) if day else _("No day is set for it")


def is_late(day: date | None, *, today: date) -> bool:
    return day is not None and day < today
