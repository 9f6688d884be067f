"""Who works with the person of a page, asked once for its header, its card and the page."""

from __future__ import annotations

from throughgate.people.involvement.allocation import queries
from throughgate.people.involvement.allocation.queries import Working
from throughgate.people.record.opening import Opened


def working(opened: Opened) -> list[Working]:
    return opened.once(_working)


def _working(opened: Opened) -> list[Working]:
    return queries.working(opened.person, opened.who, opened.to, today=opened.today)
