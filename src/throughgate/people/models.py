"""The tables of this area's topics, gathered for Django."""

from throughgate.people.assessment.models import (
    AsksCountersign,
    Assessment,
    FilledPart,
    HarmRisk,
    Need,
)
from throughgate.people.involvement.allocation.models import Allocation, Cover
from throughgate.people.involvement.models import (
    Consent,
    EmergencyAccess,
    HealthPermission,
    Involvement,
    KnownPerson,
    LimitedAccess,
    NamedUser,
)
from throughgate.people.involvement.team.models import Mentoring, Transition
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.documents.models import Document
from throughgate.people.person.facts.models import Fact
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.iom.models import Adoption, FormerAdoption
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.moves.models import (
    HandedOver,
    KeyDate,
    Move,
    Receipt,
    TakenOver,
    Whereabouts,
)
from throughgate.people.person.names.models import Alias, SearchKey
from throughgate.people.person.notes.models import Note
from throughgate.people.person.risk.models import Flag, Mappa
from throughgate.people.person.sentence.models import Condition, Sentence
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
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.rights.breaches.models import Breach
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.deletion.models import Deletion, Hold
from throughgate.people.rights.requests.models import Asked, Found, Given, SubjectAccess, Wait
from throughgate.people.rights.watch.models import StandsOut
from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.models import CalculatedTier, ConfirmedTier, TierOverride
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.audit.history import keep_history

# Every table about a person, those made later too; but what is made from other rows.
MADE_FROM_OTHERS = (SearchKey, Given)
keep_history([Found], leaving_out=["parts"])
keep_history([m for m in REGISTERED if m._meta.app_label == "people" and m not in MADE_FROM_OTHERS])
keep_history([Breach])

__all__ = [
    "Adoption",
    "Alias",
    "Allocation",
    "Asked",
    "AskedOnReturn",
    "AsksCountersign",
    "Assessment",
    "Breach",
    "CalculatedTier",
    "Complaint",
    "Condition",
    "ConfirmedTier",
    "Consent",
    "ContactDetail",
    "ContactMade",
    "Correction",
    "Cover",
    "Deletion",
    "Document",
    "EmergencyAccess",
    "Essential",
    "Fact",
    "FilledPart",
    "Flag",
    "FormerAdoption",
    "Found",
    "Given",
    "Goal",
    "HandedOver",
    "HarmRisk",
    "HealthPermission",
    "Hold",
    "Identifier",
    "Identity",
    "Involvement",
    "KeyDate",
    "KnownPerson",
    "LimitedAccess",
    "Mappa",
    "Mentoring",
    "Milestone",
    "Move",
    "NamedUser",
    "Need",
    "Note",
    "OffendingHistory",
    "Person",
    "Plan",
    "PlanAgreement",
    "PlanReview",
    "PossibleMatch",
    "Progress",
    "Receipt",
    "RefusedSuggestion",
    "Score",
    "SearchKey",
    "Sentence",
    "StandsOut",
    "Step",
    "SubjectAccess",
    "TakenOver",
    "TierOverride",
    "Transition",
    "Wait",
    "Whereabouts",
]
