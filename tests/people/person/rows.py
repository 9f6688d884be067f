"""One row of every table about a person, for tests of what may be seen of each. Made inside `making()`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Model

from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.team.models import Mentoring, Transition
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.documents.models import Document
from throughgate.people.person.facts.models import Fact
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.iom.models import Adoption, FormerAdoption
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.models import Entry, Identity, Person
from throughgate.people.person.moves.models import (
    HandedOver,
    KeyDate,
    Move,
    Receipt,
    TakenOver,
    Whereabouts,
)
from throughgate.people.person.names.models import Alias, SearchKey
from throughgate.people.person.notes.models import Note
from throughgate.people.person.risk.models import Flag, Mappa
from throughgate.people.person.sentence.models import Condition, Sentence
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.milestones.models import Milestone
from throughgate.privacy.access.models import Organisation, User

DAY = date(2027, 3, 1)
MOMENT = datetime(2027, 3, 1, 12, tzinfo=UTC)
DECIDED = {
    "cohort": "flex",
    "proposed_by": "A sergeant",
    "decided_by": "The panel’s chair",
    "why": "As the panel minuted",
    "first_day": DAY,
    "review_on": DAY + timedelta(days=90),
}
PARTS: dict[type[Entry], dict[str, Any]] = {
    Identity: {"given_names": "Jo", "family_name": "Made-Up", "birth_date": date(1990, 1, 2)},
    Alias: {"kind": "known_as", "given_names": "Joey"},
    Identifier: {"kind": "crn", "number": "X123456"},
    ContactDetail: {"kind": "mobile", "value": "07700 900123", "use": "any"},
    Fact: {"kind": "ethnicity", "section": "equality", "value": "not_known"},
    Whereabouts: {"kind": "custody", "establishment": "A prison", "first_day": DAY},
    KeyDate: {"kind": "conditional_release", "day": DAY, "source": "A prison’s system"},
    Sentence: {"kind": "custody", "imposed_on": DAY, "length": 6, "unit": "months"},
    Mappa: {"category": 2, "level": 1, "first_day": DAY},
    Flag: {"kind": "child", "ring": "Children’s services", "review_on": DAY},
    Mentoring: {"first_name": "Jo", "first_day": DAY},
    Adoption: DECIDED,
    Essential: {"code": "bank", "section": "needs:finance", "state": "to_do", "said_at": MOMENT},
    Milestone: {
        "code": "seven_days",
        "aspect": "home",
        "section": "needs:accommodation",
        "released_on": DAY,
        "answer": "for_now",
    },
    Note: {"section": "notes", "written_at": MOMENT, "happened": "They came."},
    Document: {
        "section": "documents",
        "title": "A letter",
        "retention": "ordinary",
        "kind": "pdf",
        "size": 1,
        "sha256": "0" * 64,
        "added_at": MOMENT,
    },
}


def one(
    model: type[Entry], person: Person, holder: Organisation, user: User, **changes: Any
) -> Any:
    """A row of this table, kept; what is not said is ordinary."""
    made = unsaved(model, person, holder, user, **changes)
    made.save(force_insert=True)
    return made


def unsaved(
    model: type[Entry], person: Person, holder: Organisation, user: User, **changes: Any
) -> Any:
    parts = {"entered_on": DAY, "entered_by": user, **PARTS.get(model, {}), **changes}
    return model(person=person, held_by=holder, **parts)


def keep(rows: list[Model]) -> None:
    """All of them, one insert a table."""
    tables: dict[type[Model], list[Model]] = {}
    for row in rows:
        tables.setdefault(type(row), []).append(row)
    for model, some in tables.items():
        model._base_manager.bulk_create(some)


def one_of_each(person: Person, holder: Organisation, user: User) -> list[Model]:
    """As one holder would have it, everything; not yet kept."""

    def row(model: type[Entry], **changes: Any) -> Any:
        return unsaved(model, person, holder, user, **changes)

    made = {model: row(model) for model in PARTS}
    sentence, there = made[Sentence], made[Whereabouts]
    move = row(Move, kind="transfer", went_to=there, day=DAY)
    item = row(HandedOver, move=move, item="risk", section="risk")
    said = {"section": "risk", "asked_by": holder, "state": "received", "answered_at": MOMENT}
    over = {"removed_on": DAY, "removed_why": "Over", "removed_by": user}
    return [
        *made.values(),
        SearchKey(person=person, held_by=holder, key="wjo"),
        row(Condition, sentence=sentence, words="Lives where they are told"),
        row(FormerAdoption, **DECIDED, **over),
        row(Allocation, worker=user, part="lead", first_day=DAY),
        row(Transition, to_organisation=holder, youth_worker="Y", planned_for=DAY),
        move,
        item,
        row(Receipt, of=item, **said),
        row(TakenOver, move=move, asked_by=holder),
    ]


def match(person: Person, known: Person, holder: Organisation) -> PossibleMatch:
    """Two who may be one; not yet kept."""
    why = ["name_and_birth_date"]
    return PossibleMatch(person=person, known=known, added_by=holder, why=why, found_on=DAY)
