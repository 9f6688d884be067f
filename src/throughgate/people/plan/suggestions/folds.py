"""What of the suggestions stands open on their page, and what is folded: the first few in the ranking, then by pathway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from throughgate.people.plan.suggestions.queries import Line

FIRST = 3  # that wait for an answer: as many as can be compared at a glance


@dataclass(frozen=True)
class Fold:
    """The needs of one pathway that are not among the first, in their rank."""

    pathway: str
    lines: tuple[Line, ...]

    @property
    def waiting(self) -> int:
        return sum(line.waits for line in self.lines)

    @property
    def in_plan(self) -> int:
        return sum(bool(line.goals) for line in self.lines)

    @property
    def not_wanted(self) -> int:
        return sum(line.is_refused and not line.goals for line in self.lines)

    @property
    def others(self) -> int:
        """Needs for which nothing is suggested."""
        return len(self.lines) - self.waiting - self.in_plan - self.not_wanted


def fold(lines: Sequence[Line]) -> tuple[list[Line], list[Fold]]:
    """The first that wait for an answer; all the others by pathway, in the order in which each pathway first comes."""
    first = [line for line in lines if line.waits][:FIRST]
    by_pathway: dict[str, list[Line]] = {}
    for line in lines:
        if line not in first:
            by_pathway.setdefault(line.ranked.need.pathway, []).append(line)
    return first, [Fold(pathway, tuple(held)) for pathway, held in by_pathway.items()]
