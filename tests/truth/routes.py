"""What every address about a person answers, by hand: which sections open it, and whether it writes.

`opens`: one of these sections must be open to the reader (“person”: whoever sees that they are there). `writes`: the
section in which their own organisation must be able to write. `row`: a row of the reader's own organisation that the
address names. `method`: what the address takes. An address that is not here fails the test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.truth.table import STATES, Cell, Sight, answer
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.deletion.models import Hold
from throughgate.people.rights.requests.models import Found, SubjectAccess

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
    # A case of the part “Rights”, by the rows its address names: officers handle it though nobody is involved.
    case: dict[str, tuple[Any, str]] | None = None  # by word: the table, and who its row belongs to


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


MANAGER = frozenset({"manager"})
COMPLAINT = {"case": (Complaint, "lead")}
ROUTES: dict[str, Route] = {
    "person-rights": Route(),
    "ask-correction": Route(),
    "open-request": officers(),
    "receive-complaint": officers(),
    "seen-by": officers(),
    "record-history": officers(),
    "request": of_case(also=MANAGER),
    "ask-proof": of_case(method="post"),
    "begin-request": of_case(method="post"),
    "send-request": of_case(method="post"),
    "approve-request": of_case(also=MANAGER, method="post"),
    "give-request": of_case(method="post"),
    "longer-request": of_case(),
    "refuse-request": of_case(),
    "withdraw-request": of_case(),
    "back-request": of_case(also=MANAGER),
    "preview-request": of_case(also=MANAGER),
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
    "remove-contact": opens("contact", writes="contact", row=ContactDetail, method="post"),
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
    if route.case is not None:
        return _expected_of_case(route, role, state)
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


def _expected_of_case(route: Route, role: str, state: str) -> str:
    """Whether or not anybody is involved; never of a record that the officer is kept out of."""
    if role not in USES_RIGHTS or role not in (route.roles or ()):
        return "refused"
    return "not there" if state in KEPT_OUT else "answered"
