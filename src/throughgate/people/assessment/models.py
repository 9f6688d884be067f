"""An assessment, what was said in each part of it, the harm it speaks of, and the needs that come of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from throughgate.common.pathways import pathways
from throughgate.people.assessment.rules import (
    AtRisk,
    Harm,
    Kind,
    Motivation,
    Severity,
    State,
)
from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import (
    Policies,
    about_person,
    may_see,
    may_write,
    rows_in,
)
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.retention.fields import NO, TOGETHER, Field, Identifies, Kept, handled

SECTIONS = tuple(each.section for each in pathways(date.max))
OURS = Field(Identifies.NO, Kept.WORKSPACE)
OF_NEEDS = Q(section__in=SECTIONS)


def _any(question: str) -> str:
    return " OR ".join(question.format(section=f"'{section}'") for section in SECTIONS)


# That there is an assessment, of which kind and how far it is, is for whoever sees the needs of one pathway.
WRITTEN = _any(may_write("{section}", "held_by_id"))
ASSESSED = Policies(
    see=_any(may_see("{section}", "held_by_id")), enter=WRITTEN, change=WRITTEN, remove=WRITTEN
)
BY_PATHWAY = rows_in(section_column="section")


def _one_of(field: str, kinds: type, *more: str) -> Q:
    return Q(**{f"{field}__in": [*more, *(each.value for each in kinds)]})  # type: ignore[attr-defined]


@about_person(ASSESSED)
@handled(
    kind=Field(Identifies.NO, extract=True),
    question_set=NO,
    state=NO,
    started_on=Field(Identifies.TOGETHER, extract=True),
    due_on=TOGETHER,
    follows=NO,
    checked_on=NO,
    signed_by=NO,
    signed_on=Field(Identifies.TOGETHER, extract=True),
    countersigned_by=NO,
    countersigned_on=NO,
    sent_back=TOGETHER,
)
class Assessment(Entry):
    """One organisation leads it; others fill their own part beside. Locked, it is followed by a new version.

    What was said stands in rows of its own, each behind the section of its pathway.
    """

    kind = models.CharField(max_length=20)
    question_set = models.CharField(max_length=40)
    state = models.CharField(max_length=20, default=State.DRAFT.value)
    started_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    countersigned_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    countersigned_on = models.DateField(null=True, blank=True)
    sent_back = models.CharField(max_length=500, blank=True)  # why, by the countersigner

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_one_of("kind", Kind), name="assessment_kind_is_known"
            ),
            models.CheckConstraint(
                condition=_one_of("state", State), name="assessment_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "checked"], signed_on=None, signed_by=None)
                | Q(
                    state__in=["signed", "countersigned", "locked"],
                    signed_on__isnull=False,
                    signed_by__isnull=False,
                ),
                name="assessment_signed_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(countersigned_on=None, countersigned_by=None)
                | (
                    Q(countersigned_on__isnull=False, countersigned_by__isnull=False)
                    & ~Q(countersigned_by=F("signed_by"))
                ),
                name="assessment_countersigned_by_another",
            ),
            models.UniqueConstraint(
                fields=["person", "held_by", "source", "kind"],
                condition=Q(state__in=["draft", "checked"]),
                name="assessment_one_is_open",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-started_on"], name="assessment_of_person"),
            models.Index(
                fields=["held_by", "due_on"],
                condition=~Q(state="locked"),
                name="assessment_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.started_on}"

    def in_sections(self) -> tuple[str, ...]:
        return SECTIONS


@about_person(BY_PATHWAY)
@handled(
    assessment=NO,
    section=NO,
    part=NO,
    answers=TOGETHER,
    strengths=TOGETHER,
    motivation=TOGETHER,
    linked_to_harm=TOGETHER,
    linked_to_reoffending=TOGETHER,
    words=TOGETHER,
    points=NO,
    severity=Field(Identifies.NO, extract=True),
    unsure=NO,
    dropped=TOGETHER,
    needs_added=TOGETHER,
    needs_left_out=TOGETHER,
    finished_on=NO,
)
class FilledPart(Entry):
    """What was said in one part of an assessment, as one organisation wrote it down: the lead, or a pathway’s own.

    unsure: answers carried from before that nobody has said are still so. dropped: answers to questions that are no
    longer asked, kept as they were said.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="parts")
    section = models.CharField(max_length=40)
    part = models.CharField(max_length=40)
    answers = models.JSONField(default=dict, blank=True)
    strengths = models.TextField(max_length=4000, blank=True)
    motivation = models.CharField(max_length=20, blank=True)
    linked_to_harm = models.BooleanField(null=True)
    linked_to_reoffending = models.BooleanField(null=True)
    words = models.TextField(max_length=4000, blank=True)
    points = models.PositiveSmallIntegerField(null=True)
    severity = models.CharField(max_length=10, blank=True)
    unsure = models.JSONField(default=list, blank=True)
    dropped = models.JSONField(default=dict, blank=True)
    needs_added = models.JSONField(default=list, blank=True)
    needs_left_out = models.JSONField(default=list, blank=True)
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "part", "held_by"], name="filledpart_once_a_holder"
            ),
            models.CheckConstraint(condition=OF_NEEDS, name="filledpart_is_in_a_section_of_needs"),
            models.CheckConstraint(
                condition=_one_of("motivation", Motivation, ""),
                name="filledpart_motivation_is_known",
            ),
            models.CheckConstraint(
                condition=_one_of("severity", Severity, ""), name="filledpart_severity_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.part


@about_person(BY_PATHWAY)
@handled(
    assessment=NO,
    code=Field(Identifies.TOGETHER, extract=True),
    pathway=Field(Identifies.NO, extract=True),
    section=NO,
    part=NO,
    severity=Field(Identifies.NO, extract=True),
    points=NO,
    threshold=NO,
    linked_to_harm=TOGETHER,
    linked_to_reoffending=TOGETHER,
    status=Field(Identifies.NO, extract=True),
    first_day=Field(Identifies.TOGETHER, extract=True),
    last_day=Field(Identifies.TOGETHER, extract=True),
)
class Need(Entry):
    """A need of the catalogue that somebody has, as one organisation signed it. The present one has no last day."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="needs")
    code = models.CharField(max_length=60)
    pathway = models.CharField(max_length=40)
    section = models.CharField(max_length=40)
    part = models.CharField(max_length=40)
    severity = models.CharField(max_length=10, blank=True)
    points = models.PositiveSmallIntegerField(null=True)
    threshold = models.PositiveSmallIntegerField(null=True)  # from how many points there is a need
    linked_to_harm = models.BooleanField(default=False)
    linked_to_reoffending = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default="not_started")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "code"],
                condition=Q(last_day=None),
                name="need_one_is_present",
            ),
            models.CheckConstraint(condition=OF_NEEDS, name="need_is_in_a_section_of_needs"),
            models.CheckConstraint(
                condition=_one_of("severity", Severity, ""), name="need_severity_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["not_started", "in_progress", "met", "declined"]),
                name="need_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="need_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"], condition=Q(last_day=None), name="need_of_person_present"
            )
        ]

    def __str__(self) -> str:
        return self.code


@about_person(rows_in("risk"))
@handled(
    assessment=NO, towards=TOGETHER, level=Field(Identifies.TOGETHER, extract=True), words=TOGETHER
)
class HarmRisk(Entry):
    """How likely serious harm to one group is, as an assessment says. `words`: why, and never who."""

    SECTION = "risk"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="harm")
    towards = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "towards", "held_by"], name="harmrisk_once_a_group"
            ),
            models.CheckConstraint(
                condition=_one_of("towards", AtRisk), name="harmrisk_towards_is_known"
            ),
            models.CheckConstraint(
                condition=_one_of("level", Harm), name="harmrisk_level_is_known"
            ),
        ]


@handled(organisation=OURS, first_day=OURS, set_by=OURS)
class AsksCountersign(models.Model):
    """An organisation that asks for a second signature, from a day on. It names no person."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    first_day = models.DateField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
