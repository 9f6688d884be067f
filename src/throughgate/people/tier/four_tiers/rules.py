"""The four tiers of 2006-07 as a view on the same inputs: how the source documents shared out resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from throughgate.common.values import load
from throughgate.people.assessment.rules import Harm, Severity

PACKAGE = "throughgate.people.tier.four_tiers"


class Likelihood(StrEnum):
    """How likely any reoffending is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Code(StrEnum):
    """What raises somebody to a tier."""

    HARM_HIGH = "harm_high"
    MAPPA_LEVEL = "mappa_level"
    PROLIFIC = "prolific"
    HARM_MEDIUM = "harm_medium"
    LIKELY_AND_SEVERE = "likely_and_severe"
    LIKELIHOOD_MEDIUM = "likelihood_medium"
    STANDARD_NEED = "standard_need"
    OTHERWISE = "otherwise"


@dataclass(frozen=True)
class Known:
    """The inputs of the view. needs: the severity of each scored section that was answered; None when none was."""

    arp: Decimal | None = None
    harm: Harm | None = None
    mappa_level: int | None = None
    prolific: bool = False
    needs: tuple[Severity, ...] | None = None


@dataclass(frozen=True)
class Answer:
    """One of four, what gave it, and which inputs were missing that could still raise it."""

    tier: int
    because: tuple[Code, ...]
    missing: tuple[str, ...]


def four_tiers(known: Known, *, today: date) -> Answer:
    """The highest tier that anything gives; 1 otherwise."""
    found = list(_found(known, today))
    top = max((tier for tier, _code in found), default=1)
    because = tuple(code for tier, code in found if tier == top) or (Code.OTHERWISE,)
    return Answer(top, because, _missing(known) if top < 4 else ())


def likelihood(arp: Decimal | None, *, today: date) -> Likelihood | None:
    """The band of the all-reoffending score; None without one."""
    if arp is None:
        return None
    cuts = _cut_offs(today)["likelihood"]
    if arp >= cuts["high"]:
        return Likelihood.HIGH
    return Likelihood.MEDIUM if arp >= cuts["medium"] else Likelihood.LOW


def _found(known: Known, today: date) -> Iterator[tuple[int, Code]]:
    likely, needs = likelihood(known.arp, today=today), known.needs or ()
    if known.harm in (Harm.VERY_HIGH, Harm.HIGH):
        yield 4, Code.HARM_HIGH
    if known.mappa_level in _cut_offs(today)["mappa_levels"]:
        yield 4, Code.MAPPA_LEVEL
    if known.prolific:
        yield 4, Code.PROLIFIC
    if known.harm is Harm.MEDIUM:
        yield 3, Code.HARM_MEDIUM
    if likely is Likelihood.HIGH and Severity.SEVERE in needs:
        yield 3, Code.LIKELY_AND_SEVERE
    if likely in (Likelihood.MEDIUM, Likelihood.HIGH):
        yield 2, Code.LIKELIHOOD_MEDIUM
    if any(need is not Severity.NONE for need in needs):
        yield 2, Code.STANDARD_NEED


def _missing(known: Known) -> tuple[str, ...]:
    given = {"arp": known.arp, "harm": known.harm, "needs": known.needs}
    return tuple(name for name, value in given.items() if value is None)


def _cut_offs(today: date) -> dict[str, Any]:
    return dict(load(PACKAGE)["cut_offs"].on(today))
