"""Organisations, the people who sign in, and the posts they work in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from throughgate.privacy.access.kinds import Kind, Role


def one_of(field: str, codes: type[Kind] | type[Role], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [code.value for code in codes]}), name=name
    )


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
