"""Whether a cohort can be measured yet: its last index day + follow-up + proof, against complete-to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from throughgate.common import values
from throughgate.common.dates import long
from throughgate.common.errors import NoAnswer
from throughgate.evidence.histories import UNKNOWN_DATE, Histories
from throughgate.evidence.period import Period
from throughgate.evidence.request import Request


@dataclass(frozen=True)
class Completeness:
    """Which cohorts are not complete, and the days between the last end of proof and complete-to."""

    complete_to: date
    needed: date
    open_cohorts: tuple[Period, ...]

    @property
    def complete(self) -> bool:
        return not self.open_cohorts

    @property
    def spare_days(self) -> int:
        return (self.complete_to - self.needed).days


def needed(request: Request, period: Period) -> date:
    """The day to which data must be complete for this cohort."""
    last = period.first if request.measure == "prolific" else period.last
    return last + timedelta(request.follow_up.days + request.proof.days)


def check(request: Request, histories: Histories) -> Completeness:
    """NoAnswer for a cohort that is not complete, unless incomplete ones were asked for."""
    complete_to = histories.complete_to
    still_open = tuple(c for c in request.cohorts if needed(request, c) > complete_to)
    found = Completeness(complete_to, needed(request, request.cohorts[-1]), still_open)
    if still_open and not request.incomplete:
        raise NoAnswer(_until_when(request, found))
    if still_open and request.at_risk:
        raise NoAnswer(
            f"{_until_when(request, found)} --at-risk needs everybody followed to the end; leave it out."
        )
    return found


def _until_when(request: Request, found: Completeness) -> str:
    period = found.open_cohorts[0]
    return (
        f"The cohort {period.label} is not complete yet: its last day, {long(period.last)}, plus "
        f"{request.follow_up.days} days of follow-up and {request.proof.days} days for proof end on "
        f"{long(needed(request, period))}, and the data are complete to {long(found.complete_to)}. "
        "Ask for an earlier cohort, or use --incomplete: the result is then marked and too low."
    )


def lag_warning_days() -> int:
    return int(values.load("throughgate.evidence")["recording_lag"].latest)


def history_cut_off(request: Request, histories: Histories) -> bool:
    """Whether sanctions begin too late before the cohort, with no earlier history given by person."""
    years = int(values.load("throughgate.evidence")["history_needed"].latest)
    first = request.cohorts[0].first
    since = first.replace(year=first.year - years, day=min(first.day, 28))
    if histories.begins is None or histories.begins <= since:
        return False
    return not any(_earlier_given(histories, shard) for shard in histories.shards)


def _earlier_given(histories: Histories, shard: int) -> bool:
    given = histories.read("people", shard, ["previous_sanctions", "first_sanction_date"])
    numbers, dates = given.values()
    return bool((numbers >= 0).any() or (dates != UNKNOWN_DATE).any())
