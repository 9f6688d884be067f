"""Who works with somebody, why and until when; what the person said may be told or done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from throughgate.people.involvement import access
from throughgate.people.involvement import changes as involvement
from throughgate.people.involvement.models import Consent, HealthPermission, Involvement
from throughgate.people.record.editing import form_page, moment, show_form, writing
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.people.sharing import changes, queries, shown
from throughgate.people.sharing.forms import (
    End,
    Extend,
    Follows,
    GiveConsent,
    Start,
    TellHealth,
    Withdraw,
)
from throughgate.privacy.access.typed import sent

SECTION, HERE, ORIGIN = "sharing", "person-sharing", "here"


@require_safe
def sharing(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    return show(request, record, "sharing/sharing.html", shown.sharing(record), here=HERE)


def _writing(request: HttpRequest, person: UUID) -> Opened:
    return writing(request, person, SECTION)


def _form(
    request: HttpRequest, record: Opened, template: str, form: Any, **more: Any
) -> HttpResponse:
    return show_form(request, record, f"sharing/{template}.html", form, here=HERE, **more)


@form_page
def start(request: HttpRequest, person: UUID) -> HttpResponse:
    record = _writing(request, person)
    first_day = shown.day_after(record, request.GET.get("after", ""))
    form = Start(sent(request), ways=queries.ways(record), initial={"first_day": first_day})
    if form.is_valid():
        with said_on(form):
            agreement, purpose = form.cleaned_data["way"]
            involvement.start(
                key=form.cleaned_data["key"],
                person=person,
                purpose=purpose,
                agreement=queries.agreement(record, agreement),
                first_day=form.cleaned_data["first_day"],
                last_day=form.cleaned_data["last_day"],
                origin=ORIGIN,
                by=record.user,
                today=record.today,
            )
            return redirect(HERE, person=person)
    return _form(request, record, "start", form)


@form_page
def end(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = _writing(request, person)
    held = queries.own(record, row)
    form = End(sent(request), held=held)
    if form.is_valid():
        with said_on(form):
            _end(record, held, form, form.cleaned_data["last_day"])
            return redirect(HERE, person=person)
    return _form(request, record, "end", form, held=held)


@form_page
def extend(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = _writing(request, person)
    held = queries.own(record, row)
    form = Extend(sent(request), held=held)
    if form.is_valid():
        with said_on(form):
            involvement.extend(
                involvement=queries.as_read(held, form.cleaned_data["version"]),
                last_day=form.cleaned_data["last_day"],
                by=record.user,
                today=record.today,
            )
            return redirect(HERE, person=person)
    return _form(request, record, "extend", form, held=held)


@form_page
def withdraw(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = _writing(request, person)
    held = queries.own(record, row)
    form = Withdraw(sent(request), held=held)
    if form.is_valid():
        with said_on(form):
            involvement.withdraw(
                involvement=queries.as_read(held, form.cleaned_data["version"]),
                why=form.cleaned_data["why"],
                **moment(record),
            )
            return _after_withdrawal(request, record)
    return _form(request, record, "withdraw", form, held=held)


def _after_withdrawal(request: HttpRequest, record: Opened) -> HttpResponse:
    """Back to the person, if another involvement still lets the user see them."""
    if access.may_see(record.user, record.person, SECTION, today=record.today, now=record.now):
        return redirect(HERE, person=record.person)
    messages.success(request, _("It is withdrawn. Your organisation no longer sees them."))
    return redirect("people")


@form_page
def what_follows(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = _writing(request, person)
    held = queries.own(record, row)
    if held.last_day is None:
        return redirect(HERE, person=person)
    form = Follows(sent(request), held=held)
    if form.is_valid():
        with said_on(form):
            return _follow(record, held, form)
    return _form(request, record, "follows", form, held=held)


def _follow(record: Opened, held: Involvement, form: Follows) -> HttpResponse:
    match form.cleaned_data["answer"]:
        case Follows.OTHER:
            address = reverse("start-involvement", args=[record.person])
            return redirect(f"{address}?after={held.pk}")
        case Follows.LONGER:
            return redirect("extend-involvement", person=record.person, row=held.pk)
        case _:
            _end(record, held, form, held.last_day)
            return redirect(HERE, person=record.person)


def _end(record: Opened, held: Involvement, form: Any, last_day: Any) -> None:
    involvement.end(
        involvement=queries.as_read(held, form.cleaned_data["version"]),
        last_day=last_day,
        why=form.cleaned_data["why"],
        by=record.user,
        today=record.today,
    )


@form_page
def tell_health(request: HttpRequest, person: UUID) -> HttpResponse:
    record = _writing(request, person)
    to = {str(each.pk): each for each in queries.told_about_health(record)}
    form = TellHealth(sent(request), to=to.values(), initial={"first_day": record.today})
    if form.is_valid():
        with said_on(form):
            changes.tell_health(told_to=to[form.cleaned_data["told_to"]], **_said(record, form))
            return redirect(HERE, person=person)
    return _form(request, record, "tell_health", form)


@form_page
def give_consent(request: HttpRequest, person: UUID) -> HttpResponse:
    record = _writing(request, person)
    flows = {str(each.pk): each for each in queries.flows_on_consent(record)}
    form = GiveConsent(sent(request), flows=flows.values(), initial={"first_day": record.today})
    if form.is_valid():
        with said_on(form):
            changes.give_consent(flow=flows[form.cleaned_data["flow"]], **_said(record, form))
            return redirect(HERE, person=person)
    warnings = shown.warnings(flows.values(), today=record.today)
    return _form(request, record, "give_consent", form, warnings=warnings)


def _said(record: Opened, form: Any) -> dict[str, Any]:
    return {
        "key": form.cleaned_data["key"],
        "person": record.person,
        "said": form.of_the_person,
        **moment(record),
    }


@form_page
def withdraw_health(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = _writing(request, person)
    held = queries.said_here(record, HealthPermission, row)
    if request.method == "POST":
        changes.withdraw_health(row=held, **moment(record))
        return redirect(HERE, person=person)
    effect = shown.without_health(record, held)
    return _form(request, record, "withdraw_health", None, held=held, effect=effect)


@form_page
def withdraw_consent(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = _writing(request, person)
    held = queries.said_here(record, Consent, row)
    if request.method == "POST":
        changes.withdraw_consent(row=held, **moment(record))
        return redirect(HERE, person=person)
    effect = shown.without_consent(record, held)
    return _form(request, record, "withdraw_consent", None, held=held, effect=effect)
