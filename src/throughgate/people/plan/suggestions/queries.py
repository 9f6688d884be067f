"""What the rules suggest for one person: needs in their rank, a goal for each, and an order of the steps, with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from throughgate.common.errors import WrongUse
from throughgate.common.pathways import pathway
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.plan import queries
from throughgate.people.plan.models import Goal, RefusedSuggestion
from throughgate.people.plan.needs import queries as needs
from throughgate.people.plan.order import rules as order
from throughgate.people.plan.order.rules import Placed, Reason, Rule
from throughgate.people.plan.queries import Sheet, StepSeen
from throughgate.people.plan.ranking.rules import Ranked, rank
from throughgate.people.plan.suggestions import rules
from throughgate.people.record.opening import Opened


@dataclass(frozen=True)
class Line:
    """A need at its place, what is suggested for it, and what has become of the suggestion."""

    ranked: Ranked
    suggested: rules.Goal | None
    goals: tuple[Goal, ...]
    refused: tuple[RefusedSuggestion, ...]
    may_write: bool

    @property
    def is_refused(self) -> bool:
        return any(row.code == self.ranked.need.code for row in self.refused)

    @property
    def waits(self) -> bool:
        """For somebody to take what is suggested, or to refuse it."""
        return self.suggested is not None and not self.goals and not self.is_refused


@dataclass(frozen=True)
class Place:
    """A step at the place that is suggested, and why in words."""

    place: int
    step: StepSeen
    reasons: tuple[tuple[str, str, str], ...]  # the rule, what it is about, its source


def lines(opened: Opened, sheet: Sheet) -> list[Line]:
    """Every need still to be met, in its rank; a refused step is left out of its goal."""
    refused = queries.refused(opened)
    ranked = rank(needs.still_to_meet(opened), today=opened.today)
    of_step = rules.need_of_step(opened.today)
    codes = [each.need.code for each in ranked]
    steps_out = {row.code for row in refused} - set(codes)
    found = {
        goal.need: goal for goal in rules.suggest(codes, today=opened.today, refused=steps_out)
    }
    return [
        Line(
            each,
            found.get(each.need.code),
            tuple(goal.row for goal in sheet.goals if each.need.code in goal.row.needs),
            tuple(r for r in refused if each.need.code in (r.code, of_step.get(r.code))),
            opened.may_write(f"needs:{each.need.pathway}"),
        )
        for each in ranked
    ]


def suggestion(opened: Opened, need: str) -> rules.Goal | None:
    """What is suggested for a need, but for the steps that somebody refused."""
    refused = {row.code for row in queries.refused(opened)} - {need}
    found = rules.suggest([need], today=opened.today, refused=refused)
    return found[0] if found else None


def ordered(opened: Opened, sheet: Sheet) -> tuple[list[Place], str]:
    """The open steps of the active goals in the order that is suggested; where they wait in a ring none, and why."""
    ranked = rank(needs.of_person(opened), today=opened.today)
    places = {each.need.code: each.place for each in ranked}
    steps = {str(s.row.pk): s for goal in sheet.active for s in goal.steps if s.is_open}
    related = {goal.row.pk: tuple(goal.row.related) for goal in sheet.active}
    plain = [_as_suggested(s, related[s.row.goal_id], opened) for s in steps.values()]
    try:
        found = order.order(plain, places, today=opened.today)
    except WrongUse as error:
        return [], str(error)
    titles = {code: step.row.title for code, step in steps.items()}
    return [
        Place(each.place, steps[each.step.code], _reasons(each, titles, opened)) for each in found
    ], ""


def _as_suggested(step: StepSeen, related: tuple[str, ...], opened: Opened) -> rules.Step:
    """As the rules know it: what a suggestion says of the gate and of safety stays with the step that came of it."""
    row = step.row
    code, after = str(row.pk), tuple(str(each) for each in row.waits_for)
    goal = rules.goals(opened.today).get(row.need)
    known = next((s for s in goal.steps if s.code == row.suggestion), None) if goal else None
    if known is not None:
        return replace(known, code=code, title=row.title, after=after)
    return rules.Step(code, row.title, "", row.need, row.pathway, also=related, after=after)


def _reasons(
    placed: Placed, titles: dict[str, str], opened: Opened
) -> tuple[tuple[str, str, str], ...]:
    return tuple((each.name, _named(each, titles, opened), each.source) for each in placed.because)


def _named(reason: Reason, titles: dict[str, str], opened: Opened) -> str:
    day = opened.today
    if reason.rule in (Rule.WAITS_FOR, Rule.NEEDED_BY):
        return _listed(titles[code] for code in reason.of)
    if reason.rule in (Rule.STABLE_FIRST, Rule.SERVES_TWO):
        return _listed(pathway(code, day).name for code in reason.of)
    if reason.rule is Rule.RANK:
        known = catalogue.needs(day)
        return _listed(known[code].name for code in reason.of if code in known)
    return ""


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)
