"""Clocks as sentences: what is late or left is said first, with the number of working days."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.people.rights.breaches import rules as breaches
from throughgate.people.rights.complaints import rules as complaints
from throughgate.people.rights.corrections import rules as corrections
from throughgate.people.rights.requests.rules import Clock


def working_days(due: date, *, today: date) -> str:
    """“Tuesday 9 March 2027, in 4 working days”."""
    left = dates.working_days_until(due, today=today)
    day = f"{due:%A} {dates.long(due)}"
    if due == today:
        return _("%(day)s, today") % {"day": day}
    if due < today:
        words = ngettext(
            "%(day)s, late by %(count)s working day",
            "%(day)s, late by %(count)s working days",
            -left,
        )
        return words % {"day": day, "count": -left}
    words = ngettext(
        "%(day)s, in %(count)s working day", "%(day)s, in %(count)s working days", left
    )
    return words % {"day": day, "count": left}


def answer_by(clock: Clock, *, today: date) -> str:
    if clock.due is None:
        return _("The clock stands still until proof of who they are comes.")
    return _("To be answered by %(day)s.") % {"day": working_days(clock.due, today=today)}


def acknowledge_by(state: str, received: date, *, today: date) -> str:
    if state != complaints.State.RECEIVED.value:
        return ""
    due = complaints.acknowledge_by(received)
    return _("To be acknowledged by %(day)s.") % {"day": working_days(due, today=today)}


def correct_by(asked: date, *, today: date) -> str:
    due = corrections.answer_by(asked)
    return _("To be answered by %(day)s.") % {"day": working_days(due, today=today)}


def report_by(found_at: datetime, *, now: datetime) -> str:
    """Hours count at night and on Sundays too."""
    clock = breaches.clock(found_at, now=now)
    due = localtime(clock.due, dates.LONDON)
    words = {"day": dates.long(due.date()), "time": f"{due:%H:%M}", "hours": clock.hours_left}
    if clock.late:
        return (
            _(
                "It was to be reported by %(day)s at %(time)s. Report it now, and say why it took longer."
            )
            % words
        )
    said = ngettext(
        "To be reported by %(day)s at %(time)s, in %(hours)s hour, or the reason kept why not.",
        "To be reported by %(day)s at %(time)s, in %(hours)s hours, or the reason kept why not.",
        clock.hours_left,
    )
    return said % words


def delete_on(due: date, *, held: bool, today: date) -> str:
    if held:
        return _("Held: nothing is deleted while a hold stands or something is to be answered.")
    return _("To be deleted on %(day)s.") % {"day": working_days(due, today=today)}
