"""What is known of the people a file is about, for the job; and what pages show of an import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from throughgate.common.errors import WrongUse
from throughgate.data.imports.people import rules
from throughgate.data.imports.people.matching import Known, Somebody
from throughgate.data.imports.people.models import Brought, PeopleImport
from throughgate.data.imports.people.planning import Before, Held
from throughgate.data.imports.people.rules import Part, Row, Values
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.identifiers.rules import Identifier as Number
from throughgate.people.person.identifiers.rules import Kind
from throughgate.people.person.models import Identity
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.person.names.models import Alias
from throughgate.privacy.access.models import Agreement, Organisation
from throughgate.privacy.access.queries import missing_of

# Where each part of a row is kept: its table, the column that says which row, and the columns it fills.
TABLES: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    rules.IDENTITY: (Identity, "", ("given_names", "family_name", "birth_date", "sex")),
    rules.NUMBER: (Identifier, "kind", ("number",)),
    rules.PLACE: (Whereabouts, "", ("kind", "establishment", "first_day")),
    rules.DATE: (KeyDate, "kind", ("day",)),
    rules.REACH: (ContactDetail, "kind", ("value",)),
}


def files_of(importing: PeopleImport) -> tuple[list[Path], Path | None]:
    """The files of an import in the order sent, and its mapping file."""
    files = sorted((importing.folder / "people").glob("*/*"))
    mapping = sorted((importing.folder / "mapping").glob("*/*"))
    return files, mapping[0] if mapping else None


def brought(organisation: Organisation, source: str) -> dict[UUID, Brought]:
    """Everybody a system has said something of, those gone from it too."""
    found = Brought.objects.filter(held_by=organisation, source=source)
    return {each.person_id: each for each in found}


def known(rows: list[Row], organisation: Organisation, source: str, own: Iterable[UUID]) -> Known:
    """Everybody the rows could be about, whoever may see them: only a job that crosses people may ask."""
    numbers = {number.number for row in rows for number in row.numbers}
    days = {row.birth_date for row in rows if row.birth_date}
    found = set(own)
    found |= set(Identifier.objects.filter(number__any=numbers).values_list("person", flat=True))
    found |= set(Identity.objects.filter(birth_date__any=days).values_list("person", flat=True))
    people = {person: Somebody(person) for person in found}
    for person in own:
        people[person].of_source = True
    _name(people, organisation, source)
    _number(people, organisation, source)
    return Known(people.values())


def _name(people: dict[UUID, Somebody], organisation: Organisation, source: str) -> None:
    whole = ("person", "given_names", "family_name")
    rows = Identity.objects.filter(person__any=people)
    for person, given, family, born, holder, said_by in rows.values_list(
        *whole, "birth_date", "held_by", "source"
    ):
        each, name = people[person], f"{given} {family}".strip()
        each.names.add(name)
        if born:
            each.born.add(born)
        if holder == organisation.pk and said_by == source:
            each.own_name, each.own_born = name, born
    for person, given, family in Alias.objects.filter(person__any=people).values_list(*whole):
        people[person].names.add(f"{given} {family}".strip())


def _number(people: dict[UUID, Somebody], organisation: Organisation, source: str) -> None:
    rows = Identifier.objects.filter(person__any=people)
    for person, kind, number, holder, said_by in rows.values_list(
        "person", "kind", "number", "held_by", "source"
    ):
        each, found = people[person], Number(Kind(kind), number)
        if found.kind is not Kind.LOCAL:
            each.numbers.add(found)
        if holder == organisation.pk and said_by == source:
            each.own_numbers.add(found)


def held(people: Iterable[UUID], organisation: Organisation, source: str) -> Mapping[UUID, Held]:
    """What a system said of people before, as the record has it."""
    found: dict[UUID, dict[Part, Before]] = {person: {} for person in people}
    for table, (_, key, columns) in TABLES.items():
        for person, part, before in _said(table, key, columns, found, organisation, source):
            found[person][table, part] = before
    return dict(found)


def _said(
    table: str,
    key: str,
    columns: tuple[str, ...],
    people: Iterable[UUID],
    organisation: Organisation,
    source: str,
) -> Iterator[tuple[UUID, str, Before]]:
    rows: QuerySet[Any] = TABLES[table][0].objects.filter(
        person__any=list(people), held_by=organisation, source=source
    )
    if table == rules.PLACE:
        rows = rows.filter(last_day=None)
    named = ["person", "pk", "entered_by", *([key] if key else []), *columns]
    for person, pk, by, *rest in rows.values_list(*named).iterator():
        part = rest.pop(0) if key else ""
        values: Values = dict(zip(columns, rest, strict=True))
        yield person, part, Before(pk, values, corrected=by is not None)


def newest_day(organisation: Organisation, source: str) -> date | None:
    """The day of the newest file of a system that was brought in."""
    done = PeopleImport.objects.filter(
        organisation=organisation,
        source=source,
        state__in=[rules.State.CONFIRMED, rules.State.APPLYING, rules.State.DONE],
    )
    return done.order_by("-day").values_list("day", flat=True).first()


def named(organisation: str, agreement: str) -> tuple[Organisation, Agreement]:
    """Both by their names, for the command."""
    sender = Organisation.objects.filter(name=organisation, active=True).first()
    if sender is None:
        raise WrongUse(
            f"No organisation “{organisation}” takes part. Write its name as the site does."
        )
    under = Agreement.objects.filter(name=agreement).first()
    if under is None:
        raise WrongUse(f"There is no agreement “{agreement}”. Write its name as the site does.")
    return sender, under


def under_way() -> list[UUID]:
    """The imports whose files are needed still."""
    ended = [rules.State.DONE, rules.State.REFUSED, rules.State.DROPPED]
    return list(PeopleImport.objects.exclude(state__in=ended).values_list("pk", flat=True))


def systems(organisation: Organisation) -> list[str]:
    """The systems whose files an organisation has sent, by name."""
    found = PeopleImport.objects.filter(organisation=organisation).order_by("source")
    return list(found.values_list("source", flat=True).distinct())


def ways(organisation: Organisation, *, today: date) -> list[tuple[Agreement, str]]:
    """Each agreement in force that an organisation signed, with each purpose it has a flow for."""
    found: list[tuple[Agreement, str]] = []
    agreements = Agreement.objects.filter(
        parties__organisation=organisation, parties__signed_on__lte=today
    ).order_by("name")
    for agreement in agreements.prefetch_related("flows"):
        if not missing_of(agreement, today=today):
            ends = {
                flow.purpose
                for flow in agreement.flows.all()
                if organisation.pk in (flow.sender_id, flow.receiver_id)
            }
            found += [(agreement, purpose) for purpose in sorted(ends)]
    return found
