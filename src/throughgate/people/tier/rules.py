"""The single tier A to G: the highest that any step gives, with every step and what it was taken from.

A calculated tier is a suggestion until a named practitioner confirms it. Drawn and explained: docs/methods/tier.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from throughgate.common.dates import add_months
from throughgate.common.errors import WrongUse
from throughgate.common.values import load
from throughgate.people.assessment.rules import Harm

PACKAGE = "throughgate.people.tier"


class Tier(StrEnum):
    """From the most to the least."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"


class Band(StrEnum):
    """Bands of the predictor of contact sexual reoffending."""

    NOT_APPLICABLE = "not_applicable"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Step(StrEnum):
    """One step of the rule."""

    REOFFENDING = "reoffending"
    SEXUAL = "sexual"
    HARM = "harm"
    INDETERMINATE = "indeterminate"
    DOMESTIC_ABUSE = "domestic_abuse"
    STALKING = "stalking"
    CHILD_PROTECTION = "child_protection"
    SEXUAL_OFFENCE = "sexual_offence"


class Standing(StrEnum):
    """Whether there is a tier at all."""

    GIVEN = "given"
    MISSING = "missing"  # a reoffending score is not there
    NOT_SUPERVISED = "not_supervised"  # no active sentence


class Provisional(StrEnum):
    """Why a tier may still rise."""

    STATIC_SCORES = "static_scores"
    HARM_MISSING = "harm_missing"


@dataclass(frozen=True)
class Score:
    """A predictor in percent. dynamic: from an assessment; else static, from the record alone."""

    value: Decimal
    dynamic: bool = False


@dataclass(frozen=True)
class Sexual:
    """The predictor of contact sexual reoffending, from another system. Without a score above 0 it is not used."""

    band: Band
    score: Decimal | None = None


@dataclass(frozen=True)
class Known:
    """What the tier is taken from. harm: the highest level towards anybody, or None when nobody assessed it."""

    active_sentence: bool
    arp: Score | None = None
    csrp: Score | None = None
    sexual: Sexual | None = None
    mappa_category: int | None = None
    harm: Harm | None = None
    indeterminate: bool = False
    last_release: date | None = None
    domestic_abuse: bool = False
    stalking: bool = False
    child_protection: bool = False
    sexual_offence: bool = False


@dataclass(frozen=True)
class Reason:
    """What one step came to. code: how; used: the inputs and cut-offs it was taken from, by name."""

    step: Step
    tier: Tier | None
    code: str
    used: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Answer:
    """The tier with every step in order. `decided`: the steps that gave it."""

    standing: Standing
    tier: Tier | None
    because: tuple[Reason, ...] = ()
    provisional: tuple[Provisional, ...] = ()

    @property
    def decided(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.because if reason.tier and reason.tier == self.tier)


def tier(known: Known, *, today: date) -> Answer:
    """The highest tier of all steps; missing without both reoffending scores; none without an active sentence."""
    _check(known)
    if not known.active_sentence:
        return Answer(Standing.NOT_SUPERVISED, None)
    because = _steps(known, today)
    if known.arp is None or known.csrp is None:
        return Answer(Standing.MISSING, None, because)
    found = highest(reason.tier for reason in because)
    return Answer(Standing.GIVEN, found, because, _provisional(known, because, today))


def highest(tiers: Iterable[Tier | None]) -> Tier | None:
    """The highest of those that there are: A before B."""
    return min((each for each in tiers if each is not None), default=None)


def cell(arp: Decimal, csrp: Decimal, *, today: date) -> Tier:
    """The matrix at one pair of scores."""
    return _cell(arp, csrp, today)[0]


def _cell(arp: Decimal, csrp: Decimal, today: date) -> tuple[Tier, Decimal, Decimal]:
    """The cell with the least scores of its column and row."""
    matrix = _values("matrix", today)
    column, over = next((n, c) for n, c in enumerate(map(_exact, matrix["arp"])) if arp >= c)
    row = next(row for row in matrix["rows"] if csrp >= _exact(row["csrp"]))
    return Tier(row["tiers"][column]), over, _exact(row["csrp"])


def _steps(known: Known, today: date) -> tuple[Reason, ...]:
    return (
        _reoffending(known, today),
        _sexual(known.sexual, today),
        _harm(known, today),
        _indeterminate(known, today),
        _flag(Step.DOMESTIC_ABUSE, known.domestic_abuse, today),
        _flag(Step.STALKING, known.stalking, today),
        _flag(Step.CHILD_PROTECTION, known.child_protection, today),
        _flag(Step.SEXUAL_OFFENCE, known.sexual_offence, today),
    )


def _reoffending(known: Known, today: date) -> Reason:
    arp, csrp = known.arp, known.csrp
    used: dict[str, Any] = {
        "arp": arp and arp.value,
        "arp_dynamic": arp and arp.dynamic,
        "csrp": csrp and csrp.value,
        "csrp_dynamic": csrp and csrp.dynamic,
    }
    if arp is None or csrp is None:
        return Reason(Step.REOFFENDING, None, "score_missing", used)
    found, arp_over, csrp_over = _cell(arp.value, csrp.value, today)
    used |= {"arp_at_least": arp_over, "csrp_at_least": csrp_over}
    return Reason(Step.REOFFENDING, found, "cell", used)


def _sexual(sexual: Sexual | None, today: date) -> Reason:
    if sexual is None or not sexual.score or sexual.band is Band.NOT_APPLICABLE:
        return Reason(Step.SEXUAL, None, "no_score")
    used: dict[str, Any] = {"band": sexual.band, "score": sexual.score}
    if sexual.band is not Band.MEDIUM:
        return Reason(Step.SEXUAL, Tier(_values("sexual", today)[sexual.band]), "band", used)
    for cut in _values("sexual", today)["medium"]:
        if sexual.score >= _exact(cut["score"]):
            used["at_least"] = _exact(cut["score"])
            return Reason(Step.SEXUAL, Tier(cut["tier"]), "medium_by_score", used)
    raise WrongUse(
        f"The contact sexual score is in the medium band, and its value is {sexual.score}: "
        "the two do not belong together. Check both in the system they came from."
    )


def _harm(known: Known, today: date) -> Reason:
    under = "without" if known.mappa_category is None else "mappa"
    found = _values("harm", today)[under].get(known.harm or "none")
    used = {"mappa_category": known.mappa_category, "harm": known.harm}
    code = "harm_missing" if known.harm is None else "harm"
    return Reason(Step.HARM, Tier(found) if found else None, code, used)


def _indeterminate(known: Known, today: date) -> Reason:
    used = {"last_release": known.last_release}
    if not known.indeterminate:
        return Reason(Step.INDETERMINATE, None, "does_not_apply")
    if known.last_release is None or known.last_release > today:
        return Reason(Step.INDETERMINATE, None, "never_released", used)
    cuts = _values("indeterminate", today)
    for within in cuts["within"]:
        if today <= add_months(known.last_release, within["months"]):
            used_here = {**used, "within_months": within["months"]}
            return Reason(Step.INDETERMINATE, Tier(within["tier"]), "released_within", used_here)
    longest = {**used, "longer_than_months": cuts["within"][-1]["months"]}
    return Reason(Step.INDETERMINATE, Tier(cuts["longer"]), "released_longer_ago", longest)


def _flag(step: Step, is_set: bool, today: date) -> Reason:
    if not is_set:
        return Reason(step, None, "does_not_apply")
    return Reason(step, Tier(_values("flags", today)[step]), "applies")


def _provisional(known: Known, because: tuple[Reason, ...], today: date) -> tuple[Provisional, ...]:
    found = {
        Provisional.STATIC_SCORES: _may_rise_with_scores(known, because, today),
        Provisional.HARM_MISSING: _may_rise_with_harm(known, because, today),
    }
    return tuple(why for why, may in found.items() if may)


def _may_rise_with_scores(known: Known, because: tuple[Reason, ...], today: date) -> bool:
    """A static score may yet become any. Settled is only a tier that another step gives, and no cell left could raise:
    A when both are static, else the best cell of the dynamic score's own row or column.
    """
    arp, csrp = known.arp, known.csrp
    if arp is None or csrp is None or (arp.dynamic and csrp.dynamic):
        return False
    others = highest(reason.tier for reason in because if reason.step is not Step.REOFFENDING)
    best = cell(
        arp.value if arp.dynamic else MOST, csrp.value if csrp.dynamic else MOST, today=today
    )
    return others is None or others > best


def _may_rise_with_harm(known: Known, because: tuple[Reason, ...], today: date) -> bool:
    """Without a level of harm, only a tier that no level could raise is settled, and static scores settle nothing."""
    if known.harm is not None:
        return False
    settled = {Step.HARM} if _both_dynamic(known) else {Step.HARM, Step.REOFFENDING}
    others = highest(reason.tier for reason in because if reason.step not in settled)
    under = "without" if known.mappa_category is None else "mappa"
    enough = Tier(_values("enough_without_harm", today)[under])
    return others is None or others > enough


MOST = Decimal(100)  # percent


def _both_dynamic(known: Known) -> bool:
    return bool(known.arp and known.arp.dynamic and known.csrp and known.csrp.dynamic)


def _check(known: Known) -> None:
    """A score is a percentage."""
    given = {
        "all-reoffending score (ARP)": known.arp.value if known.arp else None,
        "combined serious reoffending score (CSRP)": known.csrp.value if known.csrp else None,
        "contact sexual score (DC-SRP)": known.sexual.score if known.sexual else None,
    }
    for name, value in given.items():
        if value is not None and not 0 <= value <= MOST:
            raise WrongUse(
                f"The {name} is {value}; it is a percentage between 0 and 100. "
                "Check it in the system it came from."
            )


def _values(name: str, today: date) -> Any:
    return load(PACKAGE)[name].on(today)


def _exact(number: float) -> Decimal:
    """A cut-off as it is written: 6.9, and not the nearest binary fraction above it."""
    return Decimal(str(number))
