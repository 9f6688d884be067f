"""Keeps the search keys of a person as their names and numbers say, for one holder at a time."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.models import Entry, Identity
from throughgate.people.person.names import rules
from throughgate.people.person.names.models import Alias, SearchKey

NAMING = (Identity, Alias, Identifier)


def renew(person: UUID, held_by: int) -> None:
    """What one holder knows of a person, as keys: what is gone goes, what is new comes."""
    rows: list[Entry] = []
    for model in NAMING:
        rows += model._base_manager.filter(person=person, held_by=held_by)
    wanted = of(rows)
    kept = SearchKey.objects.filter(person=person, held_by=held_by)
    had = set(kept.values_list("key", flat=True))
    if had - wanted:
        kept.filter(key__in=had - wanted).delete()
    new = sorted(wanted - had)
    SearchKey.objects.bulk_create(
        SearchKey(person_id=person, held_by_id=held_by, key=k) for k in new
    )


def of(rows: Iterable[Entry]) -> set[str]:
    """The keys of these rows. Loading in bulk makes them with this too."""
    found: set[str] = set()
    for row in rows:
        match row:
            case Identity():
                found |= rules.name_keys(str(row))
                if row.birth_date:
                    found.add(rules.birth_key(row.birth_date))
            case Alias():
                found |= rules.name_keys(str(row))
            case Identifier():
                found.add(rules.number_key(row.number))
    return found
