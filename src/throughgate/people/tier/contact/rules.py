"""How often somebody is seen, by their confirmed tier, and when the next contact is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from throughgate.common.dates import add_working_days, working_days_until
from throughgate.common.values import load
from throughgate.people.tier.rules import Tier

PACKAGE = "throughgate.people.tier.contact"


@dataclass(frozen=True)
class Contact:
    """By when the next contact is due, and how many working days it is late; nought when it is not."""

    due: date
    every: int
    late: int

    @property
    def overdue(self) -> bool:
        return self.late > 0


def every(tier: Tier, *, today: date) -> int:
    """Working days between two contacts."""
    return int(load(PACKAGE)["contact_every"].on(today)[tier])


def late_from(tier: Tier, *, today: date) -> date:
    """The last day of a contact after which the next is late today."""
    day = add_working_days(today, -every(tier, today=today))
    while not next_contact(tier, last=day, since=day, today=today).overdue:
        day -= timedelta(days=1)
    return day


def next_contact(tier: Tier, *, last: date | None, since: date, today: date) -> Contact:
    """The next contact, counted from the last, or from when supervision began while there was none.

    `tier` is the one that a practitioner confirmed or overrode; a calculated one drives no contact.
    """
    count = every(tier, today=today)
    due = add_working_days(last or since, count)
    return Contact(due, count, max(0, -working_days_until(due, today=today)))
