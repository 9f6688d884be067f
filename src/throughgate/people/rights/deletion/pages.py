"""What is announced to be deleted, and the holds that stop it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.common import dates
from throughgate.people.record.forms import said_on
from throughgate.people.rights import access, wording
from throughgate.people.rights.deletion import changes, clocks, queries
from throughgate.people.rights.pages import show
from throughgate.people.rights.requests.forms import Why
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks

HERE = "deletions"


@require_safe
def deletions(request: HttpRequest) -> HttpResponse:
    user, today, now = request.signed_in, dates.today(), dates.now()  # type: ignore[attr-defined]
    asked_page = request.GET.get("page", "1")
    page = max(int(asked_page), 1) if asked_page.isdigit() else 1
    rows, more = queries.announced(user, today=today, page=page)
    holds = queries.holds(user, today=today, now=now)
    people = [row.person_id for row in rows] + [line.row.person_id for line in holds]
    looks.shown(request, people)
    shown = {
        "rows": rows,
        "holds": holds,
        "held": {line.row.person_id for line in holds},
        "officer": access.is_officer(user, today=today),
        "page": page,
        "more": more,
        "words": clocks.words,
        "wording": wording,
    }
    return show(request, "deletions", shown, here=HERE)


@require_http_methods(["GET", "HEAD", "POST"])
def set_hold(request: HttpRequest, person: UUID) -> HttpResponse:
    by, today, now = request.signed_in, dates.today(), dates.now()  # type: ignore[attr-defined]
    access.check_officer(by, today=today)
    if not queries.may_hold(by, person, today=today, now=now):
        raise Http404
    form = Why(
        sent(request), hint=lazy("For example: a claim, an inquiry, a question not answered.")
    )
    if form.is_valid():
        with said_on(form):
            why = form.cleaned_data["why"]
            changes.set_hold(person=person, why=why, by=by, today=today, now=now)
            messages.success(
                request, _("Nothing of this record is deleted until the hold is lifted.")
            )
            return redirect(HERE)
    return show(request, "set_hold", {"form": form, "back": reverse(HERE)}, here=HERE)


@require_POST
def lift_hold(request: HttpRequest, person: UUID, hold: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.hold(by, person, hold, today=today)
    changes.lift_hold(hold=found, by=by, today=today)
    messages.success(request, _("The hold is lifted. What is due is deleted from tonight."))
    return redirect(HERE)
