"""Supervision in the community, and the services that people start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from throughgate.data.synthetic.arrays import NONE, Codes, Days, Flags, Floats
from throughgate.data.synthetic.careers import Occasions
from throughgate.data.synthetic.days import day
from throughgate.data.synthetic.draws import Mix, Purpose, uniform
from throughgate.data.synthetic.sentencing import COMMUNITY, CUSTODY, SHORT, SUSPENDED

KINDS = ("order", "licence", "prolific")
_ORDER, _LICENCE, _PROLIFIC = range(len(KINDS))
RESULTS = ("completed", "left early", "moved away")
_RESULT = Mix([0.62, 0.31, 0.07])
NO_RESULT = 255
# Since then short sentences too are followed by supervision (Offender Rehabilitation Act 2014).
_SHORT_SUPERVISED_SINCE = day(date(2015, 2, 1))
_PROLIFIC_FROM = 8  # earlier sanctions


@dataclass
class Supervision:
    """One entry a period of supervision; ended NONE: still open."""

    person: Days
    started: Days
    ended: Days
    kind: Codes


@dataclass
class Support:
    """One entry a service started; ended NONE: still going on, result then NO_RESULT."""

    person: Days
    service: Codes
    started: Days
    ended: Days
    result: Codes


def supervision(occasions: Occasions, died: Days, until: int) -> Supervision:
    """Orders, licences and the scheme for prolific people, by person and date."""
    drawn = uniform(occasions.key, Purpose.SUPERVISION)
    parts = [
        _period(occasions, _ordered(occasions), 180 + 550 * drawn, _ORDER),
        _licences(occasions),
        _prolific(occasions),
    ]
    person, started, ended, kind = (np.concatenate(column) for column in zip(*parts, strict=True))
    dead = died[person]
    ended = np.where((dead != NONE) & (dead < ended), dead, ended)
    ended = np.where(ended > until, NONE, ended).astype(np.int32)
    order = np.lexsort((kind, started, person))
    return Supervision(person[order], started[order], ended[order], kind[order])


_Period = tuple[Days, Days, Days, Codes]


def _period(occasions: Occasions, chosen: Flags, days: Floats, kind: int) -> _Period:
    started = occasions.index[chosen]
    ended = started + days[chosen].astype(np.int32)
    return (
        occasions.person[chosen],
        started,
        ended.astype(np.int32),
        np.full(started.size, kind, np.uint8),
    )


def _ordered(occasions: Occasions) -> Flags:
    ordered = (occasions.disposal == COMMUNITY) | (occasions.disposal == SUSPENDED)
    known: Flags = ordered & (occasions.index != NONE)
    return known


def _licences(occasions: Occasions) -> _Period:
    released = (occasions.disposal == CUSTODY) & (occasions.index != NONE)
    short = occasions.custody_days < SHORT
    licensed = released & (~short | (occasions.proven >= _SHORT_SUPERVISED_SINCE))
    days = np.where(short, SHORT, np.maximum(SHORT, occasions.custody_days // 2))
    return _period(occasions, licensed, days, _LICENCE)


def _prolific(occasions: Occasions) -> _Period:
    """The first occasion of each person with many before it at which the scheme takes them up."""
    taken = (occasions.index != NONE) & (occasions.earlier >= _PROLIFIC_FROM)
    taken &= uniform(occasions.key, Purpose.PROLIFIC) < 0.30
    rows = np.flatnonzero(taken)
    rows = rows[np.unique(occasions.person[rows], return_index=True)[1]]
    first = np.zeros(taken.size, np.bool_)
    first[rows] = True
    days = 365 + 365 * uniform(occasions.key, Purpose.SERVICE_DAYS)
    return _period(occasions, first, days, _PROLIFIC)


def support(occasions: Occasions, died: Days, until: int) -> Support:
    """The services started by `until`, by person and date."""
    rows = np.flatnonzero((occasions.service > 0) & (occasions.service_from <= until))
    key, person = occasions.key[rows], occasions.person[rows]
    started = occasions.service_from[rows]
    alive = (died[person] == NONE) | (started < died[person])
    rows, key, person, started = rows[alive], key[alive], person[alive], started[alive]
    ended = started + 14 + (170 * uniform(key, Purpose.SERVICE_DAYS)).astype(np.int32)
    dead = died[person]
    ended = np.where((dead != NONE) & (dead < ended), dead, ended)
    result = _RESULT.draw(uniform(key, Purpose.SERVICE_RESULT))
    result[ended > until] = NO_RESULT
    ended = np.where(ended > until, NONE, ended).astype(np.int32)
    return Support(person, occasions.service[rows] - np.uint8(1), started, ended, result)
