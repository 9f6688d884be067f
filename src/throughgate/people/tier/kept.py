"""A calculation as it is kept: plain words and numbers, the same for the same inputs, so that two can be compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from throughgate.people.tier import rules
from throughgate.people.tier.four_tiers import rules as four_tiers
from throughgate.people.tier.inputs import Inputs

COMPARED = (
    "tier",
    "standing",
    "provisional",
    "four_tier",
    "four_because",
    "four_missing",
    "reasons",
)


def columns(found: Inputs, *, today: date) -> dict[str, Any]:
    """Both rules applied to the inputs, as columns of a calculation."""
    answer = rules.tier(found.tier, today=today)
    four = four_tiers.four_tiers(found.four, today=today)
    return {
        "tier": answer.tier.value if answer.tier else "",
        "standing": answer.standing.value,
        "provisional": [why.value for why in answer.provisional],
        "four_tier": four.tier,
        "four_because": [code.value for code in four.because],
        "four_missing": list(four.missing),
        "reasons": [reason(each) for each in answer.because],
        "said": found.said,
    }


def same(row: Any, found: dict[str, Any]) -> bool:
    """Whether a kept calculation still says what its inputs give; who said them may have changed."""
    return all(getattr(row, name) == found[name] for name in COMPARED)


def reason(each: rules.Reason) -> dict[str, Any]:
    return {
        "step": each.step.value,
        "tier": each.tier.value if each.tier else "",
        "code": each.code,
        "used": {name: _plain(value) for name, value in each.used.items() if value is not None},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value
