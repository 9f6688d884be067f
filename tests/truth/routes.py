"""What every address about a person answers, by hand: which sections open it, and whether it writes.

`opens`: one of these sections must be open to the reader (“person”: whoever sees that they are there). `writes`: the
section in which their own organisation must be able to write, or one of several. `row`: a row of the reader's own
organisation that the address names; `row_in`: its section, where the part holds rows of several, so that it may be out
of sight in a part that is open; `by_writer`: only whoever wrote it may (nobody here: a stranger did). `method`: what
the address takes. An address that is not here fails the test.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tests.truth.table import SECTIONS, STATES, Cell, Sight, answer
from throughgate.people.assessment.models import Assessment, Need
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Consent, HealthPermission, Involvement
from throughgate.people.involvement.team.models import Mentoring, Transition
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.documents.models import Document
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.iom.models import Adoption
from throughgate.people.person.models import Identity
from throughgate.people.person.moves.models import KeyDate, Move, Whereabouts
from throughgate.people.person.names.models import Alias
from throughgate.people.person.notes.models import Note
from throughgate.people.person.risk.models import Flag, Mappa
from throughgate.people.person.sentence.models import Condition, Sentence
from throughgate.people.plan.models import Goal, RefusedSuggestion, Step
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.deletion.models import Hold
from throughgate.people.rights.requests.models import Found, SubjectAccess
from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.models import CalculatedTier, TierOverride
from throughgate.people.tier.scores.models import OffendingHistory, Score

# Who uses the part “People” at all; everybody else is told so, whoever the address is about.
USES_PEOPLE = {
    "practitioner",
    "manager",
    "provider_worker",
    "mentor",
    "record_officer",
    "panel_chair",
    "information_officer",
}

MANAGERS = frozenset({"manager"})


@dataclass(frozen=True)
class Route:
    opens: tuple[str, ...] = ("person",)
    writes: str | tuple[str, ...] = ()
    row: Any = None
    row_in: str = ""
    by_writer: bool = False
    method: str = "get"
    roles: frozenset[str] | None = None  # where only some posts do it, whatever they see
    hidden_from: frozenset[str] = (
        frozenset()
    )  # to whom the row is not there, though its section is open
    # A case of the part “Rights”, by the rows its address names: officers handle it though nobody is involved.
    case: dict[str, tuple[Any, str]] | None = None  # by word: the table, and who its row belongs to
    words: tuple[tuple[str, str], ...] = ()  # what else the address says


def opens(*sections: str, **parts: Any) -> Route:
    return Route(opens=sections, **parts)


OFFICER = frozenset({"information_officer"})
USES_RIGHTS = OFFICER | {"manager", "record_officer"}
LED = {"case": (SubjectAccess, "lead")}
ITEM = {**LED, "item": (Found, "held_by")}
KEPT_OUT = {"excluded", "restricted to others", "known to them"}


def officers(**parts: Any) -> Route:
    return Route(roles=OFFICER, **parts)


def of_case(named: Any = LED, also: frozenset[str] = frozenset(), **parts: Any) -> Route:
    return Route(roles=OFFICER | also, case=named, **parts)


COMPLAINT = {"case": (Complaint, "lead")}
NOTES = ("notes", "health")
PAPERS = ("documents", "sentence", "needs:accommodation", "needs:employment", "health")
WHO_THEY_ARE = (
    "identity",
    "contact",
    "equality",
    "health",
    "needs:employment",
    "needs:finance",
    "needs:accommodation",
    "needs:families",
)
ETHNICITY = (("fact", "ethnicity"),)
CONFIRMS = frozenset({"practitioner", "manager"})
# A mentor is given somebody by a worker who knows who they are.
GIVES_A_MENTOR = frozenset({"practitioner", "manager", "provider_worker"})


def writes(section: str, row: Any = None, method: str = "get", **parts: Any) -> Route:
    """Whoever writes in a section, where it is open to them."""
    return Route(opens=(section,), writes=section, row=row, method=method, **parts)


# The needs of any pathway open these; whoever writes one’s own leads an assessment of one’s own organisation.
HOME = "needs:accommodation"
NEEDS = opens(*[section for section in SECTIONS if section.startswith("needs:")])
ASSESSED = replace(NEEDS, writes=HOME, row=Assessment)
HOME_PART = writes(HOME, Assessment, words=(("part", "accommodation"),))

ROUTES: dict[str, Route] = {
    "person-rights": Route(),
    "ask-correction": Route(),
    "open-request": officers(),
    "receive-complaint": officers(),
    "seen-by": officers(),
    "record-history": officers(),
    "request": of_case(also=MANAGERS),
    "ask-proof": of_case(method="post"),
    "begin-request": of_case(method="post"),
    "send-request": of_case(method="post"),
    "approve-request": of_case(also=MANAGERS, method="post"),
    "give-request": of_case(method="post"),
    "longer-request": of_case(),
    "refuse-request": of_case(),
    "withdraw-request": of_case(),
    "back-request": of_case(also=MANAGERS),
    "preview-request": of_case(also=MANAGERS),
    "request-to-read": of_case(),
    "request-for-machines": of_case(),
    "request-items": of_case(),
    "decide-the-rest": of_case(method="post"),
    "decide-item": of_case(ITEM),
    "answer-request": of_case(method="post"),
    "correction": of_case({"case": (Correction, "held_by")}),
    "complaint": of_case(COMPLAINT),
    "acknowledge-complaint": of_case(COMPLAINT, method="post"),
    "withdraw-complaint": of_case(COMPLAINT, method="post"),
    "set-hold": of_case({}),  # to the scene's officers a deletion of everybody was announced
    "lift-hold": of_case({"hold": (Hold, "held_by")}, method="post"),
    "person": Route(),
    "person-contact": opens("contact"),
    "add-contact": opens("contact", writes="contact"),
    "change-contact": opens("contact", writes="contact", row=ContactDetail),
    "person-needs": NEEDS,
    "start-assessment": replace(NEEDS, writes=HOME),
    "assessment": replace(NEEDS, row=Assessment),
    "need-become": replace(NEEDS, writes=HOME, row=Need, row_in=HOME),
    "person-plan": opens("plan"),
    "plan-history": opens("plan"),
    "plan-needs": opens("plan"),
    "plan-order": opens("plan"),
    "plan-to-give": opens("plan"),
    "add-goal": opens("plan", writes="plan"),
    "change-goal": opens("plan", writes="plan", row=Goal),
    "add-step": opens("plan", writes="plan"),
    "change-step": opens("plan", writes="plan", row=Step),
    "step-progress": opens("plan", writes="plan", row=Step),
    "take-suggestion": opens("plan", writes="plan", method="post"),
    "refuse-suggestion": opens("plan", writes="plan"),
    "suggest-again": opens("plan", writes="plan", row=RefusedSuggestion, method="post"),
    "plan-agreement": opens("plan", writes="plan"),
    "plan-review": opens("plan", writes="plan"),
    "carry-plan": opens("plan", writes="plan"),
    "plan-asked": opens("plan", writes="plan"),
    "assessment-part": HOME_PART,
    "choose-needs": HOME_PART,
    "hand-in-part": HOME_PART,
    "assessment-harm": writes("risk", Assessment, row_in="needs:accommodation"),
    "check-assessment": ASSESSED,
    "still-so": replace(ASSESSED, method="post"),
    "go-on-assessment": replace(ASSESSED, method="post"),
    "sign-assessment": ASSESSED,
    "open-assessment-again": replace(ASSESSED, method="post"),
    "countersign-assessment": replace(ASSESSED, roles=MANAGERS),
    "person-limits": opens("limits"),
    "add-limit": opens("limits", writes="limits"),
    "lift-limit": opens("limits", writes="limits", method="post"),
    "keep-limit": opens("limits", writes="limits", method="post"),
    "declare-known": Route(),
    "remove-contact": opens("contact", writes="contact", row=ContactDetail, method="post"),
    # Who works with them and why: whoever sees sharing; in an emergency one looks, and starts or ends nothing.
    "person-sharing": opens("sharing"),
    "who-sees-what": opens("sharing"),
    "start-involvement": opens("sharing", writes="sharing"),
    "end-involvement": opens("sharing", writes="sharing", row=Involvement),
    "extend-involvement": opens("sharing", writes="sharing", row=Involvement),
    "withdraw-involvement": opens("sharing", writes="sharing", row=Involvement),
    "what-follows": opens("sharing", writes="sharing", row=Involvement),
    "tell-health": opens("sharing", writes="sharing"),
    "withdraw-health": opens("sharing", writes="sharing", row=HealthPermission),
    "give-consent": opens("sharing", writes="sharing"),
    "withdraw-consent": opens("sharing", writes="sharing", row=Consent),
    "person-notes": opens(*NOTES),
    "add-note": opens(*NOTES, writes="notes"),
    "person-note": opens(*NOTES, row=Note, row_in="notes"),
    "correct-note": opens(*NOTES, row=Note, row_in="notes", writes="notes", by_writer=True),
    "copy-note": opens(*NOTES, row=Note, row_in="notes"),
    "person-documents": opens(*PAPERS),
    "add-document": opens(*PAPERS, writes=PAPERS),
    "person-document": opens(*PAPERS, row=Document, row_in="documents"),
    "remove-document": opens(
        *PAPERS, row=Document, row_in="documents", writes="documents", by_writer=True
    ),
    "person-details": opens(*WHO_THEY_ARE),
    "add-identity": writes("identity"),
    "change-identity": writes("identity", Identity),
    "add-name": writes("identity"),
    "change-name": writes("identity", Alias),
    "remove-name": writes("identity", Alias, "post"),
    "add-number": writes("identity"),
    "change-number": writes("identity", Identifier),
    "remove-number": writes("identity", Identifier, "post"),
    "set-fact": writes("equality", words=ETHNICITY),
    "remove-fact": writes("equality", method="post", words=ETHNICITY),
    "person-sentence": opens("sentence"),
    "add-sentence": writes("sentence"),
    "change-sentence": writes("sentence", Sentence),
    "remove-sentence": writes("sentence", Sentence, "post"),
    "add-condition": writes("sentence", Sentence),
    "change-condition": writes("sentence", Condition),
    "remove-condition": writes("sentence", Condition, "post"),
    "person-risk": opens("risk"),
    "add-mappa": writes("risk"),
    "change-mappa": writes("risk", Mappa),
    "remove-mappa": writes("risk", Mappa, "post"),
    "add-flag": writes("risk"),
    "add-conditions-flag": writes("risk"),
    "change-flag": writes("risk", Flag),
    "remove-flag": writes("risk", Flag, "post"),
    "person-mentor": opens("mentor", "place"),
    "add-mentoring": writes("mentor", roles=GIVES_A_MENTOR),
    "change-mentoring": writes("mentor", Mentoring, roles=GIVES_A_MENTOR),
    # Nobody’s yet: a mentor is shown their own alone.
    "change-meeting": writes("mentor", Mentoring, hidden_from=frozenset({"mentor"})),
    "remove-mentoring": writes("mentor", Mentoring, "post", roles=GIVES_A_MENTOR),
    "add-transition": writes("place"),
    "change-transition": writes("place", Transition),
    "remove-transition": writes("place", Transition, "post"),
    # When somebody gets out is of where they are; each essential and answer is of its own section.
    "person-release": opens("place"),
    "say-essential": writes("needs:accommodation", words=(("essential", "first_night"),)),
    "say-milestone": writes(
        "needs:accommodation", words=(("milestone", "seven_days"), ("aspect", "home"))
    ),
    "person-timeline": opens("identity"),
    "person-place": opens("place"),
    "enter-place": opens("place", writes="place"),
    "add-move": opens("place", writes="place"),
    "correct-place": opens("place", writes="place", row=Whereabouts),
    "add-date": opens("place", writes="place"),
    "change-date": opens("place", writes="place", row=KeyDate),
    "remove-date": opens("place", writes="place", row=KeyDate, method="post"),
    "person-move": opens("place", row=Move),
    "answer-move": opens("place", writes="place", row=Move, method="post"),
    "ask-another": opens("place", writes="place", row=Move),
    "person-iom": opens("iom"),
    "adopt-person": opens("iom", writes="iom"),
    "review-adoption": opens("iom", writes="iom", row=Adoption),
    "remove-adoption": opens("iom", writes="iom", row=Adoption),
    "person-tier": opens("risk"),
    "tier-why": opens("risk"),
    "work-out-tier": writes("risk", method="post"),
    "confirm-tier": writes("risk", CalculatedTier, "post", roles=CONFIRMS),
    "override-tier": writes("risk", roles=CONFIRMS),
    "remove-override": writes("risk", TierOverride, "post", roles=CONFIRMS),
    "person-scores": opens("risk"),
    "enter-score": writes("risk"),
    "change-score": writes("risk", Score),
    "remove-score": writes("risk", Score, "post"),
    "enter-convictions": writes("risk"),
    "change-convictions": writes("risk", OffendingHistory),
    "remove-convictions": writes("risk", OffendingHistory, "post"),
    "add-contact-made": writes("risk"),
    "change-contact-made": writes("risk", ContactMade),
    "remove-contact-made": writes("risk", ContactMade, "post"),
    "person-workers": opens("sharing"),
    "allocate-person": opens("sharing", writes="sharing", roles=MANAGERS),
    "end-allocation": opens(
        "sharing", writes="sharing", row=Allocation, method="post", roles=MANAGERS
    ),
}


# Of the states of the table, one of each way in which it matters to a page; the locks are tried on all of them.
ASKED_ABOUT = [
    "own",
    "other organisation's",
    "expired",
    "withdrawn",
    "excluded",
    "restricted to others",
    "agreement expired",
    "emergency",
]


def expected(route: Route, role: str, state: str) -> str:
    """“answered”, “refused” (403) or “not there” (404)."""
    if route.case is not None:
        return _expected_of_case(route, role, state)
    if role not in USES_PEOPLE:
        return "refused"
    if not answer(Cell(role, state, "person", "any")):
        return "not there"
    if not any(answer(Cell(role, state, section, "any")) for section in route.opens):
        return "refused"
    if route.row_in and not answer(Cell(role, state, route.row_in, "ours")):
        return "not there"
    sections = (route.writes,) if isinstance(route.writes, str) else route.writes
    if sections and not any(_writes(role, state, section) for section in sections):
        return "refused"
    if route.by_writer:
        return "refused"
    if route.roles is not None and role not in route.roles:
        return "refused"
    return "not there" if role in route.hidden_from else "answered"


def _writes(role: str, state: str, section: str) -> bool:
    """Own rows, while their organisation is involved: an emergency lets one look, and write nothing."""
    if STATES[state] is Sight.EMERGENCY:
        return False
    return answer(Cell(role, state, section, "ours"))


def _expected_of_case(route: Route, role: str, state: str) -> str:
    """Whether or not anybody is involved; never of a record that the officer is kept out of."""
    if role not in USES_RIGHTS or role not in (route.roles or ()):
        return "refused"
    return "not there" if state in KEPT_OUT else "answered"
