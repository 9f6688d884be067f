"""An order of steps, suggested, with the reason of each place. Drawn and explained: docs/methods/plan-order.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import heapify, heappop, heappush
from typing import Any

from throughgate.common.errors import WrongUse
from throughgate.common.values import load
from throughgate.people.plan.graph.rules import ring
from throughgate.people.plan.suggestions.rules import Step

PACKAGE = "throughgate.people.plan.order"


class Rule(StrEnum):
    """Why a step stands where it does."""

    SAFETY = "safety"
    WAITS_FOR = "waits_for"
    NEEDED_BY = "needed_by"
    GATE = "gate"
    STABLE_FIRST = "stable_first"
    SERVES_TWO = "serves_two"
    RANK = "rank"


@dataclass(frozen=True)
class Reason:
    """One reason with its source. of: the steps, or pathways, that it is about."""

    rule: Rule
    name: str
    source: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A step at its place from 1, with every reason that speaks for it."""

    place: int
    step: Step
    because: tuple[Reason, ...]


Key = tuple[bool, bool, int, bool, int, int, str]


def order(steps: Iterable[Step], places: Mapping[str, int], *, today: date) -> tuple[Placed, ...]:
    """The steps in the order suggested. places: the place of each need, from the ranking.

    The first step ready by the rules comes first; a step is ready when none of those it waits for is still to come.
    What it waits for but is not among the steps (refused, or done) holds up nothing.
    """
    by_code = {step.code: step for step in steps}
    waits = {c: frozenset(step.after) & by_code.keys() for c, step in by_code.items()}
    if ring(waits):
        raise WrongUse(
            "These steps wait for one another in a ring. Take out one of the links first."
        )
    stable = _stable(by_code.values(), today)
    keys = _lifted({c: _key(s, places, stable, today) for c, s in by_code.items()}, waits)
    ordered = _walk(keys, waits)
    return tuple(
        Placed(n, by_code[code], _because(by_code[code], waits, stable, today))
        for n, code in enumerate(ordered, 1)
    )


def _key(step: Step, places: Mapping[str, int], stable: frozenset[str], today: date) -> Key:
    """Smaller comes first: safety, the gate and how long before it, work after what must be stable, and so on."""
    at_gate = step.gate is not None
    waits_for_stable = bool(stable) and not at_gate and step.pathway in _stable_rule(today)["then"]
    return (
        not step.now,
        not at_gate,
        -(step.gate or 0),
        waits_for_stable,
        -min(len(set(step.serves)), 2),
        places.get(step.need, len(places) + 1),
        step.code,
    )


def _lifted(keys: Mapping[str, Key], waits: Mapping[str, frozenset[str]]) -> dict[str, Key]:
    """What an urgent step waits for is as urgent as it: each takes the smallest key of all that wait for it."""
    lifted = dict(keys)
    for code in reversed(_walk(keys, waits)):
        for before in waits[code]:
            lifted[before] = min(lifted[before], lifted[code])
    return lifted


def _walk(keys: Mapping[str, Key], waits: Mapping[str, frozenset[str]]) -> list[str]:
    """The steps, each after those it waits for, and among the ready ones the smallest key first."""
    left = {code: set(before) for code, before in waits.items()}
    ready = [(keys[code], code) for code, before in left.items() if not before]
    heapify(ready)
    found: list[str] = []
    while ready:
        done = heappop(ready)[1]
        found.append(done)
        for code, before in left.items():
            if done in before:
                before.remove(done)
                if not before:
                    heappush(ready, (keys[code], code))
    return found


def _because(
    step: Step, waits: Mapping[str, frozenset[str]], stable: frozenset[str], today: date
) -> tuple[Reason, ...]:
    """All that speaks for the place, strongest first; the rank of its need always last."""
    needed_by = tuple(sorted(code for code, before in waits.items() if step.code in before))
    holds = {
        Rule.SAFETY: ((), step.now),
        Rule.WAITS_FOR: (tuple(sorted(waits[step.code])), bool(waits[step.code])),
        Rule.NEEDED_BY: (needed_by, bool(needed_by)),
        Rule.GATE: ((), step.gate is not None),
        Rule.STABLE_FIRST: (tuple(sorted(stable)), _touched_by_stable(step, stable, today)),
        Rule.SERVES_TWO: (step.serves, len(set(step.serves)) > 1),
        Rule.RANK: ((step.need,), True),
    }
    listed = load(PACKAGE)["order"].on(today)
    return tuple(
        Reason(rule, listed[rule]["name"], listed[rule]["source"], of)
        for rule, (of, does) in holds.items()
        if does
    )


def _touched_by_stable(step: Step, stable: frozenset[str], today: date) -> bool:
    rule = _stable_rule(today)
    return bool(stable) and step.gate is None and step.pathway in [*rule["then"], *stable]


def _stable(steps: Iterable[Step], today: date) -> frozenset[str]:
    """The pathways among the steps that must be stable before work; none where no work step is there to wait."""
    pathways = {step.pathway for step in steps}
    rule = _stable_rule(today)
    return frozenset(rule["first"]) & pathways if pathways & set(rule["then"]) else frozenset()


def _stable_rule(today: date) -> dict[str, Any]:
    return dict(load(PACKAGE)["order"].on(today)[Rule.STABLE_FIRST])
