"""What each table of a record is called to the person it is about, and which of its rows stay out unless put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from throughgate.people.involvement.models import BEFORE_ITS_OWN, LAST_DAY, WITH_SENTENCE
from throughgate.people.rights.requests.rules import Mark

Words = str | Promise


def never(row: Any) -> None:
    return None


def always(mark: Mark) -> Callable[[Any], Mark]:
    return lambda row: mark


def flag(row: Any) -> Mark:
    return Mark.VICTIM if row.kind == "contact_conditions" else Mark.SAFEGUARDING


def contact(row: Any) -> Mark | None:
    return Mark.THIRD_PARTY if row.kind == "through" else noted(row)


def noted(row: Any) -> Mark | None:
    """What a worker wrote in their own words may tell of somebody else."""
    names = ("note", "words", "reach", "meeting", "strengths", "sent_back")
    typed = any(getattr(row, name, "") for name in names)
    return Mark.FREE_TEXT if typed else None


def harm(row: Any) -> Mark | None:
    """Whoever else could be harmed is not told of through the answer, unless somebody has looked at it first."""
    return noted(row) if row.towards in ("public", "self") else Mark.SAFEGUARDING


def ended(row: Any) -> Mark | None:
    """Why it ended, where a worker typed it."""
    known = ("", WITH_SENTENCE, BEFORE_ITS_OWN, LAST_DAY)
    return None if row.ended_why in known else Mark.FREE_TEXT


@dataclass(frozen=True)
class Kind:
    """The name of a row, and the mark of the rows that stay out."""

    words: Words
    mark: Callable[[Any], Mark | None] = never


FREE = always(Mark.FREE_TEXT)
KINDS: dict[str, Kind] = {
    "Adoption": Kind(_("Integrated offender management"), FREE),
    "Alias": Kind(_("Another name")),
    "Allocation": Kind(_("Who works with you")),
    "AskedOnReturn": Kind(_("What got in the way, and what would have helped"), FREE),
    "Assessment": Kind(_("An assessment of what you need"), noted),
    "Brought": Kind(_("A system that your details came from")),
    "CalculatedTier": Kind(_("A tier that was worked out for you")),
    "Condition": Kind(_("Condition"), FREE),
    "ConfirmedTier": Kind(_("Your tier")),
    "Consent": Kind(_("Consent you gave")),
    "ContactDetail": Kind(_("How to reach you"), contact),
    "ContactMade": Kind(_("When we met or spoke")),
    "Correction": Kind(_("What you said is wrong")),
    "Document": Kind(_("Document"), FREE),
    "EmergencyAccess": Kind(_("Your record was opened in an emergency"), FREE),
    "Essential": Kind(_("Something to leave prison with"), noted),
    "Fact": Kind(_("Something known about you"), noted),
    "FilledPart": Kind(_("What was said in one part of an assessment"), noted),
    "Flag": Kind(_("Something to be careful about"), flag),
    "FormerAdoption": Kind(_("Integrated offender management, over"), FREE),
    "Goal": Kind(_("A goal of your plan")),
    "HandedOver": Kind(_("Handed over when you moved")),
    "HarmRisk": Kind(_("How likely serious harm is"), harm),
    "HealthPermission": Kind(_("Who may be told about your health")),
    "Hold": Kind(_("Your record is kept from deletion"), FREE),
    "Identifier": Kind(_("A number you are known by")),
    "Identity": Kind(_("Who you are")),
    "ImportedChange": Kind(_("A detail that another system changed")),
    "Involvement": Kind(_("An organisation works with you"), ended),
    "KeyDate": Kind(_("A date")),
    "KnownPerson": Kind(_("A worker knows you"), always(Mark.THIRD_PARTY)),
    "LimitedAccess": Kind(_("Who may see your record is limited"), always(Mark.LIMITED)),
    "Mappa": Kind(_("Public protection arrangements (MAPPA)")),
    "Mentoring": Kind(_("Your mentor"), noted),
    "Milestone": Kind(_("How things were after release"), noted),
    "Move": Kind(_("A move")),
    "NamedUser": Kind(_("Who may see your record is limited"), always(Mark.LIMITED)),
    "Need": Kind(_("Something you need")),
    "Note": Kind(_("Note"), FREE),
    "OffendingHistory": Kind(_("What the record of convictions says")),
    "Plan": Kind(_("Your plan")),
    "PlanAgreement": Kind(_("What you said of your plan")),
    "PlanReview": Kind(_("Your plan was looked at again"), FREE),
    "PossibleMatch": Kind(_("A record that may be yours too"), always(Mark.THIRD_PARTY)),
    "Progress": Kind(_("What was done about a step"), FREE),
    "Receipt": Kind(_("Taken over when you moved"), noted),
    "Score": Kind(_("A score")),
    "RefusedSuggestion": Kind(_("Suggested for your plan, and not wanted"), FREE),
    "Sentence": Kind(_("Sentence")),
    "Step": Kind(_("A step of your plan")),
    "TakenOver": Kind(_("Taken over when you moved")),
    "TierOverride": Kind(_("Another tier, set for a while"), FREE),
    "Transition": Kind(_("Move from youth to adult services")),
    "Whereabouts": Kind(_("Where you were")),
}
# Tables about a person that hold nothing of its own to tell: keys, previews of files that are kept for days, and the
# cases themselves.
NOTHING_TO_TELL = frozenset(
    {
        "Asked", "AuditEvent", "Complaint", "Deletion", "Found", "Given", "ImportLine", "Look", "Person",
        "SearchKey", "StandsOut", "SubjectAccess", "Wait",
    }
)  # fmt: skip
