"""One row of every table of tier and scores, for tests of what may be seen of each. Made inside `making()`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from throughgate.people.person.models import Person
from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.models import CalculatedTier, ConfirmedTier, TierOverride
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.privacy.access.models import Organisation, User

DAY = date(2027, 3, 1)
FACTS: dict[str, Any] = {
    "first_sanctioned": date(2015, 5, 1),
    "convicted": DAY,
    "follow_up_from": DAY,
    "sanctions": 6,
    "violent_sanctions": 1,
    "offence_category": "burglary_domestic",
}


def of_tier(person: Person, holder: Organisation, user: User) -> list[Model]:
    held: dict[str, Any] = {
        "person": person,
        "held_by": holder,
        "entered_on": DAY,
        "entered_by": user,
    }
    reasons = [{"step": "reoffending", "tier": "C", "code": "score_missing", "used": {}}]
    calculated = CalculatedTier(
        **held, tier="C", standing="given", four_tier=2, reasons=reasons, four_because=["otherwise"]
    )
    return [
        OffendingHistory(**held, **FACTS),
        Score(
            **held,
            kind="csrp",
            percent=Decimal("3.2"),
            scored_on=DAY,
            from_system="Another system",
            dynamic=True,
        ),
        calculated,
        ConfirmedTier(**held, tier="C", calculation=calculated, first_day=DAY),
        TierOverride(**held, tier="B", reason="Because", first_day=DAY, last_day=DAY),
        ContactMade(**held, day=DAY, kind="office"),
    ]
