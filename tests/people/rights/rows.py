"""One row of every table of the rights about a person, for tests of what may be seen of each. Made inside `making()`."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db.models import Model

from throughgate.people.person.models import Person
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.deletion.models import Deletion, Hold
from throughgate.people.rights.requests.models import Asked, Found, Given, SubjectAccess, Wait
from throughgate.people.rights.watch.models import StandsOut
from throughgate.privacy.access.models import Organisation, User

DAY = date(2027, 3, 1)


def of_rights(person: Person, lead: Organisation, other: Organisation, user: User) -> list[Model]:
    """A case that one organisation leads and the other was asked in; all else held by the first."""
    case = SubjectAccess(
        person=person, lead=lead, received_on=DAY, how="letter", handled_by=user, state="identity"
    )
    part = {"person": person, "case": case}
    found = Found(
        **part, held_by=other, kind="Note", row=uuid4(), section="notes", parts=[["Happened", "It"]]
    )
    ours = Found(
        **part, held_by=lead, kind="Note", row=uuid4(), section="notes", parts=[["Happened", "It"]]
    )
    held = {"person": person, "held_by": lead}
    return [
        case,
        Wait(**part, lead=lead, asked_on=DAY),
        Asked(**part, lead=lead, organisation=lead, asked_on=DAY),
        Asked(**part, lead=lead, organisation=other, asked_on=DAY),
        found,
        ours,
        Given(
            **part, lead=lead, held_by=other, found=found, kind="Note", section="notes",
            decision="released", parts=[["Happened", "It"]],
        ),
        Complaint(person=person, lead=lead, received_on=DAY, how="letter", what="It", handled_by=user),
        Correction(
            **held, section="identity", about="A name", statement="It is wrong", asked_on=DAY, written_by=user
        ),
        Deletion(**held, rows=1, since=DAY, announced_on=DAY, due_on=DAY),
        Hold(**held, why="A claim", set_by=user, first_day=DAY),
        StandsOut(
            person_id=person.pk, user=user, organisation=lead, kind="surname", at="2027-03-01T12:00Z", day=DAY
        ),
    ]  # fmt: skip
