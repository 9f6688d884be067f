"""What can happen to an assessment, for the audit and for whoever listens (a tier is suggested anew when one is signed)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfAssessment(Event):
    assessment: UUID
    kind: str


class AssessmentStarted(OfAssessment):
    """An organisation began one."""


@dataclass(frozen=True)
class PartSaved(OfAssessment):
    """Something was written in one part; which row, never what."""

    row: UUID


class PartHandedIn(PartSaved):
    """A pathway’s professional has finished their part of an assessment that another organisation leads."""


class HarmSaid(OfAssessment):
    """How likely serious harm is was written down."""


class WentOn(OfAssessment):
    """It goes on with newer questions, or as another kind, because the person moved."""


class AssessmentChecked(OfAssessment):
    """The answers were read through."""


class AssessmentOpenedAgain(OfAssessment):
    """It is a draft again, by its writer or by whoever was asked to countersign."""


class AssessmentSigned(OfAssessment):
    """It says what the person needs from now on."""


class AssessmentCountersigned(OfAssessment):
    """A second person signed."""


class AssessmentLocked(OfAssessment):
    """Nothing in it changes any more; a later one is a new version."""


@dataclass(frozen=True)
class NeedsSet(Event):
    """The needs of a person as one organisation has them: rows that are new, said again, and over."""

    raised: tuple[UUID, ...]
    kept: tuple[UUID, ...]
    over: tuple[UUID, ...]


@dataclass(frozen=True)
class NeedMoved(Event):
    """What has become of a need."""

    row: UUID
    status: str


class CountersignAsked(Event):
    """An organisation asks for a second signature from now on."""


class CountersignNotAsked(Event):
    """An organisation asks for a second signature no longer."""
