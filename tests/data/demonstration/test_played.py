"""The county is loaded in bulk. Here some of its people are entered by their workers, day by day, through the changes
that the pages call: whatever nobody could have entered is not in it, and the rows come out equal."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.db.models import Model

from tests.data.demonstration.conftest import NOW, TODAY
from tests.making import making
from throughgate.data.demonstration import cases, loading, posts
from throughgate.data.demonstration.lives import in_view
from throughgate.data.demonstration.people import Made
from throughgate.data.demonstration.setting import make_agreements
from throughgate.people.involvement import changes as involvement
from throughgate.people.involvement.allocation import changes as allocation
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.details import changes as details
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.models import Entry, Identity
from throughgate.people.person.moves import changes as moves
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.names import keys
from throughgate.people.person.names.models import Alias, SearchKey
from throughgate.people.person.notes import changes as notes
from throughgate.people.person.notes.models import Note
from throughgate.people.record import changes as record
from throughgate.privacy.access.models import User
from throughgate.privacy.access.queries import missing_of
from throughgate.privacy.access.sight import seeing

PEOPLE = 50
# Keys that the changes make by themselves, and who started what on paper before it was typed in.
MADE_BY_ITSELF = {
    Involvement: {"id", "origin", "version"},
    Allocation: {"id", "version"},
    Whereabouts: {"organisation_id"},
    SearchKey: {"id"},
}


def test_whoever_is_entered_by_hand_comes_out_the_same(
    db, in_demonstration: None, histories: Path
) -> None:
    posts.make(today=TODAY, now=NOW)
    setting = posts.setting(today=TODAY)
    make_agreements(setting)
    lives = in_view(histories, today=TODAY, most=PEOPLE)
    made = cases.chosen(lives, setting)
    expected = _told([*(row for one in made for row in one.rows()), *loading.search_keys(made)])
    for one in made:
        _play(one)
    with making():
        found = _told(
            row
            for model in {type(row) for one in made for row in one.rows()} | {SearchKey}
            for row in model._base_manager.all()
        )
    for name in expected:
        assert found[name] == expected[name], name


def _play(one: Made) -> None:
    """Each involvement on its first day, and then what its organisation entered."""
    added = next(h for h in one.involvements if h.organisation_id == one.person.created_by_id)
    with _at_work(added.started_by, added.first_day):
        one.person.save(force_insert=True)
    for held in one.involvements:
        if missing_of(held.agreement, today=held.first_day):
            with making():  # it shows that whoever relies on such an agreement sees nothing
                held.save(force_insert=True)
            continue
        with _at_work(held.started_by, held.first_day):
            involvement.start(
                person=one.person.pk, purpose=held.purpose, agreement=held.agreement,
                first_day=held.first_day, last_day=held.last_day, origin=held.origin,
                by=held.started_by, today=held.first_day,
            )  # fmt: skip
    for row in one.entries:
        if row.entered_by is None:  # what a system gave came with its file (tests/data/imports)
            with making():
                row.save(force_insert=True)
                keys.renew(row.person_id, row.held_by_id)
            continue
        with _at_work(row.entered_by, row.entered_on) as now:
            _enter(row, by=row.entered_by, today=row.entered_on, now=now)


def _enter(row: Entry, *, by: User, today: date, now: datetime) -> None:
    said: dict[str, Any] = {"row": row, "by": by, "today": today, "now": now}
    match row:
        case Identity() | Alias() | Identifier():
            details.enter(**said)
        case Whereabouts(last_day=None):
            moves.begin(**said)
        case Note():
            notes.write(note=row, by=by, today=today, now=row.written_at)
        case Allocation(part="lead"):
            allocation.take_lead(person=row.person_id, organisation=row.held_by, by=by, today=today)
        case _:
            record.enter(**said)


class _at_work:
    """The transaction of a page, at noon of that day."""

    def __init__(self, user: User, day: date) -> None:
        self.now = datetime.combine(day, time(12), tzinfo=UTC)
        self.seeing = seeing(user.pk, today=day, now=self.now)

    def __enter__(self) -> datetime:
        self.seeing.__enter__()
        return self.now

    def __exit__(self, *error: Any) -> None:
        self.seeing.__exit__(*error)


def _told(rows: Any) -> dict[str, list[str]]:
    """Every column of every row, in an order of its own, by table."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[type(row).__name__].append(_columns(row))
    return {name: sorted(several) for name, several in found.items()}


def _columns(row: Model) -> str:
    left_out = MADE_BY_ITSELF.get(type(row), set()) | {"created_at"}
    names = [f.attname for f in row._meta.concrete_fields if f.attname not in left_out]
    return str([(name, getattr(row, name)) for name in names])
