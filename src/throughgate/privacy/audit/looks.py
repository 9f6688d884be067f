"""Every view of a person is written down: one row for a page about a person, one for each person that a list shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from throughgate.privacy.audit import changes

SHOWN = {200, 206, 422}  # what was asked for, a part of a file, a form that came back


class Looks:
    """Stands inside `Sight`, so that the look is kept in the page's own transaction.

    A page about one person has `person` in its address. A list says whom it showed: `looks.shown(request, people)`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and response.status_code in SHOWN:
            match = request.resolver_match
            place = match.view_name if match else ""
            person = match.kwargs.get("person") if match else None
            if isinstance(person, UUID):
                changes.look(people=[person], place=place, in_list=False, by=request.user)
            listed = getattr(request, "people_shown", [])
            changes.look(people=listed, place=place, in_list=True, by=request.user)
        return response


def shown(request: HttpRequest, people: Iterable[UUID]) -> None:
    """Say whom a list shows; for pages whose address names no person."""
    before = getattr(request, "people_shown", [])
    request.people_shown = [*before, *people]  # type: ignore[attr-defined]
