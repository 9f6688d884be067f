"""Documents: what is known of a file. Its bytes are in the installation's folder, never among what is served."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.retention.fields import NO, Field, Identifies, Kept, handled


@about_person(rows_in(section_column="section"))
@handled(
    section=NO,
    title=Field(Identifies.TOGETHER, Kept.DOCUMENT),
    retention=NO,
    kind=NO,
    size=NO,
    sha256=Field(Identifies.TOGETHER, Kept.DOCUMENT),
    added_at=NO,
)
class Document(Entry):
    """One file, named on disk by this row's key alone."""

    section = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    retention = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "png", "jpeg"]), name="document_kind_is_known"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="document_is_not_empty"),
        ]
