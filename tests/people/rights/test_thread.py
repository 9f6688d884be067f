"""What was assessed, planned, scored and said before release goes out in words: no code of ours, no key."""

from __future__ import annotations

import re

import pytest

from tests.people.rights.case import TODAY
from throughgate.people.assessment.models import Assessment, FilledPart, HarmRisk, Need
from throughgate.people.plan.models import Goal, RefusedSuggestion, Step
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.rights.requests.collecting import text_of
from throughgate.people.rights.requests.kinds import KINDS
from throughgate.people.rights.requests.rules import Mark
from throughgate.people.tier.models import CalculatedTier
from throughgate.people.tier.scores.models import Score

REASONS = [{"step": "reoffending", "tier": "", "code": "score_missing", "used": {"arp": "40"}}]
ROWS = [
    (Assessment(kind="pre_release", state="draft", started_on=TODAY), "Being filled in"),
    (
        FilledPart(
            part="accommodation",
            section="needs:accommodation",
            answers={"accommodation.rent": "yes", "accommodation.suits": "declined"},
            dropped={"employment.work": "no"},
            unsure=["accommodation.rent"],
            needs_left_out=["accommodation.rent"],
            motivation="wants_help",
            severity="severe",
        ),
        "Is there rent owed, or a past tenancy, that makes it harder to find a home? Yes.",
    ),
    (Need(code="finance.bank", pathway="finance", part="finance", severity="standard"), "Standard"),
    (HarmRisk(towards="adult", level="very_high"), "Very high"),
    (Goal(pathway="finance", title="A bank account", needs=["finance.bank"]), "A bank account"),
    (Step(pathway="finance", need="finance.bank", title="Ask the bank"), "Ask the bank"),
    (RefusedSuggestion(pathway="finance", code="finance.bank", reason="Has one"), "Has one"),
    (Milestone(code="seven_days", aspect="home", section="place", answer="for_now"), "for now"),
    (CalculatedTier(standing="missing", four_tier=2, reasons=REASONS), "It gives no tier."),
    (Score(kind="arp", percent=40, band="medium", used={"percent": {"24": "40"}}), "Medium"),
]


@pytest.mark.parametrize(("row", "told"), ROWS, ids=lambda each: type(each).__name__)
def test_every_value_is_said_in_words(row, told: str) -> None:
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    said = [
        text_of(field, columns[field.attname], columns)
        for field in row._meta.concrete_fields
        if not field.is_relation and columns[field.attname] not in (None, "", [], {})
    ]
    whole = " | ".join(said)
    assert told in whole
    assert not re.search(r"[{}\[\]]|\w_\w|\b[a-z_]+\.[a-z_]+\b", whole), whole


def test_who_could_be_harmed_stays_out_unless_somebody_puts_it_in() -> None:
    mark = KINDS["HarmRisk"].mark
    assert mark(HarmRisk(towards="adult", level="high")) is Mark.SAFEGUARDING
    assert mark(HarmRisk(towards="self", level="high")) is None
    assert mark(HarmRisk(towards="self", level="high", words="Said so")) is Mark.FREE_TEXT
    assert KINDS["FilledPart"].mark(FilledPart(strengths="Her sister")) is Mark.FREE_TEXT
