"""Assessments of the made-up county: what people answered, as their histories would have it, and the needs of it.

Whoever was helped on a pathway found it hard there, and whoever was sanctioned often found more of it hard: so needs
stand on the record where reoffending stands in the histories.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from throughgate.common.dates import add_working_days, last_working_day
from throughgate.data.demonstration.draws import draw, key, listed, number, pick
from throughgate.data.demonstration.lives import open_one
from throughgate.data.demonstration.people import Made
from throughgate.people.assessment.filling.rules import kept_needs
from throughgate.people.assessment.models import (
    AsksCountersign,
    Assessment,
    FilledPart,
    HarmRisk,
    Need,
)
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.question_sets.rules import Question, Section
from throughgate.people.assessment.rules import Kind, score, severity, threshold
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.moves.rules import INSIDE, Place
from throughgate.privacy.access.models import User

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around

LEADS = ("prison", "probation", "youth")
ASKS_AGAIN = "probation"  # the organisation whose manager countersigns
TO_COUNTERSIGN = 3
LATELY = timedelta(days=60)  # whoever came earlier has been assessed
LOCKED, DRAFT, CHECKED, SIGNED = (
    0.4,
    0.6,
    0.7,
    0.8,
)  # of those who came lately; above: nobody has begun


@dataclass(frozen=True)
class Writing:
    """One organisation assesses somebody on a day, in one kind, as far as a state."""

    around: Around
    one: Made
    organisation: str
    worker: User
    kind: Kind
    state: str
    begun: date

    @property
    def life_key(self) -> str:
        return self.one.life.key

    def row(self, model: type[Any], *of: object, **parts: Any) -> Any:
        return model(
            id=key(self.life_key, self.organisation, self.kind, model.__name__, *of),
            person=self.one.person,
            held_by=self.around.setting.organisations[self.organisation],
            entered_on=self.begun,
            entered_by=self.worker,
            **parts,
        )


def cases(around: Around) -> Iterator[Model]:
    setting = around.setting
    yield AsksCountersign(
        organisation=setting.organisations[ASKS_AGAIN], first_day=setting.today - timedelta(days=400),
        set_by=setting.posts["probation.manager"],
    )  # fmt: skip
    written = (
        on
        for one in around.made
        for on in (_of_tutorial(around) if one is around.jordan else _of(around, one))
    )
    for on in _some_to_countersign(written):
        yield from _written(on)
    yield from _beside(around)


def _some_to_countersign(written: Iterator[Writing]) -> Iterator[Writing]:
    """The first few of those who ask for it were signed in the last days, and wait for the manager."""
    left = TO_COUNTERSIGN
    for on in written:
        if left and on.organisation == ASKS_AGAIN and on.state == "locked":
            left -= 1
            lately = last_working_day(on.around.setting.today - timedelta(days=left + 1))
            yield replace(on, state="signed", begun=max(on.begun, lately))
        else:
            yield on


def _of(around: Around, one: Made) -> Iterator[Writing]:
    """Whoever is inside or supervised: most are signed, a few are on the way, some nobody has begun."""
    there = _present(one, around)
    lead = next(
        (code for code in LEADS if there and there.held_by == around.setting.organisations[code]),
        "",
    )
    chance = draw(one.life.key, "assessed")
    if not lead or there is None:
        return
    today = around.setting.today
    lately = there.first_day >= today - LATELY
    state = "locked" if chance < LOCKED or not lately else "draft" if chance < DRAFT else "checked"
    if state == "checked" and chance >= CHECKED and lead == ASKS_AGAIN:
        state = "signed"
    if chance >= SIGNED and lately:
        return
    ago = (
        number(0, 8, one.life.key, "on the way")
        if lately
        else number(30, 150, one.life.key, "assessed")
    )
    begun = max(there.first_day, last_working_day(today - timedelta(days=ago)))
    yield Writing(
        around, one, lead, _worker(around, lead, one), _kind(Place(there.kind)), state, begun
    )


def _kind(place: Place) -> Kind:
    if place is Place.REMAND:
        return Kind.SHORT_STAY
    if place in INSIDE:
        return Kind.IMMEDIATE_NEEDS
    return Kind.START_OF_ORDER if place is Place.ORDER else Kind.REVIEW


def _of_tutorial(around: Around) -> Iterator[Writing]:
    """Signed soon after reception; the one before release is begun."""
    there, today = _present(around.jordan, around), around.setting.today
    worker = around.setting.posts["resettlement"]
    since = there.first_day if there else today - timedelta(days=40)
    signed = min(add_working_days(since, 2), today)
    yield Writing(around, around.jordan, "prison", worker, Kind.IMMEDIATE_NEEDS, "locked", signed)
    begun = max(signed, today - timedelta(days=4))
    yield Writing(around, around.jordan, "prison", worker, Kind.PRE_RELEASE, "draft", begun)


def _worker(around: Around, lead: str, one: Made) -> User:
    """Nobody countersigns their own: the manager of those who ask for it signs none."""
    found = around.setting.worker(lead, one.life.key)
    manager = around.setting.posts["probation.manager"]
    return around.setting.posts["probation"] if found == manager else found


def _present(one: Made, around: Around) -> Whereabouts | None:
    """Where they are as the organisation that leads has it: the prison first."""
    rows = {
        row.held_by_id: row
        for row in one.entries
        if isinstance(row, Whereabouts)
        and row.last_day is None
        and Place(row.kind) in INSIDE | {Place.LICENCE, Place.ORDER}
    }
    found = (rows.get(around.setting.organisations[code].pk) for code in LEADS)
    return next((row for row in found if row), None)


def _written(on: Writing) -> Iterator[Model]:
    questions = sets.current(on.kind, on.begun)
    of = on.row(
        Assessment, kind=on.kind.value, question_set=questions.code, started_on=on.begun,
        due_on=add_working_days(on.begun, 5), **_signatures(on),
    )  # fmt: skip
    yield of
    done = on.state != "draft"
    for place, section in enumerate(questions.sections):
        if _left_out(on, section, place, done):
            continue
        part = _part(on, of, section, questions.form)
        yield part
        if on.state in ("signed", "locked"):
            yield from needs_of(on, of, part, section.asked_in(on.kind))
    if done:
        yield from _harm(on, of)


def _signatures(on: Writing) -> dict[str, Any]:
    found: dict[str, Any] = {"state": on.state}
    if on.state != "draft":
        found["checked_on"] = on.begun
    if on.state in ("signed", "locked"):
        found |= {"signed_by": on.worker, "signed_on": on.begun}
    if on.state == "locked" and on.organisation == ASKS_AGAIN:
        manager = on.around.setting.posts["probation.manager"]
        found |= {"countersigned_by": manager, "countersigned_on": on.begun}
    return found


def _left_out(on: Writing, section: Section, place: int, done: bool) -> bool:
    """The two that are asked of nobody; and what a draft has not come to, or a kind does not ask all of."""
    if section.part.pathway in ("abuse", "sex_work"):
        return True
    if on.kind in (Kind.IMMEDIATE_NEEDS, Kind.PRE_RELEASE, Kind.SHORT_STAY) and done:
        return False
    if not done:
        return place > number(1, 5, on.life_key, on.kind, "come to")
    return draw(on.life_key, "asked", section.part.code) > 0.4 + _hard(on, section)


def _hard(on: Writing, section: Section) -> float:
    """How likely an answer says that it is hard."""
    life = on.one.life
    helped = any(span.pathway == section.part.pathway for span in life.support)
    prolific = open_one(life.supervision, "prolific") is not None
    return min(0.1 + 0.03 * len(life.sanctions) + 0.35 * helped + 0.1 * prolific, 0.8)


def _part(on: Writing, of: Assessment, section: Section, form: str | None) -> FilledPart:
    code, hard = section.part.code, _hard(on, section)
    answers = {q.code: _answer(on, q, hard) for q in section.asked_in(on.kind)}
    at = threshold(form, code, on.begun)
    points = score(section, answers).points if at else None
    found = severity(points, at)
    said = listed("assessments").get(code, {})
    spoke = draw(on.life_key, code, "words") < 0.5
    unsure = list(answers) if on.state == "draft" and on.one is on.around.jordan else []
    made: FilledPart = on.row(
        FilledPart, code, assessment=of, section=section.part.seen_under, part=code, answers=answers,
        points=points, severity=found.value if found else "", unsure=unsure,
        words=pick(said["words"], on.life_key, code, "says") if spoke and said else "",
        strengths=pick(said["strengths"], on.life_key, code, "well") if said and not spoke else "",
        motivation=pick(["making_changes", "wants_help", "wants_help", "thinking"], on.life_key, code, "wants"),
        linked_to_reoffending=draw(on.life_key, code, "linked") < hard,
        linked_to_harm=draw(on.life_key, code, "harm") < 0.08,
    )  # fmt: skip
    return made


def _answer(on: Writing, question: Question, hard: float) -> str:
    answers, chance = list(question.scale.answers), draw(on.life_key, question.code)
    if question.scale.code == "want":
        return answers[0] if chance < hard else answers[-1]
    if chance < hard:
        return answers[-1]
    middle = len(answers) > 2 and chance < hard + 0.2
    return answers[1] if middle else answers[0]


def needs_of(
    on: Writing, of: Assessment, part: FilledPart, asked: tuple[Question, ...]
) -> Iterator[Need]:
    day = on.around.setting.today
    at = threshold(sets.question_set(of.question_set).form, part.part, on.begun)
    helped = {span.pathway for span in on.one.life.support if span.last_day is None}
    for code in kept_needs(asked, part.answers, added=(), left_out=(), day=day):
        pathway = code.split(".")[0]
        yield on.row(
            Need, code, assessment=of, code=code, pathway=pathway, section=f"needs:{pathway}", part=part.part,
            severity=part.severity, points=part.points, threshold=at.standard if at else None,
            linked_to_harm=bool(part.linked_to_harm), linked_to_reoffending=bool(part.linked_to_reoffending),
            status="in_progress" if pathway in helped else "not_started", first_day=on.begun,
        )  # fmt: skip


def _harm(on: Writing, of: Assessment) -> Iterator[HarmRisk]:
    if on.organisation == "youth" or draw(on.life_key, "harm said") > 0.6:
        return
    levels: Mapping[str, str] = {
        "public": pick(["low", "low", "medium", "medium", "high"], on.life_key, "public"),
        "staff": pick(["low", "low", "low", "medium"], on.life_key, "staff"),
        "self": pick(["low", "low", "medium"], on.life_key, "self"),
    }
    for group, level in levels.items():
        yield on.row(HarmRisk, group, assessment=of, towards=group, level=level)


def _beside(around: Around) -> Iterator[Model]:
    """The treatment worker has handed in the part on drugs of the assessment before the tutorial person’s release."""
    lead = list(_of_tutorial(around))[-1]
    worker = around.setting.posts["treatment"]
    on = Writing(around, around.jordan, "treatment", worker, lead.kind, "locked", lead.begun)
    questions = sets.current(lead.kind, lead.begun)
    section = questions.section("drugs")
    of = lead.row(Assessment, kind=lead.kind.value, question_set=questions.code)
    part = _part(on, of, section, questions.form)
    part.answers["drugs.used"], part.answers["drugs.treatment"] = "currently", "yes"
    part.finished_on = lead.begun
    yield part
    yield from needs_of(on, of, part, section.asked_in(lead.kind))
