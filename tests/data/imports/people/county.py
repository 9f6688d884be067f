"""A prison and a council with an agreement between them, and files as the prison's system would write them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Model

from tests import signing_in
from tests.making import making
from throughgate.data.imports.people import changes, running
from throughgate.data.imports.people.models import Brought, PeopleImport
from throughgate.data.imports.people.rules import State
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.identifiers.rules import check_letter
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.person.names.models import SearchKey
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
)

TODAY = date(2027, 3, 5)
NOW = datetime(2027, 3, 5, 12, tzinfo=UTC)
PURPOSE = "manage_sentence"
SOURCE = "Prison system"
COLUMNS = (
    "family_name",
    "given_names",
    "birth_date",
    "prison_number",
    "pnc",
    "place",
    "establishment",
    "conditional_release",
)


def pnc(serial: int) -> str:
    return f"2003/{serial:07d}{check_letter(int(f'03{serial:07d}'))}"


def person(number: int, **changed: str) -> dict[str, str]:
    """One line of a file: who, by a number."""
    return {
        "family_name": f"Made{'abcdefghij'[number % 10]}",
        "given_names": f"Given{'abcdefghij'[number // 10 % 10]}",
        "birth_date": f"19{60 + number % 40}-0{1 + number % 9}-1{number % 10}",
        "prison_number": f"A{number:04d}BC",
        "pnc": pnc(number),
        "place": "custody",
        "establishment": "Made-up prison",
        "conditional_release": "2027-06-01",
    } | changed


def write(path: Path, rows: Iterable[dict[str, str]], columns: tuple[str, ...] = COLUMNS) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, columns, extrasaction="ignore")
        out.writeheader()
        out.writerows(rows)
    return path


@dataclass
class County:
    folder: Path
    prison: Organisation = field(init=False)
    council: Organisation = field(init=False)
    officer: Post = field(init=False)
    worker: Post = field(init=False)
    agreement: Agreement = field(init=False)

    def __post_init__(self) -> None:
        self.prison = signing_in.organisation(Kind.PRISON)
        self.council = signing_in.organisation(Kind.COUNCIL)
        self.officer = self.post(Role.RECORD_OFFICER, self.prison)
        self.worker = self.post(Role.PRACTITIONER, self.prison)
        self.agreement = Agreement.objects.create(
            name=f"Agreement of {self.prison}",
            first_day=TODAY - timedelta(days=400),
            last_day=TODAY + timedelta(days=400),
            dpia="D",
            dpia_on=TODAY - timedelta(days=400),
        )
        for party in (self.prison, self.council):
            AgreementParty.objects.create(
                agreement=self.agreement,
                organisation=party,
                controller=party,
                signed_on=date(2026, 1, 1),
            )
        for sender, receiver in ((self.prison, self.council), (self.council, self.prison)):
            Flow.objects.create(
                agreement=self.agreement,
                sender=sender,
                receiver=receiver,
                purpose=PURPOSE,
                power="oma_2007_s14",
                sections=["identity", "place", "sharing"],
                sender_regime="uk_gdpr",
                sender_article_6="public_task",
                receiver_regime="uk_gdpr",
                receiver_article_6="public_task",
            )

    def post(self, role: Role, at: Organisation) -> Post:
        return Post.objects.create(
            user=signing_in.user(), organisation=at, role=role, first_day=date(2026, 1, 1)
        )

    def send(self, rows: list[dict[str, str]], **changed: Any) -> PeopleImport:
        """Send a file and have it read: its preview is ready."""
        columns = changed.pop("columns", COLUMNS)
        path = write(self.folder / "people.csv", rows, columns)
        parts: dict[str, Any] = {
            "organisation": self.prison,
            "source": SOURCE,
            "day": TODAY,
            "whole": True,
            "agreement": self.agreement,
            "purpose": PURPOSE,
            "files": {"people": [("people.csv", path)]},
            "by": None,
        }
        sent = changes.receive(**(parts | changed), today=TODAY, now=NOW)
        begun = changes.begin(importing=str(sent.pk), to=State.READING)
        assert begun
        with making():
            running.preview(begun, today=TODAY)
        return begun

    def bring(self, rows: list[dict[str, str]], **changed: Any) -> PeopleImport:
        """Send a file, say yes, and have it brought in."""
        sent = self.send(rows, **changed)
        return self.apply(sent)

    def apply(self, sent: PeopleImport) -> PeopleImport:
        changes.confirm(importing=sent, by=None, today=TODAY)
        begun = changes.begin(importing=str(sent.pk), to=State.APPLYING)
        assert begun
        with making():
            running.apply(begun, today=TODAY, now=NOW, note=lambda percent: None)
        return begun

    def enter(self, at: Organisation, **parts: Any) -> Person:
        """Somebody whom a worker entered by hand: names, birth date, numbers by kind."""
        numbers = parts.pop("numbers", {})
        with making():
            made = Person.objects.create(created_by=at)
            common = {"person": made, "held_by": at, "entered_on": TODAY}
            Identity.objects.bulk_create([Identity(**common, entered_by=self.worker.user, **parts)])
            Identifier.objects.bulk_create(
                Identifier(**common, kind=kind, number=number) for kind, number in numbers.items()
            )
        return made


TABLES: tuple[type[Model], ...] = (Identity, Identifier, Whereabouts, KeyDate, ContactDetail)


def record() -> list[Any]:
    """All that is on the record, without the keys that are drawn at random: equal when it says the same."""
    with making():
        names = {
            row.person_id: (row.birth_date, *sorted(numbers_of(row.person_id)), str(row))
            for row in Identity.objects.order_by("source", "held_by")
        }
        said = [
            (model.__name__, str(names[row.person_id]), *_values(row))
            for model in TABLES
            for row in model._base_manager.all()
        ]
        said += [
            ("SearchKey", str(names[row.person_id]), row.key) for row in SearchKey.objects.all()
        ]
        said += [
            ("Involvement", str(names[row.person_id]), row.purpose, str(row.last_day))
            for row in Involvement.objects.all()
        ]
        said += [
            ("Brought", str(names[row.person_id]), row.source, str(row.gone_on))
            for row in Brought.objects.all()
        ]
        said += [
            ("Match", str(names[row.person_id]), str(names[row.known_id]), *row.why)
            for row in PossibleMatch.objects.all()
        ]
    return sorted(said)


def numbers_of(person: Any) -> list[str]:
    return list(Identifier.objects.filter(person=person).values_list("number", flat=True))


def _values(row: Any) -> list[str]:
    skipped = {"id", "person", "version"}
    return [
        f"{each.name}={getattr(row, each.attname)}"
        for each in row._meta.concrete_fields
        if each.name not in skipped
    ]
