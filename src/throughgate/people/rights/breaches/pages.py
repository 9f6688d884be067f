"""The breach log of the officer's organisation, and its 72-hour clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common import dates
from throughgate.people.record.forms import said_on
from throughgate.people.rights import access, wording
from throughgate.people.rights.breaches import changes, forms, queries, rules
from throughgate.people.rights.breaches.rules import State
from throughgate.people.rights.pages import show
from throughgate.privacy.access.typed import sent

HERE = "breaches"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Step:
    """A step of a breach: its words, its form and its boxes, and what it does."""

    title: str | Promise
    form: Any
    boxes: tuple[str, ...]
    change: Any
    with_now: bool = False


STEPS = {
    "report": Step(
        _("It was reported to the Information Commissioner"),
        forms.Report,
        ("reported_day", "reported_time", "harm", "done", "late_why"),
        changes.report,
        with_now=True,
    ),
    "keep": Step(_("It is not reported"), forms.DoNotReport, ("why",), changes.do_not_report),
    "close": Step(_("Close the breach"), forms.Close, ("done", "told_people_on"), changes.close),
}


@require_safe
def breaches(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.log(user, today=today)
    shown = {"found": found, "wording": wording, "now": dates.now()}
    return show(request, "breaches", shown, here=HERE)


@form_page
def write_down(request: HttpRequest) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_officer(by, today=today)
    form = forms.WriteDown(sent(request))
    if form.is_valid():
        with said_on(form):
            made = changes.write_down(**form.written, by=by, today=today, now=dates.now())
            return redirect("breach", id=made.pk)
    return show(request, "write_breach", {"form": form, "back": reverse(HERE)}, here=HERE)


@require_safe
def breach(request: HttpRequest, id: UUID) -> HttpResponse:
    user, today, now = request.signed_in, dates.today(), dates.now()  # type: ignore[attr-defined]
    found = queries.breach(user, id, today=today)
    shown = {
        "row": found,
        "clock": rules.clock(found.found_at, now=now),
        "may": {state.value: rules.may_move(State(found.state), state) for state in State},
        "wording": wording,
        "now": now,
        "back": reverse(HERE),
    }
    return show(request, "breach", shown, here=HERE)


@form_page
def take_step(request: HttpRequest, id: UUID, step: str) -> HttpResponse:
    by, today, now = request.signed_in, dates.today(), dates.now()  # type: ignore[attr-defined]
    found, asks = queries.breach(by, id, today=today), STEPS[step]
    version = found.version
    form = asks.form(sent(request), initial={"done": found.done})
    if form.is_valid():
        with said_on(form):
            found.version = form.cleaned_data["version"]
            moment = {"now": now} if asks.with_now else {}
            asks.change(breach=found, **form.reported, **moment, by=by, today=today)
            return redirect("breach", id=id)
    back = reverse("breach", args=[id])
    shown = {"form": form, "step": asks, "row": found, "back": back}
    shown["version"] = version
    return show(request, "breach_step", shown, here=HERE)
