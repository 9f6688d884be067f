"""One formatter for dates, numbers and rates on pages."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from throughgate.common import dates
from throughgate.people.record import frame
from throughgate.privacy.sign_in.models import Kind

HIDDEN = "–"
NOTICES = {
    Kind.LOCKED: _lazy("Locked after many wrong passwords or codes"),
    Kind.UNKNOWN_LOCKED: _lazy("Many tries with an address that nobody here has"),
    Kind.UNLOCKED: _lazy("Unlocked"),
    Kind.INVITED: _lazy("Invited"),
    Kind.INVITATION_WITHDRAWN: _lazy("Invitation taken back"),
    Kind.TAKEN_UP: _lazy("Invitation taken up"),
    Kind.SECOND_STEP_ADDED: _lazy("Second step set up"),
    Kind.SECOND_STEP_REMOVED: _lazy("Second step removed"),
    Kind.PASSWORD_CHANGED: _lazy("Password changed"),
    Kind.POST_GIVEN: _lazy("Post given"),
    Kind.POST_ENDED: _lazy("Post ended"),
    Kind.ORGANISATION_ADDED: _lazy("Organisation takes part"),
    Kind.ORGANISATION_ENDED: _lazy("Organisation no longer takes part"),
}


def day(value: date | str | None) -> str:
    """5 March 2027."""
    if not value:
        return HIDDEN
    return dates.long(date.fromisoformat(value) if isinstance(value, str) else value)


def weekday(value: date) -> str:
    """Friday 5 March 2027."""
    return f"{value:%A} {dates.long(value)}"


def near(value: date, today: date) -> str:
    """Tuesday 9 March, in 4 working days."""
    return frame.near(value, today)


def moment(value: datetime) -> str:
    """5 March 2027 at 14:05, in London."""
    local = timezone.localtime(value, dates.LONDON)
    return _("%(day)s at %(time)s") % {"day": day(local.date()), "time": f"{local:%H:%M}"}


def number(value: float | None, places: int = 0) -> str:
    """1,234 or, with places, 1,234.5."""
    return HIDDEN if value is None else f"{value:,.{places}f}"


def percent(rate: float | None) -> str:
    """26.1%."""
    return HIDDEN if rate is None else f"{rate * 100:.1f}%"


def in_100(rate: float) -> str:
    """26 in 100."""
    return _("%(count)s in 100") % {"count": f"{rate * 100:.0f}"}


def file_size(count: int) -> str:
    """3.2 MB."""
    size, units = float(count), ["bytes", "kB", "MB", "GB"]
    while size >= 1000 and len(units) > 1:
        size, units = size / 1000, units[1:]
    return f"{size:,.0f} {units[0]}" if units[0] == "bytes" else f"{size:,.1f} {units[0]}"


def notice(kind: str) -> str:
    """What a line for the information officer is about."""
    return str(NOTICES[Kind(kind)])
