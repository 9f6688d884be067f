"""What is true of the made-up people, counted from the draws themselves, beside what the rule expects.

Shares no code with the engine. A cell is a year, an index kind, and a group; figures of a coarser
group are sums of cells, for a person is in one cell only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from throughgate.data.synthetic.arrays import NONE, Days, Floats, Ints
from throughgate.data.synthetic.block import Block
from throughgate.data.synthetic.days import AGE_BANDS, day, known_age_band, year
from throughgate.data.synthetic.mixes import ETHNICITIES
from throughgate.data.synthetic.rule import AREAS, FOLLOW_UP, PROOF
from throughgate.data.synthetic.sentencing import CAUTION, CUSTODY
from throughgate.evidence.tables import DISPOSALS, SEXES, UNKNOWN

COHORTS = ("any", "release", "community", "caution")
GROUPS: dict[str, tuple[str, ...]] = {
    "disposal": DISPOSALS,
    "sex": SEXES,
    "age_band": AGE_BANDS,
    "ethnicity": tuple(name or UNKNOWN for name in ETHNICITIES),
    "area": AREAS,
}
FIGURES = ("people", "reoffenders", "reoffences", "expected_reoffenders")


@dataclass
class Truth:
    """Sums over cells [cohort, year, disposal, sex, age band, ethnicity, area], one array a figure."""

    first_year: int
    last_year: int
    until: int
    figures: Mapping[str, Floats]
    services: Floats  # [service, (started, reoffended within a year of it)], first starts only

    @classmethod
    def empty(cls, begins: int, until: int, services: int) -> Truth:
        first, last = (int(year(np.array([on]))[0]) for on in (begins, until))
        shape = (len(COHORTS), last - first + 1, *(len(names) for names in GROUPS.values()))
        figures = {name: np.zeros(shape) for name in FIGURES}
        return cls(first, last, until, figures, np.zeros((services, 2)))

    def add(self, counted: Counted) -> None:
        """Add a block's; in the order of the blocks, so that the sums are the same to the last bit."""
        for name, values in counted.figures.items():
            self.figures[name].ravel()[counted.cells] += values
        self.services += counted.services

    def complete(self, in_year: int) -> bool:
        """The last index day of the year has had its follow-up and its proof."""
        return day(date(in_year, 12, 31)) + FOLLOW_UP + PROOF <= self.until


@dataclass
class Counted:
    """One block's figures, for the cells that anybody of it is in."""

    cells: Ints
    figures: Mapping[str, Floats]
    services: Floats


def count(block: Block, truth: Truth) -> Counted:
    """Each person's first index event of each year, of any kind and of each kind."""
    held = block.occasions
    index = np.flatnonzero(held.index != NONE)
    figures = _outcomes(block, index)
    kind = np.select([held.disposal[index] == CUSTODY, held.disposal[index] == CAUTION], [1, 3], 2)
    years = year(held.index[index]).astype(np.int64)
    group = _group(block, index)
    shape = truth.figures["people"].shape
    cells, rows = [], []
    for cohort in range(len(COHORTS)):
        of_kind = np.arange(index.size) if cohort == 0 else np.flatnonzero(kind == cohort)
        met = held.person[index][of_kind].astype(np.int64) << 12 | years[of_kind]
        first = of_kind[np.concatenate([[True], met[1:] != met[:-1]])[: met.size]]
        cohorts = np.full(first.size, cohort)
        place = (cohorts, years[first] - truth.first_year, *(codes[first] for codes in group))
        cells.append(np.ravel_multi_index(place, shape))
        rows.append(first)
    met_cells, position = np.unique(np.concatenate(cells), return_inverse=True)
    row = np.concatenate(rows)
    sums = {
        name: np.bincount(position, values[row], met_cells.size).astype(np.float64)
        for name, values in figures.items()
    }
    return Counted(met_cells, sums, _services(block, truth))


def _services(block: Block, truth: Truth) -> Floats:
    """Of each service: people who started it and, of them, who reoffended within a year of it.

    Only first starts, with a year and its proof after them: the same people whatever the effect.
    """
    rows, sums = block.support, np.zeros_like(truth.services)
    for service in range(len(sums)):
        own = np.flatnonzero(rows.service == service)
        own = own[np.unique(rows.person[own], return_index=True)[1]]
        own = own[rows.started[own] + FOLLOW_UP + PROOF <= truth.until]
        after = _reoffences(block, rows.person[own], rows.started[own])
        sums[service] = own.size, (after > 0).sum()
    return sums


def _group(block: Block, index: Ints) -> tuple[Ints, ...]:
    who, held = block.people, block.occasions
    person = held.person[index]
    return (
        held.disposal[index],
        (~who.female[person]).astype(np.uint8),
        known_age_band(who.born_known[person], held.index[index]),
        who.ethnicity[person],
        who.area[person],
    )


def _outcomes(block: Block, index: Ints) -> dict[str, Floats]:
    """For each index event: how many counted offences fell in its year and were proven in time."""
    held = block.occasions
    reoffences = _reoffences(block, held.person[index], held.index[index])
    return {
        "people": np.ones(index.size),
        "reoffenders": (reoffences > 0).astype(np.float64),
        "reoffences": reoffences,
        "expected_reoffenders": held.likely[index].astype(np.float64),
    }


def _reoffences(block: Block, person: Ints, since: Days) -> Floats:
    """Counted offences after each day, within the follow-up and proven by the end of proof."""
    rows, sanctions = block.offences, block.sanctions
    counted = ~rows.breach & rows.recordable
    sanction = rows.occasion[counted]
    when = (sanctions.person[sanction].astype(np.int64) << 32) + rows.offence[counted]
    start = (person.astype(np.int64) << 32) + since
    low = np.searchsorted(when, start, side="right")
    number = np.searchsorted(when, start + FOLLOW_UP, side="right") - low
    event = np.repeat(np.arange(number.size), number)
    place = np.arange(event.size) + np.repeat(low - (np.cumsum(number) - number), number)
    in_time = sanctions.proven[sanction][place] <= since[event] + FOLLOW_UP + PROOF
    return np.bincount(event[in_time], minlength=number.size).astype(np.float64)
