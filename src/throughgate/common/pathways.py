"""The pathways: one list of codes for assessment, plan, referral and results, and what other systems call each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from throughgate.common.errors import WrongUse
from throughgate.common.values import load


@dataclass(frozen=True)
class Pathway:
    """One pathway. `for_all`: one of the seven; the others are offered to everybody, `usual_for` women, asked of nobody."""

    code: str
    name: str
    for_all: bool
    usual_for: str
    elsewhere: Mapping[str, tuple[str, ...]] = field(hash=False)

    @property
    def section(self) -> str:
        """The section of the record that its needs are kept in."""
        return f"needs:{self.code}"


@cache
def pathways(day: date) -> tuple[Pathway, ...]:
    """All that there are on a day, the seven first."""
    listed = load("throughgate.common", "pathways.yaml")["pathways"].on(day)
    return tuple(
        Pathway(
            code,
            entry["name"],
            entry["all"],
            entry.get("usual_for", ""),
            {system: tuple(names) for system, names in entry["elsewhere"].items()},
        )
        for code, entry in listed.items()
    )


def seven(day: date) -> tuple[Pathway, ...]:
    """Those that an assessment of everything must cover."""
    return tuple(pathway for pathway in pathways(day) if pathway.for_all)


def pathway(code: str, day: date) -> Pathway:
    """The pathway with this code."""
    for each in pathways(day):
        if each.code == code:
            return each
    known = ", ".join(each.code for each in pathways(day))
    raise WrongUse(f"“{code}” is not a pathway. Use one of: {known}.")


def from_elsewhere(system: str, name: str, day: date) -> Pathway | None:
    """The pathway that another system calls so, or None when it is none of ours."""
    for each in pathways(day):
        if name in each.elsewhere.get(system, ()):
            return each
    return None
