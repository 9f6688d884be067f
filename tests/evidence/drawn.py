"""Random histories for property tests: few days, so that dates collide and windows end on events."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from tests.histories import InMemory

from throughgate.evidence.histories import days
from throughgate.evidence.tables import CUSTODY_ENDS, CUSTODY_KINDS, DISPOSALS, SERIOUSNESS

BEGIN = days(date(2012, 12, 2))
STEP = 91  # three months: windows of 3, 6 and 12 months end on these days or the day after
DATES = [BEGIN + STEP * step + off for step in range(10) for off in (0, 0, 1, 30)]
BORN = ["1980-02-29", "1995-01-15", "1995-09-02", "2003-06-02", None]
LENGTHS = [None, 0, 1, 30, 90, 91, 91, 182, 300]
Row = dict[str, Any]


def crowd(seed: int, people: int, shards: int = 1) -> InMemory:
    """A store of random people with up to five sanctions, six offences and four spells each."""
    draw = Random(seed)
    tables: dict[str, list[Row]] = {
        name: [] for name in ("people", "sanctions", "offences", "custody", "supervision")
    }
    for number in range(people):
        person = {"person_id": number}
        sanctions = [_sanction(draw, id) for id in range(1, draw.randint(0, 5) + 1)]
        names = [None, *(row["id"] for row in sanctions)]
        rows = {
            "people": [_person(draw)],
            "sanctions": sanctions,
            "offences": [_offence(draw, names) for _ in range(draw.randint(0, 6))],
            "custody": [_spell(draw, names) for _ in range(draw.randint(0, 4))],
            "supervision": [_supervision(draw) for _ in range(draw.randint(0, 3))],
        }
        for name, made in rows.items():
            tables[name] += [person | row for row in made]
    return InMemory(**tables, cuts=shards)  # type: ignore[arg-type]


def _person(draw: Random) -> Row:
    return {
        "born": draw.choice(BORN),
        "sex": draw.choice(["female", "male", "unknown"]),
        "died": draw.choice([None, None, draw.choice(DATES)]),
    }


def _sanction(draw: Random, number: int) -> Row:
    return {"id": number, "date": draw.choice(DATES), "disposal": draw.choice(DISPOSALS)}


def _offence(draw: Random, sanctions: list[int | None]) -> Row:
    return {
        "date": draw.choice(DATES),
        "sanction": draw.choice(sanctions),
        "proven": draw.choice(DATES),
        "seriousness": draw.choice([None, *SERIOUSNESS]),
        "breach": draw.random() < 0.2,
        "recordable": draw.random() < 0.9,
    }


def _spell(draw: Random, sanctions: list[int | None]) -> Row:
    received, length = draw.choice(DATES), draw.choice(LENGTHS)
    return {
        "received": received,
        "released": None if length is None else received + length,
        "kind": draw.choice(["sentence", *CUSTODY_KINDS]),
        "ended": draw.choice(["released", "released", *CUSTODY_ENDS]),
        "sanction": draw.choice(sanctions),
    }


def _supervision(draw: Random) -> Row:
    kind = draw.choice(["order", "licence", "prolific"])
    return {"started": draw.choice(DATES), "ended": draw.choice([None, *DATES]), "kind": kind}
