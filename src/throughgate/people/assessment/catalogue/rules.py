"""The catalogue of needs: one code from assessment to goal, step, referral and result, never given to another need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from throughgate.common.errors import WrongUse
from throughgate.common.values import load

PACKAGE = "throughgate.people.assessment.catalogue"


@dataclass(frozen=True)
class Part:
    """A section of an assessment: its name and the pathway it belongs to."""

    code: str
    name: str
    pathway: str

    @property
    def seen_under(self) -> str:
        """The section of the record that a reader must see."""
        return f"needs:{self.pathway}"


@dataclass(frozen=True)
class Need:
    """One need of the catalogue."""

    code: str
    name: str
    part: Part

    @property
    def pathway(self) -> str:
        return self.part.pathway


@cache
def parts(day: date) -> dict[str, Part]:
    """The sections of an assessment, in their order."""
    listed = load(PACKAGE)["sections"].on(day)
    return {code: Part(code, entry["name"], entry["pathway"]) for code, entry in listed.items()}


@cache
def needs(day: date) -> dict[str, Need]:
    """All needs, in the order of their pathways."""
    known = parts(day)
    return {
        code: Need(code, entry["name"], known[entry["section"]])
        for code, entry in load(PACKAGE)["needs"].on(day).items()
    }


def need(code: str, day: date) -> Need:
    """The need with this code."""
    found = needs(day).get(code)
    if found is None:
        raise WrongUse(
            f"“{code}” is not a need of the catalogue. Choose one from the list of its pathway."
        )
    return found


def of_pathway(pathway: str, day: date) -> tuple[Need, ...]:
    """The needs of one pathway."""
    return tuple(each for each in needs(day).values() if each.pathway == pathway)
