"""The needs of a person as the plan asks for them: what the assessments that a reader may see left of each."""

from __future__ import annotations

from throughgate.people.assessment import queries as assessment
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.models import Need as Signed
from throughgate.people.plan.ranking.rules import Need
from throughgate.people.record.opening import Opened


def of_person(opened: Opened) -> tuple[Need, ...]:
    """Each present need once, by its code; where two organisations signed it, as the later has it."""
    known = catalogue.needs(opened.today)
    found: dict[str, Need] = {}
    rows = sorted(assessment.present_needs(opened), key=lambda row: row.first_day)
    for row in rows:
        if row.code in known:
            found[row.code] = _plain(row, known[row.code].name)
    return tuple(found.values())


def _plain(row: Signed, name: str) -> Need:
    return Need(
        row.code,
        name,
        row.pathway,
        row.points,
        row.threshold,
        row.linked_to_harm,
        row.linked_to_reoffending,
    )
