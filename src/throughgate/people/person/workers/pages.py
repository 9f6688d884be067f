"""Who works with one person; and, for managers, everybody's caseloads, cover, and the people whom nobody leads."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.common import dates
from throughgate.people.involvement.allocation import access, changes, queries
from throughgate.people.person.workers.forms import Allocate, GiveOn, NewCover
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened, show
from throughgate.people.record.working import working
from throughgate.privacy.access.models import User
from throughgate.privacy.access.typed import Form, sent
from throughgate.privacy.audit import looks

SECTION, HERE = "sharing", "person-workers"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def workers(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    allocates = record.may_write(SECTION) and access.may_allocate(record.user, today=record.today)
    shown = {"working": working(record), "may_allocate": allocates}
    return show(request, record, "workers/workers.html", shown, here=HERE)


@form_page
def allocate(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    organisation = access.check_allocate(record.user, today=record.today)
    known = queries.workers(organisation, today=record.today)
    form = Allocate(sent(request), workers=known)
    if form.is_valid():
        with said_on(form):
            changes.allocate(
                person=person,
                worker=form.chosen("worker"),
                part=form.cleaned_data["part"],
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect(HERE, person=person)
    shown = {"form": form, "back": reverse(HERE, args=[person])}
    return show(request, record, "workers/allocate.html", shown, here=HERE)


@require_POST
def end(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    access.check_allocate(record.user, today=record.today)
    held = queries.allocation(record.user, person, row, today=record.today)
    changes.end(allocation=held, by=record.user, today=record.today, now=record.now)
    return redirect(HERE, person=person)


@require_safe
def without_lead(request: HttpRequest) -> HttpResponse:
    """The people of the organisation whom nobody leads: a page that is best empty."""
    user, today = _asks(request)
    access.check_allocate(user, today=today)
    page = _page(request)
    lines, more = queries.without_lead(user, today=today, now=dates.now(), page=page)
    looks.shown(request, [line.person for line in lines])
    shown = {"lines": lines, "page": page, "more": more}
    return render(request, "workers/without_lead.html", shown)


@require_safe
def caseloads(request: HttpRequest) -> HttpResponse:
    user, today = _asks(request)
    organisation = access.check_allocate(user, today=today)
    shown = {
        "organisation": organisation,
        "caseloads": queries.caseloads(user, organisation, today=today),
        "covers": queries.covers_of(organisation, today=today),
        "without": queries.any_without_lead(today=today),
        "today": today,
    }
    return render(request, "workers/caseloads.html", shown)


@require_safe
def caseload(request: HttpRequest, worker: int) -> HttpResponse:
    """The people of one worker: for a manager, for who stands in, and for the worker."""
    user, today = _asks(request)
    of = queries.worker(worker)
    access.check_see_caseload(user, of, today=today)
    page = _page(request)
    lines, more = queries.of_worker(user, of, today=today, now=dates.now(), page=page)
    looks.shown(request, [line.person for line in lines])
    shown = {
        "worker": of,
        "lines": lines,
        "page": page,
        "more": more,
        "may_allocate": access.may_allocate(user, today=today),
    }
    return render(request, "workers/caseload.html", shown)


@form_page
def give_on(request: HttpRequest, worker: int) -> HttpResponse:
    """All the people of one worker to another."""
    user, today = _asks(request)
    of = queries.worker(worker)
    organisation = access.check_allocate(user, today=today)
    access.check_see_caseload(user, of, today=today)
    others = [each for each in queries.workers(organisation, today=today) if each != of]
    form = GiveOn(sent(request), workers=others)
    if form.is_valid():
        with said_on(form):
            to = form.chosen("worker")
            went, stayed = changes.move_caseload(
                away_from=of, to=to, by=user, today=today, now=dates.now()
            )
            messages.success(request, _went(went, stayed, to))
            return redirect("caseloads")
    return _form(request, "workers/give_on.html", form, worker=of)


@form_page
def cover(request: HttpRequest) -> HttpResponse:
    user, today = _asks(request)
    organisation = access.check_allocate(user, today=today)
    form = NewCover(sent(request), workers=queries.workers(organisation, today=today))
    if form.is_valid():
        with said_on(form):
            changes.set_cover(
                away=form.chosen("away"),
                stands_in=form.chosen("stands_in"),
                first_day=form.cleaned_data["first_day"],
                last_day=form.cleaned_data["last_day"],
                by=user,
                today=today,
            )
            return redirect("caseloads")
    return _form(request, "workers/cover.html", form)


@require_POST
def end_cover(request: HttpRequest, cover: int) -> HttpResponse:
    user, today = _asks(request)
    organisation = access.check_allocate(user, today=today)
    changes.end_cover(cover=queries.cover(organisation, cover), by=user, today=today)
    return redirect("caseloads")


def _asks(request: HttpRequest) -> tuple[User, date]:
    user: User = request.signed_in  # type: ignore[attr-defined]
    return user, dates.today()


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 7 else 1


def _form(request: HttpRequest, template: str, form: Form, **shown: object) -> HttpResponse:
    back = reverse("caseloads")
    page = {"form": form, "back": back, **shown}
    return render(request, template, page, status=422 if form.errors else 200)


def _went(went: int, stayed: int, to: User) -> str:
    words = ngettext(
        "%(n)s person is with %(to)s from today.", "%(n)s people are with %(to)s from today.", went
    ) % {"n": went, "to": to}
    if stayed:
        words += " " + ngettext(
            "%(n)s stays, as they may not work with them: choose somebody else.",
            "%(n)s stay, as they may not work with them: choose somebody else.",
            stayed,
        ) % {"n": stayed}
    return words
