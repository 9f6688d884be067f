"""What the frame shows of the plan: its part, and a card that says first what is late."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.assessment.needs.queries import worked_on
from throughgate.people.plan import home, queries, rules
from throughgate.people.plan.events import StepProgressed
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
from throughgate.people.plan.needs import changes as needs
from throughgate.people.plan.needs import queries as needs_of_plan
from throughgate.people.plan.queries import GoalSeen, Sheet
from throughgate.people.record import frame
from throughgate.people.record.frame import Card, Line, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.home import ask
from throughgate.privacy.audit import events

FEW = 3
TABLES = (Plan, Goal, Step, Progress, PlanAgreement, PlanReview, RefusedSuggestion, AskedOnReturn)


def register() -> None:
    gather(*TABLES)
    frame.offer("person-plan", lazy("Plan"), "plan", rank=50)
    frame.summarise(card, rank=50)
    ask(home.plans, rank=22)
    events.on(StepProgressed, needs.follow)
    worked_on(needs_of_plan.worked_on)


def card(opened: Opened) -> Card | None:
    if not opened.sees("plan"):
        return None
    sheet = opened.once(queries.sheet)
    lines = [_line(goal) for goal in sheet.active[:FEW]]
    if sheet.agreement:
        said = sheet.agreement
        words = load(rules.PACKAGE)["answers"].latest[said.answer]
        by = said_by(said.held_by.name, said.said_on, said.source)
        lines.append(Line(_("Agreement to the plan"), words, by))
    return Card(
        _("Plan"),
        tuple(lines),
        empty=_("There is no plan yet, or none flows to your organisation."),
        late=_late(sheet, opened),
        on_href=reverse("person-plan", args=[opened.person]),
        on_words=_("The whole plan"),
    )


def _line(goal: GoalSeen) -> Line:
    words = ngettext(
        "%(done)s of %(count)s step done", "%(done)s of %(count)s steps done", goal.counted
    )
    steps = words % {"done": goal.done, "count": goal.counted}
    by = _("by %(day)s") % {"day": dates.long(goal.row.target)} if goal.row.target else ""
    return Line(goal.row.title, f"{steps}, {by}" if by else steps)


def _late(sheet: Sheet, opened: Opened) -> str:
    words = []
    if sheet.late:
        days = max(step.late or 0 for step in sheet.late)
        words.append(
            ngettext(
                "%(count)s step is late, by %(days)s working days.",
                "%(count)s steps are late, the longest by %(days)s working days.",
                len(sheet.late),
            )
            % {"count": len(sheet.late), "days": days}
        )
    if sheet.review_due and sheet.review_due < opened.today:
        days = -dates.working_days_until(sheet.review_due, today=opened.today)
        words.append(
            ngettext(
                "The plan was to be looked at again %(days)s working day ago.",
                "The plan was to be looked at again %(days)s working days ago.",
                days,
            )
            % {"days": days}
        )
    return " ".join(words)
