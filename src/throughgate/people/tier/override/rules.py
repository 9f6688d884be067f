"""A named person sets another tier, for a reason and until a day. The calculated one stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughgate.common.dates import add_months, long
from throughgate.common.errors import WrongUse
from throughgate.common.values import load
from throughgate.people.tier.rules import Answer, Standing, Tier

PACKAGE = "throughgate.people.tier.override"


@dataclass(frozen=True)
class Override:
    """Another tier than the confirmed one, both days included."""

    tier: Tier
    reason: str
    first_day: date
    last_day: date

    def stands(self, today: date) -> bool:
        return self.first_day <= today <= self.last_day


def latest_end(first_day: date) -> date:
    """The last day that an override from this day may have."""
    return add_months(first_day, int(load(PACKAGE)["longest"].on(first_day)))


def check_override(override: Override, *, confirmed: Tier | None) -> None:
    """An override gives its reason, ends, and says something else than what is confirmed."""
    if not override.reason.strip():
        raise WrongUse(
            "Say why the tier should be another, so that the next worker understands it."
        )
    latest = latest_end(override.first_day)
    if not override.first_day <= override.last_day <= latest:
        raise WrongUse(
            f"An override ends, at the latest on {long(latest)}. Choose a day from "
            f"{long(override.first_day)} to then; it can be renewed with a new reason.",
            at="last_day",
        )
    if override.tier is confirmed:
        raise WrongUse(
            f"{override.tier} is the confirmed tier already. Choose another, or leave it."
        )


def check_confirm(answer: Answer) -> None:
    """Only a tier that there is can be confirmed."""
    if answer.standing is Standing.MISSING:
        raise WrongUse(
            "A reoffending score is missing, so there is no tier. Enter both scores with their source."
        )
    if answer.standing is Standing.NOT_SUPERVISED:
        raise WrongUse("There is no active sentence, so there is no tier to confirm.")


def standing(confirmed: Tier | None, override: Override | None, *, today: date) -> Tier | None:
    """The tier that drives lists and contact: an override while it stands, else the confirmed one."""
    return override.tier if override and override.stands(today) else confirmed


def needs_confirming(answer: Answer, confirmed: Tier | None) -> bool:
    """Whether a new calculation waits for a practitioner: it says another tier than the confirmed one."""
    return answer.tier is not None and answer.tier != confirmed
