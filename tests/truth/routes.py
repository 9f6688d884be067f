"""What every address about a person answers, by hand: which sections open it, and whether it writes.

`opens`: one of these sections must be open to the reader (“person”: whoever sees that they are there). `writes`: the
section in which their own organisation must be able to write. `row`: a row of the reader's own organisation that the
address names. `method`: what the address takes. An address that is not here fails the test.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from tests.truth.table import SECTIONS, STATES, Cell, Sight, answer
from throughgate.people.assessment.models import Assessment
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.plan.models import Goal, RefusedSuggestion, Step

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


@dataclass(frozen=True)
class Route:
    opens: tuple[str, ...] = ("person",)
    writes: str = ""
    row: Any = None
    method: str = "get"
    roles: frozenset[str] | None = None  # where only some posts do it, whatever they see
    also: dict[str, str] = field(default_factory=dict)  # what else is in the address


HOME = "needs:accommodation"
WRITE_RISK = frozenset({"practitioner", "manager", "panel_chair"})  # and fill an assessment


def opens(*sections: str, **parts: Any) -> Route:
    return Route(opens=sections, **parts)


# The needs of any pathway open these; whoever writes one’s own leads an assessment of one’s own organisation.
NEEDS = opens(*[section for section in SECTIONS if section.startswith("needs:")])
LED = replace(NEEDS, writes=HOME, row=Assessment)

ROUTES: dict[str, Route] = {
    "person": Route(),
    "person-contact": opens("contact"),
    "add-contact": opens("contact", writes="contact"),
    "change-contact": opens("contact", writes="contact", row=ContactDetail),
    "remove-contact": opens("contact", writes="contact", row=ContactDetail, method="post"),
    "person-needs": NEEDS,
    "start-assessment": replace(NEEDS, writes=HOME),
    "assessment": replace(NEEDS, row=Assessment),
    "assessment-part": opens(HOME, writes=HOME, row=Assessment, also={"part": "accommodation"}),
    "choose-needs": opens(HOME, writes=HOME, row=Assessment, also={"part": "accommodation"}),
    "hand-in-part": opens(HOME, writes=HOME, row=Assessment, also={"part": "accommodation"}),
    "assessment-harm": opens("risk", writes="risk", row=Assessment, roles=WRITE_RISK),
    "check-assessment": LED,
    "still-so": replace(LED, method="post"),
    "go-on-assessment": replace(LED, method="post"),
    "sign-assessment": LED,
    "open-assessment-again": replace(LED, method="post"),
    "countersign-assessment": replace(LED, roles=frozenset({"manager"})),
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
}


# Of the states of the table, one of each way in which it matters to a page; the locks are tried on all of them.
ASKED_ABOUT = [
    "own",
    "other organisation's",
    "expired",
    "withdrawn",
    "excluded",
    "restricted to others",
    "known to them",
    "agreement expired",
    "another purpose",
    "emergency",
]


def expected(route: Route, role: str, state: str) -> str:
    """“answered”, “refused” (403) or “not there” (404)."""
    if role not in USES_PEOPLE:
        return "refused"
    if not answer(Cell(role, state, "person", "any")):
        return "not there"
    if not any(answer(Cell(role, state, section, "any")) for section in route.opens):
        return "refused"
    if route.writes and not _writes(role, state, route.writes):
        return "refused"
    if route.roles is not None and role not in route.roles:
        return "refused"
    return "answered"


def _writes(role: str, state: str, section: str) -> bool:
    """Own rows, while their organisation is involved: an emergency lets one look, and write nothing."""
    if STATES[state] is Sight.EMERGENCY:
        return False
    return answer(Cell(role, state, section, "ours"))
