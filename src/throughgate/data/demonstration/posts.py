"""The organisations and posts of the demonstration, one sign-in a post, all with one published password."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.transaction import atomic

from throughgate.common.errors import WrongUse
from throughgate.data.demonstration.addresses import HOST, PASSWORD
from throughgate.data.demonstration.draws import family_name, given_name, listed, pick
from throughgate.data.demonstration.setting import OPENED, Setting
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
    opened = min(OPENED, today)
    for code in _listed()["organisations"]:
        name, kind = _organisation(code)
        if not Organisation.objects.filter(name=name).exists():
            changes.add_organisation(name=name, kind=kind, by=None, today=opened, now=now)
    for entry in _listed()["posts"]:
        first, _, last = entry["post"].rpartition(" ")
        _make(entry, first or "The", last if first else last.lower(), today=opened, now=now)
    for entry in _colleagues():
        _make(
            entry,
            given_name(entry["sex"], entry["email"]),
            family_name(entry["email"]),
            today=opened,
            now=now,
        )


def setting(*, today: date) -> Setting:
    """The organisations, who works with people in each (of the printed posts first), and the printed posts."""
    found = Setting(today=today)
    for code in _listed()["organisations"]:
        found.organisations[code] = Organisation.objects.get(name=_organisation(code)[0])
        found.workers[code] = []
    users = {user.email: user for user in User.objects.all()}
    for entry in [*_listed()["posts"], *_colleagues()]:
        user = users[_email(entry)]
        if Role(entry["role"]) in (Role.PRACTITIONER, Role.PROVIDER_WORKER):
            found.workers[entry["at"]].append(user)
        found.posts[entry["email"]] = user
    for code, workers in found.workers.items():
        if not workers:
            found.workers[code] = [
                user for email, user in found.posts.items() if email.startswith(f"{code}.")
            ]
    return found


def _make(
    entry: dict[str, Any], first_name: str, last_name: str, *, today: date, now: datetime
) -> None:
    organisation = Organisation.objects.get(name=_organisation(entry["at"])[0])
    email, role = _email(entry), Role(entry["role"])
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, PASSWORD, first_name=first_name, last_name=last_name)
    if not Post.objects.filter(user=user, organisation=organisation, role=role).exists():
        changes.give_post(
            user=user, organisation=organisation, role=role, by=None, today=today, now=now
        )


def _colleagues() -> list[dict[str, Any]]:
    return [
        {
            "email": f"{code}.{number}",
            "role": role,
            "at": code,
            "sex": pick(["female", "male"], code, number),
        }
        for code, roles in _listed()["colleagues"].items()
        for number, role in enumerate(roles, start=1)
    ]


def _organisation(code: str) -> tuple[str, Kind]:
    entry = _listed()["organisations"][code]
    return entry["name"], Kind(entry["kind"])


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
    return listed("posts")
