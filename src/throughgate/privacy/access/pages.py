"""Pages of sharing agreements: which are in force, what each lets flow, and what is missing to bring it in force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.common import dates
from throughgate.privacy.access import access, changes, forms, queries
from throughgate.privacy.access.typed import Form

form_page = require_http_methods(["GET", "HEAD", "POST"])


@contextmanager
def said_on(form: Form) -> Iterator[None]:
    """A flow the law does not let stand is said on the form, where it can be put right."""
    try:
        yield
    except changes.FlowRefused as error:
        form.add_error(None, str(error))


def _show(request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
    wrong = bool(shown.get("form") and shown["form"].errors)
    return render(request, f"agreements/{name}.html", shown, status=422 if wrong else 200)


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    reader, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.agreements(reader, today=today)
    shown = {"found": found, "may_write": access.may_write(reader, today=today)}
    return _show(request, "agreements", shown)


@form_page
def add_agreement(request: HttpRequest) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_write(by, today=today)
    form = forms.Terms(request.POST or None)
    if form.is_valid():
        made = changes.write_agreement(terms=form.cleaned_data, parties=[], by=by, today=today)
        messages.success(request, _("Now add its other parties and its flows."))
        return redirect("agreement", id=made.pk)
    return _show(request, "terms", {"form": form})


@require_safe
def agreement(request: HttpRequest, id: int) -> HttpResponse:
    reader, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.agreement(reader, id, today=today)
    parties = queries.parties(found.agreement)
    shown = {
        "found": found,
        "parties": parties,
        "may_sign": {each.pk for each in parties if access.may_sign(reader, each, today=today)},
        "lines": queries.lines(found.agreement, today=today),
        "may_change": access.may_change(reader, found.agreement, today=today),
    }
    return _show(request, "agreement", shown)


@form_page
def change_agreement(request: HttpRequest, id: int) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.agreement(by, id, today=today).agreement
    access.check_change(by, found, today=today)
    form = forms.Terms(request.POST or None, agreement=found)
    if form.is_valid():
        changes.change_terms(
            agreement=queries.as_read(found, request.POST.get("version", "")),
            terms=form.cleaned_data,
            by=by,
            today=today,
        )
        return redirect("agreement", id=id)
    return _show(request, "terms", {"form": form, "agreement": found})


@form_page
def add_party(request: HttpRequest, id: int) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.agreement(by, id, today=today).agreement
    access.check_change(by, found, today=today)
    form = forms.NewParty(request.POST or None, organisations=queries.organisations())
    if form.is_valid():
        changes.add_party(agreement=found, organisation=form.chosen, by=by, today=today)
        return redirect("agreement", id=id)
    return _show(request, "add_party", {"form": form, "agreement": found})


@form_page
def sign_agreement(request: HttpRequest, id: int, party: int) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.agreement(by, id, today=today).agreement
    signing = queries.party(found, party)
    access.check_sign(by, signing, today=today)
    form = forms.Signature(request.POST or None)
    if form.is_valid():
        changes.sign(party=signing, **form.cleaned_data, by=by, today=today)
        return redirect("agreement", id=id)
    return _show(request, "sign", {"form": form, "agreement": found, "party": signing})


@form_page
def add_flow(request: HttpRequest, id: int) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.agreement(by, id, today=today).agreement
    access.check_change(by, found, today=today)
    form = forms.NewFlow(request.POST or None, parties=queries.parties(found))
    if form.is_valid():
        with said_on(form):
            changes.add_flow(agreement=found, flow=form.flow, by=by, today=today)
            return redirect("agreement", id=id)
    return _show(request, "add_flow", {"form": form, "agreement": found})


@require_POST
def remove_flow(request: HttpRequest, id: int, flow: int) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.agreement(by, id, today=today).agreement
    changes.remove_flow(flow=queries.flow(found, flow), by=by, today=today)
    messages.success(request, _("It no longer flows."))
    return redirect("agreement", id=id)


@form_page
def end_agreement(request: HttpRequest, id: int) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.agreement(by, id, today=today).agreement
    access.check_change(by, found, today=today)
    form = forms.Why(request.POST or None)
    if form.is_valid():
        changes.end_agreement(agreement=found, why=form.cleaned_data["why"], by=by, today=today)
        return redirect("agreement", id=id)
    return _show(request, "end", {"form": form, "agreement": found})
