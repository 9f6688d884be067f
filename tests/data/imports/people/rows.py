"""Rows about a person that imports keep, for the truth table. Made inside `making()`, not yet kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db.models import Model

from throughgate.data.imports.people.models import (
    Brought,
    ImportedChange,
    ImportLine,
    PeopleImport,
)
from throughgate.people.person.models import Person
from throughgate.privacy.access.models import Agreement, Organisation

DAY = date(2027, 3, 1)
MOMENT = datetime(2027, 3, 1, 12, tzinfo=UTC)


def brought_of(person: Person, holder: Organisation) -> list[Model]:
    about = {"person": person, "held_by": holder, "source": "A prison’s system"}
    return [
        Brought(**about, first_day=DAY),
        ImportedChange(
            **about, section="place", day=DAY, at=MOMENT, what="place:kind", now="custody"
        ),
    ]


def line_of(person: Person, holder: Organisation, agreement: Agreement) -> ImportLine:
    sent, _ = PeopleImport.objects.get_or_create(
        organisation=holder,
        source="A prison’s system",
        defaults={
            "day": DAY,
            "agreement": agreement,
            "purpose": "manage_sentence",
            "files": [],
            "sent_at": MOMENT,
        },
    )
    return ImportLine(of=sent, person=person, held_by=holder, outcome="changed", name="Jo Made-Up")
