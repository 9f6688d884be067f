"""Organisations, the people who sign in, the posts they work in, and the agreements between organisations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.retention.fields import Field, Identifies, Kept, handled

PLACE = Field(Identifies.NO, Kept.WORKSPACE)
OF_USER = Field(Identifies.NO, Kept.USER)
NAMES_USER = Field(Identifies.YES, Kept.USER)
TERMS = Field(Identifies.NO, Kept.AGREEMENT)


def one_of(field: str, codes: type[Kind] | type[Role], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [code.value for code in codes]}), name=name
    )


@handled(id=PLACE, name=PLACE, kind=PLACE, active=PLACE)
class Organisation(models.Model):
    """A body in the partnership. Its kind says what it may be given at all."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [one_of("kind", Kind, "organisation_kind_is_known")]

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    """Makes users; nobody signs up by themselves."""

    def create_user(self, email: str, password: str | None = None, **parts: Any) -> User:
        user = self.model(email=email.lower(), **parts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


@handled(
    id=NAMES_USER, email=NAMES_USER, first_name=NAMES_USER, last_name=NAMES_USER, is_active=OF_USER,
    working_in=OF_USER, password=OF_USER, last_login=OF_USER,
)  # fmt: skip
class User(AbstractBaseUser):
    """Somebody who signs in. What they may see comes from the post they work in, never from here."""

    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    # The post they chose to work in now. One user, one post at a time: both locks read it here.
    working_in = models.ForeignKey(
        "Post", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="user_email_is_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def get_short_name(self) -> str:
        return self.first_name


@handled(
    id=OF_USER,
    user=NAMES_USER,
    organisation=OF_USER,
    role=OF_USER,
    first_day=OF_USER,
    last_day=OF_USER,
)
class Post(models.Model):
    """One user in one role of one organisation, from a first day to a last (both included).

    A post that ends at once ends yesterday: begun today, its last day is the day before its first.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=30)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("role", Role, "post_role_is_known"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day") - timedelta(days=1)),
                name="post_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(last_day=None),
                name="post_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation_id}"


@handled(
    id=TERMS, name=TERMS, first_day=TERMS, review_on=TERMS, last_day=TERMS, ended_on=TERMS, ended_why=TERMS,
    dpia=TERMS, dpia_on=TERMS, policy_document=TERMS, policy_document_on=TERMS, version=TERMS,
)  # fmt: skip
class Agreement(models.Model):
    """A sharing agreement: who its parties are, when it runs, what it rests on. Its flows are a table."""

    name = models.CharField(max_length=200, unique=True)
    first_day = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)
    dpia = models.CharField(max_length=200, blank=True)
    dpia_on = models.DateField(null=True, blank=True)
    policy_document = models.CharField(max_length=200, blank=True)
    policy_document_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="agreement_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(dpia="", dpia_on=None) | (~Q(dpia="") & Q(dpia_on__isnull=False)),
                name="agreement_dpia_has_name_and_day",
            ),
            models.CheckConstraint(
                condition=Q(policy_document="", policy_document_on=None)
                | (~Q(policy_document="") & Q(policy_document_on__isnull=False)),
                name="agreement_policy_has_name_and_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def named(cls, name: str, *, besides: Agreement | None) -> bool:
        """Whether there is another of this name."""
        return cls.objects.filter(name=name).exclude(pk=besides.pk if besides else None).exists()


@handled(
    id=TERMS, agreement=TERMS, organisation=TERMS, controller=TERMS, signed_on=TERMS,
    signed_by=Field(Identifies.YES, Kept.AGREEMENT),
)  # fmt: skip
class AgreementParty(models.Model):
    """An organisation in an agreement. Each is the controller of what it enters, unless another is named."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agreements"
    )
    controller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="party_once")
        ]


@handled(
    id=TERMS, agreement=TERMS, sender=TERMS, receiver=TERMS, sections=TERMS, purpose=TERMS, power=TERMS,
    sender_regime=TERMS, sender_article_6=TERMS, sender_article_9=TERMS, sender_schedule_1=TERMS,
    receiver_regime=TERMS, receiver_article_6=TERMS, receiver_article_9=TERMS, receiver_schedule_1=TERMS,
    asks_policy_document=TERMS,
)  # fmt: skip
class Flow(models.Model):
    """One line of an agreement: from whom to whom, which sections, why, under which power and bases."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="flows")
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sections = ArrayField(models.CharField(max_length=40))
    purpose = models.CharField(max_length=40)
    power = models.CharField(max_length=40)
    sender_regime = models.CharField(max_length=20)
    sender_article_6 = models.CharField(max_length=40, blank=True)
    sender_article_9 = models.CharField(max_length=40, blank=True)
    sender_schedule_1 = models.CharField(max_length=40, blank=True)
    receiver_regime = models.CharField(max_length=20)
    receiver_article_6 = models.CharField(max_length=40, blank=True)
    receiver_article_9 = models.CharField(max_length=40, blank=True)
    receiver_schedule_1 = models.CharField(max_length=40, blank=True)
    # From the rules when the flow is written down: both locks read it without knowing the conditions.
    asks_policy_document = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "sender", "receiver", "purpose", "power"], name="flow_once"
            ),
            models.CheckConstraint(
                condition=~Q(sections=[]) & Q(sections__isnull=False), name="flow_names_sections"
            ),
            models.CheckConstraint(
                condition=~Q(sender_regime="part_3") | Q(sender_article_6="", sender_article_9=""),
                name="flow_sender_part_3_stands_alone",
            ),
            models.CheckConstraint(
                condition=~Q(receiver_regime="part_3")
                | Q(receiver_article_6="", receiver_article_9=""),
                name="flow_receiver_part_3_stands_alone",
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "agreement", "purpose"], name="flow_to_receiver")
        ]

    @property
    def on_consent(self) -> bool:
        """Rests on the person's consent at either end, and so stops for whoever withdraws it."""
        return "consent" in (self.sender_article_6, self.receiver_article_6)
