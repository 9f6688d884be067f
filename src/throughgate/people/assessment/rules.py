"""What an assessment says: points, severity, needs raised, what is missing, and how it goes from draft to locked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from throughgate.common.dates import add_working_days
from throughgate.common.errors import WrongUse
from throughgate.common.pathways import seven
from throughgate.common.values import load
from throughgate.people.assessment.question_sets.rules import Question, QuestionSet, Section
from throughgate.people.person.moves.rules import Kind as Move

PACKAGE = "throughgate.people.assessment"


class Kind(StrEnum):
    """Why the assessment is made."""

    IMMEDIATE_NEEDS = "immediate_needs"
    START_OF_ORDER = "start_of_order"
    PRE_RELEASE = "pre_release"
    REVIEW = "review"
    EXIT = "exit"
    SHORT_STAY = "short_stay"


class State(StrEnum):
    """Where an assessment stands."""

    DRAFT = "draft"
    CHECKED = "checked"  # the answers were read through
    SIGNED = "signed"
    COUNTERSIGNED = "countersigned"
    LOCKED = "locked"


# A later assessment is a new version: nothing leads out of locked.
ALLOWED: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.CHECKED}),
    State.CHECKED: frozenset({State.DRAFT, State.SIGNED}),
    State.SIGNED: frozenset({State.DRAFT, State.COUNTERSIGNED, State.LOCKED}),
    State.COUNTERSIGNED: frozenset({State.LOCKED}),
    State.LOCKED: frozenset(),
}
INTO_CUSTODY = frozenset({Move.RECALL, Move.REMAND})
MAY_WRITE = frozenset({State.DRAFT})


class Severity(StrEnum):
    """How much of a need a section's points show."""

    NONE = "none"
    STANDARD = "standard"
    SEVERE = "severe"


class Motivation(StrEnum):
    """What the person wants to do about it."""

    MADE_CHANGES = "made_changes"
    MAKING_CHANGES = "making_changes"
    WANTS_HELP = "wants_help"
    THINKING = "thinking"
    DOES_NOT_WANT = "does_not_want"
    NO_ANSWER = "no_answer"
    NOT_PRESENT = "not_present"
    NOT_APPLICABLE = "not_applicable"


class AtRisk(StrEnum):
    """Who could come to serious harm."""

    PUBLIC = "public"
    CHILDREN = "children"
    ADULT = "adult"
    STAFF = "staff"
    SELF = "self"


class Harm(StrEnum):
    """How likely serious harm is, lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


@dataclass(frozen=True)
class Filled:
    """What was said in one section. `words` are the person's own."""

    answers: Mapping[str, str] = field(default_factory=dict, hash=False)
    strengths: str = ""
    motivation: Motivation | None = None
    linked_to_harm: bool | None = None
    linked_to_reoffending: bool | None = None
    words: str = ""


@dataclass(frozen=True)
class Score:
    """The points of a section, out of how many, and the scored questions without an answer."""

    points: int | None
    most: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Threshold:
    """From how many points there is a need, and a severe one."""

    standard: int
    severe: int


@dataclass(frozen=True)
class Raised:
    """A need that an answer suggests. A suggestion until a practitioner keeps it."""

    need: str
    question: str
    answer: str


@dataclass(frozen=True)
class Gap:
    """What keeps an assessment from being checked: a section, and the questions in it without an answer."""

    section: str
    pathway: str
    questions: tuple[str, ...]


def score(section: Section, answers: Mapping[str, str]) -> Score:
    """Points of the scored questions. Without any answer to them there are none, which is not nought."""
    scored = [question for question in section.questions if question.scored]
    told = [q for q in scored if answers.get(q.code) in q.scale.scores]
    points = sum(q.scale.scores[answers[q.code]] for q in told) if told else None
    most = sum(max(q.scale.scores.values()) for q in scored)
    return Score(points, most, tuple(q.code for q in scored if q not in told))


def threshold(form: str | None, section: str, day: date) -> Threshold | None:
    """Where a need begins in a section; None where this form does not score it."""
    listed = load(PACKAGE)["thresholds"].on(day)
    found = listed[form].get(section) if form else None
    return Threshold(found["standard"], found["severe"]) if found else None


def severity(points: int | None, at: Threshold | None) -> Severity | None:
    """How severe; None when nothing was answered or the section is unscored."""
    if points is None or at is None:
        return None
    if points >= at.severe:
        return Severity.SEVERE
    return Severity.STANDARD if points >= at.standard else Severity.NONE


def needs_raised(questions: Iterable[Question], answers: Mapping[str, str]) -> tuple[Raised, ...]:
    """Each need that the answers suggest, once, with the first answer that does."""
    found: dict[str, Raised] = {}
    for question in questions:
        answer = answers.get(question.code, "")
        for need in question.raises.get(answer, ()):
            found.setdefault(need, Raised(need, question.code, answer))
    return tuple(found.values())


def needs_settled(questions: Iterable[Question], answers: Mapping[str, str]) -> frozenset[str]:
    """The needs that somebody asked about and no answer suggests: the person has it, or does not need it."""
    asked = [q for q in questions if answers.get(q.code) in q.scale.answers]
    could = {need for question in asked for needs in question.raises.values() for need in needs}
    return frozenset(could - {each.need for each in needs_raised(asked, answers)})


def highest_harm(by_group: Mapping[AtRisk, Harm]) -> Harm | None:
    """The highest level towards anybody; None when nothing was said."""
    order = list(Harm)
    return max(by_group.values(), key=order.index, default=None)


def gaps(
    questions: QuestionSet, filled: Mapping[str, Filled], *, kind: Kind, day: date
) -> tuple[Gap, ...]:
    """What is still to be asked. A question the person would rather not answer has been asked.

    Some kinds need all seven pathways; in the others a section counts once it was begun. The two more are asked of nobody.
    """
    must = {pathway.code for pathway in seven(day)} if _about(kind, day)["seven"] else set()
    found = []
    for section in questions.sections:
        answers = filled.get(section.part.code, Filled()).answers
        missing = tuple(q.code for q in section.asked_in(kind) if q.code not in answers)
        if missing and (section.part.pathway in must or answers):
            found.append(Gap(section.part.code, section.part.pathway, missing))
    return tuple(found)


def is_empty(filled: Mapping[str, Filled]) -> bool:
    """Whether nothing was asked at all."""
    return not any(section.answers for section in filled.values())


def check_move(
    before: State,
    after: State,
    *,
    countersign: bool,
    gaps: Collection[Gap] = (),
    empty: bool = False,
) -> None:
    """Whether an assessment may go on. `countersign`: the organisation asks for a second signature."""
    if after not in ALLOWED[before]:
        raise WrongUse(
            f"An assessment that is “{before}” cannot become “{after}”. "
            "Load the page again; a locked one is followed by a new version."
        )
    if after is State.CHECKED and (gaps or empty):
        raise WrongUse(
            f"{len(gaps) or 'All'} sections still have questions to ask. "
            "Ask them, or say that the person would rather not answer."
        )
    if before is State.SIGNED and countersign is (after is State.LOCKED):
        raise WrongUse(
            "Your organisation asks for a second signature before it is locked."
            if countersign
            else "Nobody countersigns here: a signed assessment is locked."
        )


def check_countersigner(signed_by: object, by: object) -> None:
    """The second signature is somebody else's."""
    if signed_by == by:
        raise WrongUse("You signed it yourself. Ask somebody else to countersign.")


def may_fill(section: Section, sees: Collection[str]) -> bool:
    """Whether a reader who sees these sections of the record may fill this one."""
    return section.part.seen_under in sees


def fillable(questions: QuestionSet, sees: Collection[str]) -> tuple[Section, ...]:
    """The sections that a reader may fill: a treatment worker theirs, the practitioner all."""
    return tuple(section for section in questions.sections if may_fill(section, sees))


@dataclass(frozen=True)
class Merged:
    """Two workers' answers in one. clashes: both answered differently; what was saved first stands, and the other is shown."""

    answers: Mapping[str, str]
    clashes: Mapping[str, str]


def merge(
    *, before: Mapping[str, str], saved: Mapping[str, str], mine: Mapping[str, str]
) -> Merged:
    """My answers onto those saved since I began, so that neither loses what they wrote."""
    answers, clashes = dict(saved), {}
    for code, answer in mine.items():
        if answer == before.get(code) or answer == saved.get(code):
            continue
        if saved.get(code) == before.get(code):
            answers[code] = answer
        else:
            clashes[code] = answer
    return Merged(answers, clashes)


def is_short_stay(*, remand: bool, sentence_days: int | None, day: date) -> bool:
    """Whether the short set is offered: remand, or a sentence of a few weeks."""
    shorter_than = int(load(PACKAGE)["short_stay_days"].on(day))
    return remand or (sentence_days is not None and sentence_days < shorter_than)


def immediate_needs_due(received: date) -> date:
    """By when the immediate needs are to be known after reception."""
    return add_working_days(received, int(load(PACKAGE)["immediate_needs_within"].on(received)))


def pre_release_opens(release: date, *, today: date) -> date:
    """From when the assessment before release is made."""
    return release - timedelta(days=int(load(PACKAGE)["pre_release_window"].on(today)))


def goes_on_as(kind: Kind, move: Move, *, short: bool) -> Kind | None:
    """What a draft of this kind goes on as when the person moves before it is signed; None where it goes on as it is.

    Its answers are carried, each “still so?”; nothing that was asked is asked as if for the first time.
    """
    if move in INTO_CUSTODY:
        after = Kind.SHORT_STAY if short else Kind.IMMEDIATE_NEEDS
        return None if after is kind else after
    if move is Move.RELEASE and kind in (Kind.IMMEDIATE_NEEDS, Kind.SHORT_STAY, Kind.PRE_RELEASE):
        return Kind.REVIEW
    return None


def _about(kind: Kind, day: date) -> dict[str, Any]:
    return dict(load(PACKAGE)["kinds"].on(day)[kind])
