"""Every cell of the truth table, asked of the Python lock with the database's open, and of the database's alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from tests.making import making
from tests.truth.scene import NOW, TODAY, Scene, make
from tests.truth.table import STATES, Cell, answer, by_involvement, cells
from throughgate.people.involvement import queries, rules
from throughgate.people.involvement.models import (
    Consent,
    EmergencyAccess,
    HealthPermission,
    LimitedAccess,
    NamedUser,
)
from throughgate.people.involvement.team.models import Mentoring
from throughgate.people.person.models import Person
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.watch.models import StandsOut
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.access.models import Flow
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit.history import HISTORIES, History
from throughgate.privacy.audit.models import Kept

pytestmark = pytest.mark.django_db
KEPT_OUT = {
    "excluded",
    "restricted to others",
    "restricted twice, once to others",
    "known to them",
    "emergency, known",
}


# Ours leads, and whoever set a limit on others does not.
ANSWERED_FOR = {"restricted by who does not lead", "workers excluded by who does not lead"}


@pytest.fixture
def scene() -> Scene:
    return make()


def wrong(answers: dict[Cell, bool]) -> list[str]:
    return [
        f"{cell}: {'seen' if seen else 'not seen'}"
        for cell, seen in answers.items()
        if seen is not answer(cell)
    ]


def test_the_rules_answer_as_the_table_says(scene: Scene) -> None:
    answers = {}
    people = {state: person.pk for state, person in scene.people.items()}
    with making():
        for role, user in scene.users.items():
            who = queries.reader(user, today=TODAY)
            to = queries.towards(who, people.values(), today=TODAY, now=NOW)
            for cell in cells():
                if cell.role == role:
                    holder = scene.holder(cell.holder)
                    answers[cell] = rules.sees(who, to[people[cell.state]], cell.section, holder)
    assert len(answers) == len(cells())
    assert wrong(answers) == []


def test_the_database_answers_as_the_table_says(scene: Scene) -> None:
    answers = {}
    for role, user in scene.users.items():
        asked = [cell for cell in cells() if cell.role == role]
        with seeing(user.pk, today=TODAY, now=NOW), connection.cursor() as cursor:
            cursor.execute(
                "SELECT may_see(person, section, holder, (SELECT my_sight())) FROM "
                "unnest(%s::uuid[], %s::text[], %s::bigint[]) WITH ORDINALITY "
                "AS asked (person, section, holder, n) ORDER BY n",
                [
                    [scene.people[cell.state].pk for cell in asked],
                    [cell.section for cell in asked],
                    [scene.holder(cell.holder) for cell in asked],
                ],
            )
            seen = [row[0] for row in cursor.fetchall()]
        answers |= dict(zip(asked, seen, strict=True))
    assert wrong(answers) == []


def test_no_table_gives_a_row_that_the_table_forbids(scene: Scene) -> None:
    """Every row of every table about a person, SELECT * with no filter of ours, as each role.

    This stands for running each function of queries.py without its filter: whatever a query leaves out of its
    conditions, it can get no more than all the rows of the tables it reads (decision 0003).
    """
    with making():
        everything = {model: list(model._base_manager.all()) for model in REGISTERED}
    state_of = {person.pk: state for state, person in scene.people.items()}
    for role, user in scene.users.items():
        with seeing(user.pk, today=TODAY, now=NOW):
            for model, rows in everything.items():
                seen = {row.pk for row in model._base_manager.all()}
                for row in rows:
                    expected = _expected(scene, role, state_of, row)
                    if expected is not None:
                        assert (row.pk in seen) is expected, (role, state_of[_person(row)], row)


def _expected(scene: Scene, role: str, state_of: dict[Any, str], row: Model) -> bool | None:
    """What the table says of a row; where its policies are its own, only that nobody hidden is in it."""
    policies, state = REGISTERED[type(row)], state_of[_person(row)]
    there = answer(Cell(role, state, "person", "any"))
    if isinstance(row, History) and role != "information_officer":
        return False if not getattr(row.pgh_tracked_model, "HISTORY_SEEN", False) else None
    if of_rights(row):
        return _expected_of_rights(role, state, row)
    section = policies.section or getattr(row, policies.section_column or "-", "")
    if section:
        holder = "ours" if getattr(row, policies.held_by) == scene.ours.pk else "theirs"
        if _model(row) in (LimitedAccess, NamedUser) and state in ANSWERED_FOR:
            holder = "any"  # whoever leads answers for it
        cell = Cell(role, state, section, holder)
        asked = by_involvement if _model(row) in (HealthPermission, Consent) else answer
        return asked(cell) and _for_them(scene, role, row)
    if isinstance(row, Person):
        return there
    # Whoever opened an emergency access keeps the record of it: an id and their own words. An information officer
    # sees what their own organisation's users did, whoever it was about.
    if isinstance(row, (EmergencyAccess, HISTORIES[EmergencyAccess])):
        return None
    if isinstance(row, Kept):
        ours = row.organisation_id == scene.ours.pk
        return role == "information_officer" and (ours or there)
    return None if there else False


def _for_them(scene: Scene, role: str, row: Model) -> bool:
    """What a table asks beside its section."""
    model = _model(row)
    if model is HealthPermission:  # told between two, whoever else hears of sharing
        return scene.ours.pk in (row.held_by_id, row.told_to_id)
    if model is Consent:
        flow = Flow.objects.get(pk=row.flow_id)
        return scene.ours.pk in (row.held_by_id, flow.sender_id, flow.receiver_id)
    if model is Mentoring and role == "mentor":  # whom they meet themselves
        return row.mentor_id == scene.users["mentor"].pk
    return True


def of_rights(row: Model) -> bool:
    return ".people.rights." in _model(row).__module__


def _model(row: Model) -> Any:
    """Whose row it is, or was."""
    return getattr(row, "pgh_tracked_model", None) or type(row)


def _expected_of_rights(role: str, state: str, row: Model) -> bool | None:
    """Officers handle a case though nobody is involved any longer, but never of a record they are kept out of."""
    if state == "restricted by who does not lead" and role != "information_officer":
        return False
    if state == "workers excluded by who does not lead" and role == "manager":
        return False
    if state in KEPT_OUT and not isinstance(row, (StandsOut, HISTORIES[StandsOut])):
        return False
    if role in ("information_officer", "record_officer", "manager"):
        return None
    there = answer(Cell(role, state, "identity", "any"))
    return None if isinstance(row, Correction) and there else False


def test_every_table_has_rows_in_the_scene(scene: Scene) -> None:
    with making():
        empty = [model.__name__ for model in REGISTERED if not model._base_manager.exists()]
    assert empty == [], (
        "make a row of each in tests/truth/scene.py, so that the locks are tried on it"
    )


def test_whoever_is_nobody_sees_nothing(scene: Scene) -> None:
    for nobody in (None, 0, 999_999_999):
        with seeing(nobody, today=TODAY, now=NOW):
            assert [model for model in REGISTERED if model._base_manager.exists()] == []
    # Nor does anyone without the settings of a transaction.
    assert [model for model in REGISTERED if model._base_manager.exists()] == []


def test_every_state_is_in_the_scene(scene: Scene) -> None:
    assert list(scene.people) == list(STATES)


def _person(row: Model) -> Any:
    if isinstance(row, HISTORIES[Person]):
        return row.id
    return row.pk if isinstance(row, Person) else row.person_id
