"""The organisations and posts of the demonstration, one sign-in a post, all with one published password."""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files
from typing import Any

import yaml
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.transaction import atomic

from throughgate.common.errors import WrongUse
from throughgate.data.demonstration.addresses import HOST, PASSWORD
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.administration import changes

PUBLISHED = "demonstration$"


def sign_ins() -> list[tuple[str, str]]:
    """Each post and its e-mail address, as they are printed."""
    return [(entry["post"], _email(entry)) for entry in _listed()["posts"]]


@atomic
def make(*, today: date, now: datetime) -> None:
    """Make what is not there yet. Refuses an installation in which somebody real signs in."""
    _check_nobody_real()
    listed = _listed()
    for name, kind in listed["organisations"].items():
        if not Organisation.objects.filter(name=name).exists():
            changes.add_organisation(name=name, kind=Kind(kind), by=None, today=today, now=now)
    for entry in listed["posts"]:
        _make(entry, today=today, now=now)


def _make(entry: dict[str, Any], *, today: date, now: datetime) -> None:
    email, organisation = _email(entry), Organisation.objects.get(name=entry["at"])
    first, _, last = entry["post"].rpartition(" ")
    user = User.objects.filter(email=email).first()
    if user is None:
        parts = {"first_name": first or "The", "last_name": last if first else last.lower()}
        user = User.objects.create_user(email, PASSWORD, **parts)
    role = Role(entry["role"])
    if not Post.objects.filter(user=user, organisation=organisation, role=role).exists():
        changes.give_post(
            user=user, organisation=organisation, role=role, by=None, today=today, now=now
        )


def _check_nobody_real() -> None:
    begun = User.objects.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    real = begun.exclude(password__startswith=PUBLISHED)
    if not settings.THROUGHGATE.demonstration or real.exists():
        raise WrongUse(
            "Somebody real signs in to this installation, so it cannot be the demonstration, where "
            "passwords are published. Set THROUGHGATE_HOME to another folder, then run again."
        )


def _email(entry: dict[str, Any]) -> str:
    return f"{entry['email']}@{HOST}"


def _listed() -> dict[str, Any]:
    text = files("throughgate.data.demonstration").joinpath("posts.yaml").read_text("utf-8")
    listed: dict[str, Any] = yaml.safe_load(text)
    return listed
