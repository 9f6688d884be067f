"""Everybody in view, as rows: each person, who is involved with them, and what each organisation has of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from throughgate.data.demonstration import record
from throughgate.data.demonstration.draws import key
from throughgate.data.demonstration.involving import Tie, ties
from throughgate.data.demonstration.lives import Life
from throughgate.data.demonstration.record import Writing
from throughgate.data.demonstration.setting import Setting
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.models import Entry, Person

LEADS = ("prison", "probation", "youth", "police", "council")
ORIGIN = "demonstration"
NEVER_IN_FORCE = (
    "court_liaison"  # it has no assessment of its risks, so nobody could enter anything under it
)


@dataclass(frozen=True)
class Made:
    """One person of the county, with every row about them."""

    life: Life
    person: Person
    involvements: tuple[Involvement, ...]
    entries: tuple[Entry, ...]

    def rows(self) -> Iterator[Model]:
        yield self.person
        yield from self.involvements
        yield from self.entries


def make(life: Life, setting: Setting, more: tuple[Tie, ...] = ()) -> Made:
    """The first organisation that is involved adds them; those that lead on somebody hold who they are."""
    found = [*more, *ties(life, today=setting.today)]
    tied = list({(tie.organisation, tie.purpose): tie for tie in reversed(found)}.values())[::-1]
    tied.sort(key=lambda tie: tie.first_day)
    person = Person(id=key(life.key), created_by=setting.organisations[_holders(tied, setting)[0]])
    entries: list[Entry] = []
    for organisation, tie in _first_of_each(tied, setting.today).items():
        on = record.begin(life, tie, person, setting)
        if tie.goes_on(setting.today) and tie.agreement != NEVER_IN_FORCE:
            _write(on, tie, holds=organisation in _holders(tied, setting))
        entries += on.rows
    involvements = tuple(_involvement(life, person, tie, setting) for tie in tied)
    return Made(life, person, involvements, tuple(entries))


def _first_of_each(tied: list[Tie], today: date) -> dict[str, Tie]:
    """One tie an organisation: the earliest that goes on, else the earliest."""
    found: dict[str, Tie] = {}
    for tie in sorted(tied, key=lambda each: (not each.goes_on(today), each.first_day)):
        found.setdefault(tie.organisation, tie)
    return found


def _write(on: Writing, tie: Tie, *, holds: bool) -> None:
    if holds:
        record.who_they_are(on)
        record.where_they_are(on)
    if on.organisation in ("prison", "probation", "youth", "police") and holds:
        record.sentence_and_risk(on)
    record.work(on, tie)


def _holders(tied: list[Tie], setting: Setting) -> list[str]:
    """Those that lead, of the law first, and who helps without being told by them who it is; without a lead, everyone
    who helps has their own."""
    current = [t for t in tied if t.goes_on(setting.today)]
    leading = [
        t.organisation
        for t in current
        if t.purpose == "manage_sentence" and t.agreement != NEVER_IN_FORCE
    ]
    helping = [t for t in current if t.agreement not in ("earlier_homes", NEVER_IN_FORCE)]
    told = {
        t.organisation
        for t in helping
        for lead in leading
        if (t.agreement, t.purpose, lead, t.organisation) in setting.named
    }
    untold = [t.organisation for t in helping if t.organisation not in told]
    return list(dict.fromkeys([*leading, *untold]))


def _involvement(life: Life, person: Person, tie: Tie, setting: Setting) -> Involvement:
    return Involvement(
        id=key(life.key, "involvement", tie.organisation, tie.purpose),
        person=person,
        organisation=setting.organisations[tie.organisation],
        purpose=tie.purpose,
        agreement=setting.agreements[tie.agreement],
        first_day=tie.first_day,
        last_day=tie.last_day,
        origin=ORIGIN,
        started_by=setting.worker(tie.organisation, life.key),
    )
