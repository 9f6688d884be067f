"""Sentences, their conditions and the dates that sources give, as far as the reader may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughgate.people.person.moves.models import KeyDate
from throughgate.people.person.sentence import rules
from throughgate.people.person.sentence.models import Condition, Sentence
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened


@dataclass(frozen=True)
class Shown:
    """A sentence with its conditions; `short` where it is under twelve months."""

    sentence: Sentence
    conditions: list[Condition]
    short: bool
    out_of_court: bool

    @property
    def over(self) -> bool:
        return self.sentence.ended_on is not None


def sentences(opened: Opened) -> list[Sentence]:
    """Those that go on first, the newest first."""
    seen = gathered(opened, Sentence, "-imposed_on", "held_by__name", "pk")
    return sorted(seen, key=lambda row: row.ended_on is not None)


def shown(opened: Opened) -> list[Shown]:
    rows = opened.once(sentences)
    found: dict[UUID, list[Condition]] = {}
    for each in gathered(opened, Condition, "first_day", "entered_on", "pk"):
        found.setdefault(each.sentence_id, []).append(each)
    return [_shown(row, found.get(row.pk, []), opened.today) for row in rows]


def dates(opened: Opened) -> list[KeyDate]:
    """Every date that a source gave, the next first."""
    return gathered(opened, KeyDate, "day", "kind", "held_by__name", "pk")


def _shown(row: Sentence, conditions: list[Condition], today: date) -> Shown:
    return Shown(
        row,
        conditions,
        rules.is_short(row.kind, row.length, row.unit, today=today),
        rules.is_out_of_court(row.kind, today=today),
    )


def when_it_ends(person: UUID, *, today: date) -> tuple[date | None, bool]:
    """For jobs: when the last of somebody's sentences ends, as those who give, serve or supervise them say; and whether
    anything is known of it: one that goes on without an end is."""
    kinds = rules.listed("say_that_it_ends", today)
    theirs = {"person": person, "held_by__kind__in": kinds}
    columns = ("held_by", "kind", "imposed_on", "ended_on")
    given = [rules.Given(*row) for row in Sentence.objects.filter(**theirs).values_list(*columns)]
    dates = KeyDate.objects.filter(**theirs, kind__in=rules.listed("ends", today))
    ends = rules.ends_on(given, dates.values_list("day", flat=True))
    return ends, ends is not None or rules.goes_on(given)
