"""At least one made-up case of everything that can happen: whom the tutorial follows, and who shows what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Model

from throughgate.common import dates
from throughgate.data.demonstration import (
    asking,
    assessing,
    changing,
    limits,
    moving,
    people,
    planning,
    releasing,
    requesting,
    telling,
)
from throughgate.data.demonstration.draws import key, number, pick
from throughgate.data.demonstration.involving import Tie
from throughgate.data.demonstration.lives import Life, open_one
from throughgate.data.demonstration.people import Made
from throughgate.data.demonstration.setting import OPENED, Setting
from throughgate.people.involvement.allocation.models import Allocation, Cover
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.team.models import Mentoring
from throughgate.people.person.iom.models import Adoption, FormerAdoption
from throughgate.people.person.iom.rules import latest_review
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.models import Identity, Person

TUTORIAL = ("Jordan", "Merrowby")
# Every printed post whose organisation ever sees a person works with the person of the tutorial.
EVERYBODY = (
    ("prison", "manage_sentence", "sentence"),
    ("prison", "resettlement", "sentence"),
    ("probation", "manage_sentence", "sentence"),
    ("council", "accommodation", "homes"),
    ("police", "iom", "iom"),
    ("probation", "iom", "iom"),
    ("treatment", "treatment", "treatment"),
    ("women", "support", "women"),
    ("charity", "support", "help"),
    ("charity", "mentoring", "help"),
)
DUPLICATES = 4
AT_THE_PANEL = 5  # adoptions that its chair has to look at again


@dataclass(frozen=True)
class Around:
    """What the cases are made from."""

    setting: Setting
    made: list[Made]
    jordan: Made

    def of(self, organisation: str, purpose: str = "") -> list[Made]:
        """With whom this organisation works now, but for the person of the tutorial."""
        pk, today = self.setting.organisations[organisation].pk, self.setting.today
        return [
            one
            for one in self.made
            if one is not self.jordan
            and any(
                held.organisation_id == pk
                and purpose in ("", held.purpose)
                and (held.last_day is None or held.last_day >= today)
                for held in one.involvements
            )
        ]


def tutorial_life(lives: list[Life]) -> Life:
    """A woman inside now, so that the women’s centre knows her too; else whoever is there."""
    inside = [life for life in lives if open_one(life.custody)]
    women = [life for life in inside if life.sex == "female" and life.born]
    return (women or inside or lives)[0]


def chosen(lives: list[Life], setting: Setting) -> list[Made]:
    jordan = tutorial_life(lives)
    made = []
    for life in lives:
        if life is jordan:
            made.append(_jordan(life, setting))
        else:
            made.append(people.make(life, setting))
    first = next(one for one in made if one.life is jordan)
    releasing.dated(made, first, setting)
    return moving.transfers(made, first, setting)


def _jordan(life: Life, setting: Setting) -> Made:
    """The same as any other, with a name to remember, and with the printed posts as her workers."""
    stay = open_one(life.custody)
    since = max(stay.first_day if stay else setting.today, OPENED)
    ties = tuple(Tie(*codes, first_day=since) for codes in EVERYBODY)
    made = people.make(life, setting, ties)
    made = replace(made, entries=(*made.entries, *telling.of_the_tutorial(made, setting, since)))
    printed = {
        setting.organisations[code].pk: found[0] for code, found in setting.workers.items() if found
    }
    others = {
        setting.organisations[code].pk: found[-1]
        for code, found in setting.workers.items()
        if found
    }
    for row in made.entries:
        if row.entered_by_id:
            row.entered_by = printed[row.held_by_id]
        if isinstance(row, Allocation) and row.part == Allocation.LEAD:
            row.worker = printed[row.held_by_id]
        elif isinstance(row, Allocation):
            row.worker = others[row.held_by_id]
        if isinstance(row, Identity):
            row.given_names, row.family_name = TUTORIAL
    for held in made.involvements:
        held.started_by = printed[held.organisation_id]
    return made


def around_jordan(made: list[Made], setting: Setting) -> Around:
    return Around(setting, made, next(one for one in made if _named(one)))


def after(around: Around, *, now: datetime) -> Iterator[list[Model]]:
    yield list(_adoptions(around))
    yield list(_mentoring(around))
    yield list(telling.transitions(around))
    yield list(moving.cases(around))
    yield list(releasing.cases(around))
    yield list(_duplicates(around))
    yield list(_cover(around))
    yield list(limits.cases(around, now=now))
    yield list(changing.changes(around, now=now))
    assessed = list(assessing.cases(around))
    planned = list(planning.cases(around, assessed))
    planning.begin(assessed, planned)
    yield assessed
    yield planned
    yield list(asking.cases(around, now=now))
    yield list(requesting.cases(around))  # last: they are about the rows that are there


def _named(one: Made) -> bool:
    return any(
        isinstance(row, Identity) and (row.given_names, row.family_name) == TUTORIAL
        for row in one.entries
    )


def entry(
    around: Around, one: Made, organisation: str, day: date, *of: object
) -> dict[str, object]:
    """What every row of a case says of who entered it."""
    return {
        "id": key(one.life.key, organisation, *of),
        "person": one.person,
        "held_by": around.setting.organisations[organisation],
        "entered_on": day,
        "entered_by": around.setting.worker(organisation, one.life.key),
    }


def _adoptions(around: Around) -> Iterator[Model]:
    """Integrated offender management: the panel’s cohort now, and a few who were removed from it."""
    today = around.setting.today
    for place, one in enumerate([around.jordan, *around.of("police", "iom")]):
        begun = today - timedelta(days=number(10, 185, one.life.key, "adopted"))
        parts = {
            "cohort": pick(["fixed", "fixed", "flex", "free"], one.life.key, "cohort"),
            "proposed_by": "The integrated management sergeant",
            "decided_by": "The panel’s chair",
            "why": "As minuted by the panel: offending and needs that several agencies must meet together.",
            "first_day": begun,
            "review_on": latest_review(begun) - timedelta(days=7),
        }
        row = entry(around, one, "probation", begun, "adoption")
        if place and place % 9 == 0:
            yield FormerAdoption(**row, **parts, removed_on=today - timedelta(days=3),
                                 removed_why="Settled: six months without an offence, by the panel’s decision",
                                 removed_by=around.setting.posts["panel"])  # fmt: skip
        else:
            if 0 < place < AT_THE_PANEL:
                parts["review_on"] = min(today + timedelta(days=4 * place), latest_review(begun))
                chair = {"worker": around.setting.posts["panel"], "part": Allocation.SUPPORT}
                yield Allocation(
                    **entry(around, one, "probation", begun, "panel"), **chair, first_day=begun
                )
            yield Adoption(**row, **parts)


def _mentoring(around: Around) -> Iterator[Model]:
    """All that a mentor sees. The printed peer mentor meets six people, the person of the tutorial first."""
    mentor, today = around.setting.posts["mentor"], around.setting.today
    for place, one in enumerate([around.jordan, *around.of("charity", "mentoring")]):
        first = next(row.given_names for row in one.entries if isinstance(row, Identity)).split()[0]
        begun = today - timedelta(days=number(5, 60, one.life.key, "mentored"))
        meets = today + timedelta(days=number(0, 6, one.life.key, "meets"))
        where = "the visits hall" if open_one(one.life.custody) else "the café by the library"
        yield Mentoring(
            **entry(around, one, "charity", begun, "mentoring"),
            mentor=mentor if place < 6 else None,
            first_name=first,
            reach="Through the charity, 01632 960111",
            meeting=f"{dates.weekday(meets)} at {10 + place % 6}:00, {where}",
            first_day=begun,
        )


def _duplicates(around: Around) -> Iterator[Model]:
    """Somebody entered by the council who was there already, out of its sight: for a record officer to decide."""
    council, today = around.setting.organisations["council"], around.setting.today
    worker, agreement = around.setting.posts["housing"], around.setting.agreements["homes"]
    for one in around.of("probation", "manage_sentence")[:DUPLICATES]:
        again = replace_identity(one)
        person = Person(id=key(one.life.key, "again"), created_by=council)
        yield person
        yield Involvement(
            id=key(one.life.key, "again", "involvement"), person=person, organisation=council,
            purpose="accommodation", agreement=agreement, first_day=today, origin=people.ORIGIN,
            started_by=worker,
        )  # fmt: skip
        yield Identity(
            id=key(one.life.key, "again", "identity"), person=person, held_by=council, source="here",
            entered_on=today, entered_by=worker, **again,
        )  # fmt: skip
        yield PossibleMatch(
            id=key(one.life.key, "match"), person=person, known=one.person, added_by=council,
            why=["name_and_birth_date"], found_on=today,
        )  # fmt: skip


def replace_identity(one: Made) -> dict[str, object]:
    found = next(row for row in one.entries if isinstance(row, Identity))
    names = ("given_names", "family_name", "birth_date", "sex")
    return {name: getattr(found, name) for name in names}


def _cover(around: Around) -> Iterator[Model]:
    """A colleague stands in for a probation practitioner who is on leave."""
    setting = around.setting
    colleague = setting.workers["probation"][1]
    yield Cover(
        organisation=setting.organisations["probation"], away=colleague,
        stands_in=setting.posts["probation"], first_day=setting.today - timedelta(days=2),
        last_day=setting.today + timedelta(days=5), set_by=setting.posts["probation.manager"],
    )  # fmt: skip
