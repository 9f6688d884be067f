"""What signing in needs to remember: invitations, failures, notices, letters, and forms that were not sent."""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models
from django.db.models import Q

from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.retention.fields import Field, Identifies, Kept, handled

OF_USER = Field(Identifies.NO, Kept.USER)
NAMES_USER = Field(Identifies.YES, Kept.USER)
SOON = Field(Identifies.NO, Kept.TYPED)
NAMED_SOON = Field(Identifies.YES, Kept.TYPED)


@handled(
    id=OF_USER, user=NAMES_USER, by=NAMES_USER, sent_at=OF_USER, expires_at=OF_USER,
    taken_up_at=OF_USER, withdrawn_at=OF_USER,
)  # fmt: skip
class Invitation(models.Model):
    """A link sent to somebody who is to work here. It is signed from this row: no secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_up_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(taken_up_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at=None) | Q(withdrawn_at=None),
                name="invitation_taken_up_or_withdrawn",
            ),
        ]


@handled(address=NAMED_SOON, count=SOON, last_at=SOON, locked_until=SOON)
class Failures(models.Model):
    """Wrong passwords and codes in a row for one address, whether anybody has that address or not."""

    address = models.CharField(max_length=64, primary_key=True)  # keyed hash: no address is kept
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)


class Kind(StrEnum):
    """What an information officer is told about sign-ins and posts."""

    LOCKED = "locked"
    UNKNOWN_LOCKED = "unknown_locked"  # an address that nobody here has
    UNLOCKED = "unlocked"
    INVITED = "invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    TAKEN_UP = "taken_up"
    SECOND_STEP_ADDED = "second_step_added"
    SECOND_STEP_REMOVED = "second_step_removed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    POST_GIVEN = "post_given"
    POST_ENDED = "post_ended"
    ORGANISATION_ADDED = "organisation_added"
    ORGANISATION_ENDED = "organisation_ended"


@handled(
    id=OF_USER,
    kind=OF_USER,
    at=OF_USER,
    user=NAMES_USER,
    post=OF_USER,
    organisation=OF_USER,
    by=NAMES_USER,
)
class Notice(models.Model):
    """One line for the information officer."""

    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="notice_kind_is_known"
            )
        ]


@handled(id=SOON, to=NAMED_SOON, subject=SOON, sealed=NAMED_SOON, written_at=SOON, sent_at=SOON)
class Letter(models.Model):
    """An e-mail waiting to be sent. Its text is sealed, and removed once it went."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    sealed = models.TextField(blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)


@handled(id=SOON, user=NAMED_SOON, post=SOON, page=NAMED_SOON, sealed=NAMED_SOON, kept_at=SOON)
class KeptForm(models.Model):
    """What somebody typed into a page and could not send, because they had to sign in again.

    Sealed: it may be about a person, and nobody but its writer, in the same post, ever gets it back.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_forms")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="+")
    page = models.TextField()  # the address with its query
    sealed = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="kept_form_once_per_page")
        ]
