"""The search keys of many people at once, as names.keys makes those of one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.models import Entry, Identity
from throughgate.people.person.names import keys
from throughgate.people.person.names.models import Alias, SearchKey
from throughgate.privacy.access.models import Organisation


def renew(people: Sequence[UUID], held_by: Organisation) -> None:
    """What a holder knows of each person, from every source, as keys: what is gone goes, what is new comes."""
    rows: dict[UUID, list[Entry]] = {person: [] for person in people}
    for model in (Identity, Alias, Identifier):
        for row in model._base_manager.filter(person__in=people, held_by=held_by):
            rows[row.person_id].append(row)
    wanted = {(person, key) for person, said in rows.items() for key in keys.of(said)}
    kept = SearchKey.objects.filter(person__in=people, held_by=held_by)
    had = {(person, key): pk for person, key, pk in kept.values_list("person", "key", "pk")}
    SearchKey.objects.filter(pk__in=[had[each] for each in had.keys() - wanted]).delete()
    SearchKey.objects.bulk_create(
        SearchKey(person_id=person, held_by=held_by, key=key)
        for person, key in sorted(wanted - had.keys())
    )
