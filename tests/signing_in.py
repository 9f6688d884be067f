"""Somebody at work, and a browser in which they are signed in with every step taken."""

from __future__ import annotations

from itertools import count

from django.test import Client
from django.utils import timezone

from throughgate.common.dates import today
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.models import Organisation, Post, User

PASSWORD = "correct horse battery staple"
numbers = count(1)


def organisation(kind: Kind = Kind.PARTNERSHIP_OFFICE, name: str = "") -> Organisation:
    name = name or f"{kind.value} {next(numbers)}"
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def user(email: str = "") -> User:
    email = email or f"user{next(numbers)}@example.org"
    parts = {"first_name": "Sam", "last_name": f"Tester {next(numbers)}"}
    return User.objects.create_user(email, PASSWORD, **parts)


def post(
    role: Role = Role.ANALYST, at: Organisation | None = None, who: User | None = None
) -> Post:
    return Post.objects.create(
        user=who or user(), organisation=at or organisation(), role=role, first_day=today()
    )


def sign_in(client: Client, held: Post) -> Client:
    """As after password, code and choice of a post."""
    client.force_login(held.user)
    User.objects.filter(pk=held.user_id).update(working_in=held)
    session = client.session
    session["signed_in_at"] = session["seen_at"] = timezone.now().timestamp()
    session["second_step"] = held.user_id
    session["post"] = held.pk
    session.save()
    return client


def browser_of(role: Role = Role.ANALYST, at: Organisation | None = None) -> Client:
    return sign_in(Client(), post(role, at))
