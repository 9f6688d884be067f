"""Entering a contact, and the list of those that are overdue by the confirmed tier."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from throughgate.common import dates
from throughgate.people.tier import access
from throughgate.people.tier.contact import queries
from throughgate.people.tier.contact.forms import Met
from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.scores import changes
from throughgate.people.tier.scores.pages import OfTier
from throughgate.privacy.audit import looks

CONTACTS = OfTier(
    ContactMade, Met, "tier/contact.html", "person-tier", access.SECTION, writes=changes
)
add_contact, change_contact, remove_contact = CONTACTS.pages()


@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    user, post = request.signed_in, request.working_in  # type: ignore[attr-defined]
    today = dates.today()
    rows, more = queries.overdue(user, post, today=today, now=dates.now()) if post else ([], False)
    looks.shown(request, {each.row.person_id for each in rows})
    page = {"rows": rows, "more": more, "today": today}
    return render(request, "tier/overdue.html", page)
