"""The plan of a person: goals, steps, what was done, what the person says of it, and what was asked after a return.

What is about a pathway is seen by whoever sees the plan and that pathway's needs, as the flows carry both: a goal says a
need. Only the holder writes a row: whoever else did something about a step says so in a row of their own (`Progress`).
"""

from __future__ import annotations

from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughgate.people.person.models import Entry
from throughgate.people.plan.rules import Agreement, Begun, GoalState, How, Of, StepState
from throughgate.privacy.access.about_person import (
    Policies,
    about_person,
    may_see,
    may_write,
    rows_in,
)
from throughgate.privacy.access.models import Organisation
from throughgate.privacy.retention.fields import NO, TOGETHER, handled

PLAN, NEEDS = "'plan'", "'needs:' || pathway"
OWN = f"{may_write(PLAN, 'held_by_id')} AND {may_write(NEEDS, 'held_by_id')}"
OF_PATHWAY = Policies(
    see=f"{may_see(PLAN, 'held_by_id')} AND {may_see(NEEDS, 'held_by_id')}",
    enter=OWN,
    change=OWN,
    remove=OWN,
)


def one_of(field: str, known: type[StrEnum], name: str) -> models.CheckConstraint:
    """The words of a state that the database lets in."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [each.value for each in known]}), name=name
    )


@about_person(rows_in("plan"))
@handled(begun_on=NO, because=NO, before=NO)
class Plan(Entry):
    """A plan begun. One that goes on after a recall or under a new sentence says which was before it, and that is over."""

    SECTION = "plan"

    begun_on = models.DateField()
    because = models.CharField(max_length=20)
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("because", Begun, "plan_because_is_known"),
            models.CheckConstraint(
                condition=Q(because=Begun.FIRST.value, before=None)
                | (~Q(because=Begun.FIRST.value) & Q(before__isnull=False)),
                name="plan_carried_names_the_one_before",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "begun_on"], name="plan_of_person"),
            models.Index(fields=["held_by", "begun_on"], name="plan_of_holder"),
        ]


@handled(pathway=NO)
class OfPathway(Entry):
    """A row of the plan about one pathway."""

    SECTION = "plan"

    pathway = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def in_sections(self) -> tuple[str, str]:
        return self.SECTION, f"needs:{self.pathway}"


@about_person(OF_PATHWAY)
@handled(
    plan=NO,
    title=TOGETHER,
    related=NO,
    needs=NO,
    target=NO,
    place=NO,
    state=NO,
    notes=TOGETHER,
    carried_from=NO,
)
class Goal(OfPathway):
    """What the person wants to reach. needs: codes of the catalogue. place: where it stands on the page, from 1."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    title = models.CharField(max_length=200)
    related = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    needs = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    target = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, default=GoalState.ACTIVE.value)
    notes = models.CharField(max_length=500, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("state", GoalState, "goal_state_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="goal_has_words"),
            models.CheckConstraint(
                condition=~Q(state=GoalState.FUTURE.value) | Q(target=None),
                name="goal_for_later_has_no_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=GoalState.ACTIVE.value) | Q(target__isnull=False),
                name="goal_active_has_a_date",
            ),
        ]
        indexes = [models.Index(fields=["person", "plan"], name="goal_of_person")]


@about_person(OF_PATHWAY)
@handled(
    goal=NO,
    title=TOGETHER,
    need=NO,
    suggestion=NO,
    by_organisation=NO,
    by_worker=TOGETHER,
    due=NO,
    place=NO,
    waits_for=NO,
    carried_from=NO,
)
class Step(OfPathway):
    """One thing to do, by the person where no organisation is named. waits_for: keys of steps to be done before it.

    Its state is what was said of it last (`Progress`). suggestion: the code it was suggested under, where it was.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(max_length=200)
    need = models.CharField(max_length=60, blank=True)
    suggestion = models.CharField(max_length=60, blank=True)
    by_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_worker = models.CharField(max_length=100, blank=True)
    due = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=1)
    waits_for = ArrayField(models.UUIDField(), default=list, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="step_has_words"),
            models.CheckConstraint(
                condition=Q(by_worker="") | Q(by_organisation__isnull=False),
                name="step_worker_is_of_an_organisation",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "due"], name="step_of_person"),
            models.Index(fields=["by_organisation", "due"], name="step_of_organisation"),
        ]


@about_person(OF_PATHWAY)
@handled(step=NO, state=NO, words=TOGETHER, said_at=NO)
class Progress(OfPathway):
    """What an organisation says of a step. The newest counts; the earlier stay."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="progress")
    state = models.CharField(max_length=20)
    words = models.CharField(max_length=500, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", StepState, "progress_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=StepState.CANNOT_YET.value) | ~Q(words=""),
                name="progress_cannot_yet_says_why",
            ),
        ]
        indexes = [models.Index(fields=["step", "-said_at"], name="progress_of_step")]


@about_person(rows_in("plan"))
@handled(plan=NO, answer=NO, words=TOGETHER, said_on=NO, how=NO)
class PlanAgreement(Entry):
    """What the person says of the plan, in their own words. It is no consent: nothing that is shared rests on it."""

    SECTION = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="agreements")
    answer = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    said_on = models.DateField()
    how = models.CharField(max_length=20)

    class Meta:
        constraints = [
            one_of("answer", Agreement, "planagreement_answer_is_known"),
            one_of("how", How, "planagreement_how_is_known"),
            models.CheckConstraint(
                condition=Q(answer=Agreement.AGREED.value) | ~Q(words=""),
                name="planagreement_keeps_the_words",
            ),
        ]


@about_person(rows_in("plan"))
@handled(plan=NO, reviewed_on=NO, words=TOGETHER, person_said=TOGETHER)
class PlanReview(Entry):
    """The plan was looked at again, with what was settled and what the person said."""

    SECTION = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reviews")
    reviewed_on = models.DateField()
    words = models.TextField()
    person_said = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="planreview_says_something")
        ]


@about_person(OF_PATHWAY)
@handled(code=NO, reason=TOGETHER)
class RefusedSuggestion(OfPathway):
    """A goal or a step that was suggested and is not wanted, by its code, and why. It stops nothing."""

    code = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="refusedsuggestion_says_why"),
            models.UniqueConstraint(
                fields=["person", "held_by", "code", "source"],
                name="refusedsuggestion_once_a_holder",
            ),
        ]


@about_person(OF_PATHWAY)
@handled(plan=NO, goal=NO, question=NO, of=NO, words=TOGETHER)
class AskedOnReturn(OfPathway):
    """What got in the way of a goal, and what would have helped: as the person says, and as the worker does."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="asked")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="asked")
    question = models.CharField(max_length=40)
    of = models.CharField(max_length=10)
    words = models.TextField()

    class Meta:
        constraints = [
            one_of("of", Of, "askedonreturn_of_is_known"),
            models.CheckConstraint(condition=~Q(words=""), name="askedonreturn_says_something"),
            models.UniqueConstraint(
                fields=["goal", "held_by", "question", "of"], name="askedonreturn_once_a_question"
            ),
        ]
