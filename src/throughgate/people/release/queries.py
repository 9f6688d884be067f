"""The release of one person, as far as the reader may know: its date, when they came in or out, what was said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from throughgate.people.person.moves import queries as moves
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.person.moves.rules import INSIDE, came_inside
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.release import rules
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.release.rules import Flag, ReleaseDate
from throughgate.privacy.audit.history import HISTORIES


@dataclass(frozen=True)
class Given:
    """A date of release, as the row of its source has it."""

    row: KeyDate
    date: ReleaseDate


@dataclass(frozen=True)
class Coming:
    """The date of release to show, the others, and since when the person is inside."""

    shown: Given
    flag: Flag | None
    others: tuple[Given, ...] = ()

    def leaves(self, today: date) -> date:
        """The day for which all is to be ready: the earlier one, where release is normally moved."""
        return rules.leaves(self.shown.date.day, self.flag, today=today)


def as_given(row: KeyDate) -> Given | None:
    found = rules.release_date(
        row.kind,
        row.day,
        confirmed=row.confirmed,
        source=row.source,
        entered_on=row.entered_on,
    )
    return Given(row, found) if found else None


def coming(opened: Opened) -> Coming | None:
    """The release to come of whoever is inside, as far as the reader may know where they are."""
    return opened.once(_coming)


def _coming(opened: Opened) -> Coming | None:
    if not opened.sees("place"):
        return None
    given = [one for row in moves.key_dates(opened) if (one := as_given(row))]
    return choose(given, since=inside_since(moves.whereabouts(opened)), today=opened.today)


def leaves(opened: Opened) -> date | None:
    """The day on which whoever is inside really leaves, as far as the reader may know."""
    found = coming(opened)
    return found.leaves(opened.today) if found and not released(opened) else None


def choose(given: list[Given], *, since: date | None, today: date) -> Coming | None:
    """Which of the dates is shown; those before somebody came in were of an earlier release."""
    given = [one for one in given if since is None or one.date.day >= since]
    shown = rules.coming([one.date for one in given], today=today)
    if shown is None:
        return None
    first = next(one for one in given if one.date == shown)
    served = (shown.day - since).days if since else None
    others = tuple(one for one in given if one is not first)
    return Coming(first, rules.flag(shown, served=served, today=today), others)


def holders(row: KeyDate, places: Iterable[tuple[Whereabouts, str]]) -> list[tuple[int, str]]:
    """Who holds where somebody is inside, with their kinds; else who gave the date of release. places: each with its kind."""
    inside = [(at, kind) for at, kind in places if at.kind in INSIDE and at.last_day is None]
    return [(at.held_by_id, kind) for at, kind in inside] or [(row.held_by_id, "")]


def inside_since(rows: Iterable[Whereabouts]) -> date | None:
    """When somebody who is inside came in, over several prisons and hospital; None where they are not inside."""
    known = moves.stays(rows)
    began = [came_inside(stay, known) for stay in known if stay.last_day is None]
    return min((day for day in began if day), default=None)


def released_on(rows: Iterable[Whereabouts]) -> date | None:
    """When somebody who is out was last released; None where they are inside, or were not lately.

    Whoever went from prison to hospital was not.
    """
    rows = list(rows)
    if inside_since(rows):
        return None
    known = moves.stays(rows)
    left = [stay.last_day for stay in known if stay.last_day and came_inside(stay, known)]
    began = [row.first_day for row in rows if row.kind == "licence" and row.last_day is None]
    return max([*left, *began], default=None)


def released(opened: Opened) -> date | None:
    return released_on(moves.whereabouts(opened)) if opened.sees("place") else None


def since(opened: Opened) -> date | None:
    return inside_since(moves.whereabouts(opened)) if opened.sees("place") else None


def day_before(opened: Opened, found: Coming) -> date | None:
    """The day that release was to be on before: of the date shown, else of the one shown until that was given."""
    return _was(opened, found.shown.row) or _replaced(found, today=opened.today)


def _replaced(found: Coming, *, today: date) -> date | None:
    """As when a confirmed day comes weeks before the conditional one. Dates that had passed by then were of no release."""
    new = found.shown.date
    known = [
        each.date for each in found.others if each.date.entered_on < new.entered_on <= each.date.day
    ]
    before = rules.shown(known, today=today)
    return before.day if before and before.day != new.day else None


def _was(opened: Opened, row: KeyDate) -> date | None:
    """The day that a date was, before its source gave another."""
    were = HISTORIES[KeyDate]._base_manager.filter(id=row.pk, person_id=opened.person)
    days = were.exclude(day=row.day).order_by("-pgh_id").values_list("day", flat=True)
    found: date | None = days.first()
    return found


def essentials(opened: Opened) -> list[Essential]:
    """What was said of each, the newest first; what was said before they came in was of an earlier release."""
    came = since(opened)
    rows = gathered(opened, Essential, "-said_at", "pk")
    return [row for row in rows if came is None or row.entered_on >= came]


def own_essential(opened: Opened, code: str) -> Essential | None:
    """What the reader's own organisation says of one."""
    rows = Essential.objects.filter(person=opened.person, held_by=opened.who.organisation)
    return next(iter(opened.visible(rows.filter(code=code).select_related("held_by"))), None)


def milestones(opened: Opened, released: date) -> list[Milestone]:
    """What is known after a release, the newest first."""
    rows = gathered(opened, Milestone, "-entered_on", "held_by_id", "pk")
    return [row for row in rows if rules.same_release(row.released_on, released)]


def own_milestone(opened: Opened, released: date, code: str, aspect: str) -> Milestone | None:
    """What the reader's own organisation knows at one milestone."""
    rows = Milestone.objects.filter(
        person=opened.person, held_by=opened.who.organisation, code=code, aspect=aspect
    ).select_related("held_by")
    seen = opened.visible(rows.order_by("-released_on", "pk"))
    return next((row for row in seen if rules.same_release(row.released_on, released)), None)
