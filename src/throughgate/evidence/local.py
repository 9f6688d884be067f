"""The local measure (former NI 18): adults under supervision on the last day of each quarter.

docs/methods/proven.md. Its predicted part needs a model of the same three months and comes with the
effect of services.
"""

from __future__ import annotations

import numpy as np

from throughgate.common.errors import NoAnswer, WrongUse
from throughgate.evidence.cohort import adult_age
from throughgate.evidence.events import Events
from throughgate.evidence.groups import OF_INDEX, Cells
from throughgate.evidence.histories import Histories, Shard, days
from throughgate.evidence.kernels.ages import DAY_AS_WRITTEN
from throughgate.evidence.kernels.supervised import supervised
from throughgate.evidence.proven import Plan
from throughgate.evidence.request import Request

PROLIFIC = "prolific"  # a scheme, not a sentence: not supervision by itself
READS = (
    "people.date_of_birth",
    "supervision.started",
    "supervision.ended",
    "supervision.kind",
)


def plan(request: Request, cells: Cells, histories: Histories) -> Plan:
    """How to count: each snapshot is an entry, so a person can be in up to four times a year."""
    _check(request)
    snapshots = [
        (number, days(day))
        for number, period in enumerate(request.cohorts)
        for day in period.ends_of_quarters()
    ]
    if not snapshots:
        raise NoAnswer(
            f"{request.label} holds no last day of March, June, September or December, on which the "
            "local measure counts. Ask for a quarter or a year."
        )
    kinds = [kind != PROLIFIC for kind in histories.codes("supervision", "kind")]
    kept = np.array(kinds or [True], np.int32)
    cohort = np.array([number for number, _ in snapshots], np.int32)
    on = np.array([day for _, day in snapshots], np.int32)

    def select(shard: Shard) -> tuple[Events, int]:
        person, which, day, age = supervised(
            DAY_AS_WRITTEN,
            shard["people.date_of_birth"],
            shard.start("supervision"),
            *(shard[name] for name in READS[1:]),
            kept,
            on,
        )
        none = np.full(len(person), -1, np.int32)
        everybody = Events(person, cohort[which], day, np.ones(len(person), np.int32), none, age)
        adults = age >= adult_age()
        return everybody.only(adults), int((~adults).sum())

    return Plan(request, cells, select, READS, once=False, views=("total", "by"))


def _check(request: Request) -> None:
    wrong = [name for name in request.by if name in OF_INDEX or name == "index_kind"]
    if wrong:
        raise WrongUse(
            f"The local measure has no index event, so it cannot be divided by {', '.join(wrong)}. "
            "Use columns of people, or age_band."
        )
