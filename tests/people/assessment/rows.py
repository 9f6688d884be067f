"""One row of every table of an assessment about a person, for tests of what may be seen of each. Made in `making()`."""

from __future__ import annotations

from datetime import date

from django.db.models import Model

from throughgate.people.assessment.models import Assessment, FilledPart, HarmRisk, Need
from throughgate.people.person.models import Person
from throughgate.privacy.access.models import Organisation, User

DAY = date(2027, 3, 1)
PLACES = (
    ("accommodation", "needs:accommodation", "accommodation.settled"),
    ("drugs_alcohol", "needs:drugs_alcohol", "drugs_alcohol.handover"),
)


def of_assessment(person: Person, holder: Organisation, user: User) -> list[Model]:
    """A draft, a part and a need of two pathways (one of them flows), and a word on harm."""
    held = {"person": person, "held_by": holder, "entered_on": DAY, "entered_by": user}
    draft = Assessment(**held, kind="immediate_needs", question_set="full_1", started_on=DAY)
    of = {**held, "assessment": draft}
    made: list[Model] = [draft, HarmRisk(**of, towards="public", level="low")]
    for pathway, section, code in PLACES:
        part = "drugs" if pathway == "drugs_alcohol" else pathway
        made.append(FilledPart(**of, section=section, part=part, answers={}))
        made.append(
            Need(**of, code=code, pathway=pathway, section=section, part=part, first_day=DAY)
        )
    return made
