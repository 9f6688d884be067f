"""The truth table: what is answered to whom about whom. Written out here once, by hand, and run through both locks.

Neither lock's code or lists are read here: a slip in values.yaml, in the rules or in may_see() shows as a difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Sections down, roles across: x opens it. Order: practitioner, manager, provider worker, mentor, record officer,
# panel chair, coordinator, commissioner, analyst, information officer, administrator.
ROLES = [
    "practitioner",
    "manager",
    "provider_worker",
    "mentor",
    "record_officer",
    "panel_chair",
    "coordinator",
    "commissioner",
    "analyst",
    "information_officer",
    "administrator",
]
OPENED = """
    person             x x x x x x - - - x -
    identity           x x x - x x - - - x -
    contact            x x x - x - - - - x -
    place              x x x - x x - - - - -
    sentence           x x - - x x - - - - -
    risk               x x - - x x - - - - -
    needs:accommodation x x x - - x - - - - -
    needs:employment   x x x - - x - - - - -
    needs:health       x x x - - x - - - - -
    needs:drugs_alcohol x x x - - x - - - - -
    needs:finance      x x x - - x - - - - -
    needs:families     x x x - - x - - - - -
    needs:attitudes    x x x - - x - - - - -
    needs:abuse        x x x - - x - - - - -
    needs:sex_work     x x x - - x - - - - -
    plan               x x x - - x - - - - -
    referrals          x x x - - x - - - - -
    supervision        x x - - - - - - - - -
    health             x x - - - - - - - - -
    equality           x x - - x - - - - - -
    mentor             x x x x - - - - - - -
    notes              x x x - - - - - - - -
    documents          x x x - - - - - - - -
    iom                x x - - - x - - - - -
    sharing            x x x - x x - - - x -
    limits             - x - - x - - - - x -
"""
OPENS: dict[str, set[str]] = {role: set() for role in ROLES}
for line in OPENED.split("\n")[1:-1]:
    section, *marks = line.split()
    for role, mark in zip(ROLES, marks, strict=True):
        if mark == "x":
            OPENS[role].add(section)
SECTIONS = [line.split()[0] for line in OPENED.split("\n")[1:-1]]

# What the made-up agreement carries from the other organisation to the reader's.
CARRIED = {"identity", "contact", "place", "sentence", "needs:accommodation", "sharing", "health"}
EMERGENCY = {"person", "identity", "contact", "place", "risk", "sharing"}


class Sight(StrEnum):
    """What a state leaves to see."""

    ALL = "own rows, and what flows"
    OWN = "own rows only"
    TOLD = "own rows, what flows, and health"
    EMERGENCY = "what an emergency opens"
    BOTH = "own rows, what flows, and what an emergency opens"
    OFFICER = "to the information officer own rows, and what flows; to others nothing"
    NOT_WORKERS = "own rows, and what flows; nothing to the practitioner and the manager"
    NONE = "nothing: the person is not there"


# State of the involvement and of what narrows it: what it leaves to see.
STATES: dict[str, Sight] = {
    "own": Sight.ALL,
    "nobody's": Sight.NONE,
    "other organisation's": Sight.NONE,
    "starts tomorrow": Sight.NONE,
    "last day today": Sight.ALL,
    "expired": Sight.NONE,
    "withdrawn": Sight.NONE,
    "excluded": Sight.NONE,
    "others excluded": Sight.ALL,
    "exclusion over": Sight.ALL,
    "exclusion lifted": Sight.ALL,
    "restricted to others": Sight.NONE,
    "restricted to them": Sight.ALL,
    "restricted twice, once to others": Sight.NONE,
    "restricted by who does not lead": Sight.OFFICER,
    "workers excluded by who does not lead": Sight.NOT_WORKERS,
    "known to them": Sight.NONE,
    "no longer known to them": Sight.ALL,
    "known to others": Sight.ALL,
    "agreement not started": Sight.NONE,
    "agreement expired": Sight.NONE,
    "agreement ended": Sight.NONE,
    "agreement without DPIA": Sight.NONE,
    "agreement not signed by them": Sight.NONE,
    "agreement not signed by the sender": Sight.OWN,
    "no policy document": Sight.OWN,
    "another purpose": Sight.OWN,
    "flow the other way": Sight.OWN,
    "consent not given": Sight.OWN,
    "consent given": Sight.ALL,
    "consent withdrawn": Sight.OWN,
    "consent run out": Sight.OWN,
    "told health": Sight.TOLD,
    "told health to another": Sight.ALL,
    "told health, withdrawn": Sight.ALL,
    "emergency": Sight.EMERGENCY,
    "emergency closed": Sight.NONE,
    "emergency of another": Sight.NONE,
    "emergency, restricted": Sight.NONE,
    "emergency, known": Sight.NONE,
    "own, and opened in need": Sight.BOTH,
}
# What is left without the emergency, where a table asks for an involvement.
BY_INVOLVEMENT = {Sight.EMERGENCY: Sight.NONE, Sight.BOTH: Sight.ALL}


@dataclass(frozen=True)
class Cell:
    """One question: a role, a state, a section, and who holds the row (ours, theirs, nobody in particular)."""

    role: str
    state: str
    section: str
    holder: str


def cells() -> list[Cell]:
    return [
        Cell(role, state, section, holder)
        for role in ROLES
        for state in STATES
        for section in SECTIONS
        for holder in ("ours", "theirs", "any")
    ]


def answer(cell: Cell) -> bool:
    """May they see it?"""
    return _left(cell, STATES[cell.state])


def by_involvement(cell: Cell) -> bool:
    """May they see what no emergency opens?"""
    sight = STATES[cell.state]
    return _left(cell, BY_INVOLVEMENT.get(sight, sight))


def _left(cell: Cell, sight: Sight) -> bool:
    opened = cell.section in OPENS[cell.role]
    match sight:
        case Sight.NONE:
            return False
        case Sight.OFFICER:
            return cell.role == "information_officer" and _left(cell, Sight.ALL)
        case Sight.NOT_WORKERS:
            return cell.role not in ("practitioner", "manager") and _left(cell, Sight.ALL)
        case Sight.EMERGENCY:
            return cell.section in EMERGENCY
        case Sight.BOTH:
            return cell.section in EMERGENCY or _left(cell, Sight.ALL)
        case _ if cell.holder in ("ours", "any"):
            return opened
        case Sight.OWN:
            return False
        case Sight.ALL:
            return opened and cell.section in CARRIED - {"health"}
        case Sight.TOLD:
            return opened and cell.section in CARRIED
