"""Looking for a person, and adding one who is not on the record. What is typed is posted: no address holds a name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughgate.common import dates
from throughgate.people.finding import access, changes, queries
from throughgate.people.finding.forms import Box, NewPerson
from throughgate.people.finding.queries import Alike, Hits
from throughgate.people.person.names.asking import read_box
from throughgate.people.record.forms import said_on
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def find(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    post = access.check_find(user, today=today)
    box = Box(sent(request))
    typed = box.cleaned_data["asked"] if box.is_valid() else ""
    asked = read_box(typed, today=today)
    hits = Hits([], False)
    if not asked.problem:
        hits = queries.find(user, asked, today=today, now=dates.now())
    looks.shown(request, [hit.person for hit in hits.found])
    shown = {
        "asked": asked,
        "typed": typed,
        "hits": hits,
        "may": access.may(post.role, today=today),
    }
    return render(request, "finding/find.html", shown, status=422 if asked.problem else 200)


@form_page
def add(request: HttpRequest) -> HttpResponse:
    """First whoever in sight may be the same; then, or when none of them is, the person is added."""
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_add(user, today=today)
    form = NewPerson(sent(request), ways=queries.ways(user, today=today), today=today)
    found: list[Alike] = []
    if form.is_valid():
        if not form.cleaned_data["looked"]:
            alike = queries.alike(user, form.known, today=today, now=dates.now())
            # This very form may have been sent before: then one of them is the person it added.
            found = [each for each in alike if each.hit.person != form.cleaned_data["key"]]
        if not found:
            with said_on(form):
                return _add(request, form)
    looks.shown(request, [each.hit.person for each in found])
    status = 422 if form.errors else 200
    return render(request, "finding/add.html", {"form": form, "found": found}, status=status)


def _add(request: HttpRequest, form: NewPerson) -> HttpResponse:
    key = form.cleaned_data["key"]
    changes.add(
        person=key,
        told=form.told,
        purpose=form.purpose,
        agreement=form.agreement,
        by=request.signed_in,  # type: ignore[attr-defined]
        today=form.today,
    )
    messages.success(
        request,
        _(
            "They are on the record. Another organisation sees them only where an agreement carries it."
        ),
    )
    return redirect("person", person=key)
