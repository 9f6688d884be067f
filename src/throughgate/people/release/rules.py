"""Getting out: which date is shown, whether it falls before days of rest, who is in which list, and what a moved date means.

No date of release is worked out here: each comes from a named source, with the day it was entered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from throughgate.common.dates import (
    is_bank_holiday,
    is_working_day,
    last_working_day,
    working_days_until,
)
from throughgate.common.values import load

PACKAGE = "throughgate.people.release"
DAY = timedelta(days=1)
DAYS_APART = timedelta(days=7)
FRIDAY = 4


class Kind(StrEnum):
    """What a release date is."""

    CONFIRMED = "confirmed"
    PAROLE = "parole"
    CURFEW = "curfew"
    CONDITIONAL = "conditional"
    AUTOMATIC = "automatic"


class Why(StrEnum):
    """Why a day of release is flagged."""

    FRIDAY = "friday"
    BEFORE_BANK_HOLIDAY = "before_bank_holiday"
    NOT_WORKING_DAY = "not_working_day"


class NotMoved(StrEnum):
    """Why the law moves no such release earlier; it is still flagged for those who prepare it."""

    KIND = "kind"  # on curfew, or as parole directed
    SHORT = "short"  # fewer days served than it asks for


class Window(StrEnum):
    """The lists of people soon to be released, the widest first."""

    TWELVE_WEEKS = "twelve_weeks"
    DUTY_TO_REFER = "duty_to_refer"
    FOUR_WEEKS = "four_weeks"
    SEVEN_DAYS = "seven_days"
    TODAY = "today"


@dataclass(frozen=True)
class ReleaseDate:
    """One date as its source gives it. of: what a confirmed date confirms, where that is said."""

    kind: Kind
    day: date
    source: str
    entered_on: date
    of: Kind | None = None


@dataclass(frozen=True)
class Flag:
    """A day before rest. suggested: the working day to move to, where the law moves it; else why it does not."""

    why: tuple[Why, ...]
    suggested: date | None
    not_moved: NotMoved | None = None


@dataclass(frozen=True)
class Milestone:
    """A day on which somebody is asked how things are after release."""

    code: str
    day: date


@dataclass(frozen=True)
class StepDue:
    """An open step with its day. before: the days before release it is tied to; None where the day is its own."""

    code: str
    title: str
    due: date
    before: int | None = None


@dataclass(frozen=True)
class LateStep:
    """An open step that is late, or would come after release. newly: only since the date moved."""

    step: StepDue
    due: date
    working_days: int
    newly: bool


@dataclass(frozen=True)
class Moved:
    """What another release date means. days: how much later; earlier where below nought.

    late: open steps that are late now, to be said at once. too_late: steps whose own day is after the release.
    entered: the list that the person has come into; passed: wider lists that they were never in.
    """

    days: int
    late: tuple[LateStep, ...]
    too_late: tuple[LateStep, ...]
    entered: Window | None
    passed: tuple[Window, ...]


def release_date(
    kind: str, day: date, *, confirmed: bool, source: str, entered_on: date
) -> ReleaseDate | None:
    """What a date that a source gives says of release; None where it is a date of something else."""
    what = load(PACKAGE)["dates"].latest.get(kind)
    if what is None:
        return None
    of = Kind(what)
    if confirmed and of is not Kind.CONFIRMED:
        return ReleaseDate(Kind.CONFIRMED, day, source, entered_on, of)
    return ReleaseDate(of, day, source, entered_on)


def coming(dates: Iterable[ReleaseDate], *, today: date) -> ReleaseDate | None:
    """Of the days to come the one to show; where none is to come, of those that have just passed."""
    dates = list(dates)
    passed = today - timedelta(days=load(PACKAGE)["shown_before"].on(today))
    ahead = [each for each in dates if each.day >= today]
    return shown(ahead or [each for each in dates if each.day >= passed], today=today)


def shown(dates: Iterable[ReleaseDate], *, today: date) -> ReleaseDate | None:
    """The date to show: by kind, and of one kind the one entered last; None where no source has given any."""
    order: list[str] = load(PACKAGE)["shown"].on(today)
    found = sorted(dates, key=lambda each: (-order.index(each.kind), each.entered_on, each.source))
    return found[-1] if found else None


def flag(release: ReleaseDate, *, served: int | None, today: date) -> Flag | None:
    """Whether it falls on a Friday, before a bank holiday, or on a day of rest, and the earlier day to suggest.

    served: days in custody by then, where known. Where it is not known the day is flagged and moved.
    """
    why = why_flagged(release.day)
    if not why:
        return None
    rule = load(PACKAGE)["earlier"].on(today)
    if (release.of or release.kind) in rule["except"]:
        return Flag(why, None, NotMoved.KIND)
    if served is not None and served < rule["served"]:
        return Flag(why, None, NotMoved.SHORT)
    return Flag(why, earlier(release.day))


def leaves(release: date, flag: Flag | None, *, today: date) -> date:
    """The day on which somebody is likely to leave: the earlier one, where the law moves release and it has not passed."""
    suggested = flag.suggested if flag else None
    return suggested if suggested and suggested >= today else release


def why_flagged(day: date) -> tuple[Why, ...]:
    """What speaks against releasing somebody on this day: services are closed then or the day after."""
    if not is_working_day(day):
        return (Why.NOT_WORKING_DAY,)
    found = {
        Why.FRIDAY: day.weekday() == FRIDAY,
        Why.BEFORE_BANK_HOLIDAY: is_bank_holiday(day + DAY),
    }
    return tuple(why for why, is_so in found.items() if is_so)


def earlier(day: date) -> date:
    """The last working day before that has no such flag itself."""
    found = last_working_day(day - DAY)
    while why_flagged(found):
        found = last_working_day(found - DAY)
    return found


def window(release: date, *, today: date) -> Window | None:
    """The narrowest list that a person is in; None when release is further off, or past."""
    found = windows(release, today=today)
    return found[-1] if found else None


def windows(release: date, *, today: date) -> tuple[Window, ...]:
    """Every list that a person is in, the widest first: who leaves today is in all of them."""
    left = (release - today).days
    cuts = load(PACKAGE)["windows"].on(today)
    return tuple(each for each in Window if 0 <= left <= cuts[each])


def same_release(one: date, other: date) -> bool:
    """Two organisations may have the day of one release a few days apart."""
    return abs(one - other) <= DAYS_APART


def milestones(released: date, *, today: date) -> tuple[Milestone, ...]:
    """The days after release on which somebody is asked, in order."""
    listed = load(PACKAGE)["milestones"].on(today)
    return tuple(Milestone(code, released + timedelta(days=days)) for code, days in listed.items())


def moved(
    before: date,
    after: date,
    steps: Collection[StepDue],
    *,
    leaves: date | None = None,
    today: date,
) -> Moved:
    """What it means that release moves from one day to another. leaves: the day before that, where the law moves it."""
    ready = leaves or after
    found = [_step_then(step, before, ready, today) for step in steps]
    was_in = windows(before, today=today)
    new = [each for each in windows(after, today=today) if each not in was_in]
    return Moved(
        (after - before).days,
        _by_day(each for each in found if each.due < today),
        _by_day(each for each in found if each.due > ready),
        new[-1] if new else None,
        tuple(new[:-1]),
    )


def _step_then(step: StepDue, before: date, after: date, today: date) -> LateStep:
    was, due = due_with(step, before), due_with(step, after)
    days = max(0, -working_days_until(due, today=today))
    return LateStep(step, due, days, newly=due < today <= was)


def due_with(step: StepDue, release: date) -> date:
    """When a step is due with this day of release: so many days before it, on a working day; or on its own day."""
    return step.due if step.before is None else ready_by(release, step.before)


def ready_by(leaves: date, days: int) -> date:
    """When something is to be ready, so many days before somebody leaves: on a day when people work."""
    return last_working_day(leaves - timedelta(days=days))


def _by_day(found: Iterable[LateStep]) -> tuple[LateStep, ...]:
    return tuple(sorted(found, key=lambda each: (each.due, each.step.code)))
