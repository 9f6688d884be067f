"""Other names of a person, and the keys by which one is found."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from throughgate.people.person.models import Entry, Person
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.access.models import Organisation
from throughgate.privacy.retention.fields import NO, YES, handled

LONGEST_KEY = 80


@about_person(rows_in("identity"))
@handled(kind=NO, given_names=YES, family_name=YES)
class Alias(Entry):
    """Another name somebody is or was known by."""

    SECTION = "identity"
    KINDS = ("known_as", "earlier", "alias")

    kind = models.CharField(max_length=20)
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["known_as", "earlier", "alias"]), name="alias_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(given_names="", family_name=""), name="alias_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


@about_person(rows_in("identity", of_the_lock=True))  # read by find_by_keys()
@handled(id=NO, person=YES, held_by=NO, key=YES)
class SearchKey(models.Model):
    """One key of one person from what one holder knows: made by names.rules, compared by =, >= and < only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    held_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Collation C: by code point, as the ranges of prefixes are made.
    key: models.CharField[Any, Any] = models.CharField(max_length=LONGEST_KEY, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "held_by", "key"], name="searchkey_once")
        ]
        indexes = [models.Index(fields=["key", "person", "held_by"], name="searchkey_key")]
