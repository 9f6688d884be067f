"""Stores of histories that this installation knows, and the results kept at their addresses."""

from __future__ import annotations

import uuid

from django.db import models

from throughgate.partnership.measurement.rules import State
from throughgate.privacy.retention.fields import Field, Identifies, Kept, handled

OURS = Field(Identifies.NO, Kept.WORKSPACE)


@handled(id=OURS, name=OURS, folder=OURS, added_at=OURS)
class Store(models.Model):
    """A store of histories in a folder of this machine. No field is about a person; kept until removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100, unique=True)
    folder = models.TextField(unique=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "measurement_store"
        ordering = ("name",)


@handled(
    id=OURS, store=OURS, build=OURS, words=OURS, state=OURS, percent=OURS, refusal=OURS, answer=OURS,
    asked_at=OURS,
)  # fmt: skip
class Measured(models.Model):
    """One question asked of one build of a store, and its answer. Figures about groups, protected; kept for good."""

    id = models.CharField(primary_key=True, max_length=12)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="results")
    build = models.CharField(max_length=128)  # the store's own id when it was asked
    words = models.JSONField()  # as Request.parse takes them
    state = models.CharField(max_length=10, choices=[(state, state) for state in State])
    percent = models.PositiveSmallIntegerField(default=0)
    refusal = models.TextField(blank=True)
    answer = models.TextField(
        blank=True
    )  # the JSON as written, so that it is the same byte for byte
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "measurement_result"
        ordering = ("-asked_at", "id")
        constraints = [
            models.CheckConstraint(
                name="measurement_result_state_known",
                condition=models.Q(state__in=[state.value for state in State]),
            ),
            models.CheckConstraint(
                name="measurement_result_done_has_answer",
                condition=~models.Q(state="done") | ~models.Q(answer=""),
            ),
            models.CheckConstraint(
                name="measurement_result_refused_says_why",
                condition=~models.Q(state="refused") | ~models.Q(refusal=""),
            ),
            models.CheckConstraint(
                name="measurement_result_percent",
                condition=models.Q(percent__gte=0, percent__lte=100),
            ),
        ]
