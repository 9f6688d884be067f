"""A person of two organisations with a third party in the record, and who handles their rights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count

from django.test import Client

from tests import signing_in
from tests.making import making
from tests.people.person.rows import one
from throughgate.people.involvement.models import Involvement, LimitedAccess
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.notes.models import Note
from throughgate.people.person.risk.models import Flag
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.models import Agreement, AgreementParty, Flow, Organisation, Post
from throughgate.privacy.access.sight import seeing

TODAY = date(2027, 3, 5)
NOW = datetime(2027, 3, 5, 12, tzinfo=UTC)
THIRD_PARTY = "Zebedee Quillfeather"
numbers = count(1)


@dataclass
class Case:
    """Probation leads, the prison was involved and holds a note."""

    lead: Organisation
    prison: Organisation
    agreement: Agreement
    officer: Post
    second: Post
    manager: Post
    records: Post
    worker: Post
    theirs: Post  # the prison's information officer
    person: Person = field(init=False)
    note: Note = field(init=False)

    def browser(self, post: Post) -> Client:
        return signing_in.sign_in(Client(), post)

    @contextmanager
    def acting(self, post: Post) -> Iterator[None]:
        with seeing(post.user_id, today=TODAY, now=NOW):
            yield


def make() -> Case:
    """Behind `making`, as tests of pages read and write it afterwards."""
    number = next(numbers)
    lead = signing_in.organisation(Kind.PROBATION, f"Probation {number}")
    prison = signing_in.organisation(Kind.PRISON, f"Prison {number}")
    agreement = _agreement(lead, prison, number)
    posts = {
        "officer": signing_in.post(Role.INFORMATION_OFFICER, lead),
        "second": signing_in.post(Role.INFORMATION_OFFICER, lead),
        "manager": signing_in.post(Role.MANAGER, lead),
        "records": signing_in.post(Role.RECORD_OFFICER, lead),
        "worker": signing_in.post(Role.PRACTITIONER, lead),
        "theirs": signing_in.post(Role.INFORMATION_OFFICER, prison),
    }
    made = Case(lead, prison, agreement, **posts)
    with making():
        _fill(made)
    return made


def _agreement(lead: Organisation, prison: Organisation, number: int) -> Agreement:
    made = Agreement.objects.create(
        name=f"Agreement {number}", first_day=date(2026, 1, 1), last_day=date(2028, 1, 1),
        dpia="D", dpia_on=date(2026, 1, 1),
    )  # fmt: skip
    for party in (lead, prison):
        AgreementParty.objects.create(
            agreement=made, organisation=party, controller=party, signed_on=date(2026, 1, 1)
        )
    Flow.objects.create(
        agreement=made, sender=prison, receiver=lead, purpose="manage_sentence", power="oma_2007_s14",
        sections=["identity"], sender_regime="part_3", receiver_regime="part_3",
    )  # fmt: skip
    return made


def _fill(made: Case) -> None:
    made.person = Person.objects.create(created_by=made.prison)
    involve(made, made.lead)
    worker = made.worker.user
    identity = {"given_names": "Robin", "family_name": "Marshgate"}
    one(Identity, made.person, made.lead, worker, **identity)
    one(ContactDetail, made.person, made.lead, worker)
    one(
        ContactDetail,
        made.person,
        made.lead,
        worker,
        kind="through",
        value=f"Through {THIRD_PARTY}",
    )
    made.note = one(
        Note, made.person, made.prison, worker,
        happened=f"Visited by {THIRD_PARTY}, who is worried about him. He was calm.",
    )  # fmt: skip
    one(Flag, made.person, made.prison, worker, ring=f"The social worker of {THIRD_PARTY}")
    LimitedAccess.objects.create(
        person=made.person, held_by=made.prison, kind="excluded", set_by=worker,
        why=f"{THIRD_PARTY} works here", first_day=TODAY,
    )  # fmt: skip


def involve(made: Case, organisation: Organisation, **changes: object) -> None:
    parts = {"purpose": "manage_sentence", "origin": "test", "first_day": date(2027, 1, 4)}
    Involvement.objects.create(
        person=made.person,
        organisation=organisation,
        agreement=made.agreement,
        **{**parts, **changes},
    )
