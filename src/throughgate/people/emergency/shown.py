"""What the frame says on every page of a record that is seen by an emergency."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.people.emergency import queries
from throughgate.people.emergency.home import to_review
from throughgate.people.record import frame
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.home import ask


def register() -> None:
    frame.warn(by_emergency, rank=0)
    ask(to_review, rank=30)


def by_emergency(opened: Opened) -> str:
    if not opened.to.emergency:
        return ""
    closes = queries.closes(opened.user, opened.person, now=opened.now)
    if closes is None:
        return ""
    local = closes.astimezone(dates.LONDON)
    words = {"day": dates.long(local.date()), "time": f"{local:%H:%M}"}
    return (
        _(
            "You see this record in an emergency, until %(time)s on %(day)s. Who they are, how to reach them, where they "
            "are, risk and who is involved: no more. Your information officer reviews it."
        )
        % words
    )
