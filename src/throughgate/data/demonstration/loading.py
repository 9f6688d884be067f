"""Keeps the made-up county's rows: some statements a table, as the owner of the database, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from django.db.models import Model

from throughgate.data.demonstration import cases, papers, posts, releasing, tiers
from throughgate.data.demonstration.draws import key
from throughgate.data.demonstration.lives import IN_VIEW, in_view
from throughgate.data.demonstration.people import Made
from throughgate.data.demonstration.setting import make_agreements
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.models import Entry, Identity, Person
from throughgate.people.person.names import rules
from throughgate.people.person.names.models import Alias, SearchKey
from throughgate.privacy.access.sight import crossing

Say = Callable[[str], None]
AT_ONCE = 2_000
WHY = "the made-up county is filled, for every organisation at once"


def fill(folder: Path, *, today: date, now: datetime, say: Say) -> None:
    """Fill the workspace from the county's histories in `folder`; does nothing where that was done."""
    with crossing(WHY, today=today):
        if Person.objects.exists():
            return
        setting = posts.setting(today=today)
        make_agreements(setting)
        lives = in_view(folder, today=today, most=IN_VIEW)
        say(f"Putting {len(lives):,} of its people on the record …")
        made = cases.chosen(lives, setting)
        keep(row for one in made for row in one.rows())
        keep(search_keys(made))
        say("Adding what happened between them …")
        around = cases.around_jordan(made, setting)
        for rows in cases.after(around, now=now):
            keep(rows)
        keep(tiers.rows(around))
        keep(papers.cases(around))
        papers.correct(around)
        releasing.move_forward(around)


def keep(rows: Iterable[Model]) -> None:
    """Table by table, in the order in which each is first met."""
    tables: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    for model, some in tables.items():
        model._base_manager.bulk_create(some, batch_size=AT_ONCE)


def search_keys(made: Iterable[Made]) -> list[Model]:
    """As `changes` keeps them: one of each key, person and holder, from every name and number a holder has."""
    found: list[Model] = []
    for one in made:
        by_holder = defaultdict(list)
        for row in one.entries:
            by_holder[row.held_by_id].append(row)
        for holder, rows in by_holder.items():
            found += [
                SearchKey(
                    id=key(one.life.key, holder, each),
                    person=one.person,
                    held_by_id=holder,
                    key=each,
                )
                for each in sorted(_keys_of(rows))
            ]
    return found


def _keys_of(rows: Iterable[Entry]) -> set[str]:
    found: set[str] = set()
    for row in rows:
        if isinstance(row, (Identity, Alias)):
            found |= rules.name_keys(str(row).strip())
        if isinstance(row, Identity) and row.birth_date:
            found.add(rules.birth_key(row.birth_date))
        if isinstance(row, Identifier):
            found.add(rules.number_key(row.number))
    return found
