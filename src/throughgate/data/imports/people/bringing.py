"""Puts a part of a plan into the record, in bulk: the same rows, rules and events as by hand. Only changes call it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from throughgate.data.imports.people import queries, rules, search_keys
from throughgate.data.imports.people.events import BroughtIn, GoneFromSource
from throughgate.data.imports.people.models import Brought, ImportedChange, PeopleImport
from throughgate.data.imports.people.planning import Act, Outcome, Planned, Write
from throughgate.people.involvement import changes as involvement
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.models import Person
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.sentence import changes as sentence
from throughgate.privacy.access import lists
from throughgate.privacy.audit import events

ENDS = {"sentence_ends", "licence_ends", "order_ends", "supervision_ends"}


def bring(importing: PeopleImport, part: Sequence[Planned], *, today: date, now: datetime) -> None:
    """Everything the plan says of these people, in the caller's transaction."""
    make_people(importing, part)
    write_rows(importing, part)
    renew_search_keys(importing, part)
    mark(importing, part, today=today)
    tell_changes(importing, part, now=now)
    involve(importing, part, today=today)
    ask_officers(importing, part, today=today)
    told = [
        BroughtIn(person=each.person, today=today, of=importing.pk, parts=_counted(each))
        for each in part
        if each.writes
    ]
    gone = [
        GoneFromSource(person=each.person, today=today, of=importing.pk)
        for each in part
        if each.outcome is Outcome.GONE
    ]
    for several in (told, gone):
        events.record_many(several, by=importing.confirmed_by, organisation=importing.organisation)


def make_people(importing: PeopleImport, part: Iterable[Planned]) -> None:
    Person.objects.bulk_create(
        Person(id=each.person, created_by=importing.organisation) for each in part if each.made
    )


def write_rows(importing: PeopleImport, part: Iterable[Planned]) -> None:
    """One statement a table and act, closing before adding."""
    by_table: dict[tuple[str, Act], list[tuple[UUID, Write]]] = {}
    for each in part:
        for write in each.writes:
            assert each.person is not None
            by_table.setdefault((write.part[0], write.act), []).append((each.person, write))
    for act in (Act.KEEP, Act.REMOVE, Act.CLOSE, Act.SET, Act.ADD):
        for table in queries.TABLES:
            if several := by_table.get((table, act)):
                _ACTS[act](importing, table, several)


def _add(importing: PeopleImport, table: str, several: list[tuple[UUID, Write]]) -> None:
    model, key, _ = queries.TABLES[table]
    extra: dict[str, Any] = {"use": "any"} if model is ContactDetail else {}
    model.objects.bulk_create(
        model(
            person_id=person,
            held_by=importing.organisation,
            source=importing.source,
            entered_on=importing.day,
            **({key: write.part[1]} if key else {}),
            **write.values,
            **extra,
        )
        for person, write in several
    )


def _set(importing: PeopleImport, table: str, several: list[tuple[UUID, Write]]) -> None:
    model, _, columns = queries.TABLES[table]
    rows = [
        model(pk=write.row, version=F("version") + 1, entered_on=importing.day, **write.values)
        for _, write in several
    ]
    model.objects.bulk_update(rows, [*columns, "entered_on", "version"], batch_size=500)


def _close(importing: PeopleImport, table: str, several: list[tuple[UUID, Write]]) -> None:
    rows = [Whereabouts(pk=write.row, **write.values) for _, write in several]
    Whereabouts.objects.bulk_update(rows, ["last_day"], batch_size=500)


def _remove(importing: PeopleImport, table: str, several: list[tuple[UUID, Write]]) -> None:
    queries.TABLES[table][0].objects.filter(pk__in=[write.row for _, write in several]).delete()


def _keep(importing: PeopleImport, table: str, several: list[tuple[UUID, Write]]) -> None:
    """Somebody here corrected what the system had said: it stays as theirs, and the system's word comes beside it."""
    model = queries.TABLES[table][0]
    rows = list(model.objects.filter(pk__in=[write.row for _, write in several]))
    for row in rows:
        row.source = f"{row.source[:60]}, corrected here on {row.entered_on}"
    model.objects.bulk_update(rows, ["source"], batch_size=500)


_ACTS = {Act.KEEP: _keep, Act.ADD: _add, Act.SET: _set, Act.CLOSE: _close, Act.REMOVE: _remove}


def mark(importing: PeopleImport, part: Iterable[Planned], *, today: date) -> None:
    """Whom the system has from now on, has again, and has no longer."""
    parts = {"held_by": importing.organisation, "source": importing.source}
    Brought.objects.bulk_create(
        [
            Brought(person_id=each.about, first_day=importing.day, **parts)
            for each in part
            if each.first
        ],
        ignore_conflicts=True,
    )
    back = [each.person for each in part if each.first]
    gone = [each.person for each in part if each.outcome is Outcome.GONE]
    rows = Brought.objects.filter(**parts)
    rows.filter(person__in=back).exclude(gone_on=None).update(gone_on=None)
    rows.filter(person__in=gone).update(gone_on=importing.day)


def tell_changes(importing: PeopleImport, part: Iterable[Planned], *, now: datetime) -> None:
    """What changed, for those who have not looked since. Somebody new has not changed."""
    parts: dict[str, Any] = {
        "held_by": importing.organisation,
        "source": importing.source,
        "day": importing.day,
        "at": now,
    }
    rows = [
        ImportedChange(
            person_id=each.about,
            section=difference.section,
            what=difference.what,
            before=difference.before[:500],
            now=difference.now[:500],
            **parts,
        )
        for each in part
        for difference in each.differences
    ]
    rows += [
        ImportedChange(person_id=each.about, section="identity", what=ImportedChange.GONE, **parts)
        for each in part
        if each.outcome is Outcome.GONE
    ]
    ImportedChange.objects.bulk_create(rows)


def involve(importing: PeopleImport, part: Iterable[Planned], *, today: date) -> None:
    """The sending organisation works with whom it sent in; a sentence that ends ends what manages it."""
    ends = {each.person: _end(each) for each in part if each.person}
    first = {each.person: ends[each.person] for each in part if each.first and each.person}
    purpose = lists.on("purposes", today)[importing.purpose]
    involvement.start_many(
        people={p: end if purpose["with_sentence"] else None for p, end in first.items()},
        organisation=importing.organisation,
        purpose=importing.purpose,
        agreement=importing.agreement,
        origin=f"import: {importing.source}"[:40],
        by=importing.confirmed_by,
        today=today,
    )
    for each in part:
        if (
            each.person and not each.made and _ends_changed(each)
        ):  # every source is asked, not this file alone
            sentence.end_what_manages_it(person=each.person, by=importing.confirmed_by, today=today)


def _end(each: Planned) -> date | None:
    """The last of the days on which sentence, licence or order end, as the file says."""
    says = each.row.says if each.row else {}
    days = [says[rules.DATE, kind]["day"] for kind in ENDS if (rules.DATE, kind) in says]
    return max((day for day in days if isinstance(day, date)), default=None)


def _ends_changed(each: Planned) -> bool:
    return any(write.part[0] == rules.DATE and write.part[1] in ENDS for write in each.writes)


def ask_officers(importing: PeopleImport, part: Iterable[Planned], *, today: date) -> None:
    """Two who may be one, for whichever record officer may see the one who was there."""
    asked = {(each.about, known): why for each in part for known, why in each.alike}
    people = [person for person, _ in asked]
    there = set(
        PossibleMatch.objects.filter(known__in=people).values_list("known", "person")
    )  # asked the other way round before
    PossibleMatch.objects.bulk_create(
        [
            PossibleMatch(
                person_id=person,
                known_id=known,
                added_by=importing.organisation,
                why=[why],
                found_on=today,
            )
            for (person, known), why in asked.items()
            if (person, known) not in there
        ],
        ignore_conflicts=True,
    )


def renew_search_keys(importing: PeopleImport, part: Iterable[Planned]) -> None:
    """The keys of a holder are made from all that it knows of a person, from every source."""
    touched = {rules.IDENTITY, rules.NUMBER}
    people = [
        each.person
        for each in part
        if each.person and any(write.part[0] in touched for write in each.writes)
    ]
    search_keys.renew(people, importing.organisation)


def _counted(each: Planned) -> dict[str, int]:
    counted: dict[str, int] = {}
    for write in each.writes:
        counted[write.part[0]] = counted.get(write.part[0], 0) + 1
    return counted
