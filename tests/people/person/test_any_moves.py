"""Whatever is entered in whatever order: one present place a holder, nothing lost, and what is refused changes nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.making import making
from tests.truth.scene import NOW, TODAY, Scene, make
from throughgate.common.errors import ThroughgateError
from throughgate.people.person.moves import changes, queries
from throughgate.people.person.moves.changes import Going
from throughgate.people.person.moves.models import HandedOver, Move, Whereabouts
from throughgate.people.person.moves.rules import ALLOWED, ESTABLISHMENT, Place
from throughgate.people.record.opening import open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.access.sight import seeing

BY = {"today": TODAY, "now": NOW}
FIRST = date(2027, 3, 1)  # since when the scene's person is in prison
days = st.integers(-1, 5).map(lambda n: FIRST + timedelta(days=n))
names = st.sampled_from(["A prison", "B prison", ""])
goings = st.builds(Going, st.sampled_from(Place), days, names)
steps = st.lists(
    st.tuples(st.sampled_from(["go", "go", "go", "correct", "stale"]), goings, st.integers(0, 9)),
    min_size=3,
    max_size=8,
)


@pytest.fixture
def scene(db: None) -> Scene:
    return make()


@contextmanager
def as_user(user: User) -> Iterator[User]:
    with seeing(user.pk, today=TODAY, now=NOW):
        yield user


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(steps)
@example([("go", Going(Place.NONE, TODAY, ""), 0), ("correct", Going(Place.LICENCE, TODAY, ""), 1)])
def test_any_moves(scene: Scene, taken: list[tuple[str, Going, int]]) -> None:
    with transaction.atomic():
        for what, to, which in taken:
            _step(scene, what, to, which)
        transaction.set_rollback(True)


def _step(scene: Scene, what: str, to: Going, which: int) -> None:
    before = _all(scene)
    try:
        with transaction.atomic(), as_user(scene.users["practitioner"]) as user:
            _do(scene, user, what, to, which)
    except ThroughgateError:
        assert _all(scene) == before, "what is refused changes nothing"
    else:
        assert what != "stale", "a form that saw another place must not be saved"
        _holds(scene, before)


def _do(scene: Scene, user: User, what: str, to: Going, which: int) -> None:
    person = scene.people["own"].pk
    record = open_record(user, person, **BY)
    if what == "correct":
        rows = [r for r in queries.whereabouts(record) if r.held_by_id == scene.ours.pk]
        row = rows[which % len(rows)]
        changes.correct(row=row, version=row.version, to=to, by=user, **BY)
        return
    here = queries.own_present(record)
    assert here is not None
    seen = (here.pk, here.version + (what == "stale"))
    changes.go(person=person, key=uuid.uuid4(), seen=seen, to=to, asked=None, by=user, **BY)


def _all(scene: Scene) -> tuple[list[dict[str, Any]], ...]:
    """Every row of ours about them, as it is."""
    with making():
        return tuple(
            list(model._base_manager.filter(person=scene.people["own"], held_by=scene.ours).order_by("pk").values())
            for model in (Whereabouts, Move, HandedOver)
        )  # fmt: skip


def _holds(scene: Scene, before: tuple[list[dict[str, Any]], ...]) -> None:
    after = _all(scene)
    for was, now in zip(before, after, strict=True):
        assert {row["id"] for row in was} <= {row["id"] for row in now}, "nothing is lost"
    rows, moves, _items = after
    assert [row["last_day"] for row in rows].count(None) == 1
    places = {row["id"]: row for row in rows}
    assert {row["kind"] for row in rows} <= {place.value for place in Place}
    for row in rows:
        assert bool(row["establishment"]) == (Place(row["kind"]) in ESTABLISHMENT)
    for move in moves:
        if move["came_from_id"] is None:
            continue  # the scene's own
        came, went = places[move["came_from_id"]], places[move["went_to_id"]]
        assert ALLOWED[Place(came["kind"])][Place(went["kind"])] == move["kind"]
        assert came["last_day"] == went["first_day"] == move["day"]
        assert came["first_day"] <= came["last_day"]
        assert went["last_day"] is None or went["first_day"] <= went["last_day"]
