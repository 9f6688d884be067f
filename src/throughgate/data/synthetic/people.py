"""Who the people of a block are, and when and at what age each is first sanctioned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from throughgate.data.synthetic.arrays import NONE, Codes, Days, Flags
from throughgate.data.synthetic.draws import Keys, Purpose, person_keys, uniform
from throughgate.data.synthetic.mixes import (
    AREA,
    ETHNICITY,
    STARTING_AGE,
    STARTING_AGES,
)

EARLIER_SHARE = 0.20  # of people: sanctioned before these data begin
# Enough that people without an age are a group that can be shown: a handful would hide the juveniles with
# them, as everybody less adults would give the handful away.
BIRTH_DATE_MISSING = 0.025
_AGE_FROM = np.array([low for low, _ in STARTING_AGES])
_AGE_YEARS = np.array([high - low for low, high in STARTING_AGES])


@dataclass
class People:
    """One entry a person. `born` is true; `born_known` is what the table says."""

    first: int
    key: Keys
    female: Flags
    ethnicity: Codes
    area: Codes
    born: Days
    born_known: Days
    starts: Days  # the day the first offence of these data is proven
    earlier: Days  # sanctions before these data begin
    earlier_date: Days
    died: Days


def people(seed: int, first: int, number: int, begins: int, until: int) -> People:
    """The people numbered first to first + number - 1."""
    key = person_keys(seed, first, number)
    female = uniform(key, Purpose.SEX) < 0.17
    area = AREA.draw(uniform(key, Purpose.AREA))
    known = uniform(key, Purpose.EARLIER) < EARLIER_SHARE
    # Those with a past are mostly met early in these data, the others all through them.
    spread = uniform(key, Purpose.START) ** np.where(known, 2.6, 1.15)
    starts = (begins + spread * (until - begins + 1)).astype(np.int32)
    born, earlier_date, earlier = _past(key, female, known, starts, begins)
    hidden = uniform(key, Purpose.NO_BIRTH_DATE) < BIRTH_DATE_MISSING
    return People(
        first=first,
        key=key,
        female=female,
        ethnicity=ETHNICITY.draw(uniform(key, Purpose.ETHNICITY), area),
        area=area,
        born=born,
        born_known=np.where(hidden, NONE, born).astype(np.int32),
        starts=starts,
        earlier=earlier,
        earlier_date=earlier_date,
        died=np.full(number, NONE, np.int32),
    )


def _past(
    key: Keys, female: Flags, known: Flags, starts: Days, begins: int
) -> tuple[Days, Days, Days]:
    band = STARTING_AGE.draw(uniform(key, Purpose.STARTING_AGE), female)
    age = _AGE_FROM[band] + uniform(key, Purpose.WITHIN_AGE) * _AGE_YEARS[band]
    age = np.where(known, np.minimum(age, 32), age)
    years = 0.3 + 22 * uniform(key, Purpose.EARLIER_DATE) ** 1.6
    earlier_date = np.where(known, begins - years * 365.25, NONE).astype(np.int32)
    count = 1 + (-np.log1p(-uniform(key, Purpose.EARLIER_COUNT)) * (1.2 + 0.55 * years))
    earlier = np.where(known, np.minimum(count, 80), 0).astype(np.int32)
    first = np.where(known, earlier_date, starts)
    born = (first - age * 365.25 - 2).astype(np.int32)
    return born, earlier_date, earlier
