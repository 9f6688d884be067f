"""Limits on who sees a person: what stands, a new one, lifting one; and “I know this person”."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.common import dates
from throughgate.common.errors import NotAllowed
from throughgate.people.involvement import access
from throughgate.people.involvement import changes as involvement
from throughgate.people.person.limits import changes, home, queries
from throughgate.people.person.limits.forms import Chosen, NewLimit
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks

SECTION, HERE = "limits", "person-limits"
DECLARED = "declared known"  # in the session, from saying so to being told
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def limits(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    shown = {"limits": queries.limits(record), "declared": queries.declared(record)}
    return show(
        request,
        record,
        "limits/limits.html",
        shown | {"may_write": record.may_write(SECTION)},
        here=HERE,
    )


@form_page
def add(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    at = request.working_in.organisation  # type: ignore[attr-defined]
    around = queries.colleagues(at, today=record.today)
    form = NewLimit(sent(request), around=around, today=record.today)
    if form.is_valid():
        with said_on(form):
            involvement.limit(
                person=person,
                kind=form.cleaned_data["kind"],
                users=form.users,
                why=form.cleaned_data["why"],
                last_day=form.cleaned_data["last_day"],
                by=record.user,
                today=record.today,
                now=record.now,
            )
            messages.success(
                request, _("The limit holds from now on. Whoever it keeps out is not told.")
            )
            return redirect(HERE, person=person)
    leads = access.leads(record.user, person, today=record.today, now=record.now)
    shown = {"form": form, "back": reverse(HERE, args=[person]), "leads": leads}
    return show(request, record, "limits/form.html", shown, here=HERE)


@require_POST
def lift(request: HttpRequest, person: UUID) -> HttpResponse:
    """A limit that the reader's organisation answers for, or somebody's word that they know the person."""
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    chosen = Chosen(request.POST)
    said = chosen.cleaned_data if chosen.is_valid() else {}
    limited = queries.to_lift(record, said["limit"]) if said.get("limit") else None
    known = queries.declaration(record, said["known"]) if said.get("known") else None
    if limited:
        involvement.lift_limit(limited=limited, by=record.user, today=record.today, now=record.now)
    if known:
        changes.lift_known(known=known, by=record.user, today=record.today, now=record.now)
    return redirect(HERE, person=person)


@require_POST
def keep(request: HttpRequest, person: UUID) -> HttpResponse:
    """A limit that was looked at again, and stays."""
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    chosen = Chosen(request.POST)
    said = chosen.cleaned_data if chosen.is_valid() else {}
    limited = queries.to_lift(record, said["limit"]) if said.get("limit") else None
    if limited:
        changes.keep_limit(limited=limited, by=record.user, today=record.today, now=record.now)
        messages.success(request, _("It stays, and was looked at today."))
    return redirect(HERE, person=person)


@require_safe
def to_look_at(request: HttpRequest) -> HttpResponse:
    """What an information officer looks at, of whoever is there for them."""
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    if request.working_in.role != Role.INFORMATION_OFFICER:  # type: ignore[attr-defined]
        raise NotAllowed(_("This is for an information officer. Ask the one of your organisation."))
    found = queries.to_look_at(user, today=today, now=dates.now())
    looks.shown(request, [each.limited.person_id for each in found])
    return render(request, "limits/to_look_at.html", {"rows": [home.row(each) for each in found]})


@form_page
def know(request: HttpRequest, person: UUID) -> HttpResponse:
    """Whoever says so loses sight at once, and lands where nothing of the person is shown."""
    record = opened(request, person)
    if request.method == "POST":
        involvement.declare_known(person=person, by=record.user, today=record.today, now=record.now)
        request.session[DECLARED] = True
        return redirect("known-declared")
    shown = {"back": reverse("person", args=[person])}
    return show(request, record, "limits/know.html", shown, here="declare-known")


@require_safe
def declared(request: HttpRequest) -> HttpResponse:
    """Said to whoever has just said it; to nobody who only opens the address."""
    if not request.session.pop(DECLARED, False):
        return redirect("people")
    return render(request, "limits/declared.html", {})
