"""What is typed on one page of an assessment: answers and what stands beside them as one map, and the needs kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.question_sets.rules import Question, QuestionSet, carry
from throughgate.people.assessment.rules import Filled, needs_raised

# Beside the answers to the questions, in each part: so that two workers merge these as they merge answers.
BESIDE = ("strengths", "motivation", "linked_to_harm", "linked_to_reoffending", "words")
YES_NO = {"yes": True, "no": False}


def flat(answers: Mapping[str, str], beside: Mapping[str, object]) -> dict[str, str]:
    """All that a part says, by the name of its box; a box that nothing is in is empty."""
    return {**answers, **{name: _plain(beside.get(name)) for name in BESIDE}}


def apart(said: Mapping[str, str]) -> tuple[dict[str, str], dict[str, object]]:
    """The answers, and the columns beside them, from what was typed."""
    answers = {code: each for code, each in said.items() if code not in BESIDE and each}
    beside: dict[str, object] = {name: said.get(name, "") for name in BESIDE}
    for name in ("linked_to_harm", "linked_to_reoffending"):
        beside[name] = YES_NO.get(said.get(name, ""))
    return answers, beside


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def kept_needs(
    questions: Iterable[Question],
    answers: Mapping[str, str],
    *,
    added: Collection[str],
    left_out: Collection[str],
    day: date,
) -> tuple[str, ...]:
    """The needs that a practitioner keeps: those suggested and not left out, and those added; in the catalogue’s order."""
    raised = {each.need for each in needs_raised(questions, answers)}
    kept = (raised - set(left_out)) | set(added)
    return tuple(code for code in catalogue.needs(day) if code in kept)


def as_filled(said: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, Filled]:
    """By part, whoever wrote it: what another organisation asked in its own part has been asked."""
    found: dict[str, dict[str, str]] = {}
    for part, answers in said:
        found.setdefault(part, {}).update(answers)
    return {part: Filled(answers) for part, answers in found.items()}


@dataclass(frozen=True)
class Begins:
    """What a part of a new version, or of one that goes on, begins with."""

    answers: Mapping[str, str] = field(default_factory=dict, hash=False)
    unsure: tuple[str, ...] = ()
    dropped: Mapping[str, str] = field(default_factory=dict, hash=False)


def last_said(
    rows: Iterable[tuple[str, Mapping[str, str]]], *, into: QuestionSet, kind: str
) -> dict[str, dict[str, str]]:
    """By part, of what was said at one time after another, the last answer to each question that is asked now.

    A short or a partial assessment in between hides nothing that was said before it; of what is asked no more only the
    newest counts.
    """
    asked = {code for q in into.questions(kind).values() for code in (q.code, *q.was)}
    found: dict[str, dict[str, str]] = {}
    for part, answers in rows:
        before = {code: each for code, each in found.get(part, {}).items() if code in asked}
        found[part] = {**before, **answers}
    return found


def begin(
    before: Mapping[str, Mapping[str, str]], *, into: QuestionSet, kind: str
) -> dict[str, Begins]:
    """By part: the last answers, each still to be said again; and answers to questions that are no longer asked."""
    everything = {code: each for answers in before.values() for code, each in answers.items()}
    carried = carry(everything, into=into, kind=kind)
    home = {code: part for part, answers in before.items() for code in answers}
    asked = {s.part.code: [q.code for q in s.asked_in(kind)] for s in into.sections}
    found = {}
    for part in dict.fromkeys([*asked, *before]):
        answers = {c: carried.still_so[c] for c in asked.get(part, ()) if c in carried.still_so}
        dropped = {c: each for c, each in carried.dropped.items() if home[c] == part}
        if answers or dropped or part in before:
            found[part] = Begins(answers, tuple(answers), dropped)
    return found
