"""What to leave prison with, how far each thing is, and which are missing. Most is read from the steps of the plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from throughgate.common.values import load
from throughgate.people.plan.rules import StepState
from throughgate.people.release.rules import ready_by

PACKAGE = "throughgate.people.release.essentials"


class State(StrEnum):
    """How far an essential is."""

    NOT_KNOWN = "not_known"  # nobody has asked
    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    READY = "ready"
    NOT_NEEDED = "not_needed"


# A worker may say any state at any time: a key is lost, a bed falls through. This is what counts as there.
THERE = frozenset({State.READY, State.NOT_NEEDED})


@dataclass(frozen=True)
class Essential:
    """One thing to leave with. section: who may see it; days: how long before release it is to be ready."""

    code: str
    name: str
    section: str
    needs: tuple[str, ...]
    days: int

    @property
    def plan_sections(self) -> frozenset[str]:
        """Where the steps of the plan that say how far it is stand, and whether a need is settled."""
        pathways = {need.partition(".")[0] for need in self.needs}
        return (
            frozenset({"plan", *(f"needs:{each}" for each in pathways)})
            if pathways
            else frozenset()
        )


@dataclass(frozen=True)
class Readiness:
    """One essential of one person. late: it should be there by now.

    shared: the reader is told what those say who get the person ready. Where they are not, it is neither late nor
    missing, and not counted: it may be there.
    """

    essential: Essential
    state: State
    due: date
    late: bool
    shared: bool = True

    @property
    def missing(self) -> bool:
        return self.shared and self.state not in THERE


@cache
def essentials(today: date) -> tuple[Essential, ...]:
    """The list, in the order in which it is read."""
    listed = load(PACKAGE)["essentials"].on(today)
    return tuple(
        Essential(code, e["name"], e["section"], tuple(e["needs"]), e["days"])
        for code, e in listed.items()
    )


def essential(code: str, *, today: date) -> Essential | None:
    return next((each for each in essentials(today) if each.code == code), None)


def state_of(steps: Iterable[StepState]) -> State:
    """What the steps towards an essential say of it; nothing is known without a step."""
    found = set(steps)
    if not found:
        return State.NOT_KNOWN
    needed = found - {StepState.NO_LONGER}
    if not needed:
        return State.NOT_NEEDED
    if needed == {StepState.DONE}:
        return State.READY
    begun = needed & {StepState.DONE, StepState.IN_PROGRESS}
    return State.UNDER_WAY if begun else State.TO_DO


def readiness(
    release: date,
    steps: Mapping[str, Collection[StepState]],
    said: Mapping[str, State],
    *,
    settled: Collection[str] = (),
    sees: Collection[str],
    told: Callable[[str], bool] = lambda section: True,
    today: date,
) -> tuple[Readiness, ...]:
    """Each essential that this reader may see. steps: of the plan, by need; said: what a worker said of one, first of all;
    settled: needs asked about that the person does not have, or no longer; told: whether a section reaches the reader
    from each of those who get the person ready.
    """
    return tuple(
        _readiness(
            each,
            release,
            said.get(each.code) or _from_plan(each, steps, settled),
            is_shared(each, told, said=each.code in said),
            today,
        )
        for each in essentials(today)
        if each.section in sees
    )


def is_shared(of: Essential, told: Callable[[str], bool], *, said: bool) -> bool:
    """Whether a reader knows how far it is: what workers say of it, and, where none of them did, what the plan says."""
    return told(of.section) and (said or all(told(each) for each in of.plan_sections))


def prepared_by(
    holders: Iterable[tuple[int, str]], own: int | None, *, today: date
) -> frozenset[int]:
    """Whose word on the essentials counts: of those who hold where the person is, with their kinds, the prison's.

    Where there is none among them, whoever holds it; one's own organisation where it is one of these.
    """
    kinds: list[str] = load(PACKAGE)["prepared_by"].on(today)
    known = list(holders)
    found = {one for one, kind in known if kind in kinds} or {one for one, _kind in known}
    return frozenset({own} if own is not None and own in found else found)


def missing(all_of: Iterable[Readiness]) -> tuple[Readiness, ...]:
    """Those not there yet, the first due first."""
    return tuple(sorted((r for r in all_of if r.missing), key=lambda r: (r.due, r.essential.code)))


def _from_plan(
    essential: Essential, steps: Mapping[str, Collection[StepState]], settled: Collection[str]
) -> State:
    """A need that is settled has no step to wait for; one that nobody asked about is not known."""
    states = [state for need in essential.needs for state in steps.get(need, ())]
    unknown = [need for need in essential.needs if not steps.get(need) and need not in settled]
    if not states and essential.needs and not unknown:
        return State.READY
    found = state_of(states)
    return State.UNDER_WAY if unknown and found in THERE else found


def _readiness(
    essential: Essential, release: date, state: State, shared: bool, today: date
) -> Readiness:
    due = ready_by(release, essential.days)
    late = shared and state not in THERE and today > due
    return Readiness(essential, state, due, late, shared)
