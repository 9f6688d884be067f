"""Which involvements end soon, and which have ended without a word."""

from __future__ import annotations

from datetime import date

from throughgate.common.values import load
from throughgate.people.involvement.models import Involvement


def notice_days(today: date) -> int:
    """How long before an involvement's last day its worker is asked what follows."""
    days: int = load("throughgate.people.involvement")["notice_days"].on(today)
    return days


def ending_unasked(*, today: date, until: date) -> list[Involvement]:
    """For the nightly job: those that end soon and whose worker was not asked."""
    soon = Involvement.objects.filter(last_day__gte=today, last_day__lte=until)
    return list(soon.filter(withdrawn_at=None, asked_on=None).order_by("last_day", "pk"))


def ended_unsaid(*, today: date) -> list[Involvement]:
    """For the nightly job: those whose last day has passed without a word about it."""
    passed = Involvement.objects.filter(last_day__lt=today, withdrawn_at=None, ended_why="")
    return list(passed.order_by("last_day", "pk"))
