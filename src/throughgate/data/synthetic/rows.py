"""A block as Arrow tables, with the columns of evidence/tables.py."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from throughgate.data.synthetic.arrays import NONE, Days, Flags, Ints
from throughgate.data.synthetic.block import Block
from throughgate.data.synthetic.community import KINDS, NO_RESULT, RESULTS
from throughgate.data.synthetic.custody import NOT_ENDED
from throughgate.data.synthetic.mixes import ETHNICITIES
from throughgate.data.synthetic.offences import ALL_CODES
from throughgate.data.synthetic.rule import AREAS, Rule
from throughgate.evidence.tables import (
    CATEGORIES,
    CUSTODY_ENDS,
    CUSTODY_KINDS,
    DISPOSALS,
    SERIOUSNESS,
    SEXES,
)

_NUMBERS = tuple(str(number) for number in range(1, 1000))
_ID_DIGITS = 8


def tables(block: Block, rule: Rule) -> dict[str, pa.Table]:
    """The six tables of a block, each by person and date."""
    ids = _ids(block.people.first, block.people.key.size)
    return {
        "people": _people(block, ids),
        "sanctions": _sanctions(block, ids),
        "offences": _offences(block, ids),
        "custody": _custody(block, ids),
        "supervision": _supervision(block, ids),
        "support": _support(block, ids, rule),
    }


def _people(block: Block, ids: Ids) -> pa.Table:
    who = block.people
    has_past = who.earlier > 0
    return pa.table(
        {
            "person_id": _text(ids),
            "date_of_birth": _dates(who.born_known),
            "sex": _codes((~who.female).astype(np.int8), SEXES),
            "ethnicity": _codes(who.ethnicity, ETHNICITIES, who.ethnicity == len(ETHNICITIES) - 1),
            "area": _codes(who.area, AREAS),
            "died": _dates(who.died),
            "previous_sanctions": pa.array(who.earlier, mask=~has_past),
            "first_sanction_date": _dates(who.earlier_date),
        }
    )


def _sanctions(block: Block, ids: Ids) -> pa.Table:
    rows = block.sanctions
    return pa.table(
        {
            "person_id": _text(ids[rows.person]),
            "sanction_id": _codes(rows.number - 1, _NUMBERS),
            "sanction_date": _dates(rows.proven),
            "disposal": _codes(rows.disposal, DISPOSALS),
            "custody_days": pa.array(rows.custody_days, mask=rows.custody_days == NONE),
        }
    )


def _offences(block: Block, ids: Ids) -> pa.Table:
    rows, sanctions = block.offences, block.sanctions
    return pa.table(
        {
            "person_id": _text(ids[sanctions.person[rows.occasion]]),
            "sanction_id": _codes(sanctions.number[rows.occasion] - 1, _NUMBERS),
            "offence_date": _dates(rows.offence),
            "category": _codes(rows.category, CATEGORIES),
            "offence_code": _codes(rows.code, ALL_CODES),
            "seriousness": _codes(rows.seriousness, SERIOUSNESS),
            "breach": pa.array(rows.breach),
            "recordable": pa.array(rows.recordable),
        }
    )


def _custody(block: Block, ids: Ids) -> pa.Table:
    rows = block.custody
    number = block.sanctions.number[rows.occasion] - 1
    return pa.table(
        {
            "person_id": _text(ids[rows.person]),
            "received": _dates(rows.received),
            "released": _dates(rows.released),
            "kind": _codes(rows.kind, CUSTODY_KINDS),
            "ended": _codes(rows.ended, CUSTODY_ENDS, rows.ended == NOT_ENDED),
            "sanction_id": _codes(number, _NUMBERS, rows.occasion < 0),
        }
    )


def _supervision(block: Block, ids: Ids) -> pa.Table:
    rows = block.supervision
    return pa.table(
        {
            "person_id": _text(ids[rows.person]),
            "started": _dates(rows.started),
            "ended": _dates(rows.ended),
            "kind": _codes(rows.kind, KINDS),
        }
    )


def _support(block: Block, ids: Ids, rule: Rule) -> pa.Table:
    rows = block.support
    return pa.table(
        {
            "person_id": _text(ids[rows.person]),
            "service": _codes(rows.service, [one.name for one in rule.services]),
            "pathway": _codes(rows.service, [one.pathway for one in rule.services]),
            "started": _dates(rows.started),
            "ended": _dates(rows.ended),
            "result": _codes(rows.result, RESULTS, rows.result == NO_RESULT),
        }
    )


Ids = np.ndarray[tuple[int], np.dtype[np.bytes_]]


def _ids(first: int, size: int) -> Ids:
    """P00000001 and so on."""
    numbers = np.arange(first + 1, first + size + 1)
    letters = np.empty((size, 1 + _ID_DIGITS), np.uint8)
    letters[:, 0] = ord("P")
    for place in range(_ID_DIGITS):
        letters[:, _ID_DIGITS - place] = ord("0") + numbers // 10**place % 10
    ids: Ids = letters.view(f"S{1 + _ID_DIGITS}").ravel()
    return ids


def _text(ids: Ids) -> pa.Array:
    """Text of one length, straight from its bytes."""
    ends = np.arange(ids.size + 1, dtype=np.int32) * np.int32(ids.itemsize)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(np.ascontiguousarray(ids))]
    return pa.Array.from_buffers(pa.string(), ids.size, buffers)


def _dates(days: Days) -> pa.Array:
    return pa.array(days.astype(np.int32, copy=False), mask=days == NONE).view(pa.date32())


def _codes(codes: Ints, names: Sequence[str], missing: Flags | None = None) -> pa.Array:
    width = np.int8 if len(names) < 128 else np.int16
    if missing is not None:
        codes = np.where(missing, 0, codes)
    places = pa.array(codes.astype(width), mask=missing)
    return pa.DictionaryArray.from_arrays(places, pa.array(names, pa.string()))
