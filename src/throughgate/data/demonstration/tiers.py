"""Scores, tiers and contacts of everybody whom probation supervises in the made-up county.

Worked out by the very functions that the pages use, from their histories; only what other systems would give (CSRP) is
drawn. Some tiers are confirmed, some wait, some are provisional or missing a score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from throughgate.common.dates import add_months, add_working_days
from throughgate.data.demonstration.cases import Around
from throughgate.data.demonstration.draws import draw, key, number
from throughgate.data.demonstration.lives import Life
from throughgate.data.demonstration.people import Made
from throughgate.people.assessment.models import Assessment, FilledPart, HarmRisk
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.person.iom.models import Adoption
from throughgate.people.person.models import Entry
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.moves.rules import INSIDE
from throughgate.people.person.risk.models import Mappa
from throughgate.people.person.sentence.models import Sentence
from throughgate.people.tier import inputs, kept
from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.contact.rules import every
from throughgate.people.tier.models import CalculatedTier, ConfirmedTier, TierOverride
from throughgate.people.tier.rules import Tier
from throughgate.people.tier.scores import rules
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.people.tier.scores.queries import facts
from throughgate.predictors.numbers import number as published
from throughgate.predictors.offences import Offences

Row = TypeVar("Row", bound=Entry)
HOLDER = "probation"
SCORED, HAS_CSRP, DYNAMIC, CONFIRMED, OVERRIDDEN = 0.9, 0.9, 0.6, 0.75, 0.01
SYSTEM = "Assessment system (made up)"


@dataclass
class Known:
    """Rows that are kept already, by person, as probation sees them."""

    tables: dict[type[Model], dict[UUID, list[Any]]] = field(default_factory=dict)

    def of(self, model: type[Row], person: UUID) -> list[Row]:
        if model not in self.tables:
            found: dict[UUID, list[Any]] = defaultdict(list)
            kinds = ("probation", "prison")
            rows = model._base_manager.filter(held_by__kind__in=kinds).select_related("held_by")
            for row in rows.order_by("-entered_on", "pk"):
                found[row.person_id].append(row)
            self.tables[model] = found
        return self.tables[model][person]


@dataclass
class Desk:
    """A probation worker at the record of one person."""

    one: Made
    around: Around
    known: Known
    worker: Any
    day: date

    def row(self, model: type[Row], *of: object, **parts: Any) -> Row:
        holder = self.around.setting.organisations[HOLDER]
        said: dict[str, Any] = {"person": self.one.person, "held_by": holder}
        said |= {"entered_on": self.day, "entered_by": self.worker}
        return model(id=key(self.one.life.key, "tier", model.__name__, *of), **{**said, **parts})

    def draw(self, what: str) -> float:
        return draw(self.one.life.key, "tier", what)


def rows(around: Around) -> Iterator[Model]:
    """Table by table of each person: the facts, the scores, the suggestion, what was confirmed, the contacts."""
    known = Known()
    for one in around.made:
        if _supervised(one, around, known):
            yield from _of(_desk(one, around, known), chosen=one is around.jordan)


def _supervised(one: Made, around: Around, known: Known) -> bool:
    ours = around.setting.organisations[HOLDER].pk
    works = any(
        held.organisation_id == ours
        and held.purpose == "manage_sentence"
        and (held.last_day is None or held.last_day >= around.setting.today)
        for held in one.involvements
    )
    return works and bool(one.life.sanctions and one.life.born and one.life.sex)


def _desk(one: Made, around: Around, known: Known) -> Desk:
    ours = around.setting.organisations[HOLDER].pk
    leads = [r.worker for r in one.entries if isinstance(r, Allocation) and r.held_by_id == ours]
    worker = leads[0] if leads else around.setting.worker(HOLDER, one.life.key)
    today, first = around.setting.today, one.life.sanctions[0].day
    day = today - timedelta(days=number(3, 120, one.life.key, "scored"))
    known_from = min(
        today, _could_again(one.life, first)
    )  # nobody is scored before they were convicted
    return Desk(one, around, known, worker, max(day, known_from))


def _of(desk: Desk, *, chosen: bool) -> Iterator[Model]:
    if not chosen and desk.draw("scored") >= SCORED:
        return
    read = desk.row(OffendingHistory, **_facts(desk.one.life, desk.day))
    scores = [*_worked_out(desk, read), *_from_elsewhere(desk, chosen)]
    yield read
    yield from scores
    signed = _newest_signed(desk.known.of(Assessment, desk.one.person.pk))
    if signed and signed.signed_on:
        desk.day = max(desk.day, signed.signed_on)
    calculated = desk.row(CalculatedTier, **_columns(desk, signed, read, scores))
    yield calculated
    if calculated.tier and (chosen or desk.draw("confirmed") < CONFIRMED):
        yield from _confirmed(desk, calculated, chosen)


def _facts(life: Life, day: date) -> dict[str, Any]:
    """As the record of convictions has them; the current sanction is the last."""
    violent = set(published("violent_categories"))
    days = sorted({each.day for each in life.sanctions if each.day <= day}) or [
        life.sanctions[0].day
    ]
    current = [each for each in life.sanctions if each.day == days[-1]]
    found = [category for each in current for category in each.categories]
    for_violence = {s.day for s in life.sanctions if s.day in days and violent & set(s.categories)}
    ever = {category for s in life.sanctions for category in s.categories}
    return {
        "first_sanctioned": days[0],
        "convicted": days[-1],
        "follow_up_from": _could_again(life, days[-1]),
        "sanctions": len(days),
        "violent_sanctions": len(for_violence),
        "offence_category": found[0] if found else "",
        "domestic_abuse": draw(life.key, "domestic abuse") < 0.12,
        "stalking": draw(life.key, "stalking") < 0.02,
        "child_protection": draw(life.key, "child protection") < 0.06,
        "sexual_offence": any(category.startswith("sexual") for category in ever),
    }


def _could_again(life: Life, convicted: date) -> date:
    """The last release after the conviction, else the day of it."""
    out = [stay.last_day for stay in life.custody if stay.last_day and stay.last_day >= convicted]
    return max(out, default=convicted)


def _worked_out(desk: Desk, read: OffendingHistory) -> Iterator[Score]:
    life = desk.one.life
    found = rules.answers(
        facts(read), born=life.born, sex=life.sex, codes=Offences(), today=desk.day
    )
    for answer in found:
        if answer.scored:
            yield desk.row(Score, answer.score, **rules.columns(answer, desk.day))


def _from_elsewhere(desk: Desk, chosen: bool) -> Iterator[Score]:
    """What only another system has: most are low, as they are."""
    if not chosen and desk.draw("csrp") >= HAS_CSRP:
        return
    percent = Decimal(str(round(min(0.2 + 9 * desk.draw("percent") ** 3, 30), 2)))
    yield desk.row(
        Score,
        "csrp",
        kind="csrp",
        percent=percent,
        band=rules.band_of("csrp", percent, ""),
        dynamic=chosen or desk.draw("dynamic") < DYNAMIC,
        scored_on=desk.day,
        from_system=SYSTEM,
    )


def _columns(
    desk: Desk, signed: Assessment | None, read: OffendingHistory, scores: list[Score]
) -> dict[str, Any]:
    person, today = desk.one.person.pk, desk.around.setting.today
    on_record = inputs.Rows(
        scores=scores,
        facts=[read],
        mappa=[
            m for m in desk.known.of(Mappa, person) if m.last_day is None or m.last_day >= today
        ],
        sentences=desk.known.of(Sentence, person),
        whereabouts=desk.known.of(Whereabouts, person),
        adoptions=desk.known.of(Adoption, person),
        harm=_last(desk, HarmRisk, "towards") if signed else [],
        parts=_last(desk, FilledPart, "part") if signed else [],
    )
    return kept.columns(inputs.taken(on_record, today=today), today=today)


def _last(desk: Desk, model: type[Any], name: str) -> list[Any]:
    """Of each group or part, as the last signed assessment that speaks of it says."""
    person = desk.one.person.pk
    signed = {a.pk: a.signed_on for a in desk.known.of(Assessment, person) if a.signed_on}
    rows = [row for row in desk.known.of(model, person) if row.assessment_id in signed]
    rows.sort(key=lambda row: signed[row.assessment_id])
    return list({getattr(row, name): row for row in rows}.values())


def _newest_signed(found: list[Assessment]) -> Assessment | None:
    signed = [row for row in found if row.signed_on]
    return max(signed, key=lambda row: (row.signed_on, row.started_on), default=None)


def _confirmed(desk: Desk, calculated: CalculatedTier, chosen: bool) -> Iterator[Model]:
    tier, today = Tier(calculated.tier), desk.around.setting.today
    said = {"tier": tier.value, "first_day": desk.day}
    yield desk.row(ConfirmedTier, calculation=calculated, **said)
    if chosen or desk.draw("overridden") < OVERRIDDEN:
        tier = Tier.B if tier is not Tier.B else Tier.A
        yield desk.row(
            TierOverride,
            tier=tier.value,
            reason="Her home is at risk: seen more often until she has moved."
            if desk.one.life.sex == "female"
            else "His home is at risk: seen more often until he has moved.",
            first_day=today - timedelta(days=2),
            last_day=add_months(today, 2),
        )
    there = [w for w in desk.known.of(Whereabouts, desk.one.person.pk) if w.last_day is None]
    if not any(row.kind in INSIDE for row in there):
        yield from _contacts(desk, every(tier, today=today), today)


def _contacts(desk: Desk, often: int, today: date) -> Iterator[ContactMade]:
    """Mostly in time: one in twelve was last seen too long ago."""
    late = desk.draw("late") < 0.08
    ago = often + number(1, 4, desk.one.life.key, "ago") if late else int(often * desk.draw("ago"))
    day = add_working_days(today, -ago) if ago else today
    for place, kind in enumerate(("office", "telephone")):
        met = add_working_days(day, -often * place) if place else day
        yield desk.row(ContactMade, place, day=met, kind=kind, entered_on=met)
