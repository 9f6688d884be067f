"""What follows an index event: a reoffence within the year by the rule, a later one, or the end.

The order of the draws keeps the rule exact: whether a proven reoffence comes within the year is
drawn first, from its probability; days, lags, services and deaths are drawn so as not to change it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from throughgate.data.synthetic.arrays import NONE, Codes, Days, Flags, Floats
from throughgate.data.synthetic.days import age, age_band
from throughgate.data.synthetic.draws import Keys, Mix, Purpose, uniform
from throughgate.data.synthetic.rule import FOLLOW_UP, PROOF, Rule
from throughgate.data.synthetic.standing import Standing

_LAST_PROOF = FOLLOW_UP + PROOF
_LONGEST_LAG = 4000
LATEST_START = 90  # days from the index day to the start of a service


@dataclass
class After:
    """One entry a person: the next offence (NONE: none), how long its proof may take, death, service."""

    likely: Floats
    offence: Days
    lag_from: Days
    lag_to: Days
    died: Days
    service: Codes
    service_from: Days


def probability(standing: Standing, rule: Rule) -> Floats:
    """The rule, before any service: chance of a proven reoffence within a year of the index day."""
    score = np.array(rule.age_band)[age_band(standing.born, standing.since)]
    score += rule.start + rule.log_earlier * np.log1p(standing.earlier)
    score += np.array(rule.index_kind)[standing.kind] + np.array(rule.area)[standing.area]
    score += rule.female * standing.female
    chance: Floats = 1 / (1 + np.exp(-score))
    return chance


def afterwards(standing: Standing, rule: Rule) -> After:
    """What follows the index event of each person."""
    key = standing.key
    likely = probability(standing, rule)
    drawn = uniform(key, Purpose.REOFFENDS)
    within = drawn < likely
    # The next slice of the same draw: offends within the year, proven too late to count.
    late = ~within & (drawn < likely + rule.proven_late * (1 - likely))
    days = 1 + (FOLLOW_UP * uniform(key, Purpose.DAYS) ** rule.days_shape).astype(np.int32)
    offered, delay = _offered(standing, rule)
    started = (offered > 0) & (~(within | late) | (days > delay))
    effect = np.array([0.0, *(one.effect for one in rule.services)])[offered]
    within &= ~(started & (uniform(key, Purpose.SERVICE_WORKS) < effect))
    sooner = (delay / FOLLOW_UP) ** (1 / rule.days_shape)  # share who offend before it can start
    gap, died = _later(standing, ~within & ~late)
    offence = np.where(within | late, days, gap)
    return After(
        likely=likely * (1 - effect * (1 - sooner)),
        offence=np.where(offence < 0, NONE, standing.since + offence).astype(np.int32),
        lag_from=np.where(late, _LAST_PROOF + 1 - days, 0).astype(np.int32),
        lag_to=np.where(within, _LAST_PROOF - days, _LONGEST_LAG).astype(np.int32),
        died=died,
        service=np.where(started, offered, 0).astype(np.uint8),
        service_from=np.where(started, standing.since + delay, NONE).astype(np.int32),
    )


def _offered(standing: Standing, rule: Rule) -> tuple[Codes, Days]:
    """Which service is offered (0: none) and days from the index day to its start.

    More likely for women, the young and those with a longer history: a naive comparison misleads.
    """
    key = standing.key
    reach = np.array([one.reach for one in rule.services])
    eligible = standing.kind <= 3  # releases, suspended sentences, community orders
    years = age(standing.born, standing.since)
    pull = 0.6 + 0.22 * np.log1p(standing.earlier) + 0.25 * standing.female + 0.2 * (years < 30)
    offered = eligible & (uniform(key, Purpose.SERVICE) < reach.sum() * pull)
    which = Mix(reach).draw(uniform(key, Purpose.SERVICE_WHICH)) + 1
    delay = (LATEST_START * uniform(key, Purpose.SERVICE_DELAY) ** 1.7).astype(np.int32)
    return np.where(offered, which, 0).astype(np.uint8), delay


def _later(standing: Standing, chosen: Flags) -> tuple[Days, Days]:
    """Days to an offence after the year (negative: none ever), and the day of death (or NONE)."""
    key: Keys = standing.key
    years = age(standing.born, standing.since)
    score = -0.25 + 0.33 * np.log1p(standing.earlier) - 0.028 * np.maximum(years - 18, 0)
    goes_on = uniform(key, Purpose.AFTERWARDS) < 1 / (1 + np.exp(-score))
    wait = FOLLOW_UP + 1 - 800 * np.log1p(-uniform(key, Purpose.GAP))
    gap = np.where(chosen & goes_on, np.minimum(wait, 9000), -1).astype(np.int32)
    lives = -np.log1p(-uniform(key, Purpose.DEATH)) / standing.yearly_death(standing.since)
    lives = np.minimum(1 + lives * 365.25, 60_000).astype(np.int32)
    dies = chosen & ((gap < 0) | (lives < gap))
    died = np.where(dies, standing.since + lives, NONE).astype(np.int32)
    return np.where(dies, -1, gap).astype(np.int32), died
