"""Plans of the people in view: goals from their needs, steps by those who work with them, some late, some that wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Model

from throughgate.common.dates import add_working_days, next_working_day
from throughgate.data.demonstration.draws import draw, key, number, pick
from throughgate.data.demonstration.people import Made
from throughgate.people.assessment.models import Need
from throughgate.people.person.moves.rules import Place
from throughgate.people.plan.models import (
    AskedOnReturn,
    Goal,
    Plan,
    PlanAgreement,
    PlanReview,
    Progress,
    RefusedSuggestion,
    Step,
)
from throughgate.people.plan.rules import review_due
from throughgate.people.plan.suggestions import rules as suggestions
from throughgate.privacy.access.models import Organisation

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around

# What stands first in the plan of the person whom the tutorial follows; then her other needs.
TUTORIAL = ("accommodation.first_night", "drugs_alcohol.handover", "finance.identity")
LEADS = ("prison", "probation", "youth")
PLANNED = 0.85  # of those whose needs were signed
MOST_GOALS = 4
SAID = ("That is what I want.", "Fine, if somebody helps me with the forms.", "I will try it.")
NOT_AGREED = ("I do not want to go to a group.", "I want to live near my sister, not there.")
DONE = ("Done together, with a copy for them.", "They did it on their own.", "Settled by phone.")
GOING = ("Rang twice, they will ring back.", "The form is sent.", "First meeting went well.")
STUCK = ("No place is free before next month.", "The papers have not come yet.")
IN_THE_WAY = ("I had nowhere to charge my phone, so I missed the calls.", "The hostel was full of drugs.")  # fmt: skip
HELPED = ("Somebody who meets me at the gate.", "An appointment on the same day.")


@dataclass
class Drawn:
    """The plan of one person, as rows in the order in which they can be kept."""

    around: Around
    one: Made
    lead: str
    day: date
    rows: list[Model] = field(default_factory=list)

    def put(self, model: Any, organisation: str = "", day: date | None = None, **parts: Any) -> Any:
        """A row of the lead’s, or of whoever did something."""
        setting, life = self.around.setting, self.one.life
        by = organisation or self.lead
        made = model(
            id=key(life.key, by, model.__name__, len(self.rows)),
            person=self.one.person,
            held_by=setting.organisations[by],
            entered_on=day or self.day,
            entered_by=setting.worker(by, life.key),
            **parts,
        )
        self.rows.append(made)
        return made

    def chance(self, *of: object) -> float:
        return draw(self.one.life.key, "plan", *of)

    def pick(self, options: Any, *of: object) -> Any:
        return pick(options, self.one.life.key, "plan", *of)

    @property
    def today(self) -> date:
        return self.around.setting.today


def cases(around: Around, assessed: list[Model]) -> Iterator[Model]:
    """For most of those whose needs were signed, by who manages the sentence; some days after the assessment."""
    kinds = {each.pk: code for code, each in around.setting.organisations.items()}
    needs = _needs(assessed)
    for one in around.made:
        lead = _lead(one, kinds, around.setting.today)
        found = needs.get(one.person.pk, [])
        if one is around.jordan:
            yield from _of_jordan(around, lead, [need.code for need in found])
        elif lead and found and draw(one.life.key, "planned") < PLANNED:
            yield from _plan(around, one, lead, found)


def begin(assessed: list[Model], planned: list[Model]) -> None:
    """A need has begun with the first step that its own organisation began for it, as in use."""
    begun = {
        (row.person_id, row.held_by_id, row.step.need)
        for row in planned
        if isinstance(row, Progress) and row.state in ("in_progress", "done")
    }
    for need in assessed:
        if isinstance(need, Need) and (need.person_id, need.held_by_id, need.code) in begun:
            need.status = "in_progress"


def _needs(assessed: list[Model]) -> dict[UUID, list[Need]]:
    """By person, each code once: those of the assessments that were signed."""
    found: dict[UUID, dict[str, Need]] = defaultdict(dict)
    for row in assessed:
        if isinstance(row, Need) and row.last_day is None:
            found[row.person_id].setdefault(row.code, row)
    return {person: list(rows.values()) for person, rows in found.items()}


def _lead(one: Made, kinds: dict[int, str], today: date) -> str:
    """Who manages the sentence now: prison for whoever is inside."""
    found = {
        kinds[held.organisation_id]
        for held in one.involvements
        if held.purpose == "manage_sentence" and (held.last_day is None or held.last_day >= today)
    }
    return next((code for code in LEADS if code in found), "")


def _plan(around: Around, one: Made, lead: str, found: list[Need]) -> list[Model]:
    today = around.setting.today
    signed = max(need.first_day for need in found)
    begun = min(signed + timedelta(days=number(1, 9, one.life.key, "plan begun")), today)
    drawn = Drawn(around, one, lead, begun)
    needs = [need.code for need in found]
    back = one.life.place(today=today) is Place.RECALL
    before = _before(drawn, needs) if back else None
    because = {"because": "recall", "before": before} if before else {"because": "first"}
    plan = drawn.put(Plan, begun_on=begun, **because)
    for place, need in enumerate(needs[:MOST_GOALS], 1):
        goal = _goal(drawn, plan, need, place)
        if before and place == 1:
            _asked(drawn, plan, goal)
    for each in found[MOST_GOALS : MOST_GOALS + 1]:
        drawn.put(RefusedSuggestion, code=each.code, pathway=each.pathway, reason="One thing after the other, they say.")  # fmt: skip
    _said(drawn, plan)
    return drawn.rows


def _before(drawn: Drawn, needs: list[str]) -> Plan:
    """The plan before the recall, with a goal that was reached and one that was not."""
    long_ago = drawn.day - timedelta(days=120)
    plan: Plan = drawn.put(Plan, day=long_ago, begun_on=long_ago, because="first")
    for place, (need, state) in enumerate(zip(needs, ("achieved", "removed"), strict=False), 1):
        known = suggestions.goals(drawn.today)[need]
        drawn.put(Goal, day=long_ago, plan=plan, title=known.title, pathway=known.pathway, needs=[need],
                  target=long_ago + timedelta(days=60), place=place, state=state)  # fmt: skip
    return plan


def _asked(drawn: Drawn, plan: Plan, goal: Goal) -> None:
    for question, words in (("in_the_way", IN_THE_WAY), ("would_have_helped", HELPED)):
        drawn.put(AskedOnReturn, plan=plan, goal=goal, pathway=goal.pathway, question=question,
                  of="person", words=drawn.pick(words, question))  # fmt: skip


def _goal(drawn: Drawn, plan: Plan, need: str, place: int) -> Goal:
    known = suggestions.goals(drawn.today)[need]
    later = place == MOST_GOALS and drawn.chance("later") < 0.3
    target = max(review_due(drawn.day), next_working_day(drawn.today + timedelta(days=30)))
    goal: Goal = drawn.put(
        Goal, plan=plan, title=known.title, pathway=known.pathway, related=list(known.related),
        needs=[need], target=None if later else target, place=place,
        state="future" if later else "active",
    )  # fmt: skip
    keys: dict[str, Any] = {}
    for order, each in enumerate(known.steps, 1):
        step = _step(drawn, goal, each, order, keys)
        keys[each.code] = step.pk
    return goal


def _step(
    drawn: Drawn, goal: Goal, known: suggestions.Step, place: int, keys: dict[str, Any]
) -> Step:
    by = _by(drawn, known.by)
    due = add_working_days(drawn.today, number(-9, 35, drawn.one.life.key, known.code) + 6 * place)
    step: Step = drawn.put(
        Step, goal=goal, pathway=goal.pathway, title=known.title, need=known.need,
        suggestion=known.code, by_organisation=by, due=None if goal.target is None else due,
        place=place, waits_for=[keys[code] for code in known.after if code in keys],
    )  # fmt: skip
    if goal.target and (place == 1 or drawn.chance("begun", known.code) < 0.4):
        _progress(drawn, step, place)
    return step


def _progress(drawn: Drawn, step: Step, place: int) -> None:
    """In a row of whoever did it, where their organisation writes one."""
    drawn_state = drawn.chance("state", step.title)
    state = "done" if drawn_state < 0.45 else "in_progress" if drawn_state < 0.85 else "cannot_yet"
    words = drawn.pick({"done": DONE, "in_progress": GOING, "cannot_yet": STUCK}[state], step.title)
    day = drawn.day + timedelta(days=number(1, 6, drawn.one.life.key, step.title))
    at = datetime.combine(min(day, drawn.today), time(10 + place, 15), tzinfo=UTC)
    drawn.put(Progress, _code(drawn, step.by_organisation), at.date(), step=step, pathway=step.pathway,
              state=state, words=words, said_at=at)  # fmt: skip


def _by(drawn: Drawn, kind: str) -> Organisation | None:
    """An organisation of this kind that works with the person now, else the lead."""
    if kind == "person":
        return None
    known = drawn.around.setting.organisations
    working = {
        held.organisation_id
        for held in drawn.one.involvements
        if held.last_day is None or held.last_day >= drawn.today
    }
    able = [each for each in known.values() if each.kind == kind and each.pk in working]
    return able[0] if able else known[drawn.lead]


def _code(drawn: Drawn, organisation: Organisation | None) -> str:
    known = drawn.around.setting.organisations
    return next((code for code, each in known.items() if each == organisation), drawn.lead)


def _said(drawn: Drawn, plan: Plan) -> None:
    """Most agree; some do not, in their own words; a few were not asked yet. Some plans wait to be looked at again."""
    said = drawn.chance("agreed")
    day = min(drawn.day + timedelta(days=5), drawn.today)
    if said < 0.72:
        drawn.put(PlanAgreement, day=day, plan=plan, answer="agreed", said_on=day, how="face_to_face",
                  words=drawn.pick(SAID, "said"))  # fmt: skip
    elif said < 0.82:
        drawn.put(PlanAgreement, day=day, plan=plan, answer="does_not_agree", said_on=day, how="phone",
                  words=drawn.pick(NOT_AGREED, "said"))  # fmt: skip
    if drawn.day < drawn.today - timedelta(days=95) and drawn.chance("looked at") < 0.8:
        day = drawn.today - timedelta(days=number(5, 60, drawn.one.life.key, "looked"))
        drawn.put(PlanReview, day=day, plan=plan, reviewed_on=day, words="Looked at each step together; the days were set anew.")  # fmt: skip


def _of_jordan(around: Around, lead: str, known: list[str]) -> list[Model]:
    """Agreed, with a step that is late, one that waits for it, and something done by two organisations."""
    drawn = Drawn(
        around, around.jordan, lead or "prison", around.setting.today - timedelta(days=28)
    )
    plan = drawn.put(Plan, begun_on=drawn.day, because="first")
    needs = list(dict.fromkeys([*TUTORIAL, *known]))[:5]
    for place, need in enumerate(needs, 1):
        _goal_of_jordan(drawn, plan, need, place, later=place == len(needs))
    drawn.put(RefusedSuggestion, code="attitudes.time", pathway="attitudes", reason="Has enough on for now: “first the flat”.")  # fmt: skip
    day = drawn.today - timedelta(days=20)
    drawn.put(PlanAgreement, day=day, plan=plan, answer="agreed", said_on=day, how="face_to_face",
              words="I want the flat first. If that works I can do the rest.")  # fmt: skip
    return drawn.rows


def _goal_of_jordan(drawn: Drawn, plan: Plan, need: str, place: int, *, later: bool) -> None:
    known = suggestions.goals(drawn.today)[need]
    goal = drawn.put(
        Goal, plan=plan, title=known.title, pathway=known.pathway, related=list(known.related), needs=[need],
        target=None if later else next_working_day(drawn.today + timedelta(days=42)), place=place,
        state="future" if later else "active",
    )  # fmt: skip
    keys: dict[str, Any] = {}
    for order, each in enumerate(known.steps, 1):
        days = -4 if (place, order) == (1, 2) else 6 * order + place
        due = None if later else add_working_days(drawn.today, days)
        step = drawn.put(
            Step, goal=goal, pathway=goal.pathway, title=each.title, need=need, suggestion=each.code,
            by_organisation=_by(drawn, each.by), due=due, place=order,
            waits_for=[keys[code] for code in each.after if code in keys],
        )  # fmt: skip
        keys[each.code] = step.pk
        if order == 1 and place < 4:
            _done(drawn, step, ("done", "in_progress", "in_progress")[place - 1])


def _done(drawn: Drawn, step: Step, state: str) -> None:
    day = drawn.today - timedelta(days=12)
    at = datetime.combine(day, time(14, 30), tzinfo=UTC)
    words = "The council has it, with the name of who asked." if state == "done" else GOING[1]
    drawn.put(Progress, _code(drawn, step.by_organisation), day, step=step, pathway=step.pathway,
              state=state, words=words, said_at=at)  # fmt: skip
