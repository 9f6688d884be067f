"""How to reach a person, and how each way may be used."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.retention.fields import NO, Field, Identifies, Kept, handled


@about_person(rows_in("contact"))
@handled(
    kind=NO,
    value=Field(Identifies.YES, Kept.SHORT),
    use=NO,
    note=Field(Identifies.TOGETHER, Kept.SHORT),
)
class ContactDetail(Entry):
    """One way to reach somebody. A way that must not be used stays, and says so."""

    SECTION = "contact"

    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=500)
    use = models.CharField(max_length=20)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["mobile", "phone", "email", "address", "through"]),
                name="contactdetail_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(use__in=["any", "no_message", "emergency", "never"]),
                name="contactdetail_use_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.value
