"""What a court (or the police, by a caution) makes of an occasion, and what follows in custody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from throughgate.data.synthetic.arrays import NONE, Codes, Days, Flags, Floats, Ints
from throughgate.data.synthetic.draws import Keys, Purpose, uniform
from throughgate.data.synthetic.mixes import DISPOSAL_CUTS, DISPOSAL_STEPS, GRAVITY, SERIOUSNESS
from throughgate.evidence.tables import CUSTODY_ENDS, DISPOSALS

CUSTODY, SUSPENDED, COMMUNITY, FINE, DISCHARGE, OTHER, CAUTION = range(len(DISPOSALS))
RELEASED, DIED, DEPORTED = (CUSTODY_ENDS.index(end) for end in ("released", "died", "deported"))
SHORT = 365  # days: a sentence of less is a short one
_STEP = np.array([DISPOSALS.index(step) for step in DISPOSAL_STEPS], np.uint8)


@dataclass
class Court:
    """What is known when an occasion is dealt with; one entry an occasion."""

    key: Keys
    offence: Days
    proven: Days
    category: Codes
    earlier: Ints
    young: Flags
    female: Flags
    last_kind: Codes  # index kind before; NO_KIND at the first
    yearly_death: Floats


@dataclass
class Outcome:
    """One entry an occasion. `leaves` is the day back in the community, NONE where there is none."""

    seriousness: Codes
    disposal: Codes
    custody_days: Days
    remanded: Days
    leaves: Days
    ended: Codes


NO_KIND = 255


def outcome(court: Court) -> Outcome:
    """Disposal, and for custody its length, remand and how it ends."""
    seriousness = SERIOUSNESS.draw(uniform(court.key, Purpose.SERIOUSNESS), court.category)
    disposal = _disposal(court, seriousness)
    result = Outcome(
        seriousness=seriousness,
        disposal=disposal,
        custody_days=np.full(disposal.size, NONE, np.int32),
        remanded=np.full(disposal.size, NONE, np.int32),
        leaves=court.proven.copy(),
        ended=np.full(disposal.size, RELEASED, np.uint8),
    )
    _serve(court, result, np.flatnonzero(disposal == CUSTODY))
    return result


def _disposal(court: Court, seriousness: Codes) -> Codes:
    noise = uniform(court.key, Purpose.DISPOSAL)
    score = GRAVITY[court.category] + 0.33 * np.log1p(court.earlier)
    score += 0.65 * (court.last_kind <= 1) + 0.35 * (
        (court.last_kind == 2) | (court.last_kind == 3)
    )
    score += 0.5 * (seriousness == 0) - 0.9 * court.young - 0.3 * court.female
    score += 0.8 * (np.log(noise + 1e-12) - np.log1p(-noise))
    disposal = _STEP[np.searchsorted(DISPOSAL_CUTS, score, side="right")]
    other = uniform(court.key, Purpose.OTHER_DISPOSAL) < 0.03
    disposal[other & (disposal != CUSTODY)] = OTHER
    disposal[(disposal == CAUTION) & (court.earlier >= 8)] = DISCHARGE
    # Nobody is sentenced within two days, so no spell touches the one before.
    disposal[(disposal == CUSTODY) & (court.proven - court.offence < 3)] = SUSPENDED
    disposal[(disposal == SUSPENDED) & court.young] = COMMUNITY
    return disposal


def _serve(court: Court, result: Outcome, inside: Ints) -> None:
    key, proven = court.key[inside], court.proven[inside]
    length = _length(key, court.category[inside], result.seriousness[inside])
    remanded = _remanded(key, court.offence[inside], proven, length)
    credit = np.where(remanded == NONE, 0, proven - remanded)
    leaves = proven + np.maximum(1, (length + 1) // 2 - credit)
    years = (leaves - proven) / 365.25
    dies = uniform(key, Purpose.DEATH_INSIDE) < court.yearly_death[inside] * years
    deported = (uniform(key, Purpose.DEPORTED) < 0.02) & (length >= SHORT)
    result.custody_days[inside] = length
    result.remanded[inside] = remanded
    result.leaves[inside] = leaves
    result.ended[inside] = np.where(dies, DIED, np.where(deported, DEPORTED, RELEASED))


def _length(key: Keys, category: Codes, seriousness: Codes) -> Days:
    drawn = uniform(key, Purpose.LENGTH)
    median = 95 * np.exp(0.62 * GRAVITY[category]) * np.where(seriousness == 0, 2.2, 1.0)
    days = median * (drawn / (1 - drawn)) ** 0.62
    return np.clip(days, 7, 7300).astype(np.int32)


def _remanded(key: Keys, offence: Days, proven: Days, length: Days) -> Days:
    """The first day on remand; at least one day after the offence and two before the sentence."""
    wait = proven - offence
    likely = np.clip(0.12 + 0.11 * np.log(length / 30), 0.05, 0.75)
    remand = (uniform(key, Purpose.REMAND) < likely) & (wait >= 4)
    days = 2 + uniform(key, Purpose.REMAND_DAYS) * np.minimum(wait - 3, length)
    return np.where(remand, proven - days.astype(np.int32), NONE).astype(np.int32)
