"""What the officer of one organisation decides on in a request: its own items, and no other."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.common import dates
from throughgate.people.record.forms import said_on
from throughgate.people.rights import access, wording
from throughgate.people.rights.pages import show
from throughgate.people.rights.requests import changes, queries
from throughgate.people.rights.requests.forms import Decide
from throughgate.people.rights.requests.kinds import KINDS
from throughgate.people.rights.requests.rules import State
from throughgate.privacy.access.typed import sent

HERE = "requests"


@require_safe
def items(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    asked_page = request.GET.get("page", "1")
    page = max(int(asked_page), 1) if asked_page.isdigit() else 1
    access.check_officer(user, today=today)
    found = queries.case(user, person, case, today=today)
    rows, more = queries.items(user, found, today=today, page=page)
    shown = {
        "case": found,
        "items": rows,
        "page": page,
        "more": more,
        "kinds": KINDS,
        "counts": queries.counts(user, found, today=today),
        "clock": queries.clock(found, today=today),
        "ours": queries.asked_of(user, found, today=today),
        "open": found.state == State.COLLECTING.value,
        "wording": wording,
    }
    return show(request, "items", shown, here=HERE)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, person: UUID, case: UUID, item: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_officer(by, today=today)
    found = queries.case(by, person, case, today=today)
    row = queries.item(by, found, item, today=today)
    version = row.version
    before = {"version": version, "exemption": row.exemption, "why": row.why}
    before |= {"decision": row.decision, "removed": "\n".join(row.removed)}
    form = Decide(sent(request), initial=before)
    back = reverse("request-items", args=[person, case])
    if form.is_valid():
        with said_on(form):
            row.version = form.cleaned_data["version"]
            changes.decide(item=row, **form.decided, by=by, today=today)
            return redirect(back)
    shown = {"form": form, "item": row, "kinds": KINDS, "back": back, "case": found}
    shown["version"] = version
    return show(request, "decide", shown, here=HERE)


@require_POST
def decide_the_rest(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_officer(by, today=today)
    found = queries.case(by, person, case, today=today)
    count = changes.decide_the_rest(case=found, by=by, today=today)
    words = ngettext("%(count)s item is decided.", "%(count)s items are decided.", count)
    messages.success(request, words % {"count": count})
    return redirect("request-items", person=person, case=case)


@require_POST
def answered(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_officer(by, today=today)
    found = queries.case(by, person, case, today=today)
    changes.answer(asked=queries.asked_of(by, found, today=today), by=by, today=today)
    messages.success(
        request, _("The leading organisation sees that you have decided on everything.")
    )
    return redirect("request", person=person, case=case)
