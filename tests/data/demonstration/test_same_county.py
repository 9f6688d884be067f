"""The same day and the same histories make the same county; whom it holds is whom the histories hold."""

from __future__ import annotations

from pathlib import Path

from tests.data.demonstration.conftest import NOW, TODAY
from throughgate.data.demonstration import cases, posts
from throughgate.data.demonstration.lives import in_view, open_one
from throughgate.data.demonstration.setting import Setting, make_agreements
from throughgate.people.person.models import Identity
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.moves.rules import INSIDE


def test_made_twice_it_is_the_same(db, in_demonstration: None, histories: Path) -> None:
    posts.make(today=TODAY, now=NOW)
    setting = posts.setting(today=TODAY)
    make_agreements(setting)
    first, second = (_told(histories, setting) for _ in range(2))
    assert first == second


def _told(histories: Path, setting: Setting) -> list[str]:
    made = cases.chosen(in_view(histories, today=TODAY, most=100), setting)
    rows = [row for one in made for row in one.rows()]
    return [
        repr([(f.attname, getattr(row, f.attname)) for f in row._meta.concrete_fields if f.name != "created_at"])
        for row in rows
    ]  # fmt: skip


def test_who_is_inside_in_the_histories_is_inside_on_the_record(
    db, in_demonstration: None, histories: Path
) -> None:
    posts.make(today=TODAY, now=NOW)
    setting = posts.setting(today=TODAY)
    make_agreements(setting)
    lives = in_view(histories, today=TODAY, most=200)
    for life, one in zip(lives, cases.chosen(lives, setting), strict=True):
        inside = [
            row for row in one.entries
            if isinstance(row, Whereabouts) and row.last_day is None and row.kind in {place.value for place in INSIDE}
        ]  # fmt: skip
        assert bool(open_one(life.custody)) is bool(inside)
        identities = [row for row in one.entries if isinstance(row, Identity)]
        assert identities, life.key
        assert {row.birth_date for row in identities} == {life.born}
        assert {row.sex for row in identities} == {life.sex}
