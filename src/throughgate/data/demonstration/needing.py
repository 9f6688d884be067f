"""What each person of the made-up county needs: codes of the catalogue, the same for assessment and plan."""

from __future__ import annotations

from datetime import date

from throughgate.data.demonstration.draws import draw, pick
from throughgate.data.demonstration.lives import Life, open_one
from throughgate.people.assessment.catalogue import rules as catalogue

# How many in a hundred need something of a pathway; whoever is helped with one now needs it.
USUAL = {
    "accommodation": 48,
    "employment": 52,
    "health": 34,
    "drugs_alcohol": 42,
    "finance": 44,
    "families": 24,
    "attitudes": 40,
}
OF_WOMEN = {"abuse": 30, "sex_work": 6}
# What is a need only of somebody who is to be released.
BEFORE_RELEASE = {
    "accommodation.first_night",
    "drugs_alcohol.handover",
    "drugs_alcohol.overdose",
    "finance.identity",
}
# Of the person whom the tutorial follows.
TUTORIAL = (
    "accommodation.first_night",
    "drugs_alcohol.handover",
    "finance.identity",
    "employment.basics",
    "families.contact",
)


def needs_of(life: Life, *, today: date) -> tuple[str, ...]:
    """One need of each pathway that somebody needs help with; in a few a second."""
    inside = open_one(life.custody) is not None
    usual = USUAL | (OF_WOMEN if life.sex == "female" else {})
    helped = {span.pathway for span in life.support if span.last_day is None}
    found: list[str] = []
    for pathway, in_100 in usual.items():
        if pathway in helped or draw(life.key, "needs", pathway) * 100 < in_100:
            known = [need.code for need in catalogue.of_pathway(pathway, today)]
            able = [code for code in known if inside or code not in BEFORE_RELEASE]
            found.append(pick(able, life.key, "need of", pathway))
    return tuple(found)
