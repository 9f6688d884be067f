"""One row of every table of a plan about a person, for tests of what may be seen of each. Made in `making()`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model

from throughgate.people.person.models import Person
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
from throughgate.privacy.access.models import Organisation, User

DAY = date(2027, 3, 1)
MOMENT = datetime(2027, 3, 1, 12, tzinfo=UTC)


def of_plan(person: Person, holder: Organisation, user: User, **changes: Any) -> list[Model]:
    """A plan with a goal of a pathway that flows in the truth table’s scene, a step, and what was said of each."""
    held = {"person": person, "held_by": holder, "entered_on": DAY, "entered_by": user, **changes}
    plan = Plan(**held, begun_on=DAY, because="first")
    about = {**held, "pathway": "accommodation"}
    need = "accommodation.settled"
    goal = Goal(**about, plan=plan, title="I have a home", needs=[need], target=date(2027, 6, 1))
    step = Step(**about, goal=goal, title="Apply for a home", need=need, due=DAY)
    asked = {"plan": plan, "goal": goal, "question": "in_the_way", "of": "person"}
    return [
        plan,
        goal,
        step,
        Progress(**about, step=step, state="in_progress", words="Rang them", said_at=MOMENT),
        PlanAgreement(**held, plan=plan, answer="agreed", said_on=DAY, how="face_to_face"),
        PlanReview(**held, plan=plan, reviewed_on=DAY, words="All looked at"),
        RefusedSuggestion(**about, code="accommodation.rent", reason="Owes nothing"),
        AskedOnReturn(**about, **asked, words="The hostel was full"),
    ]
