"""Twelve overlapping questions of one county: each is answered or refused, with a bounded amount solved."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tests.evidence.drawn import crowd
from tests.evidence.test_protection import ask, store

from throughgate.common.errors import TooSmall
from throughgate.evidence.measure import measure
from throughgate.privacy.disclosure import hiding, solving

QUESTIONS = (
    {},
    {"by": "sex"},
    {"by": "disposal"},
    {"by": "age_band"},
    {"cohort": "", "trend": "2012..2013"},
    {"curve": "yes"},
    {"at_risk": "yes"},
    {"by": "sex,age_band"},
    {"follow_up": "6m"},
    {"index": "release"},
    {"cohort": "2013Q2"},
    {"cohort": "2013-04..2013-12", "by": "sex"},
)
LIMIT = 4_000
BLOCKS = 3  # people who are in no result with others: here a cohort of the trend, at most


def test_twelve_overlapping_questions_end(tmp_path: Path, monkeypatch):
    county = store(tmp_path, crowd(3, 2000))
    taken: list[int] = []
    take = solving.Work.take
    monkeypatch.setattr(hiding, "WORK", LIMIT)
    monkeypatch.setattr(
        solving.Work, "take", lambda work, columns: (take(work, columns), taken.append(columns))
    )
    told: list[int] = []
    for question in QUESTIONS:
        taken.clear()
        with suppress(TooSmall):
            measure(county, ask(**question), checking=told.append)
        assert sum(taken) <= 2 * LIMIT * BLOCKS
    assert told[0] == 1
