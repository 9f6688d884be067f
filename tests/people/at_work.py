"""The people of the scene at their browsers, at the scene's own moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import signing_in
from tests.making import making
from tests.truth.scene import NOW, TODAY, Scene
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.names import keys
from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit.models import AuditEvent, Look

MOST_QUERIES = 25


def browser(scene: Scene, role: str = "practitioner") -> Client:
    return of(scene.users[role])


def of(user: User) -> Client:
    return signing_in.sign_in(Client(), Post.objects.get(user=user))


@contextmanager
def at_work(user: User) -> Iterator[User]:
    with seeing(user.pk, today=TODAY, now=NOW):
        yield user


@contextmanager
def few_queries() -> Iterator[None]:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        yield
    # A page is one transaction; in a test it is a savepoint of the test's own.
    said = [query["sql"][:150] for query in asked.captured_queries]
    said = [words for words in said if not words.startswith(("SAVEPOINT", "RELEASE"))]
    assert len(said) <= MOST_QUERIES, f"{len(said)} queries:\n" + "\n".join(said)


def called(person: Person, at: Organisation, given: str, family: str, born: Any = None) -> None:
    """What an organisation calls somebody, with the keys by which they are found."""
    with making():
        held = {"person": person, "held_by": at, "source": "here"}
        said = {"given_names": given, "family_name": family, "birth_date": born}
        Identity.objects.update_or_create(**held, defaults=said | {"entered_on": TODAY})
        keys.renew(person.pk, at.pk)


def events(kind: str) -> list[AuditEvent]:
    with making():
        return list(AuditEvent.objects.filter(kind=kind))


def looks(place: str) -> set[Any]:
    with making():
        return set(Look.objects.filter(place=place).values_list("person_id", flat=True))
