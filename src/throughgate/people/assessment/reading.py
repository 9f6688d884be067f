"""What a page shows of an assessment: part by part what was said, by whom, what is left to ask, what is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from throughgate.common.pathways import seven
from throughgate.common.values import load
from throughgate.people.assessment import access
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.catalogue.rules import Part
from throughgate.people.assessment.filling.forms import words_of
from throughgate.people.assessment.filling.rules import kept_needs
from throughgate.people.assessment.models import SECTIONS, Assessment, FilledPart
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.question_sets.rules import Question, QuestionSet
from throughgate.people.assessment.rules import PACKAGE
from throughgate.people.record.opening import Opened


class Progress(StrEnum):
    """How far a part is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    STILL_SO = "still_so"
    DONE = "done"


@dataclass(frozen=True)
class Line:
    """A question and its answer; `unsure` where nobody has said yet that it is still so."""

    ask: str
    answer: str
    unsure: bool = False


@dataclass(frozen=True)
class Said:
    """What one organisation wrote in one part."""

    row: FilledPart
    own: bool
    lines: tuple[Line, ...]
    dropped: tuple[Line, ...]
    needs: tuple[str, ...]
    motivation: str
    missing: int


@dataclass(frozen=True)
class Shown:
    """One part for one reader: whoever wrote in it, the lead first."""

    part: Part
    said: tuple[Said, ...]
    progress: Progress
    may_fill: bool
    offered: bool  # asked of nobody, offered to all

    @property
    def own(self) -> Said | None:
        return next((each for each in self.said if each.own), None)


def shown(
    opened: Opened, of: Assessment, rows: Sequence[FilledPart], *, fills: bool
) -> list[Shown]:
    """The parts whose pathway is open to the reader, in the order of the questions."""
    questions = sets.question_set(of.question_set)
    for_all = {each.code for each in seven(opened.today)}
    found = []
    for section in questions.sections:
        part = section.part
        theirs = [row for row in rows if row.part == part.code]
        takes_part = access.takes_part(opened, of, part.seen_under)
        if not section.asked_in(of.kind) or not (theirs or takes_part):
            continue
        theirs.sort(key=lambda row: row.held_by_id != of.held_by_id)
        said = tuple(said_in(opened, of, row, questions) for row in theirs)
        found.append(
            Shown(part, said, _progress(said), fills and takes_part, part.pathway not in for_all)
        )
    return [*found, *_gone(opened, of, rows, questions)]


def _gone(
    opened: Opened, of: Assessment, rows: Sequence[FilledPart], questions: QuestionSet
) -> Iterable[Shown]:
    """Parts that these questions do not ask about, of which something was said before: it is shown, and asked no more."""
    for part in catalogue.parts(opened.today).values():
        theirs = [row for row in rows if row.part == part.code]
        if theirs and not questions.asked(part.code, of.kind):
            said = tuple(said_in(opened, of, row, questions) for row in theirs)
            yield Shown(part, said, Progress.DONE, False, False)


def said_in(opened: Opened, of: Assessment, row: FilledPart, questions: QuestionSet) -> Said:
    asked = questions.asked(row.part, of.kind)
    codes = {q.code for q in asked}
    gone = {code: said for code, said in row.answers.items() if code not in codes} | row.dropped
    lines = [
        Line(q.ask, words_of(q, row.answers[q.code]), q.code in row.unsure)
        for q in asked
        if q.code in row.answers
    ]
    added, left_out = row.needs_added, row.needs_left_out
    kept = kept_needs(asked, row.answers, added=added, left_out=left_out, day=opened.today)
    return Said(
        row,
        row.held_by_id == opened.who.organisation,
        tuple(lines),
        tuple(Line(*question_and_answer(code, answer)) for code, answer in gone.items()),
        tuple(names(kept, opened.today)),
        load(PACKAGE)["motivation"].latest.get(row.motivation, ""),
        sum(q.code not in row.answers for q in asked),
    )


def names(codes: Iterable[str], day: date) -> list[str]:
    known = catalogue.needs(day)
    return [known[code].name if code in known else code for code in codes]


def open_sections(opened: Opened) -> list[str]:
    return [section for section in SECTIONS if opened.sees(section)]


def _progress(said: tuple[Said, ...]) -> Progress:
    """Of a part that several wrote in, what is left for all of them together."""
    if not said or not any(each.lines for each in said):
        return Progress.NOT_STARTED
    if any(line.unsure for each in said for line in each.lines):
        return Progress.STILL_SO
    return Progress.IN_PROGRESS if min(each.missing for each in said) else Progress.DONE


def question_and_answer(code: str, answer: str) -> tuple[str, str]:
    """A question, also one that is no longer asked, in the words of the set that asked it last."""
    question = _once_asked(code)
    return (question.ask, words_of(question, answer)) if question else (code, answer)


def _once_asked(code: str) -> Question | None:
    for version in reversed(sets.all_sets()):
        for section in version.sections:
            for question in section.questions:
                if question.code == code:
                    return question
    return None
