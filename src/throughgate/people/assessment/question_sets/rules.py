"""The question sets: versioned data, read and checked, and how the answers to an older set come into a newer one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from throughgate.common.errors import ThroughgateError, WrongUse
from throughgate.common.values import Value, load
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.catalogue.rules import Part

PACKAGE = "throughgate.people.assessment.question_sets"
DECLINED = "declined"  # the person was asked and would rather not say: an answer, without points


class BrokenSet(ThroughgateError):
    """A question set that asks in a way the rules cannot read."""


@dataclass(frozen=True)
class Scale:
    """Answers to choose from, in order, and what each scores; none where it is never scored."""

    code: str
    answers: Mapping[str, str] = field(hash=False)
    scores: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True)
class Question:
    """One question: what is asked, what can be answered, and which needs an answer suggests."""

    code: str
    ask: str
    scale: Scale
    hint: str = ""
    scored: bool = False
    raises: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    only: frozenset[str] = frozenset()  # kinds of assessment; in all when empty
    was: tuple[str, ...] = ()  # what it was called in earlier sets

    def asked_in(self, kind: str) -> bool:
        return not self.only or kind in self.only

    def takes(self, answer: str) -> bool:
        return answer == DECLINED or answer in self.scale.answers


@dataclass(frozen=True)
class Section:
    """The questions on one part of life."""

    part: Part
    questions: tuple[Question, ...]

    def asked_in(self, kind: str) -> tuple[Question, ...]:
        return tuple(each for each in self.questions if each.asked_in(kind))


@dataclass(frozen=True)
class QuestionSet:
    """One version of the questions. `form`: whose thresholds its points are held against, if any."""

    code: str
    family: str
    since: date
    form: str | None
    kinds: frozenset[str]
    sections: tuple[Section, ...]

    def section(self, code: str) -> Section:
        for each in self.sections:
            if each.part.code == code:
                return each
        raise WrongUse(f"These questions have no section “{code}”. Load the page again.")

    def asked(self, part: str, kind: str) -> tuple[Question, ...]:
        """What is asked in a part; nothing where these questions do not have it, as after a move to the short set."""
        found = (each.asked_in(kind) for each in self.sections if each.part.code == part)
        return next(found, ())

    def questions(self, kind: str) -> dict[str, Question]:
        """Every question asked in this kind, by its code."""
        return {q.code: q for section in self.sections for q in section.asked_in(kind)}


@dataclass(frozen=True)
class Carried:
    """What becomes of the answers to an older set when a newer one is filled.

    still_so: to be confirmed. ask_again: the old answer is no longer one of the answers. added: never asked before.
    dropped: no longer asked; shown as it was said, and kept where it was.
    """

    still_so: Mapping[str, str]
    ask_again: tuple[str, ...]
    added: tuple[str, ...]
    dropped: Mapping[str, str]


def carry(answers: Mapping[str, str], *, into: QuestionSet, kind: str) -> Carried:
    """The answers of an earlier assessment, as a newer set begins with them."""
    asked = into.questions(kind)
    found = {code: _earlier(question, answers) for code, question in asked.items()}
    used = {old for old in found.values() if old is not None}
    return Carried(
        {c: answers[old] for c, old in found.items() if old and asked[c].takes(answers[old])},
        tuple(c for c, old in found.items() if old and not asked[c].takes(answers[old])),
        tuple(c for c, old in found.items() if old is None),
        {code: answer for code, answer in answers.items() if code not in used},
    )


def _earlier(question: Question, answers: Mapping[str, str]) -> str | None:
    """Under which code it was answered before: its own, else an older name."""
    return next((code for code in (question.code, *question.was) if code in answers), None)


def sort_out(
    given: Mapping[str, str], *, asked: Mapping[str, Question]
) -> tuple[dict[str, str], dict[str, str]]:
    """The answers that can be kept, and those to questions that are no longer asked, from a form left open too long."""
    kept, dropped = {}, {}
    for code, answer in given.items():
        if code not in asked:
            dropped[code] = answer
        elif asked[code].takes(answer):
            kept[code] = answer
        else:
            raise WrongUse(
                f"“{answer}” is not an answer to “{asked[code].ask}” Choose one of the list."
            )
    return kept, dropped


def current(kind: str, day: date) -> QuestionSet:
    """The newest set in force on a day for a kind of assessment."""
    found = [each for each in all_sets() if kind in each.kinds and each.since <= day]
    if not found:
        raise WrongUse(f"There are no questions for “{kind}” on {day}. Choose another kind or day.")
    return max(found, key=lambda each: each.since)


def question_set(code: str) -> QuestionSet:
    """The set with this code, in force or not: an old assessment is shown with its own questions."""
    for each in all_sets():
        if each.code == code:
            return each
    raise WrongUse(f"The question set “{code}” is not here. Install the version that brought it.")


@cache
def all_sets() -> tuple[QuestionSet, ...]:
    """Every version there is, oldest first."""
    names = sorted(f.name for f in files(PACKAGE).iterdir() if f.name.endswith(".yaml"))
    found = [read(value) for name in names for value in load(PACKAGE, name).values()]
    return tuple(sorted(found, key=lambda each: (each.since, each.code)))


def read(value: Value) -> QuestionSet:
    """A question set from its file, checked."""
    since = min(value.values)
    entry = value.values[since]
    made = QuestionSet(
        value.name,
        entry["family"],
        since,
        entry.get("form"),
        frozenset(entry["kinds"]),
        tuple(_section(code, asked, since) for code, asked in entry["sections"].items()),
    )
    faults = _faults(made, since)
    if faults:
        raise BrokenSet(f"The question set {value.name} cannot be used. " + " ".join(faults))
    return made


@cache
def scale(code: str, day: date) -> Scale:
    """A scale of answers."""
    listed = load("throughgate.people.assessment")["scales"].on(day)
    if code not in listed:
        raise BrokenSet(f"“{code}” is not a scale. Use one of: {', '.join(listed)}.")
    return Scale(code, listed[code]["answers"], listed[code].get("scores", {}))


def _section(code: str, asked: list[dict[str, Any]], day: date) -> Section:
    parts = catalogue.parts(day)
    if code not in parts:
        raise BrokenSet(
            f"“{code}” is not a section of the catalogue. Use one of: {', '.join(parts)}."
        )
    return Section(parts[code], tuple(_question(entry, day) for entry in asked))


def _question(entry: dict[str, Any], day: date) -> Question:
    return Question(
        entry["code"],
        entry["ask"],
        scale(entry["scale"], day),
        entry.get("hint", ""),
        entry.get("scored", False),
        {answer: tuple(needs) for answer, needs in entry.get("raises", {}).items()},
        frozenset(entry.get("only", ())),
        tuple(entry.get("was", ())),
    )


def _faults(made: QuestionSet, day: date) -> list[str]:
    """What keeps a set from being used."""
    asked = [question for section in made.sections for question in section.questions]
    codes = [question.code for question in asked]
    known = catalogue.needs(day)
    twice = sorted({code for code in codes if codes.count(code) > 1})
    faults = [f"{code} is asked twice." for code in twice]
    for each in asked:
        wrong = [answer for answer in each.raises if answer not in each.scale.answers]
        faults += [f"{each.code} has no answer “{answer}”." for answer in wrong]
        raised = [need for needs in each.raises.values() for need in needs]
        faults += [f"{each.code} raises {n}, not a need." for n in raised if n not in known]
        if each.scored and not each.scale.scores:
            faults.append(f"{each.code} is scored on a scale without points.")
        if each.scored and each.only:
            faults.append(f"{each.code} is scored, so it must be asked in every kind.")
    return faults
