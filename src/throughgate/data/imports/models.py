"""Files sent to be built into a store, from their arrival to the receipt."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.db import models

from throughgate.data.imports.rules import State
from throughgate.evidence import installation
from throughgate.privacy.retention.fields import Field, Identifies, Kept, handled

OURS = Field(Identifies.NO, Kept.WORKSPACE)


@handled(
    id=OURS, store_name=OURS, files=OURS, complete_to=OURS, statement=OURS, strict=OURS, state=OURS,
    percent=OURS, doing=OURS, refusal=OURS, store=OURS, sent_at=OURS,
)  # fmt: skip
class Upload(models.Model):
    """One sending of files. The files themselves are deleted after the build; kept here: their names and sizes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    store_name = models.CharField(max_length=100)
    files = models.JSONField()  # [{table, name, size}], in the order sent
    complete_to = models.DateField(null=True)
    statement = models.JSONField(null=True)  # what was typed about the source; null: nothing
    strict = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=[(state, state) for state in State])
    percent = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    refusal = models.TextField(blank=True)
    store = models.ForeignKey(
        "partnership.Store", null=True, on_delete=models.PROTECT, related_name="uploads"
    )
    sent_at = models.DateTimeField(auto_now_add=True)

    @property
    def folder(self) -> Path:
        """Where its files lie until they are built; outside everything that is served."""
        return installation.uploads() / str(self.id)

    class Meta:
        db_table = "imports_upload"
        ordering = ("-sent_at", "id")
        constraints = [
            models.CheckConstraint(
                name="imports_upload_state_known",
                condition=models.Q(state__in=[state.value for state in State]),
            ),
            models.CheckConstraint(
                name="imports_upload_done_has_store",
                condition=~models.Q(state="done") | models.Q(store__isnull=False),
            ),
            models.CheckConstraint(
                name="imports_upload_refused_says_why",
                condition=~models.Q(state="refused") | ~models.Q(refusal=""),
            ),
        ]
