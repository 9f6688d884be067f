"""A complaint about how somebody's data was used, to one organisation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughgate.people.rights.complaints.rules import State
from throughgate.people.rights.officers import of_lead
from throughgate.people.rights.requests.models import OF_CASE, WORDS, Part
from throughgate.privacy.access.about_person import about_person
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.retention.fields import handled


@about_person(of_lead())
@handled(
    lead=OF_CASE, received_on=OF_CASE, how=OF_CASE, what=WORDS, state=OF_CASE, handled_by=OF_CASE,
    acknowledged_on=OF_CASE, over_on=OF_CASE, answer=WORDS, version=OF_CASE,
)  # fmt: skip
class Complaint(Part):
    """Received, acknowledged, answered."""

    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    how = models.CharField(max_length=20)
    what = models.TextField(max_length=4000)
    state = models.CharField(max_length=20, default=State.RECEIVED.value)
    handled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    acknowledged_on = models.DateField(null=True)
    over_on = models.DateField(null=True)
    answer = models.TextField(max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="complaint_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(answer="") & Q(over_on__isnull=False)),
                name="complaint_answered_says_what",
            ),
        ]
