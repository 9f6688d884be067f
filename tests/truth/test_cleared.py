"""A list asks the database's lock of its people once: it answers as before, and anything written ends it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection, transaction

from tests.making import making
from tests.truth.scene import NOW, TODAY, Scene, make
from tests.truth.table import Cell, answer, cells
from throughgate.people.involvement.clearing import MOST, clear_for_list
from throughgate.people.involvement.models import Involvement
from throughgate.privacy.access.sight import seeing

# In a test's own transaction rows are written, and so nothing would be cleared: these commit.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    with transaction.atomic():
        return make()


def cleared() -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT (my_sight()).cleared")
        return set(cursor.fetchone()[0] or ())


def sees(asked: list[tuple[UUID, str, int | None]]) -> list[bool]:
    people, sections, holders = (list(column) for column in zip(*asked, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT may_see(person, section, holder, (SELECT my_sight())) FROM "
            "unnest(%s::uuid[], %s::text[], %s::bigint[]) WITH ORDINALITY AS asked (person, section, holder, n) ORDER BY n",
            [people, sections, holders],
        )
        return [row[0] for row in cursor.fetchall()]


def test_what_was_cleared_is_answered_as_the_table_says(scene: Scene) -> None:
    wrong, many = [], 0
    for role, user in scene.users.items():
        asked = [cell for cell in cells() if cell.role == role]
        with seeing(user.pk, today=TODAY, now=NOW):
            clear_for_list(person.pk for person in scene.people.values())
            many += len(cleared())
            answers = sees(
                [(scene.people[c.state].pk, c.section, scene.holder(c.holder)) for c in asked]
            )
        wrong += [
            f"{cell}: {seen}"
            for cell, seen in zip(asked, answers, strict=True)
            if seen is not answer(cell)
        ]
    assert wrong == []
    assert many > len(scene.users)  # or nothing was tried


def test_only_those_whom_the_organisation_works_with_are_cleared(scene: Scene) -> None:
    for role, user in scene.users.items():
        with seeing(user.pk, today=TODAY, now=NOW):
            clear_for_list(person.pk for person in scene.people.values())
            found = cleared()
        states = {state for state, person in scene.people.items() if person.pk in found}
        for state in states:
            assert answer(Cell(role, state, "person", "any")), (role, state)
            assert "emergency" not in state, (role, state)


def test_whatever_is_written_ends_it(scene: Scene) -> None:
    user, person = scene.users["practitioner"], scene.people["own"].pk
    asked = [(person, "identity", scene.ours.pk)]
    with seeing(user.pk, today=TODAY, now=NOW):
        clear_for_list([person])
        assert cleared() == {person}
        assert sees(asked) == [True]
        with making():
            Involvement.objects.filter(person=person).update(withdrawn_at=NOW)
        assert cleared() == set()
        assert sees(asked) == [False]


def test_it_is_not_for_whoever_comes_next(scene: Scene) -> None:
    user, stranger, person = scene.users["practitioner"], scene.stranger, scene.people["own"].pk
    with seeing(user.pk, today=TODAY, now=NOW):
        clear_for_list([person])
        with seeing(stranger.pk, today=TODAY, now=NOW):
            assert cleared() == set()
            assert sees([(person, "identity", scene.ours.pk)]) == [False]
        assert cleared() == {person}
    with seeing(user.pk, today=TODAY, now=NOW):
        assert cleared() == set()


def test_of_very_many_the_first_are_cleared_and_the_others_asked_as_ever(scene: Scene) -> None:
    user, person = scene.users["practitioner"], scene.people["own"].pk
    nobody = [UUID(int=n) for n in range(MOST)]
    with seeing(user.pk, today=TODAY, now=NOW):
        clear_for_list([*nobody, person])
        assert cleared() == set()
        assert sees([(person, "identity", scene.ours.pk)]) == [True]
