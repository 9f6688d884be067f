"""A block: some thousand people numbered in a row, with every row of theirs, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from throughgate.data.synthetic.arrays import NONE, Codes, Days, Ints
from throughgate.data.synthetic.careers import Occasions, careers
from throughgate.data.synthetic.community import Supervision, Support, supervision, support
from throughgate.data.synthetic.custody import Custody, custody
from throughgate.data.synthetic.days import age
from throughgate.data.synthetic.offences import (
    Breaches,
    Offences,
    breach_offences,
    breaches,
    offences,
)
from throughgate.data.synthetic.people import People, people
from throughgate.data.synthetic.rule import Rule

_FAR = np.int32(2**30)
_Column = TypeVar("_Column", Days, Codes)


@dataclass
class Sanctions:
    """One entry a sanction, by person and date; `number` counts from 1 within the person."""

    person: Days
    number: Days
    proven: Days
    disposal: Codes
    custody_days: Days


@dataclass
class Block:
    """All rows of some people; `occasions` are the latent draws that the truth is counted from.

    In offences and custody `occasion` is the row in `sanctions` (-1: none).
    """

    people: People
    occasions: Occasions
    sanctions: Sanctions
    offences: Offences
    custody: Custody
    supervision: Supervision
    support: Support


def block(rule: Rule, seed: int, first: int, size: int, begins: int, until: int) -> Block:
    """The people numbered first to first + size - 1."""
    who = people(seed, first, size, begins, until)
    held = careers(who, rule, until)
    next_offence = _next_offence(held)
    died = who.died[held.person]
    extra = breaches(held, next_offence, died, until)
    sanctions, place, breach_place = _sanctions(held, extra)
    spells = custody(held, next_offence, died, until)
    spells.occasion = np.where(spells.occasion < 0, -1, place[spells.occasion]).astype(np.int32)
    return Block(
        people=who,
        occasions=held,
        sanctions=sanctions,
        offences=_offences(who, held, extra, sanctions, place, breach_place),
        custody=spells,
        supervision=supervision(held, who.died, until),
        support=support(held, who.died, until),
    )


def _next_offence(held: Occasions) -> Days:
    following = np.full(held.person.size, _FAR, np.int32)
    same = held.person[1:] == held.person[:-1]
    following[:-1][same] = held.offence[1:][same]
    return following


def _key(person: Ints, day: Ints) -> Ints:
    """Orders by person, then date."""
    return person.astype(np.int64) << 32 | (day.astype(np.int64) + 2**31)


def _sanctions(held: Occasions, extra: Breaches) -> tuple[Sanctions, Ints, Ints]:
    """Occasions and breaches in one order, and where each of both went."""
    order = np.argsort(_key(extra.person, extra.proven), kind="stable")
    before = np.searchsorted(
        _key(held.person, held.proven), _key(extra.person, extra.proven)[order], side="right"
    )
    breach_place = np.empty(order.size, np.int64)
    breach_place[order] = before + np.arange(order.size)
    total = held.person.size + order.size
    is_breach = np.zeros(total, np.bool_)
    is_breach[breach_place] = True
    place = np.flatnonzero(~is_breach)

    def together(own: _Column, other: _Column) -> _Column:
        column = np.empty(total, own.dtype)
        column[place], column[breach_place] = own, other
        return column

    person = together(held.person, extra.person)
    start = np.searchsorted(person, person)
    sanctions = Sanctions(
        person=person,
        number=(np.arange(total) - start + 1).astype(np.int32),
        proven=together(held.proven, extra.proven),
        disposal=together(held.disposal, extra.disposal),
        custody_days=together(held.custody_days, np.full(order.size, NONE, np.int32)),
    )
    return sanctions, place, breach_place


def _offences(
    who: People,
    held: Occasions,
    extra: Breaches,
    sanctions: Sanctions,
    place: Ints,
    breach_place: Ints,
) -> Offences:
    """By person and date; two that are the same in every column are one, as the build would say."""
    years = age(who.born[held.person], held.offence)
    group = 2 * (1 - (years < 18) + (years >= 40)) + who.female[held.person]
    own, alone = offences(held, group), breach_offences(breach_place, extra.offence)
    own.occasion = place[own.occasion].astype(np.int32)
    both = Offences(
        **{
            name: np.concatenate([getattr(own, name), getattr(alone, name)])
            for name in Offences.__annotations__
        }
    )
    key = _offence_key(both, sanctions)
    order = np.argsort(key)
    order = order[np.diff(key[order], prepend=-1) != 0]
    return Offences(**{name: column[order] for name, column in vars(both).items()})


def _offence_key(rows: Offences, sanctions: Sanctions) -> npt.NDArray[np.int64]:
    """Every column of an offence in one number: person, date, sanction, and what it was."""
    key = sanctions.person[rows.occasion].astype(np.int64)
    parts = (
        (rows.offence + 65_536, 17),
        (sanctions.number[rows.occasion], 10),
        (rows.code, 8),  # a code is of one category
        (rows.seriousness, 2),
        (rows.breach, 1),
        (rows.recordable, 1),
    )
    for column, bits in parts:
        key = key << bits | column.astype(np.int64)
    return key
