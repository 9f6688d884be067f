"""People brought in from a file: what becomes of each line, twice, again, and when it is wrong."""

from __future__ import annotations

import pytest

from tests.data.imports.people.county import (
    PURPOSE,
    SOURCE,
    TODAY,
    County,
    person,
    record,
)
from tests.making import making
from throughgate.data.imports.people.models import ImportedChange, ImportLine, PeopleImport
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.moves.models import KeyDate
from throughgate.privacy.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def outcomes(sent: PeopleImport) -> list[tuple[str, int | None]]:
    with making():
        return sorted((row.outcome, row.line or 0) for row in ImportLine.objects.filter(of=sent))


def test_people_come_in_with_source_day_and_involvement(county: County) -> None:
    sent = county.send([person(1), person(2)])
    assert outcomes(sent) == [("new", 2), ("new", 3)]
    county.apply(sent)
    with making():
        assert Person.objects.count() == 2
        assert {row.source for row in KeyDate.objects.all()} == {SOURCE}
        assert {row.entered_on for row in Identity.objects.all()} == {TODAY}
        involved = Involvement.objects.all()
        assert {(row.organisation_id, row.purpose) for row in involved} == {
            (county.prison.pk, PURPOSE)
        }
        kinds = set(AuditEvent.objects.filter(person_id__isnull=False).values_list("kind", flat=True))
        assert {"BroughtIn", "Started"} <= kinds
    assert sent.folder.exists() is False, "the files are deleted"


def test_twice_changes_nothing(county: County) -> None:
    rows = [person(1), person(2), person(3, birth_date="")]
    county.bring(rows)
    once = record()
    again = county.send(rows)
    assert outcomes(again) == []
    county.apply(again)
    assert record() == once
    with making():
        assert not ImportedChange.objects.exists()
