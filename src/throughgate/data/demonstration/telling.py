"""What is told of the person of the tutorial, so that each part of the record has something to show; and who moves on
from youth to adult services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from throughgate.data.demonstration.draws import key, number
from throughgate.data.demonstration.people import ORIGIN, Made
from throughgate.data.demonstration.setting import Setting
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.team.models import Transition
from throughgate.people.person.facts.kinds import SECTIONS, Kind
from throughgate.people.person.facts.models import Fact
from throughgate.people.person.models import Entry
from throughgate.people.person.names.models import Alias
from throughgate.people.person.risk.models import CONDITIONS_APPLY, Flag
from throughgate.people.person.sentence.models import Condition, Sentence

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around

MOVES_ON_AT = 17


def of_the_tutorial(made: Made, setting: Setting, since: date) -> Iterator[Entry]:
    """A name she likes, what helps her to read, conditions, an earlier caution, whom to ring."""
    today = setting.today

    def row(model: type[Entry], organisation: str, *of: object, **parts: Any) -> Any:
        holder = setting.organisations[organisation]
        of_row = key(made.life.key, "told", organisation, model.__name__, *of)
        said = {"id": of_row, "person": made.person, "held_by": holder, "entered_on": since}
        return model(**said, **parts)

    yield row(Alias, "probation", kind="known_as", given_names="Jo")
    probation = setting.organisations["probation"].pk
    if not _has_said(made, probation, Kind.READING):
        reading = {"kind": Kind.READING.value, "section": SECTIONS[Kind.READING], "value": "help"}
        yield row(Fact, "probation", **reading, words="Large print and short sentences")
    for sentence in made.entries:
        if isinstance(sentence, Sentence) and sentence.held_by_id == probation:
            for place, words in enumerate(
                ("Lives where probation has agreed", "Goes to treatment")
            ):
                days = {"first_day": since, "last_day": today + timedelta(days=200)}
                yield row(
                    Condition,
                    "probation",
                    place,
                    sentence=sentence,
                    words=words,
                    **(days if place else {}),
                )
    given = since - timedelta(days=500)
    caution = row(
        Sentence, "police", kind="conditional_caution", imposed_on=given,
        given_by=setting.organisations["police"].name, ended_on=given + timedelta(days=112),
    )  # fmt: skip
    yield caution
    words = "Sees the drug and alcohol worker three times"
    yield row(Condition, "police", sentence=caution, words=words, first_day=given)
    yield row(
        Flag, "prison", kind="self", ring="The safer custody desk", phone="01632 960120",
        words="Ask how she sleeps, and tell the desk the same day.", review_on=today - timedelta(days=4),
    )  # fmt: skip
    review = today + timedelta(days=24)
    yield row(Flag, "probation", kind=CONDITIONS_APPLY, review_on=review)


def _has_said(made: Made, holder: int, kind: Kind) -> bool:
    facts = (row for row in made.entries if isinstance(row, Fact) and row.held_by_id == holder)
    return any(row.kind == kind for row in facts)


def transitions(around: Around) -> Iterator[Model]:
    """Those who are 17: the youth worker hands over to the printed probation practitioner, who sees them for it."""
    today = around.setting.today
    moving = [one for one in around.of("youth") if one.life.age(today=today) == MOVES_ON_AT]
    for place, one in enumerate(moving):
        yield from _moving_on(around, one, place)


def _moving_on(around: Around, one: Made, place: int) -> Iterator[Model]:
    setting, life = around.setting, one.life.key
    probation, youth = setting.organisations["probation"], setting.organisations["youth"]
    told = setting.today - timedelta(days=20)
    planned = setting.today + timedelta(days=number(20, 120, life, "moves on"))
    if place == 0:
        planned = setting.today - timedelta(days=6)
    receiver = setting.posts["probation"]
    yield Involvement(
        id=key(life, "transition", "involvement"), person=one.person, organisation=probation,
        purpose="youth_transition", agreement=setting.agreements["youth"], first_day=told, origin=ORIGIN,
        started_by=receiver,
    )  # fmt: skip
    yield Allocation(
        id=key(life, "transition", "allocation"), person=one.person, held_by=probation, entered_on=told,
        entered_by=receiver, worker=receiver, part=Allocation.LEAD, first_day=told,
    )  # fmt: skip
    yield Transition(
        id=key(life, "youth", "transition"), person=one.person, held_by=youth, entered_on=told,
        entered_by=setting.worker("youth", life), to_organisation=probation,
        youth_worker=str(setting.worker("youth", life)), adult_worker=str(receiver) if place % 2 else "",
        planned_for=planned, met_on=setting.today - timedelta(days=3) if place % 2 else None,
    )  # fmt: skip
