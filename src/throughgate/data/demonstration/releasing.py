"""Releases of the people in view: days that moved, how far each thing to leave with is, how it went after the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Model

from throughgate.data.demonstration.draws import draw, key, number, pick
from throughgate.data.demonstration.people import Made
from throughgate.data.demonstration.setting import Setting
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.release import rules
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.essentials.rules import State, essentials
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.release.milestones.rules import aspects, earliest_release

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around

FRIDAY = 4
SOON, MOVED, MOVED_TO = timedelta(days=84), timedelta(days=42), timedelta(days=16)
TUTORIAL = timedelta(days=20)
SPOKEN_OF = 0.7  # of the essentials of somebody who leaves soon
WORDS = {
    "first_night": ("The hostel in Mill Road keeps a bed", "Waits for an answer from the council"),
    "identity": ("Birth certificate is in the property bag", "Asked the registrar for a copy"),
    "bank": ("The card comes to the prison", "Second meeting with the bank is on Tuesday"),
    "treatment": ("Handed over to the treatment service by name", "They have not answered yet"),
    "met": ("The mentor is at the gate at nine", "Nobody is found yet"),
}
LATER = {"home": 0.75, "work": 0.35, "treatment": 0.7, "benefits": 0.8, "money": 0.6}


def dated(made: Iterable[Made], first: Made, setting: Setting) -> None:
    """The person of the tutorial leaves on a Friday in about three weeks; somebody else six weeks later than they will."""
    friday = setting.today + TUTORIAL
    friday += timedelta(days=(FRIDAY - friday.weekday()) % 7)
    for row in _dates(first):
        row.day = friday
    other = _moved(made, first)
    for row in _dates(other) if other else ():
        row.day = setting.today + MOVED_TO + MOVED


def move_forward(around: Around) -> None:
    """The prison's system gives an earlier day; the day before stays in its history."""
    other = _moved(around.made, around.jordan)
    if other:
        rows = KeyDate.objects.filter(pk__in=[row.pk for row in _dates(other)])
        yesterday = around.setting.today - timedelta(days=1)
        rows.update(day=F("day") - MOVED, version=F("version") + 1, entered_on=yesterday)


def _moved(made: Iterable[Made], first: Made) -> Made | None:
    some = [one for one in made if one is not first and _dates(one)]
    return min(some, key=lambda one: draw(one.life.key, "moved forward"), default=None)


def _dates(one: Made) -> list[KeyDate]:
    """Of release, as every system gives them."""
    return [
        row
        for row in one.entries
        if isinstance(row, KeyDate) and row.kind in ("conditional_release", "confirmed_release")
    ]


def cases(around: Around) -> Iterator[Model]:
    """What workers said of the essentials of those who leave soon, and of those who left in the last half year."""
    moved = _moved(around.made, around.jordan)
    for one in around.made:
        days = [row.day - (MOVED if one is moved else timedelta()) for row in _dates(one)]
        if days and min(days) - around.setting.today <= SOON:
            yield from _said(around, one, min(days))
        yield from _after(around, one)


def _said(around: Around, one: Made, release: date) -> Iterator[Model]:
    """The nearer the day, the more is ready; something is always missing for the person of the tutorial."""
    today = around.setting.today
    left = (release - today) / SOON
    for each in essentials(today):
        chance = draw(one.life.key, "essential", each.code)
        if chance >= SPOKEN_OF or (one is around.jordan and each.code in ("first_night", "bank")):
            continue
        state = _state(chance / SPOKEN_OF, left)
        since = today - timedelta(days=number(1, 9, one.life.key, each.code))
        words = WORDS.get(each.code, ("", ""))
        told = {State.READY: words[0], State.UNDER_WAY: words[1]}.get(state, "")
        yield Essential(
            id=key(one.life.key, "essential", each.code), person=one.person, code=each.code, section=each.section,
            held_by=around.setting.organisations["prison"], entered_on=since, words=told, state=state.value,
            entered_by=around.setting.posts["resettlement"], said_at=_at(since),
        )  # fmt: skip


def _state(chance: float, left: float) -> State:
    if chance < 0.06:
        return State.NOT_NEEDED
    if chance < 0.9 - 0.7 * left:
        return State.READY
    return State.UNDER_WAY if chance < 0.95 - 0.35 * left else State.TO_DO


def _after(around: Around, one: Made) -> Iterator[Model]:
    """As probation heard it, at each milestone that has come; of some the last is not asked about yet."""
    today, probation = around.setting.today, around.setting.organisations["probation"]
    out = [
        row
        for row in one.entries
        if isinstance(row, Whereabouts) and row.kind == "licence" and row.held_by_id == probation.pk
    ]
    if not out or out[0].first_day < earliest_release(today):
        return
    come = [m for m in rules.milestones(out[0].first_day, today=today) if m.day <= today]
    if draw(one.life.key, "not asked yet") < 0.4:
        come = come[:-1]
    for stone in come:
        for aspect in aspects(today):
            if draw(one.life.key, stone.code, aspect.code, "asked") < 0.2:
                continue
            answers = list(aspect.answers)
            good = draw(one.life.key, aspect.code) < LATER[aspect.code]
            answer = (
                answers[0] if good else pick(answers[1:-1], one.life.key, stone.code, aspect.code)
            )
            yield Milestone(
                id=key(one.life.key, stone.code, aspect.code), person=one.person, held_by=probation, code=stone.code,
                entered_on=stone.day, entered_by=around.setting.worker("probation", one.life.key),
                aspect=aspect.code, section=aspect.section, released_on=out[0].first_day, answer=answer,
            )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10, 30), tzinfo=UTC)
