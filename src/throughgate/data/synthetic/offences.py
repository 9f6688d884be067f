"""The offences of each occasion, and sanctions for a breach alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from throughgate.data.synthetic.arrays import NONE, Codes, Days, Flags, Ints
from throughgate.data.synthetic.careers import Occasions
from throughgate.data.synthetic.draws import Keys, Mix, Purpose, occasion_keys, uniform
from throughgate.data.synthetic.mixes import CATEGORY, SERIOUSNESS, offence_codes
from throughgate.data.synthetic.rule import FOLLOW_UP
from throughgate.data.synthetic.sentencing import CAUTION, COMMUNITY, CUSTODY, FINE, OTHER
from throughgate.evidence.tables import CATEGORIES

_BREACH_CATEGORY = CATEGORIES.index("other_offences")
_BREACH_DISPOSAL = np.array([COMMUNITY, FINE, OTHER], np.uint8)
_BREACH_MIX = Mix([0.5, 0.35, 0.15])
_CODES_EACH = np.array([len(codes) for codes in offence_codes()])
_FIRST_CODE = np.concatenate([[0], np.cumsum(_CODES_EACH)[:-1]])
ALL_CODES = tuple(code for codes in offence_codes() for code in codes)
_MOST = 10  # further offences of one occasion


@dataclass
class Offences:
    """One entry an offence; `occasion` is the row of the sanction among those it was built from."""

    occasion: Days
    offence: Days
    category: Codes
    code: Codes
    seriousness: Codes
    breach: Flags
    recordable: Flags


def latest_day(occasions: Occasions) -> Days:
    """Until when the offences of an occasion go on: before its proof and before any remand."""
    last = np.minimum(occasions.proven, occasions.offence + 90)
    inside = occasions.remanded != NONE
    return np.where(inside, np.minimum(last, occasions.remanded - 1), last).astype(np.int32)


def offences(occasions: Occasions, group: Ints) -> Offences:
    """All offences of the occasions: the first of each, further ones, and older ones come to light.

    `group`: the row of the mix of categories for each occasion.
    """
    parts = [_first(occasions), _further(occasions, group), _older(occasions)]
    return Offences(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in Offences.__annotations__
        )
    )


def _row(occasion: Ints, offence: Days, category: Codes, seriousness: Codes, key: Keys) -> Offences:
    place = (uniform(key, Purpose.OFFENCE_CODE) * _CODES_EACH[category]).astype(np.int64)
    return Offences(
        occasion=occasion.astype(np.int32),
        offence=offence.astype(np.int32),
        category=category,
        code=(_FIRST_CODE[category] + place).astype(np.uint8),
        seriousness=seriousness,
        breach=np.zeros(occasion.size, np.bool_),
        recordable=np.ones(occasion.size, np.bool_),
    )


def _first(occasions: Occasions) -> Offences:
    """The offence that the rule speaks of: always counted, but for a few first occasions."""
    row = _row(
        np.arange(occasions.person.size),
        occasions.offence,
        occasions.category,
        occasions.seriousness,
        occasions.key,
    )
    minor = uniform(occasions.key, Purpose.NOT_RECORDABLE) < 0.015
    row.recordable = ~(minor & (occasions.number == 0))
    return row


def _soon(occasions: Occasions) -> Flags:
    """Within a year of the index event before: such people offend in sprees."""
    soon = np.zeros(occasions.person.size, np.bool_)
    since = occasions.offence[1:].astype(np.int64) - occasions.index[:-1]
    soon[1:] = (occasions.number[1:] > 0) & (since <= FOLLOW_UP)
    return soon


def _further(occasions: Occasions, group: Ints) -> Offences:
    mean = np.where(_soon(occasions), 1.0 + 0.37 * np.log1p(occasions.earlier), 0.18)
    mean[occasions.disposal == CAUTION] *= 0.7
    drawn = np.log1p(-uniform(occasions.key, Purpose.OFFENCES)) / np.log(mean / (1 + mean))
    number = np.minimum(drawn, _MOST).astype(np.int64)
    occasion = np.repeat(np.arange(number.size), number)
    nth = np.arange(occasion.size) - np.repeat(np.cumsum(number) - number, number)
    key = occasion_keys(occasions.key[occasion], nth)
    span = latest_day(occasions) - occasions.offence + 1
    day = occasions.offence[occasion] + (
        uniform(key, Purpose.OFFENCE_DAY) ** 1.5 * span[occasion]
    ).astype(np.int32)
    kind = uniform(key, Purpose.OFFENCE_CATEGORY)
    other = CATEGORY.draw(np.minimum(kind / 0.5, 1 - 1e-12), group[occasion])
    category = np.where(kind < 0.5, other, occasions.category[occasion]).astype(np.uint8)
    seriousness = SERIOUSNESS.draw(uniform(key, Purpose.OFFENCE_SERIOUSNESS), category)
    row = _row(occasion, day, category, seriousness, key)
    kind = uniform(key, Purpose.OFFENCE_RECORDABLE)
    first = occasions.number[occasion] == 0
    row.breach = ~first & (kind < 0.04)
    row.category[row.breach] = _BREACH_CATEGORY
    row.seriousness[row.breach] = 2
    row.code[row.breach] = _FIRST_CODE[_BREACH_CATEGORY]
    # A first occasion that is not recordable is so as a whole: nothing to count comes after it.
    row.recordable = kind < 0.97
    return row


def _older(occasions: Occasions) -> Offences:
    """Offences of the time before the last index event, proven only now; and a few on its very day.

    They are no older than the last occasion's own first offence, so they change no earlier outcome.
    """
    again = np.flatnonzero(occasions.number > 0)
    before = again - 1
    key = occasions.key[again]
    kind = uniform(key, Purpose.OLD_OFFENCE)
    span = np.minimum(60, latest_day(occasions)[before] - occasions.offence[before]) + 1
    older = occasions.offence[before] + (uniform(key, Purpose.OLD_OFFENCE_DAY) * span).astype(int)
    same_day = kind < 0.006
    day = np.where(same_day, occasions.index[before], older)
    chosen = kind < 0.07
    return _row(
        again[chosen],
        day[chosen],
        occasions.category[again][chosen],
        occasions.seriousness[again][chosen],
        occasion_keys(key, 1000)[chosen],
    )


@dataclass
class Breaches:
    """One entry a sanction for a breach alone: no index event, nothing counted."""

    person: Days
    offence: Days
    proven: Days
    disposal: Codes


def breaches(occasions: Occasions, next_offence: Days, died: Days, until: int) -> Breaches:
    """After releases and community sentences, before the next offence."""
    key = occasions.key
    held = (occasions.index != NONE) & (occasions.disposal <= COMMUNITY)
    held &= uniform(key, Purpose.BREACH) < np.where(occasions.disposal == CUSTODY, 0.10, 0.16)
    day = occasions.index + 8 + (300 * uniform(key, Purpose.BREACH_DAY) ** 1.4).astype(np.int32)
    proven = day + 4 + (45 * uniform(key, Purpose.BREACH_LAG)).astype(np.int32)
    held &= (proven <= until) & (day < next_offence) & ((died == NONE) | (proven < died))
    disposal = _BREACH_DISPOSAL[_BREACH_MIX.draw(uniform(key, Purpose.BREACH_DISPOSAL))]
    return Breaches(occasions.person[held], day[held], proven[held], disposal[held])


def breach_offences(sanction: Ints, offence: Days) -> Offences:
    """The one offence of each breach sanction."""
    size = sanction.size
    return Offences(
        occasion=sanction.astype(np.int32),
        offence=offence,
        category=np.full(size, _BREACH_CATEGORY, np.uint8),
        code=np.full(size, _FIRST_CODE[_BREACH_CATEGORY] + 1, np.uint8),
        seriousness=np.full(size, 2, np.uint8),
        breach=np.ones(size, np.bool_),
        recordable=np.ones(size, np.bool_),
    )
