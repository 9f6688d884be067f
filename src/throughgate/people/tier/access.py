"""Who works with scores and tiers, who is told a tier, and who confirms one.

Shown to prison, probation and youth justice; to police the confirmed tier, where a flow carries it; to nobody else,
though they may be told what to be careful about with somebody.
"""

from __future__ import annotations

from throughgate.people.involvement.access import Refused
from throughgate.people.involvement.rules import Reader
from throughgate.people.record.opening import Opened
from throughgate.people.tier.scores.models import TOLD_THE_TIER, WORKS_WITH_IT
from throughgate.privacy.access.kinds import Role

SECTION = "risk"
CONFIRM = (Role.PRACTITIONER, Role.MANAGER)


def may_see(opened: Opened) -> bool:
    """The confirmed tier, as far as it flows."""
    return opened.who.kind in TOLD_THE_TIER and opened.sees(SECTION)


def may_work_with(opened: Opened) -> bool:
    """Scores and how the tier came about."""
    return opened.who.kind in WORKS_WITH_IT and opened.sees(SECTION)


def may_narrow(who: Reader) -> bool:
    """A list by the tiers of one’s own organisation."""
    return who.kind in WORKS_WITH_IT and SECTION in who.opens


def check_see(opened: Opened) -> None:
    if not may_see(opened):
        raise Refused(
            "Tiers are shown to prison, probation and youth justice, and to police where an agreement says so. "
            "Ask the person’s probation worker what you need to know for your work with them."
        )


def check_work_with(opened: Opened) -> None:
    if not may_work_with(opened):
        raise Refused(
            "Scores and how a tier came about are for prison, probation and youth justice. "
            "Ask the person’s probation worker what you need to know for your work with them."
        )


def may_write(opened: Opened) -> bool:
    return may_work_with(opened) and opened.may_write(SECTION)


def check_write(opened: Opened) -> int:
    check_work_with(opened)
    return opened.check_write(SECTION)


def may_calculate(opened: Opened) -> bool:
    """A tier is worked out by whoever writes it and sees whether there is a sentence at all."""
    return may_write(opened) and opened.sees("sentence")


def may_confirm(opened: Opened) -> bool:
    return may_calculate(opened) and opened.who.role in CONFIRM


def check_confirm(opened: Opened) -> int:
    """A named practitioner, or their manager."""
    own = check_write(opened)
    if not may_confirm(opened):
        raise Refused(
            "A practitioner or a manager confirms a tier. Ask whoever leads on this person."
        )
    return own
