"""The part of the workspace called Rights: what waits, and what all its pages share; and the rights of one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from throughgate.common import dates
from throughgate.people.record.pages import opened
from throughgate.people.record.pages import show as show_record
from throughgate.people.rights import access, home, wording
from throughgate.people.rights.complaints import queries as complaints
from throughgate.people.rights.corrections import queries as corrections
from throughgate.people.rights.deletion import queries as deletion
from throughgate.people.rights.requests import queries as requests
from throughgate.privacy.access.kinds import Role

OFFICERS = {Role.INFORMATION_OFFICER}
PARTS = (
    ("rights", _("What waits"), access.APPROVERS | access.KEEPERS),
    ("requests", _("Requests"), access.APPROVERS),
    ("corrections", _("Corrections"), OFFICERS),
    ("complaints", _("Complaints"), OFFICERS),
    ("breaches", _("Breaches"), OFFICERS),
    ("deletions", _("Deletions and holds"), access.KEEPERS),
    ("looks", _("Looks that stand out"), OFFICERS),
    ("processing", _("Record of processing"), OFFICERS),
)


def show(request: HttpRequest, template: str, shown: dict[str, Any], *, here: str) -> HttpResponse:
    """A page of the part, with its parts beside it. `here` is the one it stands in."""
    role = request.working_in.role  # type: ignore[attr-defined]
    parts = [
        {"text": str(words), "href": reverse(name), "current": name == here}
        for name, words, roles in PARTS
        if role in roles
    ]
    wrong = bool(shown.get("form") and shown["form"].errors)
    page = {"parts": parts, "today": dates.today(), **shown}
    return render(request, f"rights/{template}.html", page, status=422 if wrong else 200)


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    user, post = request.signed_in, request.working_in  # type: ignore[attr-defined]
    groups = home.groups(user, post, today=dates.today(), now=dates.now())
    return show(request, "rights", {"groups": groups}, here="rights")


@require_safe
def of_person(request: HttpRequest, person: UUID) -> HttpResponse:
    """What somebody said and asked about their own record; to whoever is no officer, what they said is wrong."""
    record = opened(request, person, "person")
    user, today = record.user, record.today
    shown: dict[str, Any] = {"corrections": corrections.of_person(record), "wording": wording}
    if access.is_officer(user, today=today):
        cases = requests.of_person(user, person, today=today)
        shown |= {
            "officer": True,
            "cases": [(case, requests.clock(case, today=today)) for case in cases],
            "complaints": complaints.of_person(user, person, today=today),
            "hold": deletion.hold_on(user, person, today=today),
            "deletions": deletion.announced_of(user, person, today=today),
        }
    return show_record(request, record, "rights/person.html", shown, here="person-rights")
