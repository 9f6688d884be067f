"""Events that begin a follow-up, one element each, in order of person and day; and what followed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from throughgate.evidence.histories import Array, Shard
from throughgate.evidence.kernels.outcome import reoffences

OFFENCE_COLUMNS = (
    "offences.offence_date",
    "offences.proven_date",
    "offences.counted",
    "offences.sanction",
)
LEVEL_COLUMNS = ("offences.seriousness", "offences.custodial")
NO_CODES = np.empty(0, np.int32)


@dataclass(frozen=True)
class Events:
    """person (position in the shard), cohort number, day, kind (position in INDEX_KINDS), row of the
    index sanction (-1 unknown), age in completed years (-1 unknown)."""

    person: Array
    cohort: Array
    day: Array
    kind: Array
    sanction: Array
    age: Array

    def only(self, kept: Array) -> Events:
        return Events(
            self.person[kept],
            self.cohort[kept],
            self.day[kept],
            self.kind[kept],
            self.sanction[kept],
            self.age[kept],
        )


@dataclass(frozen=True)
class Rules:
    """Windows in days, and what else decides whether an offence counts."""

    follow_up: int
    proof: int
    same_day: bool = False
    by_level: bool = False

    @property
    def reads(self) -> tuple[str, ...]:
        return OFFENCE_COLUMNS + (LEVEL_COLUMNS if self.by_level else ())


@dataclass(frozen=True)
class Outcome:
    """What followed each event: see kernels.outcome.reoffences."""

    number: Array
    first: Array
    on_day: Array
    levels: Array
    first_level: Array
    first_custody: Array


def follow(shard: Shard, events: Events, rules: Rules) -> Outcome:
    """Reoffences after each event by the rules; events in order of person and day."""
    levels = [shard[name] for name in LEVEL_COLUMNS] if rules.by_level else [NO_CODES, NO_CODES]
    return Outcome(
        *reoffences(
            shard.start("offences"),
            *(shard[name] for name in OFFENCE_COLUMNS),
            *levels,
            events.person,
            events.day,
            events.kind,
            events.sanction,
            rules.follow_up,
            rules.proof,
            rules.same_day,
            rules.by_level,
        )
    )
