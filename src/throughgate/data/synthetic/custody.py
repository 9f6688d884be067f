"""Spells in custody: remand, sentence (cut by transfers and temporary releases), recall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from throughgate.data.synthetic.arrays import NONE, Codes, Days, Flags, Ints
from throughgate.data.synthetic.careers import Occasions
from throughgate.data.synthetic.draws import Purpose, uniform
from throughgate.data.synthetic.sentencing import CUSTODY, FINE, RELEASED
from throughgate.evidence.tables import CUSTODY_ENDS, CUSTODY_KINDS

_SENTENCE, _REMAND, _RECALL = (CUSTODY_KINDS.index(kind) for kind in ("sentence", "remand", "recall"))  # fmt: skip
_TRANSFERRED, _TEMPORARY, _OTHER = (CUSTODY_ENDS.index(end) for end in ("transferred", "temporary_release", "other"))  # fmt: skip
NOT_ENDED = 255
NO_OCCASION = -1


@dataclass
class Custody:
    """One entry a spell; `occasion` is the row of its sentence (-1: none)."""

    person: Days
    received: Days
    released: Days
    kind: Codes
    ended: Codes
    occasion: Days


def custody(occasions: Occasions, next_offence: Days, died: Days, until: int) -> Custody:
    """All spells that began by `until`, by person and date."""
    parts = [
        *_remands(occasions),
        *_sentences(occasions),
        _recalls(occasions, next_offence, died),
    ]
    spells = Custody(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in Custody.__annotations__
        )
    )
    return _as_known_on(spells, until)


def _as_known_on(spells: Custody, until: int) -> Custody:
    spells.ended[spells.released > until] = NOT_ENDED
    spells.released[spells.released > until] = NONE
    order = np.lexsort((spells.received, spells.person))
    order = order[spells.received[order] <= until]
    return Custody(*(getattr(spells, name)[order] for name in Custody.__annotations__))


def _spells(
    occasions: Occasions,
    rows: Ints,
    received: Days,
    released: Days,
    kind: int,
    ended: int | Codes,
) -> Custody:
    return Custody(
        person=occasions.person[rows],
        received=received.astype(np.int32),
        released=released.astype(np.int32),
        kind=np.full(rows.size, kind, np.uint8),
        ended=np.broadcast_to(np.asarray(ended, np.uint8), rows.shape).copy(),
        occasion=rows.astype(np.int32),
    )


def _remands(occasions: Occasions) -> list[Custody]:
    """Remand up to the sentence; and remand let out before a proof that did not end in custody."""
    rows = np.flatnonzero(occasions.remanded != NONE)
    sentenced = _spells(
        occasions, rows, occasions.remanded[rows], occasions.proven[rows], _REMAND, _OTHER
    )
    freed = (occasions.disposal != CUSTODY) & (occasions.disposal <= FINE)
    freed &= occasions.proven - occasions.offence > 110
    freed &= uniform(occasions.key, Purpose.ACQUITTED) < 0.03 * (1 + np.log1p(occasions.earlier))
    rows = np.flatnonzero(freed)
    # The offences of one occasion fall within 90 days: this remand comes after them.
    received = occasions.offence[rows] + 92
    days = 1 + (16 * uniform(occasions.key[rows], Purpose.REMAND_DAYS)).astype(np.int32)
    let_out = _spells(occasions, rows, received, received + days, _REMAND, RELEASED)
    let_out.occasion[:] = NO_OCCASION
    return [sentenced, let_out]


def _sentences(occasions: Occasions) -> list[Custody]:
    rows = np.flatnonzero(occasions.disposal == CUSTODY)
    key = occasions.key[rows]
    received, released = occasions.proven[rows], occasions.leaves[rows]
    served = released - received
    moved = (uniform(key, Purpose.TRANSFER) < np.where(served > 180, 0.6, 0.25)) & (served >= 8)
    move = received + 2 + (uniform(key, Purpose.TRANSFER_DAY) * 0.6 * (served - 4)).astype(np.int32)
    away = (uniform(key, Purpose.TEMPORARY) < 0.10) & (served >= 90)
    leave = received + (served * 4) // 5
    back = leave + 2 + (uniform(key, Purpose.TEMPORARY_DAYS) * 4).astype(np.int32)
    return [
        _piece(occasions, rows, moved, received, move, _TRANSFERRED),
        _piece(occasions, rows, away, np.where(moved, move, received), leave, _TEMPORARY),
        _spells(
            occasions,
            rows,
            np.where(away, back, np.where(moved, move, received)),
            released,
            _SENTENCE,
            occasions.ended[rows],
        ),
    ]


def _piece(
    occasions: Occasions, rows: Ints, chosen: Flags, received: Days, released: Days, ended: int
) -> Custody:
    return _spells(occasions, rows[chosen], received[chosen], released[chosen], _SENTENCE, ended)


def _recalls(occasions: Occasions, next_offence: Days, died: Days) -> Custody:
    """Back from licence, for a breach; over before the next offence, and never touching a release."""
    key = occasions.key
    day = occasions.leaves + 10 + (240 * uniform(key, Purpose.RECALL_DAY) ** 1.3).astype(np.int32)
    drawn = uniform(key, Purpose.RECALL_DAYS)
    days = np.where(drawn < 0.55, 28, 28 + 150 * (drawn - 0.55) / 0.45).astype(np.int32)
    back = (occasions.disposal == CUSTODY) & (occasions.index != NONE)
    back &= uniform(key, Purpose.RECALL) < 0.28
    back &= (day + days < next_offence) & ((died == NONE) | (day + days < died))
    rows = np.flatnonzero(back)
    return _spells(occasions, rows, day[rows], (day + days)[rows], _RECALL, RELEASED)
