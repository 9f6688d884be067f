"""Careers, one occasion after another, for all people of a block at once.

An occasion is an offence, its proof and its disposal. What follows an index event is drawn by the
rule from what is known on that day and nothing else, so that the rule's probability is the true rate.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from throughgate.data.synthetic.afterwards import After, afterwards
from throughgate.data.synthetic.arrays import NONE, Codes, Days, Floats, Ints
from throughgate.data.synthetic.days import age
from throughgate.data.synthetic.draws import Keys, Purpose, occasion_keys, uniform
from throughgate.data.synthetic.mixes import CATEGORY, LAG_DAYS, LAG_SHAPE
from throughgate.data.synthetic.people import People
from throughgate.data.synthetic.rule import Rule
from throughgate.data.synthetic.sentencing import CUSTODY, NO_KIND, RELEASED, SHORT, Court, outcome
from throughgate.data.synthetic.standing import Standing

LONGEST_LAG = 14_000
SPECIALISED = 0.42  # of occasions: the same category as the last


@dataclass
class Occasions:
    """One entry a sanction that is an occasion of its own, ordered by person and date.

    `index` is the index day (NONE: none by the end of the data), `likely` the planted probability
    of a proven reoffence within a year of it, `service` one more than the service's position.
    """

    person: Days
    number: Days
    key: Keys
    offence: Days
    proven: Days
    category: Codes
    seriousness: Codes
    disposal: Codes
    custody_days: Days
    remanded: Days
    leaves: Days
    ended: Codes
    earlier: Days
    index: Days
    likely: Floats
    service: Codes
    service_from: Days


def careers(people: People, rule: Rule, until: int) -> Occasions:
    """Every occasion proven on or before `until`; fills in deaths."""
    standing, offence, proven, category = _first(people, until)
    rounds: list[dict[str, Ints | Floats]] = []
    number = 0
    while standing.person.size:
        occasion, standing = _occasion(standing, number, offence, proven, category, until)
        rounds.append(occasion)
        after = afterwards(standing, rule)
        _note(occasion, standing, after)
        people.died[standing.person] = np.where(after.died <= until, after.died, NONE)
        category = _category(standing)
        proven = after.offence + lag(standing.key, category, after.lag_from, after.lag_to)
        goes_on = (after.offence != NONE) & (proven <= until)
        standing = standing.take(goes_on)
        standing.earlier += 1
        offence, proven, category = after.offence[goes_on], proven[goes_on], category[goes_on]
        number += 1
    return _by_person(rounds, people.key.size)


def _first(people: People, until: int) -> tuple[Standing, Days, Days, Codes]:
    everyone = np.arange(people.key.size, dtype=np.int32)
    standing = Standing(
        person=everyone,
        own_key=people.key,
        key=people.key,
        born=people.born,
        female=people.female,
        area=people.area,
        earlier=people.earlier.copy(),
        kind=np.full(everyone.size, NO_KIND, np.uint8),
        category=np.full(everyone.size, NO_KIND, np.uint8),
        since=people.starts,
        proven=people.starts,
    )
    category = _category(standing)
    ten = np.maximum(0, people.starts - people.born - 3660)  # nobody under ten offends
    days = lag(people.key, category, np.zeros_like(ten), np.minimum(ten, LONGEST_LAG))
    return standing, people.starts - days, people.starts, category


def _category(standing: Standing) -> Codes:
    years = age(standing.born, standing.since)
    group = 2 * (1 - (years < 18) + (years >= 40)) + standing.female
    drawn = CATEGORY.draw(uniform(standing.key, Purpose.CATEGORY), group)
    same = uniform(standing.key, Purpose.SAME_CATEGORY) < SPECIALISED
    same &= standing.category != NO_KIND
    return np.where(same, standing.category, drawn).astype(np.uint8)


def lag(key: Keys, category: Codes, shortest: Days, longest: Days) -> Days:
    """Days from offence to proof: log-logistic, cut to lie from shortest to longest."""
    median = LAG_DAYS[category]
    low = _lag_share(shortest, median)
    high = _lag_share(longest + 1, median)
    share = low + (high - low) * uniform(key, Purpose.LAG)
    days = median * (share / (1 - share)) ** (1 / LAG_SHAPE)
    return np.clip(days.astype(np.int32), shortest, longest)


def _lag_share(days: Days, median: Floats) -> Floats:
    shape = np.maximum(days, 0) / median
    shape **= LAG_SHAPE
    share: Floats = shape / (1 + shape)
    return share


def _occasion(
    standing: Standing, number: int, offence: Days, proven: Days, category: Codes, until: int
) -> tuple[dict[str, Ints | Floats], Standing]:
    """The occasion, and where those stand who are in the community after it."""
    key = occasion_keys(standing.own_key, number)
    court = Court(
        key=key,
        offence=offence,
        proven=proven,
        category=category,
        earlier=standing.earlier,
        young=age(standing.born, offence) < 18,
        female=standing.female,
        last_kind=standing.kind,
        yearly_death=standing.yearly_death(proven),
    )
    dealt = outcome(court)
    out = (dealt.ended == RELEASED) & (dealt.leaves <= until)
    occasion: dict[str, Ints | Floats] = {
        "person": standing.person,
        "number": np.full(key.size, number, np.int32),
        "key": key,
        "offence": offence,
        "proven": proven,
        "category": category,
        "earlier": standing.earlier,
        "index": np.where(out, dealt.leaves, NONE).astype(np.int32),
        **{column.name: getattr(dealt, column.name) for column in fields(dealt)},
    }
    long = dealt.custody_days >= SHORT
    kind = np.where(dealt.disposal == CUSTODY, long, dealt.disposal + 1).astype(np.uint8)
    stays = standing.after(key, kind, category, dealt.leaves, proven)
    return occasion, stays.take(out)


def _note(occasion: dict[str, Ints | Floats], standing: Standing, after: After) -> None:
    """Write what follows the index event beside the occasion that it belongs to."""
    out = occasion["index"] != NONE
    for name, nothing in (("likely", 0.0), ("service", 0), ("service_from", NONE)):
        drawn = getattr(after, name)
        column = np.full(out.size, nothing, drawn.dtype)
        column[out] = drawn
        occasion[name] = column


def _by_person(rounds: list[dict[str, Ints | Floats]], people: int) -> Occasions:
    """Rounds hold everybody's n-th occasion; put each person's together, in order."""
    person = np.concatenate([occasion["person"] for occasion in rounds])
    number = np.concatenate([occasion["number"] for occasion in rounds])
    start = np.zeros(people, np.int64)
    np.cumsum(np.bincount(person, minlength=people)[:-1], out=start[1:])
    place = start[person] + number
    ordered = {}
    for name in rounds[0]:
        column = np.concatenate([occasion[name] for occasion in rounds])
        ordered[name] = np.empty_like(column)
        ordered[name][place] = column
    return Occasions(**ordered)
